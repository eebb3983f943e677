/**
 * From offsets to places: the only maker of spans, so that every stage agrees on what line 14 is. Lines end as editors end
 * them (`\n`, `\r\n`, a lone `\r`), a byte order mark takes no column. It must never look at what the text means.
 */
import type { Span } from '../model/place.ts';

export interface LineIndex {
  readonly file: string;
  readonly text: string;
  /** The place of `text.slice(start, end)`; offsets in UTF-16 units, clamped to the text. */
  span(start: number, end: number): Span;
}

const BYTE_ORDER_MARK = '\uFEFF';

/** The offset of the first character a person sees: behind a byte order mark. */
export function firstOffset(text: string): number {
  return text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
}

/** The place of a whole file, where nothing in it is meant. */
export function fileStart(file: string): Span {
  return { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
}

/** Indexes `text`, the whole text of `file` (relative to the root); the lines are counted at the first question. */
export function createLineIndex(file: string, text: string): LineIndex {
  let starts: readonly number[] | null = null;
  let near = 0;

  /** Neighbours ask for neighbours, so the last answer is tried first. */
  function lineOf(offset: number, lines: readonly number[]): number {
    const startsAt = (line: number) => lines[line] ?? Number.POSITIVE_INFINITY;
    if (offset < startsAt(near) || offset >= startsAt(near + 1)) near = lineAt(lines, offset);
    return near;
  }

  return {
    file,
    text,
    span(start, end) {
      starts ??= lineStarts(text);
      const from = Math.min(Math.max(start, firstOffset(text)), text.length);
      const to = Math.min(Math.max(end, from), text.length);
      const line = lineOf(from, starts);
      const endLine = lineOf(to, starts);
      return {
        file,
        line: line + 1,
        column: from - (starts[line] ?? 0) + 1,
        endLine: endLine + 1,
        endColumn: to - (starts[endLine] ?? 0) + 1,
      };
    },
  };
}

/**
 * The place of `text.slice(start, end)`, where `span` is the place of `text`: exact for text that stands there as it is (in one
 * line, or line by line as in a literal block), else the whole span.
 */
export function narrow(span: Span, text: string, start: number, end: number): Span {
  const { lead, ends, starts, indent, lastLength } = shapeOf(text);
  const shift = span.column - 1 - indent;
  const verbatim = span.endLine - span.line === starts.length - 1 && span.endColumn === shift + lastLength + 1;
  if (!verbatim || start < lead || end > ends) return span;
  const line = lineAt(starts, start);
  const endLine = lineAt(starts, end);
  return {
    file: span.file,
    line: span.line + line,
    column: shift + start - (starts[line] ?? 0) + 1,
    endLine: span.line + endLine,
    endColumn: shift + end - (starts[endLine] ?? 0) + 1,
  };
}

/** A text as it stands in its span: without the blank lines before it and the white space behind it. */
interface TextShape {
  readonly text: string;
  readonly lead: number;
  readonly ends: number;
  /** Offsets of the lines, from the first that is not blank. */
  readonly starts: readonly number[];
  /** White space before its first word: no part of the span. */
  readonly indent: number;
  readonly lastLength: number;
}

/** The last one asked for: a text with many references in it is asked for again and again. */
let remembered: TextShape | null = null;

function shapeOf(text: string): TextShape {
  if (remembered?.text === text) return remembered;
  const lead = /^(?:[ \t]*\n)*/.exec(text)?.[0].length ?? 0;
  const ends = Math.max(lead, text.trimEnd().length);
  const starts = [lead];
  for (let at = text.indexOf('\n', lead); at >= 0 && at < ends; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const indent = /^[ \t]*/.exec(text.slice(lead))?.[0].length ?? 0;
  remembered = { text, lead, ends, starts, indent, lastLength: ends - (starts.at(-1) ?? lead) };
  return remembered;
}

/** Index of the line that holds `offset`. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function lineStarts(text: string): readonly number[] {
  const starts = [firstOffset(text)];
  if (text.includes('\r')) {
    for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length);
    return starts;
  }
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
