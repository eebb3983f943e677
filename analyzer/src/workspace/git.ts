/**
 * What git knows about the scanned folder: its files, its commit, its name, its objects. Nothing of the scanned repository may
 * be executed on the way, so git runs without a shell, without hooks, monitors and filters, and may not reach a network.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { type GitObjects, openObjects } from './git-objects.ts';
import { isWithin } from './within.ts';

/** `link`, `submodule` and `sparse` come from the index; everything else has to be looked at. */
export interface Listed {
  /** Relative to the scanned folder, with `/`. */
  readonly path: string;
  readonly kind: 'file' | 'link' | 'submodule' | 'repository' | 'sparse' | 'untracked';
}

export interface Git {
  /** Absolute path of the work tree. */
  readonly top: string;
  /** Tracked files and untracked ones that no rule ignores, below the scanned folder. Empty where git cannot say. */
  list(): readonly Listed[];
  /** Ignored files; a wholly ignored folder is not entered. */
  ignored(): readonly string[];
  /** The commit that is checked out; null before the first one. */
  commit(): string | null;
  /** Last part of the origin's address; null without an origin. */
  originName(): string | null;
  /** Bytes of a file (relative to the scanned folder) at a commit, unfiltered; null where there is none. */
  object(commit: string, file: string): Buffer | null;
  /** The commit that a branch, tag or expression names; null where this clone has none. */
  resolve(name: string): string | null;
  /** The commit where two histories parted; null where they are unrelated, or cut off before it. */
  mergeBase(one: string, other: string): string | null;
  /** Whether the history is cut off (`clone --depth`). */
  shallow(): boolean;
  /** The default branch of the origin, as far as this clone knows: `origin/main`. */
  originDefault(): string | null;
  readonly objects: GitObjects;
}

/**
 * Configuration that makes git start programs, switched off (git-config(1): core.fsmonitor, core.hooksPath; safe.bareRepository
 * keeps a planted bare repository from being taken for one). Filters, textconv and external diffs run only in commands
 * that are not used here: objects are read with cat-file, which applies none of them unless asked.
 */
const HARMLESS = [
  ['core.fsmonitor', 'false'],
  ['core.hooksPath', '/dev/null'],
  ['core.untrackedCache', 'false'],
  ['safe.bareRepository', 'explicit'],
].flatMap(([name, value]) => ['-c', `${name}=${value}`]);

const LIMIT_BYTES = 1 << 30;
const LIMIT_MILLISECONDS = 120_000;
const COMMIT = /^[0-9a-f]{40,64}$/;

/** Git for the folder `root` (absolute, links resolved); null where there is no work tree around it, no git, or git refuses. */
export function openGit(root: string): Git | null {
  const program = findProgram(root);
  if (!program) return null;
  const ask = (...args: readonly string[]): Buffer | null => run(program, root, args);
  const feed = (input: string, ...args: readonly string[]): Buffer | null => run(program, root, args, input);
  const line = (...args: readonly string[]): string | null =>
    ask(...args)
      ?.toString()
      .replace(/\r?\n$/, '') || null;

  // A name that starts with a dash would be read as an option.
  const resolve = (name: string): string | null =>
    name.startsWith('-') ? null : line('rev-parse', '--verify', '--quiet', `${name}^{commit}`);
  const top = line('rev-parse', '--show-toplevel');
  // A repository can claim a work tree anywhere (core.worktree): one that does not hold the folder is no authority on it.
  if (!top || !isWithin(path.resolve(top), root)) return null;
  return {
    top: path.resolve(top),
    list() {
      const listed = ask('ls-files', '-z', '-t', '--stage', '--cached', '--others', '--exclude-standard');
      return parseListing(listed?.toString() ?? '');
    },
    ignored() {
      const listed = ask('ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory');
      return (listed?.toString() ?? '').split('\0').filter((file) => file !== '' && !file.endsWith('/'));
    },
    commit: () => line('rev-parse', '--verify', '--quiet', 'HEAD'),
    originName() {
      const address = line('config', '--get', 'remote.origin.url');
      return address ? (/([^/:\\]+?)(?:\.git)?[/\\]*$/.exec(address)?.[1] ?? null) : null;
    },
    object: (commit, file) => (COMMIT.test(commit) ? ask('cat-file', 'blob', `${commit}:./${file}`) : null),
    resolve,
    mergeBase: (one, other) => (COMMIT.test(one) && COMMIT.test(other) ? line('merge-base', one, other) : null),
    shallow: () => line('rev-parse', '--is-shallow-repository') === 'true',
    originDefault() {
      const named = line('symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD');
      const usual = ['origin/main', 'origin/master'];
      return [named, ...usual].find((name) => name !== null && resolve(name) !== null) ?? null;
    },
    objects: openObjects(ask, feed),
  };
}

/** Lines of `ls-files -t --stage`: a tag, for tracked files mode, object and stage, then the path. A path in conflict comes once per stage. */
function parseListing(text: string): readonly Listed[] {
  const listed = new Map<string, Listed>();
  for (const item of text.split('\0')) {
    const tag = item[0];
    const tracked = tag === '?' ? null : /^. (\d{6}) [0-9a-f]+ \d\t/.exec(item);
    const file = item.slice(tracked?.[0].length ?? 2);
    if (file === '' || file.startsWith('../')) continue;
    if (tag === 'S') listed.set(file, { path: file, kind: 'sparse' });
    else if (tracked) listed.set(file, { path: file, kind: KIND_OF_MODE[tracked[1] ?? ''] ?? 'file' });
    else if (file.endsWith('/')) listed.set(file, { path: file.slice(0, -1), kind: 'repository' });
    else listed.set(file, { path: file, kind: 'untracked' });
  }
  return [...listed.values()];
}

/** File modes of the git index (gitformat-index(5)). */
const KIND_OF_MODE: Readonly<Record<string, Listed['kind']>> = { '120000': 'link', '160000': 'submodule' };

/** The git of the search path, by absolute path: never one that lies in the scanned folder or depends on the current one. */
function findProgram(root: string): string | null {
  const names = process.platform === 'win32' ? ['git.exe'] : ['git'];
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    if (!path.isAbsolute(folder) || isWithin(root, folder)) continue;
    for (const name of names) if (fs.existsSync(path.join(folder, name))) return path.join(folder, name);
  }
  return null;
}

/** Standard output, or null when git ends with an error: what it complains about may quote the repository, so it is dropped. */
function run(program: string, root: string, args: readonly string[], input?: string): Buffer | null {
  try {
    return execFileSync(program, [...HARMLESS, ...args], {
      cwd: root,
      env: environment(),
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'ignore'],
      ...(input === undefined ? {} : { input }),
      maxBuffer: LIMIT_BYTES,
      timeout: LIMIT_MILLISECONDS,
    });
  } catch {
    return null;
  }
}

/** Without the variables of a hook we may run inside, which would point git at another index or repository. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  return {
    ...Object.fromEntries(kept),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    LC_ALL: 'C',
  };
}
