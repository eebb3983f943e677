/** Text cut into lines, each with the offset it starts at; what ends a line is what ends it for the line index. */
import { firstOffset, type LineIndex } from './line-index.ts';
import type { Line } from './unit.ts';

export interface RawLine {
  readonly start: number;
  readonly text: string;
}

/** The lines of `text` without their ends; a byte order mark belongs to none. */
export function splitLines(text: string): readonly RawLine[] {
  const lines: RawLine[] = [];
  let start = firstOffset(text);
  for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) {
    lines.push({ start, text: text.slice(start, index) });
    start = index + end.length;
  }
  if (start < text.length) lines.push({ start, text: text.slice(start) });
  return lines;
}

/** Statements of a file that has one a line: trimmed, without blank lines and `#` comments. */
export function parseLines(index: LineIndex): readonly Line[] {
  return splitLines(index.text).flatMap(({ start, text }) => {
    const statement = text.replace(/(?:^|[ \t])#.*$/, '').trim();
    const from = start + text.length - text.trimStart().length;
    return statement === '' ? [] : [{ text: statement, span: index.span(from, from + statement.length) }];
  });
}
