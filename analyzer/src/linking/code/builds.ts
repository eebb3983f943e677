/**
 * Which build makes an image, answered without a look at every build for every consumer: by the consumer a build names, by the
 * image's name, by the last part of that. It knows names only, not what a build puts in.
 */
import type { BuildFact, ConsumerRef, ImageUse, RecipeFact } from '../../model/fact.ts';
import { groupBy } from '../../model/group.ts';
import type { PlacedFacts } from '../place.ts';
import { join } from './files.ts';

export interface Builds {
  /** The build that a consumer's own entry names, else the one that makes the image; null: none here. */
  buildOf(use: ImageUse | null, consumer: ConsumerRef): BuildFact | null;
  recipesOf(dockerfile: string): readonly RecipeFact[];
  /** Whether the builds of the repository use several Dockerfiles. */
  readonly several: boolean;
}

export function indexBuilds(facts: PlacedFacts): Builds {
  const builds = facts.build.map(({ fact }) => fact);
  const imaged = builds.flatMap((build) => (build.image === null ? [] : [{ build, image: build.image }]));
  const byConsumer = groupBy(builds, ({ consumer }) => (consumer ? nameOf(consumer) : null));
  const byImage = groupBy(imaged, ({ image }) => imageName(image));
  const byLastPart = groupBy(imaged, ({ image }) => lastPart(image));
  const recipes = groupBy(
    facts.recipe.map(({ fact }) => fact),
    ({ dockerfile }) => dockerfile,
  );
  return {
    buildOf(use, consumer) {
      const own = byConsumer.get(nameOf(consumer))?.[0];
      if (own || !use) return own ?? null;
      const wanted = imageName(use.image);
      const short = isPlainBase(wanted) ? undefined : byLastPart.get(lastPart(use.image));
      return (byImage.get(wanted) ?? short)?.[0]?.build ?? null;
    },
    recipesOf: (dockerfile) => recipes.get(dockerfile) ?? [],
    several: new Set(builds.map(dockerfileOf)).size > 1,
  };
}

/** The Dockerfile of a build, from the root. */
export function dockerfileOf({ dockerfile, context }: BuildFact): string {
  return dockerfile ?? join(context, 'Dockerfile');
}

function nameOf({ kind, namespace, name }: ConsumerRef): string {
  return `${kind}\0${namespace ?? ''}\0${name}`;
}

function imageName(image: string): string {
  return image
    .replace(/@.*$/, '')
    .replace(/:[^/]*$/, '')
    .toLowerCase();
}

function lastPart(image: string): string {
  const name = imageName(image);
  return name.slice(name.lastIndexOf('/') + 1);
}

/** Names that many unrelated images have. */
function isPlainBase(name: string): boolean {
  return /(?:^|\/)(?:app|web|api|server|worker|backend|frontend|base|latest)$/.test(name) && !name.includes('/');
}
