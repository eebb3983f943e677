/**
 * A located tree: what YAML, JSON and (later) rendered templates become before a reader sees them. Aliases and merge keys
 * are resolved, every node keeps the place it was written at, and `via` keeps the places that decided it on the way
 * (an anchor's use, a values line, an overlay's patch). A tree may hold secret values, so it never leaves memory.
 */
import type { Span } from '../model/place.ts';

interface Located {
  readonly span: Span;
  /** Further places that decided this node, nearest first; empty for a node that is only written. */
  readonly via: readonly Span[];
}

export interface Scalar extends Located {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** As text: what a string field of the schema would get. Empty for null. */
  readonly text: string;
  /** Custom tag as written (`!env_var`), null for none. */
  readonly tag: string | null;
}

export interface Sequence extends Located {
  readonly kind: 'sequence';
  readonly items: readonly Tree[];
}

export interface Mapping extends Located {
  readonly kind: 'mapping';
  readonly entries: ReadonlyMap<string, Entry>;
}

export interface Entry {
  readonly key: Scalar;
  readonly value: Tree;
}

export type Tree = Scalar | Sequence | Mapping;

/** The node below `path` (keys and indices), or null. Total: any tree, any path. */
export function at(tree: Tree | null | undefined, ...path: readonly (string | number)[]): Tree | null {
  let node: Tree | null = tree ?? null;
  for (const step of path) {
    if (node?.kind === 'mapping' && typeof step === 'string') node = node.entries.get(step)?.value ?? null;
    else if (node?.kind === 'sequence' && typeof step === 'number') node = node.items[step] ?? null;
    else return null;
  }
  return node;
}

/** The scalar below `path`, or null. */
export function scalarAt(tree: Tree | null | undefined, ...path: readonly (string | number)[]): Scalar | null {
  const node = at(tree, ...path);
  return node?.kind === 'scalar' ? node : null;
}

/** Its text, or null where there is none or it is null. */
export function textAt(tree: Tree | null | undefined, ...path: readonly (string | number)[]): string | null {
  const scalar = scalarAt(tree, ...path);
  return scalar && scalar.value !== null ? scalar.text : null;
}

/** Its number, from a number or a numeric text; null otherwise. */
export function numberAt(tree: Tree | null | undefined, ...path: readonly (string | number)[]): number | null {
  const text = textAt(tree, ...path);
  const number = text === null || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : null;
}

/** Whether it is true, as a boolean or as YAML 1.1 text would have it. */
export function isTrue(tree: Tree | null | undefined, ...path: readonly (string | number)[]): boolean {
  return /^(true|yes|on)$/i.test(textAt(tree, ...path) ?? '');
}

/** The items of the sequence below `path`; empty where there is none. */
export function itemsAt(tree: Tree | null | undefined, ...path: readonly (string | number)[]): readonly Tree[] {
  const node = at(tree, ...path);
  return node?.kind === 'sequence' ? node.items : [];
}

/** The entries of the mapping below `path`, in order; empty where there is none. */
export function entriesAt(tree: Tree | null | undefined, ...path: readonly (string | number)[]): readonly Entry[] {
  const node = at(tree, ...path);
  return node?.kind === 'mapping' ? [...node.entries.values()] : [];
}
