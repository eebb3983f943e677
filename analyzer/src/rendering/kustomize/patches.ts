/**
 * `patches`, `patchesStrategicMerge` and `patchesJson6902`: which resources each means, and what is left of them. A patch that
 * means nothing here is named, because kustomize would refuse the build.
 */

import { parseEmbedded } from '../../syntax/embedded-yaml.ts';
import { resolvePath } from '../../syntax/path.ts';
import { at, itemsAt, type Scalar, scalarAt, type Tree } from '../../syntax/tree.ts';
import { jsonPatch } from './json-patch.ts';
import { changed, identityOf, isNative, isObject, type Resource } from './resource.ts';
import { namedBy, type Selector, selectorOf } from './selector.ts';
import type { Sources } from './sources.ts';
import { strategicMerge } from './strategic-merge.ts';

/** Where a kustomization is read: its folder, and the sources behind it. */
export interface Reading {
  readonly folder: string;
  readonly sources: Sources;
}

interface Patch {
  readonly trees: readonly Tree[];
  /** null: each tree names its object itself. */
  readonly selects: Selector | null;
  readonly at: Tree;
}

/** The resources after the `patches` (and the older `patchesStrategicMerge`) of a kustomization. */
export function applyPatches(resources: readonly Resource[], model: Tree, reading: Reading): readonly Resource[] {
  const merges = itemsAt(model, 'patchesStrategicMerge').map((item) => ({
    trees: strategicTrees(item, reading),
    selects: null,
    at: item,
  }));
  return [...merges, ...patchesIn(model, 'patches', reading)].reduce(
    (all, patch) => apply(all, patch, reading),
    resources,
  );
}

/** The resources after `patchesJson6902`, which come last. */
export function applyJsonPatches(resources: readonly Resource[], model: Tree, reading: Reading): readonly Resource[] {
  return patchesIn(model, 'patchesJson6902', reading).reduce((all, patch) => apply(all, patch, reading), resources);
}

function patchesIn(model: Tree, field: 'patches' | 'patchesJson6902', reading: Reading): readonly Patch[] {
  return itemsAt(model, field).map((item) => {
    const target = at(item, 'target');
    const inline = scalarAt(item, 'patch');
    const trees = inline?.text ? inside(inline, reading) : fileTrees(scalarAt(item, 'path'), reading);
    return { trees, selects: target ? selectorOf(target) : null, at: item };
  });
}

/** An item of `patchesStrategicMerge` is a path or the patch itself. */
function strategicTrees(item: Tree, reading: Reading): readonly Tree[] {
  if (item.kind !== 'scalar') return [];
  return item.text.includes('\n') ? inside(item, reading) : fileTrees(item, reading);
}

function inside(text: Scalar, { sources }: Reading): readonly Tree[] {
  const { trees, notes } = parseEmbedded(text);
  for (const note of notes) sources.unresolved(note.what, note.at);
  return trees;
}

function fileTrees(path: Scalar | null, { folder, sources }: Reading): readonly Tree[] {
  const file = path?.text ? resolvePath(folder, path.text) : null;
  const documents = file === null ? null : sources.documents(file);
  if (!documents && path) sources.unresolved('a patch file that is not here', path.span);
  return documents?.flatMap(({ tree }) => tree ?? []) ?? [];
}

function apply(resources: readonly Resource[], patch: Patch, { sources }: Reading): readonly Resource[] {
  return patch.trees.reduce((all, tree) => {
    const selects = patch.selects ?? (isObject(tree) ? namedBy(identityOf(tree)) : null);
    if (!selects) {
      sources.unresolved('a patch that names no resource', tree.span);
      return all;
    }
    const selected = new Set(all.filter(selects));
    if (selected.size === 0 && !patch.selects) {
      sources.unresolved(
        'a patch of a resource that is not here: what the patch writes is all that is known of it',
        tree.span,
      );
      return deletes(tree) ? all : all.concat({ tree, file: tree.span.file, number: 1, was: [], generated: null });
    }
    return all.flatMap((resource) => (selected.has(resource) ? patched(resource, tree, sources) : [resource]));
  }, resources);
}

/** Whether the patch takes its resource away (`$patch: delete`). */
function deletes(tree: Tree): boolean {
  return scalarAt(tree, '$patch')?.text === 'delete';
}

/** What is patched keeps its name and kind: the patch may call it as it was called before. */
function patched(resource: Resource, tree: Tree, sources: Sources): readonly Resource[] {
  if (tree.kind === 'sequence') {
    const { tree: now, failed } = jsonPatch(resource.tree, tree);
    if (failed) sources.unresolved(failed.what, failed.at);
    return [changed(resource, now)];
  }
  const now = strategicMerge(resource.tree, withoutIdentity(tree), isNative(resource.tree));
  return now ? [changed(resource, now)] : [];
}

function withoutIdentity(tree: Tree): Tree {
  if (tree.kind !== 'mapping') return tree;
  const metadata = tree.entries.get('metadata');
  const entries = [...tree.entries].filter(([name]) => name !== 'kind' && name !== 'apiVersion' && name !== 'metadata');
  if (metadata?.value.kind === 'mapping') {
    const kept = [...metadata.value.entries].filter(([name]) => name !== 'name' && name !== 'namespace');
    if (kept.length > 0)
      entries.push(['metadata', { ...metadata, value: { ...metadata.value, entries: new Map(kept) } }]);
  }
  return { ...tree, entries: new Map(entries) };
}
