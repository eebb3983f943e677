/** Lines of a text, and the spans of insertions and deletions among them, counted as the line index counts. */
import type { Span } from '../model/place.ts';
import type { Edit } from './contract.ts';

/** Lines without their ends; a byte order mark takes no column. */
export function linesOf(text: string): readonly string[] {
  return text.replace(/^\uFEFF/, '').split(/\r\n?|\n/);
}

/** How the text ends its lines. */
export function lineEndOf(text: string): string {
  return /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
}

/** Puts `text` in front of a column; both count from 1. */
export function insertAt(file: string, line: number, column: number, text: string): Edit {
  return { span: { file, line, column, endLine: line, endColumn: column }, text };
}

/** Takes whole lines away, with their ends. */
export function deleteLines(file: string, line: number, endLine: number): Edit {
  return { span: { file, line, column: 1, endLine: endLine + 1, endColumn: 1 }, text: '' };
}

/** Columns of white space a line begins with. */
export function indentOf(line: string): number {
  return /^ */.exec(line)?.[0].length ?? 0;
}

/** The span of a stretch of one line, columns from 1. */
export function stretch(file: string, line: number, column: number, length: number): Span {
  return { file, line, column, endLine: line, endColumn: column + length };
}
