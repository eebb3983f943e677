/**
 * Changes to located trees: each gives a new tree and leaves the old one as it is, and every node that was touched names the
 * place that asked for it in `via`. It must never invent a place: what nobody wrote stands where it was asked for.
 */
import type { Span } from '../../model/place.ts';
import type { Entry, Mapping, Scalar, Tree } from '../../syntax/tree.ts';

/** Further places that decide a node are kept up to here: deep overlays repeat themselves. */
const MOST_VIA = 16;

/** A scalar that stands at `span`. */
export function scalar(text: string, span: Span, via: readonly Span[] = []): Scalar {
  return { kind: 'scalar', value: text, text, tag: null, span, via };
}

/** A mapping of what was asked for at `span`. */
export function mapping(entries: Iterable<readonly [string, Tree]>, span: Span): Mapping {
  const made = [...entries].map(([name, value]): [string, Entry] => [name, { key: scalar(name, value.span), value }]);
  return { kind: 'mapping', entries: new Map(made), span, via: [] };
}

/** The node, with the places that decided it named first. */
export function decidedBy<T extends Tree>(tree: T, ...places: readonly Span[]): T {
  const via = [...places, ...tree.via].filter(
    (place, index, all) => all.findIndex((one) => same(one, place)) === index,
  );
  return { ...tree, via: via.slice(0, MOST_VIA) };
}

function same(a: Span, b: Span): boolean {
  return a.file === b.file && a.line === b.line && a.column === b.column;
}

/** The mapping with one entry set; its key keeps the place it had. */
export function withEntry(tree: Mapping, name: string, value: Tree, key: Scalar | null = null): Mapping {
  const entries = new Map(tree.entries);
  entries.set(name, { key: tree.entries.get(name)?.key ?? key ?? scalar(name, value.span), value });
  return { ...tree, entries };
}

/** The mapping without one entry. */
export function withoutEntry(tree: Mapping, name: string): Mapping {
  const entries = new Map(tree.entries);
  entries.delete(name);
  return { ...tree, entries };
}

/** The tree with `change` made at `path`; mappings on the way are made where there are none, standing at `asked`. Anything else on the way is kept. */
export function changeAt(
  tree: Tree | null,
  path: readonly string[],
  asked: Span,
  change: (old: Tree | null) => Tree,
): Tree {
  const [name, ...rest] = path;
  if (name === undefined) return change(tree);
  if (tree && tree.kind !== 'mapping' && !(tree.kind === 'scalar' && tree.value === null)) return tree;
  const parent = tree?.kind === 'mapping' ? tree : mapping([], asked);
  return withEntry(parent, name, changeAt(parent.entries.get(name)?.value ?? null, rest, asked, change));
}

/** The tree with every node below it changed, children before parents; `path` are the names above, `[]` for an item of a list. */
export function mapNodes(
  tree: Tree,
  change: (node: Tree, path: readonly string[]) => Tree,
  path: readonly string[] = [],
): Tree {
  if (tree.kind === 'scalar') return change(tree, path);
  if (tree.kind === 'sequence') {
    const items = tree.items.map((item) => mapNodes(item, change, [...path, ITEM]));
    return change(items.some((item, index) => item !== tree.items[index]) ? { ...tree, items } : tree, path);
  }
  let changed = false;
  const entries = new Map<string, Entry>();
  for (const [name, entry] of tree.entries) {
    const value = mapNodes(entry.value, change, [...path, name]);
    changed ||= value !== entry.value;
    entries.set(name, value === entry.value ? entry : { key: entry.key, value });
  }
  return change(changed ? { ...tree, entries } : tree, path);
}

/** Stands for an item of a list in the path of `mapNodes`. */
export const ITEM = '[]';

/** Nodes of what is copied into several places: without a bound a few copies into each other grow without end. */
const MOST_COPIED = 20_000;

/** Whether a tree is small enough to stand in another place as well. */
export function mayBeCopied(tree: Tree): boolean {
  let left = MOST_COPIED;
  const open: Tree[] = [tree];
  for (let node = open.pop(); node && left > 0; node = open.pop()) {
    left -= 1;
    if (node.kind === 'sequence') open.push(...node.items.slice(0, left + 1));
    if (node.kind === 'mapping') open.push(...[...node.entries.values()].slice(0, left + 1).map(({ value }) => value));
  }
  return left > 0;
}
