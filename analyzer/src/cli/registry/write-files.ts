/**
 * Puts an export where it was asked for: one text on standard output or in a file, several files into a folder. The pieces of a
 * text are written as they come, so that the size of an export is no matter of memory.
 */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { ExportedFile } from '../../registry/contract.ts';
import type { Context } from '../contract.ts';
import { codeOf, UsageError } from '../exit.ts';

/** Pieces are small; a system call for each would take longer than making them. */
const BUFFERED = 256 * 1024;

/** Writes every file below the folder `out`, as typed. What an earlier export left there under other names stays. */
export function writeFolder(files: Iterable<ExportedFile>, out: string, { directory }: Context): number {
  let written = 0;
  for (const { path, text } of files) {
    writeText(text, join(resolve(directory, out), safe(path)), join(out, path));
    written++;
  }
  return written;
}

/** Writes one text to the file `out`, as typed, or to standard output. */
export function writeOne({ text }: ExportedFile, out: string | null, { directory, terminal }: Context): void {
  if (out !== null) writeText(text, resolve(directory, out), out);
  else for (const piece of buffered(text)) terminal.out(piece);
}

function writeText(text: Iterable<string>, file: string, shown: string): void {
  const handle = mending(shown, () => {
    mkdirSync(dirname(file), { recursive: true });
    return openSync(file, 'w');
  });
  try {
    for (const piece of buffered(text)) mending(shown, () => writeSync(handle, piece));
  } finally {
    closeSync(handle);
  }
}

/** What the system refuses, a person can mend. */
function mending<T>(shown: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new UsageError(`cannot write ${shown}: ${codeOf(error)}`);
  }
}

function* buffered(text: Iterable<string>): Iterable<string> {
  let waiting = '';
  for (const piece of text) {
    waiting += piece;
    if (waiting.length < BUFFERED) continue;
    yield waiting;
    waiting = '';
  }
  if (waiting !== '') yield waiting;
}

/** Names of files are made by exporters from names in a scanned repository: none may lead out of the folder. */
function safe(path: string): string {
  if (!/^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/i.test(path))
    throw new Error('an exporter made an unsafe path');
  return path;
}
