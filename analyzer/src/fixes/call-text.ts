/**
 * The arguments of a call as text: where the call closes, and one item more at the end of a list. Comments and strings are blanked before anything
 * is looked for, so nothing in them counts; what is written stays as it is. Never decides what an item means.
 */
import type { Span } from '../model/place.ts';
import type { Edit } from './contract.ts';
import { insertAt } from './text.ts';

export interface SourceText {
  readonly file: string;
  readonly text: string;
  /** The same length, with blanks for comments and strings. */
  readonly bare: string;
}

/** A stretch between brackets: offsets right behind the opening and right before the closing one. */
export interface Inside {
  readonly from: number;
  readonly to: number;
}

const STRINGS = /"""[\s\S]*?"""|'''[\s\S]*?'''|(["'`])(?:\\[\s\S]|(?!\1)[^\\])*\1/;
const COMMENTS: ReadonlyArray<readonly [file: RegExp, comment: RegExp]> = [
  [/\.pyi?$/, /#[^\n\r]*/],
  [/(?:)/, /\/\/[^\n\r]*|\/\*[\s\S]*?\*\//],
];

/** A text with what is not code blanked. */
export function sourceText(file: string, text: string): SourceText {
  const comment = COMMENTS.find(([name]) => name.test(file))?.[1].source ?? '';
  const hidden = new RegExp(`${STRINGS.source}|${comment}`, 'g');
  // A string keeps a letter where it begins: it is an item, a comment is none.
  const bare = text.replace(hidden, (found) => {
    const blank = found.replace(/[^\n\r]/g, ' ');
    return /^["'`]/.test(found) ? `s${blank.slice(1)}` : blank;
  });
  return { file, text, bare };
}

/** Offset of a place; lines and columns from 1, a byte order mark takes no column. */
export function offsetOf({ text }: SourceText, { line, column }: Span): number {
  const ends = [...text.matchAll(/\r\n?|\n/g)];
  const previous = line > 1 ? ends[line - 2] : undefined;
  const start = previous ? previous.index + previous[0].length : text.startsWith('\uFEFF') ? 1 : 0;
  return start + column - 1;
}

/** Between the bracket at `open` and the one that closes it; null: none does. */
export function insideOf({ bare }: SourceText, open: number): Inside | null {
  let depth = 0;
  for (let at = open; at < bare.length; at++) {
    if ('([{'.includes(bare[at] ?? ' ')) depth += 1;
    if (')]}'.includes(bare[at] ?? ' ')) depth -= 1;
    if (depth === 0) return { from: open + 1, to: at };
  }
  return null;
}

/** The items of a list, split at its own commas; a last one that is empty is left out. */
export function itemsIn({ bare }: SourceText, { from, to }: Inside): readonly Inside[] {
  const items: Inside[] = [];
  let [start, depth] = [from, 0];
  for (let at = from; at < to; at++) {
    if ('([{'.includes(bare[at] ?? ' ')) depth += 1;
    if (')]}'.includes(bare[at] ?? ' ')) depth -= 1;
    if (bare[at] !== ',' || depth > 0) continue;
    items.push({ from: start, to: at });
    start = at + 1;
  }
  return bare.slice(start, to).trim() === '' ? items : [...items, { from: start, to }];
}

/** Writes `item` behind the last of a list, on a line of its own where the last has one. Two edits where a comma must go before a comment. */
export function appendItem(source: SourceText, list: Inside, item: string): readonly Edit[] {
  const { bare, text } = source;
  const last = itemsIn(source, list).at(-1);
  if (!last) return [insertOffset(source, list.from, bare[list.from - 1] === '{' ? ` ${item} ` : item)];
  const inside = bare.slice(list.from, list.to).trimEnd();
  const end = list.from + inside.length;
  const begins = last.from + bare.slice(last.from, last.to).search(/\S/);
  const indent = /(?:^|[\n\r])([ \t]*)$/.exec(text.slice(0, begins))?.[1];
  const comma = inside.endsWith(',');
  if (indent === undefined) return [insertOffset(source, end, comma ? ` ${item},` : `, ${item}`)];
  const behind = /^[^\n\r]*/.exec(text.slice(end, list.to))?.[0] ?? '';
  const eol = /\r\n?|\n/.exec(text)?.[0] ?? '\n';
  const line = `${eol}${indent}${item}${comma ? ',' : ''}`;
  if (behind.trim() === '') return [insertOffset(source, end, `${comma ? '' : ','}${line}`)];
  const below = insertOffset(source, end + behind.length, line);
  return comma ? [below] : [insertOffset(source, end, ','), below];
}

export function insertOffset({ file, text }: SourceText, offset: number, inserted: string): Edit {
  const before = text.slice(0, offset).split(/\r\n?|\n/);
  const column = (before.at(-1) ?? '').length + 1 - (before.length === 1 && text.startsWith('\uFEFF') ? 1 : 0);
  return insertAt(file, before.length, column, inserted);
}

/** Puts `text` in place of a stretch of one line. */
export function replaceOffset(source: SourceText, { from, to }: Inside, text: string): Edit {
  const { span } = insertOffset(source, from, '');
  return { span: { ...span, endColumn: span.column + (to - from) }, text };
}
