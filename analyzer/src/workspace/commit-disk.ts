/**
 * A commit as if it lay on a disk: the same questions, answered from git objects, so that a commit is read by the same code as a
 * folder. Paths are absolute, below the work tree's folder, which itself is never looked at. It writes nothing anywhere.
 */
import path from 'node:path';
import { compareText } from '../model/place.ts';
import type { Blobs } from './blobs.ts';
import type { Disk, Entry, Kind, Outcome } from './disk.ts';
import type { TreeEntry } from './git-objects.ts';
import { isWithin } from './within.ts';

/** What a name in the tree is on a disk; the folder of a submodule that was not fetched is empty. */
const KIND: Readonly<Record<TreeEntry['kind'], Kind>> = { file: 'file', link: 'link', submodule: 'folder' };

/** Links followed on one way before it counts as a circle (MAXSYMLINKS of Linux). */
const MOST_LINKS = 40;
/** PATH_MAX of Linux: a link cannot lead further. */
const LONGEST_TARGET = 4096;

/** The tree of a commit below `top`, the absolute path of the work tree. */
export function openCommitDisk(top: string, entries: ReadonlyMap<string, TreeEntry>, blobs: Blobs): Disk {
  const folders = foldersOf(entries.keys());
  const inTree = (absolute: string) => path.relative(top, absolute).split(path.sep).join('/');

  /** What stands at a path without links on the way. */
  function kindAt(file: string): Kind | null {
    const entry = entries.get(file);
    if (entry) return KIND[entry.kind];
    return folders.has(file) ? 'folder' : null;
  }

  function realPath(absolute: string): Outcome<string> {
    let waiting = absolute.split(path.sep).filter((part) => part !== '');
    let real: string = path.parse(absolute).root;
    for (let links = 0; ; ) {
      const part = waiting.shift();
      if (part === undefined) return { value: real };
      if (part === '.') continue;
      const next = path.join(real, part);
      const file = isWithin(top, next) ? inTree(next) : null;
      const kind = file === null ? 'folder' : kindAt(file);
      if (kind === null) return { failure: 'gone' };
      if (kind !== 'link') {
        real = next;
        continue;
      }
      links += 1;
      const target = links > MOST_LINKS ? null : targetOf(file ?? '');
      if (target === null) return { failure: 'loop' };
      if (path.isAbsolute(target)) real = path.parse(target).root;
      waiting = [...target.split('/').filter((name) => name !== ''), ...waiting];
    }
  }

  function targetOf(file: string): string | null {
    const object = entries.get(file)?.object ?? '';
    const size = blobs.size(object);
    return size === null || size > LONGEST_TARGET ? null : (blobs.content(object)?.toString() ?? null);
  }

  /** The path in the tree, with links in its folders followed, itself not. */
  function locate(absolute: string): Outcome<string> {
    if (isWithin(top, absolute) && kindAt(inTree(absolute)) !== null) return { value: inTree(absolute) };
    const folder = realPath(path.dirname(absolute));
    if (folder.failure) return folder;
    const real = path.join(folder.value, path.basename(absolute));
    return isWithin(top, real) && kindAt(inTree(real)) !== null ? { value: inTree(real) } : { failure: 'gone' };
  }

  return {
    kindOf(absolute) {
      const found = locate(absolute);
      return found.failure ? found : { value: kindAt(found.value) ?? 'other' };
    },
    list(folder) {
      const real = realPath(folder);
      if (real.failure) return real;
      const children = folders.get(inTree(real.value));
      if (!children) return { failure: 'gone' };
      const prefix = inTree(real.value) === '' ? '' : `${inTree(real.value)}/`;
      const entry = (name: string): Entry => ({ name, kind: kindAt(`${prefix}${name}`) ?? 'other' });
      return { value: [...children].sort(compareText).map(entry) };
    },
    realPath,
    read(absolute, limit) {
      const found = locate(absolute);
      if (found.failure) return found;
      const entry = entries.get(found.value);
      if (entry?.kind !== 'file') return { failure: 'not-a-file' };
      const size = blobs.size(entry.object);
      if (size === null) return { failure: 'no-object' };
      if (size > limit) return { failure: 'too-large' };
      const content = blobs.content(entry.object);
      return content ? { value: content } : { failure: 'failed' };
    },
  };
}

/** Each folder with the names directly below it; `''` is the top. */
function foldersOf(files: Iterable<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>([['', new Set()]]);
  for (const file of files) {
    for (let path = file; path !== ''; ) {
      const cut = path.lastIndexOf('/');
      const [folder, name] = [path.slice(0, Math.max(0, cut)), path.slice(cut + 1)];
      const known = folders.get(folder);
      if (known?.has(name)) break;
      if (known) known.add(name);
      else folders.set(folder, new Set([name]));
      path = folder;
    }
  }
  return folders;
}
