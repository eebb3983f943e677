/**
 * Remembers facts between scans, and the last answer, a file each for each scanned root, outside the scanned tree. It is a
 * convenience: a cache that is broken, foreign, too large or not writable is left alone and the scan goes on. It holds facts,
 * inventories and keyed digests, never a text or a value, and no digest that helps to guess one.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readCacheFile, writeCacheFile } from './cache-file.ts';
import { digest, readKey } from './cache-key.ts';
import { isWithin } from './within.ts';

/** What the session sees of it is `get` and `set`. */
export interface DiskCache {
  /** What was kept for exactly these parts, or null. */
  get(parts: readonly string[]): unknown;
  /** Keeps plain JSON for exactly these parts. */
  set(parts: readonly string[], value: unknown): void;
  /** Writes what this scan used or made; entries it did not ask for are dropped. */
  save(): void;
  /** The last answer that was kept, if it was kept for exactly these parts; null: another, or none. */
  answer(parts: readonly string[]): unknown;
  /** Keeps plain JSON as the last answer, at once. */
  keepAnswer(parts: readonly string[], value: unknown): void;
}

export interface CacheOptions {
  /** Absolute path of the scanned root, links resolved. */
  readonly root: string;
  /** Versions of whatever turns text into facts: the tool, its fact tables. Another version starts anew. */
  readonly versions: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** Told once, when there will be no cache. */
  warn(message: string): void;
}

/** Roots remembered in one folder, the latest used. */
const MOST_ROOTS = 64;
/** Milliseconds after which a half-written file is nobody's. */
const ABANDONED = 3_600_000;

/** Where the cache lives: `KEYTURN_CACHE`, else the XDG cache folder (XDG Base Directory Specification 0.8: relative values are ignored). */
export function cacheFolder(environment: NodeJS.ProcessEnv): string {
  const own = environment.KEYTURN_CACHE;
  if (own) return path.resolve(own);
  const shared = environment.XDG_CACHE_HOME;
  const base = shared && path.isAbsolute(shared) ? shared : path.join(os.homedir(), '.cache');
  return path.join(base, 'keyturn');
}

/** Opens the cache of a root; null, after one warning, where there can be none. */
export function openCache(options: CacheOptions): DiskCache | null {
  const chosen = cacheFolder(options.environment);
  try {
    if (isInside(options.root, chosen)) {
      options.warn(`no cache: its folder would lie in the scanned tree (set KEYTURN_CACHE to a folder outside it)`);
      return null;
    }
    // A folder of our own below the chosen one: its mode is ours to set, the chosen folder's is not.
    const folder = path.join(chosen, 'facts');
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    fs.chmodSync(folder, 0o700);
    return cacheIn(folder, options);
  } catch (error) {
    options.warn(`no cache: its folder cannot be used (${codeOf(error)})`);
    return null;
  }
}

/** Facts of a root, and what was last answered from them. */
const KINDS = { facts: '.json', last: '.last' } as const;

function cacheIn(folder: string, { root, versions, warn }: CacheOptions): DiskCache {
  const key = readKey(folder);
  const fileOf = (kind: keyof typeof KINDS) => path.join(folder, `${digest(key, ['root', root])}${KINDS[kind]}`);
  const keyOf = (parts: readonly string[]) => digest(key, [...versions, ...parts]);
  const used = new Map<string, unknown>();
  let loaded: ReadonlyMap<string, unknown> | null = null;
  let changed = false;
  const before = (): ReadonlyMap<string, unknown> => {
    loaded ??= new Map(Object.entries(readCacheFile(fileOf('facts'), key, '') ?? {}));
    return loaded;
  };
  const guarded = (write: () => void): void => {
    try {
      write();
    } catch (error) {
      warn(`the cache was not written (${codeOf(error)})`);
    }
  };
  return {
    get(parts) {
      const name = keyOf(parts);
      const value = used.get(name) ?? before().get(name) ?? null;
      if (value !== null) used.set(name, value);
      return value;
    },
    set(parts, value) {
      used.set(keyOf(parts), value);
      changed = true;
    },
    save: () =>
      guarded(() => {
        // The time of the file says when its root was last scanned.
        if (!changed && used.size === before().size) return touch(fileOf('facts'));
        writeCacheFile(fileOf('facts'), key, '', Object.fromEntries(used));
        prune(folder);
      }),
    answer(parts) {
      const value = readCacheFile(fileOf('last'), key, keyOf(['last', ...parts]));
      if (value !== null)
        guarded(() => {
          touch(fileOf('facts'));
          touch(fileOf('last'));
        });
      return value;
    },
    keepAnswer: (parts, value) => guarded(() => writeCacheFile(fileOf('last'), key, keyOf(['last', ...parts]), value)),
  };
}

function touch(file: string): void {
  const now = new Date();
  if (fs.existsSync(file)) fs.utimesSync(file, now, now);
}

/** Drops the roots that were not scanned for longest, and what an ended scan left half-written. */
function prune(folder: string): void {
  const timeOf = (file: string) => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const files = fs
    .readdirSync(folder)
    .filter((name) => name !== 'key')
    .map((name) => path.join(folder, name))
    .map((file) => ({ file, time: timeOf(file) }))
    .sort((a, b) => b.time - a.time);
  const kinds = Object.values(KINDS);
  const forgotten = kinds.flatMap((kind) => files.filter(({ file }) => file.endsWith(kind)).slice(MOST_ROOTS));
  const abandoned = files.filter(
    ({ file, time }) => !kinds.some((kind) => file.endsWith(kind)) && time < Date.now() - ABANDONED,
  );
  for (const { file } of [...forgotten, ...abandoned]) fs.rmSync(file, { force: true });
}

/** Whether `folder`, which need not exist yet, would lie in `root`. */
function isInside(root: string, folder: string): boolean {
  let existing = folder;
  while (!fs.existsSync(existing) && path.dirname(existing) !== existing) existing = path.dirname(existing);
  const real = path.join(fs.realpathSync.native(existing), path.relative(existing, folder));
  return isWithin(root, real);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
