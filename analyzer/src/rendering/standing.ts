/**
 * Which roots stand on their own: a root that another one took in is part of that one, so that nothing is deployed twice. It looks
 * at who claims whose files and never into a file.
 */
import type { Rendered, Renderer, Root } from './contract.ts';

type Claiming = Pick<Rendered, 'claims'> & { readonly root: Root };

/** The standing roots of all renderers, in their order. `rootsOf`: every root of one, rendered. */
export function standingRoots<R extends Claiming>(
  renderers: readonly Renderer[],
  rootsOf: (renderer: Renderer) => readonly R[],
): readonly R[] {
  const found = renderers.map((renderer) => ({ renderer, roots: standing(rootsOf(renderer)) }));
  return found.flatMap(({ renderer, roots }) => {
    const takers = found.filter((other) => other.renderer.takesIn?.includes(renderer.id));
    const taken = new Set(takers.flatMap((taker) => taker.roots.flatMap(({ claims }) => claims)));
    return roots.filter(({ root }) => !taken.has(namingFile(root)));
  });
}

/**
 * The roots of one renderer that stand on their own: one that another root took in (an included project) is part of that one.
 * Of roots that take in each other the first stands.
 */
function standing<R extends Claiming>(roots: readonly R[]): readonly R[] {
  const takers = new Map<string, number[]>();
  roots.forEach(({ claims, root }, position) => {
    for (const file of claims.filter((claim) => !root.entries.includes(claim)))
      takers.set(file, [...(takers.get(file) ?? []), position]);
  });
  const takersOf = (position: number) => takers.get(namingFile(roots[position]?.root)) ?? [];
  return roots.filter(
    (_, position) => !takersOf(position).some((taker) => taker < position || !takersOf(taker).includes(position)),
  );
}

/** The file that gives a root its name: its id where that is one of its files, else the first of them. */
function namingFile(root: Root | undefined): string {
  return root?.entries.find((entry) => entry === root.id) ?? root?.entries[0] ?? '';
}
