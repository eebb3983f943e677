/**
 * Where a place has gone while somebody typed. Snapshots tell places of the text they were made from; until the next one a place
 * moves with the edits made since, and one that was edited away is gone. Pure; positions as LSP counts them, in UTF-16 units.
 */
import type { Position, Range } from './protocol.ts';

/** One replaced stretch of a text. */
export interface Edit {
  readonly start: Position;
  readonly end: Position;
  /** Lines that the new text adds, and the length of its last line. */
  readonly lines: number;
  readonly lastLine: number;
}

/** An edit that puts `text` in place of `range`. */
export function editOf(range: Range, text: string): Edit {
  const ends = [...text.matchAll(/\r\n?|\n/g)];
  const last = ends.at(-1);
  const lastLine = last ? text.length - last.index - last[0].length : text.length;
  return { start: range.start, end: range.end, lines: ends.length, lastLine };
}

/** The range after the edits; null: its text is gone. */
export function moveRange(range: Range, edits: readonly Edit[]): Range | null {
  let now: Range | null = range;
  for (const edit of edits) {
    now = moveOnce(now, edit);
    if (now === null) return null;
  }
  return now;
}

function moveOnce({ start, end }: Range, edit: Edit): Range | null {
  const inserts = comparePositions(edit.start, edit.end) === 0;
  const gone = !inserts && comparePositions(start, edit.start) >= 0 && comparePositions(end, edit.end) <= 0;
  const exact = comparePositions(start, edit.start) === 0 && comparePositions(end, edit.end) === 0;
  const empty = edit.lines === 0 && comparePositions(edit.start, endOf(edit)) === 0;
  // Whoever types over exactly this place has renamed it; a larger stretch has taken it away.
  if (gone && (!exact || empty)) return null;
  return { start: moveStart(start, edit, inserts), end: moveEnd(end, edit) };
}

/** A text inserted right before a place pushes it on. */
function moveStart(start: Position, edit: Edit, inserts: boolean): Position {
  const before = comparePositions(start, edit.start);
  if (before < 0 || (before === 0 && !inserts)) return start;
  return comparePositions(start, edit.end) >= 0 ? shift(start, edit) : edit.start;
}

/** A text inserted right behind a place leaves it. */
function moveEnd(end: Position, edit: Edit): Position {
  if (comparePositions(end, edit.start) <= 0) return end;
  return comparePositions(end, edit.end) >= 0 ? shift(end, edit) : endOf(edit);
}

function shift(position: Position, edit: Edit): Position {
  const to = endOf(edit);
  const line = position.line + to.line - edit.end.line;
  return position.line === edit.end.line
    ? { line, character: to.character + position.character - edit.end.character }
    : { line, character: position.character };
}

function endOf({ start, lines, lastLine }: Edit): Position {
  return lines === 0
    ? { line: start.line, character: start.character + lastLine }
    : { line: start.line + lines, character: lastLine };
}

/** Orders positions as they come in a text. */
export function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

/** Whether the position stands in the range, its end included. */
export function contains({ start, end }: Range, position: Position): boolean {
  return comparePositions(start, position) <= 0 && comparePositions(position, end) <= 0;
}
