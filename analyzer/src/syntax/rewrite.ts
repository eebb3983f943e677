/**
 * Rewrites of an ExternalSecret's `dataFrom`, taken back: from the name a template uses to the property it was fetched as. No
 * regular expression of a scanned file is ever run; a rewrite that is not understood is said to be so.
 */
import { type Tree, textAt } from './tree.ts';

export interface Undone {
  readonly name: string;
  readonly certain: boolean;
}

/** Takes back one rewrite: the name before it; null: it makes no such name. */
export type Undo = (name: string) => Undone | null;

/** The property behind a renamed key, last rewrite first; null: no property makes this name. */
export function undoAll(rewrites: readonly (Undo | null)[], name: string): Undone | null {
  let undone: Undone | null = { name, certain: true };
  for (const rewrite of [...rewrites].reverse()) {
    const before: Undone | null = (undone && rewrite?.(undone.name)) ?? null;
    undone = before && { name: before.name, certain: before.certain && Boolean(undone?.certain) };
  }
  return undone;
}

/** `(.*)` → `prefix_$1`, and the same as a template `prefix_{{ .value }}`: what stands around the old name is taken off. */
const EVERYTHING = /^\^?\(\.[*+]\)\$?$/;
const AROUND_GROUP = /^(?<before>[^$]*)\$(?:1|\{1\})(?<after>[^$]*)$/;
const AROUND_VALUE = /^(?<before>[^{}]*)\{\{-?\s*\.value\s*-?\}\}(?<after>[^{}]*)$/;
/** One character class: a name that lacks what it writes was not touched by it; of any other the old name is not sure. */
const CHARACTERS = /^\[(?:[^\]\\]|\\.)+\][+*]?$/;

/** How to take a rewrite back; null: it cannot be. */
export function undoing(rewrite: Tree): Undo | null {
  const source = textAt(rewrite, 'regexp', 'source') ?? '';
  const target = textAt(rewrite, 'regexp', 'target') ?? '';
  const transform = textAt(rewrite, 'transform', 'template') ?? '';
  const around = EVERYTHING.test(source) ? AROUND_GROUP.exec(target) : AROUND_VALUE.exec(transform);
  if (around) return stripping(around.groups?.before ?? '', around.groups?.after ?? '');
  if (CHARACTERS.test(source)) return (name) => ({ name, certain: target !== '' && !name.includes(target) });
  return null;
}

function stripping(before: string, after: string): Undo {
  return (name) =>
    name.length > before.length + after.length && name.startsWith(before) && name.endsWith(after)
      ? { name: name.slice(before.length, name.length - after.length), certain: true }
      : null;
}
