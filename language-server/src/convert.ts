/**
 * Between places of the model and places of the editor: the only file that knows both. A place of an open file moves with
 * what was typed since its snapshot; a place that is gone, or that no one can follow any more, is null: empty, never wrong.
 */
import { readFileSync, statSync } from 'node:fs';
import type { Place, Span, WireEvidence } from '../../analyzer/src/index.ts';
import { type Documents, lineOf, unitsOf } from './documents.ts';
import { type Encoding, toClient } from './encoding.ts';
import { type Folder, type Placed, pathOf, uriOf } from './folders.ts';
import { moveRange } from './moved.ts';
import { spanOf } from './places-of-wire.ts';
import type { Location, Position, Range, Reason } from './protocol.ts';

export interface Converter {
  /** Range in UTF-16 units, where the text is now; null: gone. */
  rangeNow(folder: Folder, span: Span): Range | null;
  /** The same as the client counts. */
  range(folder: Folder, span: Span): Range | null;
  location(folder: Folder, span: Span): Location | null;
  /** Range of the client in the document at `uri`, from one in UTF-16 units. */
  toClientRange(uri: string, range: Range): Range;
  /** Position of the client in UTF-16 units. */
  position(uri: string, position: Position): Position;
  reason(folder: Folder, evidence: WireEvidence): Reason;
  evidence(folder: Folder, evidence: WireEvidence): Location | null;
  /** Address of a place, for Markdown. */
  link(folder: Folder, place: Place): string;
  /** URI of a file, as the client wrote it where the file is open. */
  uri(folder: Folder, file: string): string;
}

/** Bytes; lines of larger files are not counted in UTF-8. */
const LARGEST = 4 << 20;

export function openConverter(
  documents: Documents,
  place: (uri: string) => Placed | null,
  encoding: () => Encoding,
): Converter {
  function uri(folder: Folder, file: string): string {
    const plain = uriOf(folder, file);
    if (documents.get(plain)) return plain;
    const open = documents.all().find((one) => {
      const placed = place(one.uri);
      return placed?.file === file && placed.folder.uri === folder.uri;
    });
    return open?.uri ?? plain;
  }

  function rangeNow(folder: Folder, span: Span): Range | null {
    const plain = rangeOf(span);
    const at = uri(folder, span.file);
    const open = documents.get(at);
    if (!open) return plain;
    // A snapshot that knows nothing of the buffer tells of the disk.
    const told = folder.snapshot?.versions.get(span.file);
    const version = told !== undefined && told <= open.document.version ? told : open.onDisk;
    const edits = version === null ? null : documents.editsSince(at, version);
    return edits === null ? null : moveRange(plain, edits);
  }

  function toClientRange(at: string, range: Range): Range {
    if (encoding() === 'utf-16') return range;
    const lines = linesOf(documents, at);
    const convert = ({ line, character }: Position) => ({
      line,
      character: toClient(lines(line), character, encoding()),
    });
    return { start: convert(range.start), end: convert(range.end) };
  }

  function location(folder: Folder, span: Span): Location | null {
    const range = rangeNow(folder, span);
    const at = uri(folder, span.file);
    return range === null ? null : { uri: at, range: toClientRange(at, range) };
  }

  return {
    uri,
    rangeNow,
    toClientRange,
    location,
    range: (folder, span) => location(folder, span)?.range ?? null,
    position(at, position) {
      const open = documents.get(at);
      return open ? unitsOf(open.document, position, encoding()) : position;
    },
    evidence(folder, evidence) {
      const span = spanOf(evidence);
      return span ? location(folder, span) : null;
    },
    reason(folder, evidence) {
      const span = spanOf(evidence);
      const { says, confidence, row } = evidence;
      return { says, confidence, row, location: span ? location(folder, span) : null };
    },
    link(folder, { file, line, column }) {
      return `${uri(folder, file)}#L${line},${column}`;
    },
  };
}

/** Lines and columns from 1 to lines and characters from 0. */
export function rangeOf({ line, column, endLine, endColumn }: Span): Range {
  return { start: { line: line - 1, character: column - 1 }, end: { line: endLine - 1, character: endColumn - 1 } };
}

/** Text of a file on the disk; null: none, or too large. */
export function textOnDisk(path: string | null): string | null {
  try {
    return path === null || statSync(path).size > LARGEST ? null : readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** Lines of a file for counting bytes: of the buffer, else of the disk; empty where there is none. */
function linesOf(documents: Documents, uri: string): (line: number) => string {
  const open = documents.get(uri);
  if (open) return (line) => lineOf(open.document, line);
  const lines = readLines(pathOf(uri));
  return (line) => lines[line] ?? '';
}

function readLines(path: string | null): readonly string[] {
  return (textOnDisk(path) ?? '').replace(/^\uFEFF/, '').split(/\r\n?|\n/);
}
