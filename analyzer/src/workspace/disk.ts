/**
 * The disk, as far as scanned files go: the only place that touches them. Every answer is a value or a named failure, so
 * that what vanishes, loops, is locked or is no file costs only itself. It never opens anything but a regular file.
 */
import fs from 'node:fs';

export type Kind = 'file' | 'folder' | 'link' | 'other';

/** Why the disk gave no answer. */
export type Failure = 'gone' | 'denied' | 'loop' | 'outside' | 'too-large' | 'not-a-file' | 'no-object' | 'failed';

export type Outcome<T> =
  | { readonly value: T; readonly failure?: never }
  | { readonly failure: Failure; readonly value?: never };

export interface Entry {
  readonly name: string;
  readonly kind: Kind;
}

/** What a file looks like from outside; two looks that differ may be two texts. */
export interface Stamp {
  readonly text: string;
  /** When the system last saw it change (`st_ctime`, which nothing can set back). Milliseconds since 1970. */
  readonly changed: number;
}

/** Paths are absolute, in the form of the platform. */
export interface Disk {
  /** What stands at the path; a link is not followed. */
  kindOf(path: string): Outcome<Kind>;
  /** What it looks like from outside; a link is not followed. Left out where nothing ever changes: in a commit. */
  stamp?(path: string): Outcome<Stamp>;
  /** What stands directly below a folder, in no order. */
  list(folder: string): Outcome<readonly Entry[]>;
  /** The path with every link on the way resolved. */
  realPath(path: string): Outcome<string>;
  /**
   * The bytes of a regular file of at most `limit` bytes; the size is asked before anything is read. The buffer is reused:
   * the bytes hold until the next call.
   */
  read(path: string, limit: number): Outcome<Buffer>;
}

const FAILURES: Readonly<Record<string, Failure>> = {
  ENOENT: 'gone',
  ENOTDIR: 'gone',
  EACCES: 'denied',
  EPERM: 'denied',
  ELOOP: 'loop',
};

/** A link or a pipe that takes the place of a file between the look and the opening is refused, not followed or waited for. */
const OPENING = fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0) | (fs.constants.O_NONBLOCK ?? 0);

/** The disk of this machine. */
export function openDisk(): Disk {
  let buffer = Buffer.allocUnsafe(1 << 20);
  return {
    kindOf(path) {
      const found = look(path);
      return found.failure ? found : { value: kindOf(found.value) };
    },
    stamp: (path) => attempt(() => stampOf(fs.lstatSync(path, { bigint: true }))),
    list: (folder) =>
      attempt(() =>
        fs.readdirSync(folder, { withFileTypes: true }).map((entry) => ({ name: entry.name, kind: kindOf(entry) })),
      ),
    realPath: (path) => attempt(() => fs.realpathSync.native(path)),
    read(path, limit) {
      const found = look(path);
      if (found.failure) return found;
      if (!found.value.isFile()) return { failure: 'not-a-file' };
      if (found.value.size > limit) return { failure: 'too-large' };
      if (buffer.length <= found.value.size) buffer = Buffer.allocUnsafe(Math.min(limit, found.value.size * 2) + 1);
      return readInto(buffer, path);
    },
  };
}

/** Rules files are asked for in every folder and mostly absent, so absence must not cost an error. */
function look(path: string): Outcome<fs.Stats> {
  const found = attempt(() => fs.lstatSync(path, { throwIfNoEntry: false }));
  if (found.failure) return found;
  return found.value ? { value: found.value } : { failure: 'gone' };
}

function stampOf({ dev, ino, mode, size, mtimeNs, ctimeNs, ctimeMs }: fs.BigIntStats): Stamp {
  return { text: `${dev} ${ino} ${mode} ${size} ${mtimeNs} ${ctimeNs}`, changed: Number(ctimeMs) };
}

/** One byte of room is left beyond the expected size: if it fills, the file is growing under our hands. */
function readInto(buffer: Buffer, path: string): Outcome<Buffer> {
  const opened = attempt(() => fs.openSync(path, OPENING));
  if (opened.failure) return opened;
  const read = attempt(() => {
    let length = 0;
    for (let got = -1; got !== 0 && length < buffer.length; length += got)
      got = fs.readSync(opened.value, buffer, length, buffer.length - length, null);
    return length;
  });
  fs.closeSync(opened.value);
  if (read.failure) return read;
  return read.value < buffer.length ? { value: buffer.subarray(0, read.value) } : { failure: 'failed' };
}

function kindOf(entry: fs.Stats | fs.Dirent): Kind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

function attempt<T>(act: () => T): Outcome<T> {
  try {
    return { value: act() };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return { failure: FAILURES[code] ?? 'failed' };
  }
}
