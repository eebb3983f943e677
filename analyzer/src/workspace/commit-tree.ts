/**
 * A commit as a tree of files: what a folder scan of its clean checkout would read, taken from git objects. No checkout, no network,
 * no filter, no hook. Submodules, LFS pointers and what a partial clone lacks are named, as on disk.
 */
import type { Source } from '../model/inventory.ts';
import { compareText } from '../model/place.ts';
import { type Blobs, openBlobs } from './blobs.ts';
import { openCommitDisk } from './commit-disk.ts';
import { findConfiguration } from './configuration-files.ts';
import { selectFiles } from './discover.ts';
import type { Git, Listed } from './git.ts';
import type { TreeEntry } from './git-objects.ts';
import { fromGit } from './listing.ts';
import type { Tree } from './open.ts';
import { readFiles, type ScannedFiles } from './read.ts';
import { openRoot } from './root.ts';
import { wayDown } from './within.ts';

/** What two trees of one repository share. */
export interface CommitTrees {
  /** The scanned folder as it is at a commit (a full object name); without files where the commit has no such folder. */
  at(commit: string): Tree;
}

/** Commits of the repository around a scanned folder: `root` is absolute, links resolved; `name` is what the folder is called. */
export function openCommitTrees(git: Git, root: string, name: string): CommitTrees {
  const blobs = openBlobs(git.objects);
  return { at: (commit) => treeAt({ git, root, blobs }, { root: name, commit }, commit) };
}

interface Repository {
  readonly git: Git;
  readonly root: string;
  readonly blobs: Blobs;
}

function treeAt({ git, root: folder, blobs }: Repository, source: Source, commit: string): Tree {
  const entries = new Map(git.objects.tree(commit).map((entry) => [entry.path, entry]));
  const missing = git.objects.missing(commit);
  const disk = openCommitDisk(git.top, entries, withholding(blobs, missing));
  const opened = openRoot(folder, disk);
  if (opened.failure) return emptyTree(source);
  const root = opened.value;
  const prefix = wayDown(git.top, root.path);
  const listing = fromGit(root, listedBelow(prefix, entries.values()), []);
  return {
    source,
    configuration: (name) => findConfiguration(root, listing.files, name, disk, git.top),
    read(options) {
      const selection = selectFiles(root, listing, options);
      const object = (file: string) => entries.get(`${prefix}${file}`)?.object ?? '';
      blobs.expect(selection.wanted.map(object).filter((name) => !missing.has(name)));
      return readFiles(root, selection, options);
    },
  };
}

/** Asking git for an object that a partial clone left behind would make it look for a network. */
function withholding(blobs: Blobs, missing: ReadonlySet<string>): Blobs {
  return {
    ...blobs,
    size: (object) => (missing.has(object) ? null : blobs.size(object)),
    content: (object) => (missing.has(object) ? null : blobs.content(object)),
  };
}

function listedBelow(prefix: string, entries: Iterable<TreeEntry>): readonly Listed[] {
  return [...entries]
    .filter(({ path }) => path.startsWith(prefix))
    .map(({ path, kind }) => ({ path: path.slice(prefix.length), kind }))
    .sort((a, b) => compareText(a.path, b.path));
}

/** A tree without files. */
export const NO_FILES: ScannedFiles = {
  paths: [],
  candidates: new Map(),
  coverage: { filesRead: 0, filesSkipped: [] },
  text: () => null,
  tar: () => null,
};

function emptyTree(source: Source): Tree {
  return { source, configuration: () => [], read: () => NO_FILES };
}
