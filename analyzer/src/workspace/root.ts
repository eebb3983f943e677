/**
 * The scanned folder: files by their path below it. The one gate between a name that a repository made up and the disk, so
 * that no name, no link and no folder swapped for a link leads out of the root.
 */
import path from 'node:path';
import type { Disk, Entry, Failure, Kind, Outcome, Stamp } from './disk.ts';
import { folderOf } from './ignore-rules.ts';

/** Every path is relative to the root, with `/`; `''` is the root. */
export interface Root {
  /** Absolute, links resolved. */
  readonly path: string;
  kindOf(file: string): Outcome<Kind>;
  stamp(file: string): Outcome<Stamp>;
  list(folder: string): Outcome<readonly Entry[]>;
  /** The bytes of a file that is no link; they hold until the next read. */
  read(file: string, limit: number): Outcome<Buffer>;
  /** The path with links resolved, `outside` where it leads out of the root. */
  resolve(file: string): Outcome<string>;
}

/** Opens a folder by its real path; the failure of the disk where there is no such folder. */
export function openRoot(folder: string, disk: Disk): Outcome<Root> {
  const real = disk.realPath(path.resolve(folder));
  if (real.failure) return real;
  const kind = disk.kindOf(real.value);
  if (kind.failure) return kind;
  return kind.value === 'folder' ? { value: rootAt(real.value, disk) } : { failure: 'not-a-file' };
}

function rootAt(top: string, disk: Disk): Root {
  const locate = (file: string) => path.join(top, file);
  const folders = new Map<string, Failure | null>();

  function resolve(file: string): Outcome<string> {
    if (!isBelow(file)) return { failure: 'outside' };
    const real = disk.realPath(locate(file));
    if (real.failure) return real;
    const below = path.relative(top, real.value).split(path.sep).join('/');
    return isBelow(below) ? { value: below } : { failure: 'outside' };
  }

  /** Why nothing in a folder may be read; each folder is looked at once, and only a link is resolved. */
  function barrier(folder: string): Failure | null {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const failure = folder === '' ? null : (barrier(folderOf(folder)) ?? barrierAt(folder));
    folders.set(folder, failure);
    return failure;
  }

  function barrierAt(folder: string): Failure | null {
    const kind = disk.kindOf(locate(folder));
    return kind.failure ?? (kind.value === 'link' ? (resolve(folder).failure ?? null) : null);
  }

  const guarded = <T>(file: string, act: (located: string) => Outcome<T>): Outcome<T> => {
    const failure = isBelow(file) ? barrier(folderOf(file)) : 'outside';
    return failure ? { failure } : act(locate(file));
  };
  return {
    path: top,
    kindOf: (file) => guarded(file, disk.kindOf),
    stamp: (file) => guarded(file, (located) => disk.stamp?.(located) ?? { failure: 'failed' }),
    list: (folder) => guarded(folder, disk.list),
    read: (file, limit) => guarded(file, (located) => disk.read(located, limit)),
    resolve,
  };
}

/** Whether a relative path stays below its start, by its text alone. */
function isBelow(file: string): boolean {
  return !path.isAbsolute(file) && !file.includes('\0') && !file.split(/[/\\]/).includes('..');
}
