/**
 * Reads the files worth reading: bytes first, text only for those a keyword makes worth decoding. Sizes are asked before
 * anything is read; what cannot be text is named. Texts hold secret values, so they never leave memory from here.
 */
import { gunzipSync } from 'node:zlib';
import type { Skipped } from '../model/coverage.ts';
import type { Selection } from './discover.ts';
import type { Failure } from './disk.ts';
import type { Root } from './root.ts';
import { condense, FAILURE_SAYS } from './skips.ts';

export interface ReadOptions {
  /** Bytes; a larger file is skipped by name. */
  readonly maxSize: number;
  /** Whether the file is worth decoding, by its path and its bytes as latin1. */
  isCandidate(path: string, latin1: string): boolean;
  /** Called now and then; never for a scan of a few files. */
  onProgress?(done: number, total: number): void;
}

/** The files of one scan, read once. */
export interface ScannedFiles {
  /** Every path that can be asked for, sorted. */
  readonly paths: readonly string[];
  /** Text of those worth a reader's look, by path. */
  readonly candidates: ReadonlyMap<string, string>;
  readonly coverage: {
    /** Files opened and looked at. */
    readonly filesRead: number;
    readonly filesSkipped: readonly Skipped[];
  };
  /** Text of any file of the scan, read now if it was not before; a link inside the root is what it leads to. Null: not to be had. */
  text(path: string): string | null;
  /** The tar archive inside a gzip file of the scan; null: missing, no gzip, or larger than a chart can be. */
  tar(path: string): Uint8Array | null;
}

const PROGRESS_EVERY = 512;

/** Text of one file of the root as it stands now, by the same guards as a scan; null: gone, or not fit to be read. */
export function readText(root: Root, file: string, maxSize: number): string | null {
  const { value } = root.read(file, maxSize);
  return value && isFit(file, value) ? value.toString('utf8') : null;
}

/** Whether a text that somebody edits would be read if it stood on the disk. */
export function isFitText(file: string, text: string, maxSize: number): boolean {
  // A UTF-16 unit takes three bytes at most: a small text needs no bytes of its own.
  if (text.length * 3 > maxSize && Buffer.byteLength(text) > maxSize) return false;
  return !text.includes('\0') && (text.length <= LONGEST_LINE || isFit(file, Buffer.from(text)));
}

function isFit(file: string, bytes: Buffer): boolean {
  return whyNoText(bytes) === null && whyGenerated(file, bytes) === null;
}

/** Reads every wanted file of the selection. */
export function readFiles(root: Root, selection: Selection, options: ReadOptions): ScannedFiles {
  const candidates = new Map<string, string>();
  const skipped: Skipped[] = [];
  const refused = new Set<string>();
  let filesRead = 0;
  for (const [index, file] of selection.wanted.entries()) {
    if (index % PROGRESS_EVERY === PROGRESS_EVERY - 1) options.onProgress?.(index + 1, selection.wanted.length);
    const seen = look(root, file, options);
    if (seen.skip === undefined || seen.opened) filesRead += 1;
    if (seen.skip !== undefined) {
      skipped.push({ file, reason: seen.skip });
      refused.add(file);
    } else if (seen.text !== undefined) candidates.set(file, seen.text);
  }
  const paths = selection.paths.filter((file) => !refused.has(file));
  return {
    paths,
    candidates,
    coverage: { filesRead, filesSkipped: condense([...selection.skipped, ...skipped]) },
    text: lateReader(root, new Set(paths), candidates, options.maxSize),
    tar: (path) => (paths.includes(path) ? unpack(root, path, options.maxSize) : null),
  };
}

/** Bytes an unpacked chart may have; a bomb stops here. */
const LARGEST_ARCHIVE = 32 << 20;

function unpack(root: Root, path: string, maxSize: number): Uint8Array | null {
  const { value } = root.read(path, maxSize);
  if (!value) return null;
  try {
    return gunzipSync(value, { maxOutputLength: LARGEST_ARCHIVE });
  } catch {
    return null;
  }
}

interface Look {
  readonly opened: boolean;
  readonly skip?: string;
  /** Only for a candidate. */
  readonly text?: string;
}

function look(root: Root, file: string, options: ReadOptions): Look {
  const read = root.read(file, options.maxSize);
  if (read.failure) return { opened: false, skip: sayFailure(read.failure, file) };
  const bytes = read.value;
  const unfit = whyNoText(bytes);
  if (unfit) return { opened: true, skip: unfit };
  if (!options.isCandidate(file, bytes.toString('latin1'))) return { opened: true };
  const long = whyGenerated(file, bytes);
  return long ? { opened: true, skip: long } : { opened: true, text: bytes.toString('utf8') };
}

function sayFailure(failure: Failure, file: string): string {
  return failure === 'gone' && file.includes('\uFFFD') ? 'its name is not UTF-8: not read' : FAILURE_SAYS[failure];
}

/** First line of a file whose content Git LFS keeps elsewhere (git-lfs, docs/spec.md). */
const LFS_POINTER = Buffer.from('version https://git-lfs.github.com/spec/v1\n');

/** UTF-16 is told apart from other bytes because a person can convert it. */
function whyNoText(bytes: Buffer): string | null {
  if (bytes.subarray(0, LFS_POINTER.length).equals(LFS_POINTER)) return 'a Git LFS pointer: its content is not here';
  if (bytes.indexOf(0) < 0) return null;
  const mark = bytes.length < 2 ? 0 : bytes.readUInt16BE(0);
  return mark === 0xfffe || mark === 0xfeff ? 'UTF-16 text: only UTF-8 is read' : 'binary: it holds a NUL byte';
}

/** Longest line that a person may have written or a tool put into a manifest (an encoded certificate bundle, a release record). */
const LONGEST_LINE = 200_000;

function whyGenerated(file: string, bytes: Buffer): string | null {
  if (/\.min\.[^/.]+$/.test(file)) return 'minified';
  if (bytes.length <= LONGEST_LINE) return null;
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    const stop = end < 0 ? bytes.length : end;
    if (stop - start > LONGEST_LINE) return `a line of more than ${LONGEST_LINE} bytes: minified or generated`;
    start = stop + 1;
  }
  return null;
}

/** Answers questions about files that no keyword singled out: an extended Compose file, a values file. */
function lateReader(root: Root, known: ReadonlySet<string>, candidates: ReadonlyMap<string, string>, maxSize: number) {
  const late = new Map<string, string | null>();
  function readNow(path: string): string | null {
    const real = known.has(path) ? path : (root.resolve(path).value ?? null);
    if (real === null || !known.has(real)) return null;
    const before = candidates.get(real);
    if (before !== undefined) return before;
    const read = root.read(real, maxSize);
    return read.failure || whyNoText(read.value) ? null : read.value.toString('utf8');
  }
  return (path: string): string | null => {
    const candidate = candidates.get(path);
    if (candidate !== undefined) return candidate;
    const before = late.get(path);
    if (before !== undefined) return before;
    const text = readNow(path);
    late.set(path, text);
    return text;
  };
}
