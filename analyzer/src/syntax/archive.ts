/**
 * A tar archive becomes files by path, for charts that are kept packed. Nothing is unpacked to a disk; links are no files here, and a
 * path that leaves its archive is refused by name. It must never believe a length it was told without looking where the bytes end.
 */
import { resolvePath } from './path.ts';

export interface Archive {
  /** Bytes by path, without links and folders. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What was left out, each once, in the order met: `path: reason`. */
  readonly refused: readonly string[];
}

const BLOCK = 512;
/** More files than any chart has. */
const MOST_FILES = 10_000;

/** What a header says of the entry behind it. POSIX.1-2017, pax, "ustar Interchange Format". */
interface Header {
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

/** Reads a tar archive as far as it is one; whatever the bytes are, it returns. */
export function readTar(bytes: Uint8Array): Archive {
  const files = new Map<string, Uint8Array>();
  const refused = new Set<string>();
  let longName: string | null = null;
  for (let at = 0; at + BLOCK <= bytes.length; ) {
    const header = readHeader(bytes.subarray(at, at + BLOCK));
    if (!header) break;
    const start = at + BLOCK;
    const body = bytes.subarray(start, Math.min(start + header.size, bytes.length));
    at = start + Math.ceil(header.size / BLOCK) * BLOCK;
    const named = LONG_NAMES[header.type]?.(body);
    if (named !== undefined) {
      longName = named ?? longName;
      continue;
    }
    const written = longName ?? header.name;
    longName = null;
    if (!FILES.has(header.type)) continue;
    const path = resolvePath('', written);
    if (path === null || path === '') refused.add(`${written}: it leads out of the archive`);
    else if (body.length < header.size) refused.add(`${path}: the archive ends within it`);
    else if (files.size >= MOST_FILES) refused.add(`the rest of more than ${MOST_FILES} files`);
    else files.set(path, body);
  }
  return { files, refused: [...refused] };
}

/** Types of a regular file: `0`, and NUL of archives before POSIX. */
const FILES: ReadonlySet<string> = new Set(['0', '\0']);

/** Entries that carry the name of the next one (GNU `L`, pax `x`); null: they carry something else. */
const LONG_NAMES: Readonly<Record<string, (body: Uint8Array) => string | null>> = {
  L: (body) => cString(body),
  x: (body) => /(?:^|\n)\d+ path=([^\n]*)/.exec(decode(body))?.[1] ?? null,
  g: () => null,
  K: () => null,
};

/** null: the end of the archive, or no header: its sum does not fit. */
function readHeader(block: Uint8Array): Header | null {
  const size = octal(block, 124, 136);
  if (size === null || octal(block, 148, 156) !== sumOf(block)) return null;
  const isUstar = decode(block.subarray(257, 263)) === 'ustar\0';
  const prefix = isUstar ? cString(block.subarray(345, 500)) : '';
  const name = cString(block.subarray(0, 100));
  return { name: prefix === '' ? name : `${prefix}/${name}`, size, type: String.fromCharCode(block[156] ?? 0) };
}

function octal(block: Uint8Array, start: number, end: number): number | null {
  const digits = /^ *([0-7]+) *$/.exec(cString(block.subarray(start, end)))?.[1];
  return digits === undefined ? null : Number.parseInt(digits, 8);
}

/** Of all bytes, those of the sum itself taken as blanks. */
function sumOf(block: Uint8Array): number {
  return block.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0);
}

function cString(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return decode(end < 0 ? bytes : bytes.subarray(0, end));
}

function decode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
}
