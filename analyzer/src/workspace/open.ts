/**
 * The door of the workspace: a folder in, its files, configuration texts and name out. It puts the parts in order and decides nothing.
 */
import path from 'node:path';
import type { Source } from '../model/inventory.ts';
import { type ConfigurationText, findConfiguration } from './configuration-files.ts';
import { type Choice, selectFiles } from './discover.ts';
import { type Disk, type Outcome, openDisk } from './disk.ts';
import { type FolderStamp, stampFolder } from './folder-stamp.ts';
import { type Git, openGit } from './git.ts';
import { listFiles } from './listing.ts';
import { type ReadOptions, readFiles, readText, type ScannedFiles } from './read.ts';
import { openRoot } from './root.ts';

/** Files that belong together, wherever they lie: on a disk, in a commit. */
export interface Tree {
  readonly source: Source;
  /** Texts of the configuration files named `name`, nearest upward first. */
  configuration(name: string): readonly ConfigurationText[];
  /** Chooses and reads the files. */
  read(options: Choice & ReadOptions): ScannedFiles;
}

export interface Workspace extends Tree {
  /** Absolute, links resolved: for the cache's name only, never for output. */
  readonly root: string;
  /** null outside a work tree. */
  readonly git: Git | null;
  /** What the folder looks like without opening a file, with its configuration files named `name`. */
  stamp(name: string): FolderStamp;
  /** Text of one file as it stands on the disk now; null: gone, or not fit to be read. It does not ask whether a scan would choose it. */
  textNow(file: string, maxSize: number): string | null;
}

/** Opens a folder; the disk's failure where there is no such folder. */
export function openWorkspace(folder: string, disk: Disk = openDisk()): Outcome<Workspace> {
  const opened = openRoot(folder, disk);
  if (opened.failure) return opened;
  const root = opened.value;
  const git = openGit(root.path);
  const listing = listFiles(root, git);
  const source = { root: nameOf(root.path, git), commit: git?.commit() ?? null };
  const configuration = (name: string) => findConfiguration(root, listing.files, name, disk, git?.top ?? null);
  return {
    value: {
      root: root.path,
      source,
      git,
      configuration,
      stamp: (name) => stampFolder(root, listing, [source, configuration(name)]),
      read: (options) => readFiles(root, selectFiles(root, listing, options), options),
      textNow: (file, maxSize) => readText(root, file, maxSize),
    },
  };
}

/** A whole repository is called what its origin is called, wherever it was cloned to; a folder by its own name. */
function nameOf(root: string, git: Git | null): string {
  const own = path.basename(root) || 'root';
  return git && git.top === root ? (git.originName() ?? own) : own;
}
