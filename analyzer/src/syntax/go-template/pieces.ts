/**
 * Text that remembers where each stretch of it comes from, and the cuts and joins that keep the memory. It must never lose a
 * character: the text of the pieces is always the text itself.
 */
import type { Span } from '../../model/place.ts';
import { joinEach, joinVia, MOST_VIA } from './trace.ts';
import type { Origin, Piece, Text, Via } from './types.ts';

/** Templates a text was printed by that its `via` names, beside the values. */
const MOST_ORIGINS = 4;

export function piecesOf(text: Text): readonly Piece[] {
  return text.pieces ?? [{ text: text.text, origin: null, via: text.via }];
}

export function piece(text: string, via: Via = [], origin: Origin | null = null): Piece {
  return { text, origin, via };
}

/** A string value of these pieces; empty ones count only where there is no other. */
export function fromPieces(given: readonly Piece[]): Text {
  const text = given.map((each) => each.text).join('');
  if (text === '') return { kind: 'string', text, pieces: null, via: viaOf(given) };
  const pieces = given.filter((each) => each.text !== '');
  const [only] = pieces;
  if (pieces.length === 1 && only?.origin === null) return { kind: 'string', text, pieces: null, via: only.via };
  return { kind: 'string', text, pieces, via: viaOf(pieces) };
}

/** What decided a text as a whole: the values in it, then one place of each template that printed some of it. */
export function viaOf(pieces: readonly Piece[]): Via {
  const values = joinEach(viasOf(pieces));
  const printed: Span[] = [];
  for (const { origin } of pieces) {
    if (printed.length >= MOST_ORIGINS) break;
    if (origin && !printed.some(({ file }) => file === origin.index.file)) printed.push(originSpan(origin));
  }
  return printed.length === 0 ? values : joinVia(values.slice(0, MOST_VIA - MOST_ORIGINS), printed);
}

function* viasOf(pieces: readonly Piece[]): Generator<Via> {
  for (const { via } of pieces) yield via;
}

export function originSpan(origin: Origin): Span {
  return origin.index.span(origin.start, origin.end);
}

/** Cuts stretches out of one text; offsets in UTF-16 units of the whole. */
export type Cutter = (start: number, end: number) => readonly Piece[];

/** A cutter that finds the piece at an offset without walking there: a text of many pieces is cut many times. */
export function cutter(pieces: readonly Piece[]): Cutter {
  const starts: number[] = [];
  let length = 0;
  for (const each of pieces) {
    starts.push(length);
    length += each.text.length;
  }
  return (start, end) => {
    const kept: Piece[] = [];
    for (let at = pieceAt(starts, start); at < pieces.length && (starts[at] ?? 0) <= end; at += 1) {
      const [each, offset] = [pieces[at], starts[at] ?? 0];
      if (!each) break;
      const from = Math.max(start - offset, 0);
      const to = Math.min(end - offset, each.text.length);
      if (from < to || (each.text === '' && offset >= start)) kept.push(cut(each, from, to));
    }
    return kept;
  };
}

/** The pieces of `start` to `end`. */
export function slice(pieces: readonly Piece[], start: number, end: number): readonly Piece[] {
  return cutter(pieces)(start, end);
}

/** Index of the piece an offset stands in: of several that begin there, the first. */
export function pieceAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = Math.max(0, starts.length - 1);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  while (low > 0 && starts[low] === offset && starts[low - 1] === offset) low -= 1;
  return low;
}

function cut(whole: Piece, from: number, to: number): Piece {
  if (from <= 0 && to >= whole.text.length) return whole;
  const origin = whole.origin?.verbatim
    ? { ...whole.origin, start: whole.origin.start + from, end: whole.origin.start + to }
    : whole.origin;
  return { text: whole.text.slice(from, to), origin, via: whole.via };
}

/** Changes the text of every piece alone: only for changes that look at one character at a time. */
export function mapText(pieces: readonly Piece[], change: (text: string) => string): readonly Piece[] {
  return pieces.map((each) => {
    const text = change(each.text);
    if (text === each.text) return each;
    const origin = each.origin && { ...each.origin, verbatim: false };
    return { text, origin, via: each.via };
  });
}

/** Puts `pad` at the start and behind every newline (`indent` of Sprig). */
export function indent(pieces: readonly Piece[], pad: string): readonly Piece[] {
  const made: Piece[] = [piece(pad)];
  for (const each of pieces) {
    let start = 0;
    for (let at = each.text.indexOf('\n'); at >= 0; at = each.text.indexOf('\n', at + 1)) {
      made.push(cut(each, start, at + 1), piece(pad));
      start = at + 1;
    }
    if (start < each.text.length || each.text === '') made.push(cut(each, start, each.text.length));
  }
  return made;
}

/** Replaces every `old`, cutting pieces where it stands. */
export function replace(text: Text, old: string, by: Text): readonly Piece[] {
  const between = cutter(piecesOf(text));
  const made: Piece[] = [];
  let start = 0;
  for (let at = text.text.indexOf(old); at >= 0; at = text.text.indexOf(old, start)) {
    for (const each of between(start, at)) made.push(each);
    for (const each of piecesOf(by)) made.push(each);
    start = at + old.length;
  }
  for (const each of between(start, text.text.length)) made.push(each);
  return made;
}
