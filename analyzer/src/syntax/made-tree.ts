/**
 * Nodes of a tree that nobody wrote: what a tool would make of what somebody wrote. Every made node keeps the place of what
 * it is made from, so that a reader points where a person can act. It must never invent a place.
 */
import type { Entry, Mapping, Scalar, Sequence, Tree } from './tree.ts';

/** A text made from what stands at `origin`. */
export function madeText(value: string, origin: Tree): Scalar {
  return { kind: 'scalar', value, text: value, tag: null, span: origin.span, via: origin.via };
}

/** The same scalar with another text; the node itself where nothing changed. */
export function withText(scalar: Scalar, text: string): Scalar {
  return text === scalar.text ? scalar : { ...scalar, value: text, text };
}

/** A mapping of the fields that have a value, at the place of `origin`. */
export function madeMapping(origin: Tree, fields: Readonly<Record<string, Tree | null | undefined>>): Mapping {
  const entries = Object.entries(fields).flatMap(([name, value]) => (value ? [entryOf(name, value)] : []));
  return mappingOf(origin, entries);
}

/** A mapping of entries that keep their own keys; of two with one key the later holds. */
export function mappingOf(origin: Tree, entries: readonly Entry[]): Mapping {
  return {
    kind: 'mapping',
    entries: new Map(entries.map((entry) => [entry.key.text, entry])),
    span: origin.span,
    via: origin.via,
  };
}

/** A sequence at the place of `origin`; null where it would be empty. */
export function madeSequence(origin: Tree, items: readonly Tree[]): Sequence | null {
  return items.length === 0 ? null : { kind: 'sequence', items, span: origin.span, via: origin.via };
}

function entryOf(name: string, value: Tree): Entry {
  return { key: madeText(name, value), value };
}
