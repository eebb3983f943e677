/**
 * YAML in a text of pieces: each node of the parsed tree is led back to the pieces it stands in, and so to the template and the
 * values behind it. It must never trust a position of the parsed text to mean a place in a file.
 */
import type { Note } from '../../model/fact.ts';
import type { Span } from '../../model/place.ts';
import { fileStart } from '../line-index.ts';
import type { Entry, Scalar, Tree } from '../tree.ts';
import { parseYaml, type YamlDocument } from '../yaml.ts';
import { originSpan, pieceAt } from './pieces.ts';
import { joinEach, joinVia } from './trace.ts';
import type { Origin, Piece, Via } from './types.ts';

/** Pieces of a text with their offsets, to be asked by place. */
export interface Located {
  /** What decided the text from `start` to `end` of the parsed text's own places. */
  via(span: Span): Via;
  /** Where a template printed it; null: nowhere. */
  origin(span: Span): Span | null;
}

export function locate(text: string, pieces: readonly Piece[]): Located {
  const starts: number[] = [];
  let length = 0;
  for (const each of pieces) {
    starts.push(length);
    length += each.text.length;
  }
  const lines = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.push(at + 1);
  const offset = (line: number, column: number) => (lines[line - 1] ?? text.length) + column - 1;
  const around = (span: Span): readonly [number, number] => [
    offset(span.line, span.column),
    offset(span.endLine, span.endColumn),
  ];
  return {
    via: (span) => joinEach(touched(pieces, starts, ...around(span)).map((each) => each.via)),
    origin: (span) => hull(pieces, starts, ...around(span)),
  };
}

/** Pieces with a character in the stretch, and empty ones in it; for an empty stretch the piece it stands in or behind. */
function touched(pieces: readonly Piece[], starts: readonly number[], start: number, end: number): readonly Piece[] {
  const found: Piece[] = [];
  for (let at = pieceAt(starts, start); at < pieces.length && (starts[at] ?? 0) <= end; at += 1) {
    const each = pieces[at];
    const from = starts[at] ?? 0;
    const to = from + (each?.text.length ?? 0);
    if (each && (start === end || (from < end && to > start) || (each.text === '' && from > start && from < end)))
      found.push(each);
  }
  return found;
}

/** From the first character's place to the last one's, if one template printed both; else the place of the first. */
function hull(pieces: readonly Piece[], starts: readonly number[], start: number, end: number): Span | null {
  const first = placeOf(pieces, starts, start, Math.min(end, start + 1));
  if (first === null || end <= start + 1) return first;
  const last = placeOf(pieces, starts, end - 1, end);
  const forward = last && (last.endLine > first.line || (last.endLine === first.line && last.endColumn > first.column));
  if (!forward || last.file !== first.file) return wholeOf(pieces, starts, start) ?? first;
  const ends = last.endLine > first.endLine || (last.endLine === first.endLine && last.endColumn > first.endColumn);
  return ends ? { ...first, endLine: last.endLine, endColumn: last.endColumn } : first;
}

function placeOf(pieces: readonly Piece[], starts: readonly number[], start: number, end: number): Span | null {
  const at = pieceAt(starts, start);
  const origin = pieces[at]?.origin;
  if (!origin) return null;
  return originSpan(origin.verbatim ? within(origin, start - (starts[at] ?? 0), end - (starts[at] ?? 0)) : origin);
}

function within(origin: Origin, start: number, end: number): Origin {
  return { ...origin, start: origin.start + start, end: Math.min(origin.end, origin.start + end) };
}

function wholeOf(pieces: readonly Piece[], starts: readonly number[], start: number): Span | null {
  const at = pieceAt(starts, start);
  const origin = pieces[at]?.origin;
  return origin ? originSpan(origin.verbatim ? within(origin, start - (starts[at] ?? 0), origin.end) : origin) : null;
}

/** The documents of a text of pieces, every span a place of `file`'s template and every `via` the values behind it. */
export function parseLocated(file: string, text: string, pieces: readonly Piece[]): readonly YamlDocument[] {
  const located = locate(text, pieces);
  const nowhere = fileStart(file);
  return parseYaml(file, text).map(({ number, tree, notes }) => ({
    number,
    tree: tree && relocate(tree, located, nowhere),
    notes: notes.map((note): Note => ({ ...note, at: located.origin(note.at) ?? nowhere })),
  }));
}

function relocate(tree: Tree, located: Located, nowhere: Span): Tree {
  if (tree.kind === 'scalar') return relocateScalar(tree, located, nowhere);
  const start = { ...tree.span, endLine: tree.span.line, endColumn: tree.span.column };
  const span = located.origin(tree.span) ?? nowhere;
  const via = joinVia(reached(tree, located), located.via(start));
  if (tree.kind === 'sequence')
    return { ...tree, span, via, items: tree.items.map((item) => relocate(item, located, nowhere)) };
  const entries = new Map<string, Entry>();
  for (const [name, { key, value }] of tree.entries)
    entries.set(name, { key: relocateScalar(key, located, nowhere), value: relocate(value, located, nowhere) });
  return { ...tree, span, via, entries };
}

function relocateScalar(scalar: Scalar, located: Located, nowhere: Span): Scalar {
  const span = located.origin(scalar.span) ?? nowhere;
  return { ...scalar, span, via: joinVia(reached(scalar, located), located.via(scalar.span)) };
}

/** Places of the text a node was reached by (an alias of an anchor), as places of the template. */
function reached(tree: Tree, located: Located): Via {
  return tree.via.flatMap((place) => located.origin(place) ?? []);
}
