/**
 * A folder of plain manifests as Argo CD applies it: files of the folder, or of all below it, that `include` lets in and `exclude`
 * does not keep out. https://argo-cd.readthedocs.io/en/stable/user-guide/directory/
 */
import { isTrue, itemsAt, type Tree, textAt } from '../../syntax/tree.ts';
import { isObject, type Resource } from '../kustomize/resource.ts';
import type { Sources } from '../kustomize/sources.ts';
import { fitsGlob, walk } from './here.ts';

/** Every object of the folder; `options`: the `directory` of the source. */
export function readDirectory(folder: string, options: Tree | null, sources: Sources): readonly Resource[] {
  const [include, exclude] = [textAt(options, 'include'), textAt(options, 'exclude')];
  const [included, excluded] = [include ? fitsGlob(include) : null, exclude ? fitsGlob(exclude) : null];
  const start = folder === '' ? 0 : folder.length + 1;
  const paths = isTrue(options, 'recurse') ? walk(folder, sources.files) : sources.files.list(folder);
  return paths
    .filter((path) => /\.(?:ya?ml|json)$/.test(path) && sources.files.has(path))
    .filter((path) => (included?.(path.slice(start)) ?? true) && !excluded?.(path.slice(start)))
    .flatMap((path) => objectsIn(path, sources));
}

/** The objects of one file; a List is what is in it. */
export function objectsIn(file: string, sources: Sources): readonly Resource[] {
  return (sources.documents(file) ?? []).flatMap(({ number, tree }) =>
    (tree ? itemsOf(tree) : []).map((one) => ({ tree: one, file, number, was: [], generated: null })),
  );
}

function itemsOf(tree: Tree): readonly Tree[] {
  if (!isObject(tree)) return [];
  const isList = textAt(tree, 'kind') === 'List' || textAt(tree, 'kind') === 'ApplicationList';
  return isList ? itemsAt(tree, 'items').filter(isObject) : [tree];
}
