/** Where a finished text goes, how it may look there, and how a suggested command reaches the same files. */
import { appendFileSync, closeSync, openSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { colourPaint, type Paint, plainPaint } from '../drawing/style.ts';
import { escapeShell } from '../explain/escape.ts';
import type { Context } from './contract.ts';
import { codeOf, UsageError } from './exit.ts';
import type { Terminal } from './terminal.ts';

/** Longer lines are hard to follow with the eye, shorter ones cannot hold the figures of a row. */
const WIDEST = 160;
const NARROWEST = 76;

/** Writes a text, whole or in pieces, to the file named, as typed, or to standard output. */
export function writeOutput(
  text: string | Iterable<string>,
  out: string | null,
  { terminal, directory }: Context,
): void {
  const pieces = typeof text === 'string' ? [text] : text;
  if (out === null) for (const piece of pieces) terminal.out(piece);
  else save(out, () => writePieces(resolve(directory, out), pieces));
}

function writePieces(path: string, pieces: Iterable<string>): void {
  const file = openSync(path, 'w');
  try {
    for (const piece of pieces) writeFileSync(file, piece);
  } finally {
    closeSync(file);
  }
}

/** Appends to the file named, as typed: a job summary belongs to every step of the job. */
export function appendOutput(text: string, out: string, { directory }: Context): void {
  save(out, () => appendFileSync(resolve(directory, out), text));
}

function save(out: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new UsageError(`cannot write ${out}: ${codeOf(error) === 'ENOENT' ? 'no such folder' : codeOf(error)}`);
  }
}

/** Width and colours for standard output, or for a file: colour only where a person watches and nobody forbade it. */
export function lookOf(terminal: Terminal, out: string | null): { readonly columns: number; readonly paint: Paint } {
  const coloured = out === null && terminal.outIsTerminal && terminal.colour;
  const columns = Math.min(WIDEST, Math.max(NARROWEST, terminal.columns));
  return { columns, paint: coloured ? colourPaint : plainPaint };
}

/** The options with which another command sees the same files: ` -C samples/small`; empty where it needs none. */
export function whereOf(directory: string | null, path: string | null, from: string | null): string {
  if (from !== null) return `${directory === null ? '' : ` -C ${escapeShell(directory)}`} --from ${escapeShell(from)}`;
  if (path === null && directory === null) return '';
  return ` -C ${escapeShell(path === null ? (directory ?? '.') : directory === null ? path : joined(directory, path))}`;
}

function joined(directory: string, path: string): string {
  return path.startsWith('/') ? path : join(directory, path);
}
