/**
 * Whether a commit and a later state (a commit, or the folder as it lies there) hold the same files, of those that matter: told by
 * object names, without opening one of them in a commit. Whatever cannot be proven the same counts as different.
 */
import { createHash } from 'node:crypto';
import { openDisk } from './disk.ts';
import type { Git, Listed } from './git.ts';
import { openRoot, type Root } from './root.ts';
import { wayDown } from './within.ts';

export interface Compared {
  readonly git: Git;
  /** Absolute path of the scanned folder, links resolved. */
  readonly root: string;
  /** Full object name of a commit. */
  readonly base: string;
  /** Full object name of a commit; null: the folder as it lies there. */
  readonly head: string | null;
}

/** Which paths matter, among all paths of both states. */
export type Matters = (paths: ReadonlySet<string>) => (path: string) => boolean;

/** Larger than any file that is read: one that large is not proven to be the same. */
const LIMIT = 64 << 20;

/**
 * Whether all files that matter are the same, and there are any. For the whole of a repository: configuration above a part of it counts
 * as well.
 */
export function sameFiles({ git, root, base, head }: Compared, matters: Matters): boolean {
  const tip = head ?? git.commit();
  if (tip === null || root !== git.top || git.objects.missing(base).size > 0) return false;
  const [before, after] = [entriesAt(git, base), entriesAt(git, tip)];
  const does = matters(new Set([...before.keys(), ...after.keys()]));
  const wanted = new Map([...before].filter(([path]) => does(path)));
  const there = [...after].filter(([path]) => does(path));
  if (wanted.size === 0 || wanted.size !== there.length) return false;
  if (!there.every(([path, entry]) => wanted.get(path) === entry)) return false;
  return head !== null || isInFolder(git, root, wanted, matters);
}

/** How many files that matter differ in the scanned folder: other contents, come or gone. A link in a folder counts as it was. */
export function countDiffering({ git, root, base, head }: Compared, matters: Matters): number {
  const prefix = wayDown(git.top, root);
  const at = (commit: string) =>
    new Map(
      [...entriesAt(git, commit)]
        .filter(([path]) => path.startsWith(prefix))
        .map(([path, e]) => [path.slice(prefix.length), e]),
    );
  const before = at(base);
  const after = head === null ? inFolder(git, root, before) : at(head);
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  const does = matters(new Set(paths));
  return paths.filter((path) => does(path) && before.get(path) !== after.get(path)).length;
}

/** As `entriesAt`, of the folder as it lies there. */
function inFolder(git: Git, folder: string, before: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const opened = openRoot(folder, openDisk());
  if (opened.failure) return new Map();
  const files = git.list().filter(({ kind }) => kind !== 'submodule' && kind !== 'repository');
  const isHashed = (kind: Listed['kind']): boolean => kind === 'file' || kind === 'untracked';
  return new Map(
    files.flatMap(({ path, kind }): [string, string][] => {
      const entry = isHashed(kind) ? entryOf(opened.value, path, before) : before.get(path);
      return entry ? [[path, entry]] : [];
    }),
  );
}

/** Path → `kind object`; a submodule is never entered, so it is none of the files. */
function entriesAt(git: Git, commit: string): ReadonlyMap<string, string> {
  const files = git.objects.tree(commit).filter(({ kind }) => kind !== 'submodule');
  return new Map(files.map(({ path, kind, object }) => [path, `${kind} ${object}`]));
}

/** git may run a filter to tell whether a file was edited, so contents are hashed here; a link is not followed, so it proves nothing. */
function isInFolder(git: Git, folder: string, wanted: ReadonlyMap<string, string>, matters: Matters): boolean {
  const opened = openRoot(folder, openDisk());
  if (opened.failure) return false;
  const listed = git.list().filter(({ kind }) => kind !== 'submodule' && kind !== 'repository');
  const does = matters(new Set([...wanted.keys(), ...listed.map(({ path }) => path)]));
  const here = listed.filter(({ path }) => does(path));
  return (
    here.length === wanted.size &&
    here.every(({ path }) => wanted.has(path)) &&
    here.every(({ path, kind }) => kind !== 'link' && wanted.get(path) === entryOf(opened.value, path, wanted))
  );
}

/** As git names a blob (gitformat-loose, "object name"); with the length of the other names, so of the same hash. */
function entryOf(root: Root, path: string, wanted: ReadonlyMap<string, string>): string | null {
  const read = root.read(path, LIMIT);
  if (read.failure) return null;
  const isLong = (wanted.get(path)?.length ?? 0) > 'file '.length + 40;
  const hash = createHash(isLong ? 'sha256' : 'sha1');
  return `file ${hash.update(`blob ${read.value.length}\0`).update(read.value).digest('hex')}`;
}
