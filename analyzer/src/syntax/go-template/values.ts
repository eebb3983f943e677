/** Values files become traced values and are laid over each other as Helm does. It must never change what it is given. */
import { compareText } from '../../model/place.ts';
import type { Tree } from '../tree.ts';
import { GoError } from './failure.ts';
import { bool, float, joinVia, nil, text } from './trace.ts';
import type { Dict, Entry, Traced, Via } from './types.ts';

/**
 * The traced value of a located tree; every number becomes a `float64`, as Helm's way through JSON makes it. `placesOf` says what
 * decided a node: by default the place it is written at, then how it was reached.
 */
export function fromTree(tree: Tree, placesOf: (tree: Tree) => Via = writtenFirst): Traced {
  const via = placesOf(tree);
  if (tree.kind === 'sequence') return { kind: 'list', items: tree.items.map((item) => fromTree(item, placesOf)), via };
  if (tree.kind === 'scalar') return scalar(tree.value, via);
  const entries = new Map<string, Entry>();
  for (const [name, { key, value }] of tree.entries)
    entries.set(name, { via: placesOf(key), value: fromTree(value, placesOf) });
  return { kind: 'map', entries, via };
}

function writtenFirst({ span, via }: Tree): Via {
  return joinVia([span], via);
}

function scalar(value: string | number | boolean | null, via: Via): Traced {
  if (value === null) return nil(via);
  if (typeof value === 'string') return text(value, via);
  return typeof value === 'number' ? float(value, via) : bool(value, via);
}

/**
 * Values laid over others, as Helm coalesces them: `over` wins, maps merge key by key, lists are replaced, and null takes a key
 * of `base` away (https://helm.sh/docs/chart_template_guide/values_files/#deleting-a-default-key).
 */
export function merge(base: Traced, over: Traced): Traced {
  if (base.kind !== 'map' || over.kind !== 'map') return over;
  const entries = new Map(base.entries);
  for (const [name, entry] of over.entries) {
    const below = base.entries.get(name);
    if (below && entry.value.kind === 'nil') entries.delete(name);
    else if (below) entries.set(name, { via: entry.via, value: merge(below.value, entry.value) });
    else entries.set(name, entry);
  }
  return { kind: 'map', entries, via: joinVia(over.via, base.via) };
}

/** Entries in the order Go walks a map: by key. */
export function sortedEntries(map: Dict): readonly (readonly [string, Entry])[] {
  return [...map.entries].sort(([a], [b]) => compareText(a, b));
}

/** Maps inside maps: deeper ones only a template can make, and only on purpose. */
const MOST_DEPTH = 500;

/**
 * A deep copy of maps and lists, for an evaluation that may change them; shared parts stay shared, as pointers in Go. `visit` is
 * called for each. Throws `GoError` for one nested too deeply.
 */
export function copyOf(value: Traced, visit: () => void = () => {}): Traced {
  const copied = new Map<Traced, Traced>();
  return copy(value, 0);

  function copy(node: Traced, depth: number): Traced {
    if (node.kind !== 'map' && node.kind !== 'list') return node;
    if (depth > MOST_DEPTH) throw new GoError('a value nested too deeply');
    const known = copied.get(node);
    if (known) return known;
    visit();
    if (node.kind === 'list') {
      const made = { ...node, items: node.items.map((item) => copy(item, depth + 1)) };
      copied.set(node, made);
      return made;
    }
    const entries = new Map<string, Entry>();
    const made = { ...node, entries };
    copied.set(node, made);
    for (const [name, entry] of node.entries)
      entries.set(name, { via: entry.via, value: copy(entry.value, depth + 1) });
    return made;
  }
}
