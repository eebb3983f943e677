/**
 * How one Compose text is laid over another: mappings by name, most lists end to end, a few replaced or unique by where they
 * end up. Every node keeps the place it was written at. https://docs.docker.com/reference/compose-file/merge/
 */
import type { Span } from '../model/place.ts';
import { narrow } from '../syntax/line-index.ts';
import { type Entry, entriesAt, type Mapping, type Scalar, type Sequence, type Tree, textAt } from '../syntax/tree.ts';

/** Lists that are not put end to end, by the name of their field. */
const LISTS: Readonly<Record<string, 'replace' | 'unique'>> = {
  command: 'replace',
  entrypoint: 'replace',
  test: 'replace',
  secrets: 'unique',
  configs: 'unique',
};

/** `over` laid over `under`; `field` is the name they stand under. */
export function mergeCompose(under: Tree, over: Tree, field = ''): Tree {
  if (over.kind === 'scalar' && over.value === null && over.tag === null) return under;
  if (under.kind === 'mapping' && over.kind === 'mapping') return mergeMappings(under, over);
  if (under.kind === 'sequence' && over.kind === 'sequence') return mergeLists(under, over, LISTS[field]);
  return over;
}

function mergeMappings(under: Mapping, over: Mapping): Mapping {
  const entries = new Map(under.entries);
  for (const [name, entry] of over.entries) {
    const below = entries.get(name);
    if (entry.value.kind === 'scalar' && entry.value.tag === '!reset') entries.delete(name);
    else if (below) entries.set(name, { key: entry.key, value: mergeCompose(below.value, entry.value, name) });
    else entries.set(name, entry);
  }
  return { ...under, entries };
}

function mergeLists(under: Sequence, over: Sequence, rule: 'replace' | 'unique' | undefined): Sequence {
  if (rule === 'replace') return over;
  if (rule === undefined) return { ...under, items: [...under.items, ...over.items] };
  const byTarget = new Map<string, Tree>();
  for (const item of [...under.items, ...over.items]) byTarget.set(targetOf(item), item);
  return { ...under, items: [...byTarget.values()] };
}

function targetOf(item: Tree): string {
  return textAt(item) ?? textAt(item, 'target') ?? textAt(item, 'source') ?? '';
}

/** A service in its long form, so that what may be written as a list or a text merges by name: `environment`, `build.args`, `env_file`. */
export function normaliseService(service: Tree): Tree {
  return withEntries(service, {
    environment: asMapping,
    env_file: asList,
    build: (build) => withEntries(build, { args: asMapping }),
  });
}

function withEntries(tree: Tree, changes: Readonly<Record<string, (value: Tree) => Tree>>): Tree {
  if (tree.kind !== 'mapping') return tree;
  const entries = new Map<string, Entry>();
  for (const [name, { key, value }] of tree.entries) {
    const change = Object.hasOwn(changes, name) ? changes[name] : undefined;
    entries.set(name, { key, value: change ? change(value) : value });
  }
  return { ...tree, entries };
}

/** `- NAME=value` becomes `NAME: value`, a bare `- NAME` becomes `NAME:`, each at its place in the item. */
function asMapping(tree: Tree): Tree {
  if (tree.kind !== 'sequence') return tree;
  const entries = new Map<string, Entry>();
  for (const item of tree.items) {
    if (item.kind !== 'scalar') continue;
    const cut = item.text.indexOf('=');
    const name = cut < 0 ? item.text : item.text.slice(0, cut);
    const value = cut < 0 ? null : item.text.slice(cut + 1);
    entries.set(name, {
      key: part(item, name, 0),
      value: part(item, value, cut < 0 ? item.text.length : cut + 1),
    });
  }
  return { kind: 'mapping', entries, span: tree.span, via: tree.via };
}

function part(item: Scalar, value: string | null, start: number): Scalar {
  const text = value ?? '';
  return { ...item, value, text, tag: null, span: narrow(item.span, item.text, start, start + text.length) };
}

function asList(tree: Tree): Tree {
  return tree.kind === 'sequence' ? tree : { kind: 'sequence', items: [tree], span: tree.span, via: [] };
}

/** Every entry of a service taken over by another, marked with the place that asked for it. */
export function takenOver(tree: Tree, by: Span): Tree {
  if (tree.kind !== 'mapping') return tree;
  const entries = entriesAt(tree).map(({ key, value }): [string, Entry] => [
    key.text,
    { key, value: { ...value, via: [by, ...value.via] } },
  ]);
  return { ...tree, entries: new Map(entries) };
}
