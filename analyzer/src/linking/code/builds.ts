/**
 * Which build makes an image, answered without a look at every build for every consumer: by the consumer a build names, by the
 * image's name, by the last part of that. It knows names only, not what a build puts in.
 */
import type { BuildFact, ConsumerRef, ImageUse, RecipeFact } from '../../model/fact.ts';
import { groupBy } from '../../model/group.ts';
import type { PlacedFacts } from '../place.ts';
import { join, pipelineOf } from './files.ts';

export interface Builds {
  /**
   * The build that a consumer's own entry names, else the one that makes the image, else the only one that an image published or
   * filled in by a pipeline can be; null: none here.
   */
  buildOf(use: ImageUse | null, consumer: ConsumerRef): BuildFact | null;
  /** What says that the image is built here, where nothing names the build; null: something does. */
  guessOf(build: BuildFact): string | null;
  recipesOf(dockerfile: string): readonly RecipeFact[];
  /** Whether the builds of the repository put its files in by several Dockerfiles. */
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
  const carrying = new Set(builds.map(dockerfileOf).filter((file) => carries(recipes.get(file))));
  const root = recipes.get('Dockerfile')?.[0] ?? null;
  const published = root && unnamedBuild(root);
  const onlyOne = [...recipes].every(([file, own]) => file === root?.dockerfile || !carries(own));
  const alone = onlyOne && [...carrying].every((file) => file === root?.dockerfile);
  const filledIn = root && alone ? unnamedBuild(root) : null;
  const isServed = servedByCode(facts);
  return {
    buildOf(use, consumer) {
      const own = byConsumer.get(nameOf(consumer))?.[0];
      if (own || !use) return own ?? null;
      const wanted = imageName(use.image);
      if (isUnnamed(wanted)) return filledIn && isServed(use, consumer) ? filledIn : null;
      const short = isPlainBase(wanted) ? undefined : byLastPart.get(lastPart(use.image));
      const made = (byImage.get(wanted) ?? short)?.[0]?.build ?? null;
      return made ?? (wanted.includes('/') && lastPart(wanted) === repository.toLowerCase() ? published : null);
    },
    guessOf(build) {
      if (build === published) return 'the image is called like this repository';
      return build === filledIn
        ? 'the image is filled in by whoever installs it, and this is the only build here'
        : null;
    },
    recipesOf: (dockerfile) => recipes.get(dockerfile) ?? [],
    several: carrying.size > 1,
  };
}

/** Whether a Dockerfile puts files of the repository in: one that only installs tools competes with none. An unread one may. */
function carries(recipes: readonly RecipeFact[] | undefined): boolean {
  return recipes === undefined || recipes.some(({ copies }) => copies.length > 0);
}

/** `ghcr.io/skerry/lamp` of a repository called lamp: releases are pushed under names that only a running pipeline knows. */
function unnamedBuild({ dockerfile, at }: RecipeFact): BuildFact {
  return { fact: 'build', image: null, consumer: null, context: '', dockerfile, target: null, at };
}

/** A chart's image whose values come from the pipeline (`--set image.repository=…`) renders as `:` or `registry.example/:`. */
function isUnnamed(name: string): boolean {
  return name === '' || name.endsWith('/');
}

/** Whether a Kubernetes container gets a variable that code here reads: an image without a name is no evidence by itself. */
function servedByCode({ delivery, read }: PlacedFacts): (use: ImageUse, consumer: ConsumerRef) => boolean {
  const asked = new Set(
    read.flatMap(({ fact: { source, at } }) =>
      source.kind === 'env' && pipelineOf(at.file) === null ? [source.name] : [],
    ),
  );
  const used = groupBy(
    delivery.flatMap(({ fact }) => (fact.variable !== null && asked.has(fact.variable) ? [fact] : [])),
    ({ consumer }) => nameOf(consumer),
  );
  return ({ container }, consumer) =>
    /^[A-Z]/.test(consumer.kind) &&
    (used.get(nameOf(consumer)) ?? []).some((one) => one.container === null || one.container === container);
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
