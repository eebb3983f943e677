/**
 * Images that a consumer runs: those it names and, where one is built here, the image that one is made from. A PostgreSQL with an extension
 * added is still PostgreSQL. It says nothing about the code inside.
 */
import type { ImageUse } from '../model/fact.ts';
import { dockerfileOf, indexBuilds } from './code/builds.ts';
import type { LinkedConsumer } from './consumers.ts';
import type { PlacedFacts } from './place.ts';

export type ImagesOf = (consumer: LinkedConsumer | undefined) => readonly ImageUse[];

export function createImages(facts: PlacedFacts, repository: string): ImagesOf {
  const builds = indexBuilds(facts, repository);
  return (consumer) => {
    if (!consumer?.fact) return [];
    const { fact } = consumer;
    const uses: readonly (ImageUse | null)[] = fact.images.length > 0 ? fact.images : [null];
    return uses.flatMap((use) => {
      const build = builds.buildOf(use, fact.consumer);
      const recipes = build && !build.mounted ? builds.recipesOf(dockerfileOf(build)) : [];
      const recipe = recipes.find(({ target }) => target === build?.target) ?? recipes[0];
      const below = recipe?.base
        ? [{ ...use, container: use?.container ?? null, image: recipe.base, at: recipe.at }]
        : [];
      return [...(use ? [use] : []), ...below];
    });
  };
}
