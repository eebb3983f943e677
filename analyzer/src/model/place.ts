/**
 * Where something stands. Every verdict of Keyturn ends at a place a person can open, so this is the smallest
 * word of the vocabulary. Spans are made only by the line index in `syntax/`; nobody else counts lines.
 */

/** A stretch of one file; lines and columns from 1, columns in UTF-16 units, end exclusive. `file` is relative to the root, with `/`. */
export interface Span {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Orders spans by file, then position: the order of every list in the output. */
export function compareSpans(a: Span, b: Span): number {
  return (
    compareText(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    a.endLine - b.endLine ||
    a.endColumn - b.endColumn
  );
}

/** Orders text by code unit: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
