/**
 * Which build makes an image, answered without a look at every build for every consumer: by the consumer a build names, by the
 * image's name, by the last part of that. It knows names only, not what a build puts in.
 */
import type { BuildFact, ConsumerRef, ImageUse, RecipeFact } from '../../model/fact.ts';
import { groupBy } from '../../model/group.ts';
import type { PlacedFacts } from '../place.ts';
import { join } from './files.ts';

export interface Builds {
  /** The build that a consumer's own entry names, else the one that makes the image, else the published image's; null: none here. */
  buildOf(use: ImageUse | null, consumer: ConsumerRef): BuildFact | null;
  /** Whether only its name says that the image is built here. */
  isByName(build: BuildFact): boolean;
  recipesOf(dockerfile: string): readonly RecipeFact[];
  /** Whether the builds of the repository use several Dockerfiles. */
  readonly several: boolean;
}

/** `repository`: what published images are called that are built from its root. */
export function indexBuilds(facts: PlacedFacts, repository: string): Builds {
  const builds = facts.build.map(({ fact }) => fact);
  const imaged = builds.flatMap((build) => (build.image === null ? [] : [{ build, image: build.image }]));
  const byConsumer = groupBy(builds, ({ consumer }) => (consumer ? nameOf(consumer) : null));
  const byImage = groupBy(imaged, ({ image }) => imageName(image));
  const byLastPart = groupBy(imaged, ({ image }) => lastPart(image));
  const recipes = groupBy(
    facts.recipe.map(({ fact }) => fact),
    ({ dockerfile }) => dockerfile,
  );
  const published = publishedBuild(recipes.get('Dockerfile')?.[0] ?? null);
  return {
    buildOf(use, consumer) {
      const own = byConsumer.get(nameOf(consumer))?.[0];
      if (own || !use) return own ?? null;
      const wanted = imageName(use.image);
      const short = isPlainBase(wanted) ? undefined : byLastPart.get(lastPart(use.image));
      const made = (byImage.get(wanted) ?? short)?.[0]?.build ?? null;
      return made ?? (wanted.includes('/') && lastPart(wanted) === repository.toLowerCase() ? published : null);
    },
    isByName: (build) => build === published,
    recipesOf: (dockerfile) => recipes.get(dockerfile) ?? [],
    several: new Set(builds.map(dockerfileOf)).size > 1,
  };
}

/** `ghcr.io/skerry/lamp` of a repository called lamp: releases are pushed under names that only a running pipeline knows. */
function publishedBuild(recipe: RecipeFact | null): BuildFact | null {
  if (!recipe) return null;
  const { dockerfile, at } = recipe;
  return { fact: 'build', image: null, consumer: null, context: '', dockerfile, target: null, at };
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
