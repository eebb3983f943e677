/**
 * Every file of the scanned folder, from git where there is a work tree, from a walk where there is none, told in the same
 * words. It opens no file but `.gitignore`, and decides nothing about what is worth reading.
 */
import type { Skipped } from '../model/coverage.ts';
import type { Git, Listed } from './git.ts';
import { createIgnoreRules, type RulesText } from './ignore-rules.ts';
import type { Root } from './root.ts';
import { FAILURE_SAYS } from './skips.ts';
import { walk } from './walk.ts';

export interface Listing {
  readonly files: readonly string[];
  readonly links: readonly string[];
  /** Files a `.gitignore` leaves out. */
  readonly ignored: readonly string[];
  /** What cannot be listed further. */
  readonly skipped: readonly Skipped[];
}

/** PATH_MAX of Linux; an index can name more. */
const LONGEST_PATH = 4096;

/** Files of patterns are small; a larger one is not read. */
const RULES_LIMIT = 1 << 20;

/** Lists the root; a folder that its repository ignores or that git refuses is walked. */
export function listFiles(root: Root, git: Git | null): Listing {
  const listed = git?.list() ?? [];
  return git && listed.length > 0 ? fromGit(root, listed, git.ignored()) : fromWalk(root);
}

/** Reads rules files named `name`, or null; a rules file that is a link is no rules file (gitignore(5)). */
export function rulesFiles(root: Root, name: string): RulesText {
  return (folder) => {
    const read = root.read(folder === '' ? name : `${folder}/${name}`, RULES_LIMIT);
    return read.failure ? null : read.value.toString();
  };
}

/** The same, where the files that exist are known: no other folder is asked. */
export function listedRulesFiles(root: Root, name: string, files: readonly string[]): RulesText {
  const named = new Set(files.filter((file) => file === name || file.endsWith(`/${name}`)));
  const textOf = rulesFiles(root, name);
  return (folder) => (named.has(folder === '' ? name : `${folder}/${name}`) ? textOf(folder) : null);
}

const NOT_ENTERED: Readonly<Partial<Record<Listed['kind'], string>>> = {
  submodule: 'submodule: a repository of its own, not read',
  repository: 'a repository inside this one, not part of it: not read',
  sparse: 'outside the sparse checkout: not there to read',
};

/** Listed by git: of a work tree, or of a commit. */
export function fromGit(root: Root, listed: readonly Listed[], ignored: readonly string[]): Listing {
  const files: string[] = [];
  const links: string[] = [];
  const skipped: Skipped[] = [];
  for (const { path, kind } of listed) {
    const reason = NOT_ENTERED[kind];
    if (path.length > LONGEST_PATH)
      skipped.push({ file: `${path.slice(0, 80)}…`, reason: 'a path longer than any disk takes' });
    else if (reason) skipped.push({ file: path, reason });
    else if (kind === 'link' || (kind === 'untracked' && isLink(root, path))) links.push(path);
    else files.push(path);
  }
  return { files, links, ignored: [...new Set(ignored)], skipped };
}

function isLink(root: Root, file: string): boolean {
  const kind = root.kindOf(file);
  return !kind.failure && kind.value === 'link';
}

function fromWalk(root: Root): Listing {
  const walked = walk(root, createIgnoreRules(rulesFiles(root, '.gitignore')));
  const named = (kind: 'file' | 'link' | 'other') =>
    walked.found.filter((one) => one.kind === kind).map((one) => one.path);
  return {
    files: [...named('file'), ...named('other')],
    links: named('link'),
    ignored: walked.ignored,
    skipped: [
      ...walked.failed.map(({ path, failure }) => ({ file: `${path}/`, reason: FAILURE_SAYS[failure] })),
      ...sayPassed(walked.passed),
    ],
  };
}

/** One line per folder name, however many packages of a workspace have one. */
function sayPassed(folders: readonly string[]): readonly Skipped[] {
  const nameOf = (folder: string) => folder.slice(folder.lastIndexOf('/') + 1);
  return [...new Set(folders.map(nameOf))].map((name) => {
    const all = folders.filter((folder) => nameOf(folder) === name);
    const [file, count] = all.length === 1 ? [`${all[0]}/`, 'a folder'] : [`**/${name}/`, `${all.length} folders`];
    return { file, reason: `${count} of installed or built files: not read outside git` };
  });
}
