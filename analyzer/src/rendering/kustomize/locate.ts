/** What an entry of `resources`, `bases` or `components` names: a file of objects, a folder with a kustomization, or nothing here. */
import type { Span } from '../../model/place.ts';
import { resolvePath } from '../../syntax/path.ts';
import { itemsAt, type Scalar, type Tree, textAt } from '../../syntax/tree.ts';
import { isObject, type Resource } from './resource.ts';
import { kustomizationIn, type Sources, sayFolder } from './sources.ts';

export interface Found {
  readonly kind: 'folder' | 'file';
  readonly path: string;
  /** Its kustomization file, for a folder. */
  readonly file: string;
  readonly at: Span;
}

/** A git address without a scheme (`github.com/…?ref=`), which kustomize clones. */
const REMOTE = /^(?:[a-z][a-z0-9+.-]*:\/\/|git@|(?:[\w-]+\.)+[a-z]{2,}[/:][^/]+\/)|\?(?:ref|version)=/i;

/** Where an entry of `resources` or `components` leads; null, with a note, where it leads nowhere. */
export function resolveResource(path: Scalar, folder: string, sources: Sources): Found | null {
  const resolved = resolvePath(folder, path.text);
  const { files } = sources;
  if (resolved !== null && files.has(resolved)) return { kind: 'file', path: resolved, file: resolved, at: path.span };
  const file = resolved === null ? null : kustomizationIn(resolved, files);
  if (resolved !== null && file !== null) return { kind: 'folder', path: resolved, file, at: path.span };
  sources.unresolved(whyMissing(path.text, resolved), path.span);
  return null;
}

function whyMissing(written: string, resolved: string | null): string {
  if (REMOTE.test(written)) return `remote base not read: ${withoutCredentials(written)}`;
  return resolved === null
    ? `a path that leaves the repository: ${written}`
    : `kustomization resource that is not here: ${sayFolder(resolved)}`;
}

/** An address as people may read it: nobody's password, no parameter but the version. */
function withoutCredentials(address: string): string {
  const [path = '', query = ''] = address.replace(/\/\/[^/@]*@/, '//').split('?', 2);
  const version = query.split('&').find((part) => /^(?:ref|version)=/.test(part));
  return version ? `${path}?${version}` : path;
}

/** The objects of a resource file. */
export function objectsIn(file: string, path: Scalar, sources: Sources): readonly Resource[] {
  const documents = sources.documents(file);
  if (!documents) sources.unresolved('a resource file that cannot be read', path.span);
  return (documents ?? []).flatMap(({ number, tree }) =>
    tree && isObject(tree) ? listItems(tree).map((one) => ({ tree: one, file, number, was: [], generated: null })) : [],
  );
}

/** kustomize takes a List apart. */
function listItems(tree: Tree): readonly Tree[] {
  if (!textAt(tree, 'kind')?.endsWith('List') || textAt(tree, 'metadata', 'name') !== null) return [tree];
  const items = itemsAt(tree, 'items').filter(isObject);
  return items.length > 0 ? items : [tree];
}
