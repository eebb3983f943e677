/**
 * A template that could not be rendered, read all the same: its actions are taken out, those inside a value stay as text, and what is left is
 * YAML more often than not. Every branch of it is kept, so what it says is a guess, and the unit says so.
 */
import { parseLocated } from '../../syntax/go-template/located.ts';
import { NOWHERE } from '../../syntax/go-template/trace.ts';
import type { Piece } from '../../syntax/go-template/types.ts';
import { createLineIndex, type LineIndex } from '../../syntax/line-index.ts';
import type { YamlDocument } from '../../syntax/yaml.ts';

/** A stretch of a line. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly isAction: boolean;
}

/** The documents of a template without its actions. */
export function readUnrendered(path: string, source: string): readonly YamlDocument[] {
  const index = createLineIndex(path, source);
  const pieces = linesOf(source).flatMap((line) => readLine(line, index));
  return parseLocated(path, pieces.map(({ text }) => text).join(''), pieces);
}

/** The parts of each line; an action over several lines stands in the line where it begins. */
function linesOf(source: string): readonly (readonly Part[])[] {
  const lines: Part[][] = [[]];
  for (let at = 0; at < source.length; ) {
    const open = source.indexOf('{{', at);
    const stop = open < 0 ? source.length : open;
    while (at < stop) {
      const newline = source.indexOf('\n', at);
      const end = newline < 0 || newline >= stop ? stop : newline + 1;
      lines.at(-1)?.push({ start: at, end, isAction: false });
      if (source[end - 1] === '\n') lines.push([]);
      at = end;
    }
    if (open < 0) break;
    const close = source.indexOf('}}', open);
    at = close < 0 ? source.length : close + '}}'.length;
    lines.at(-1)?.push({ start: open, end: at, isAction: true });
  }
  return lines;
}

function readLine(parts: readonly Part[], index: LineIndex): readonly Piece[] {
  const { text } = index;
  const actions = parts.filter(({ isAction }) => isAction);
  if (actions.length === 0) return parts.map((part) => verbatim(part, index));
  const written = parts.map((part) => (part.isAction ? '' : text.slice(part.start, part.end))).join('');
  if (written.trim() === '') return [made('\n', actions[0], index)];
  const pieces = parts.map((part) => (part.isAction ? made(asText(text, part), part, index) : verbatim(part, index)));
  return quoted(pieces, actions[0], index);
}

/** An action as text that any kind of scalar can hold. */
function asText(source: string, { start, end }: Part): string {
  return source
    .slice(start, end)
    .replace(/["'`\\#]/g, '')
    .replace(/\s+/g, ' ');
}

/** What stands before a plain value, and before a key that is an action. */
const BEFORE_VALUE =
  /^\s*(?:- +)*(?:[^\s:'"{}]+|"[^"]*"|'[^']*'):[ \t]+(?!["'|>[&*!])|^\s*(?:- +)+(?!["'|>[&*!]|[^\s:{}]+:(?:\s|$))/;
const KEY = /^(\s*(?:- +)*)(\{\{[^{}]*\}\}[^\s:]*)(?=:\s)/;

/** A plain value with an action in it is no YAML unless it is quoted. */
function quoted(pieces: readonly Piece[], action: Part | undefined, index: LineIndex): readonly Piece[] {
  const line = pieces.map(({ text }) => text).join('');
  const key = KEY.exec(line);
  const start = key ? (key[1] ?? '').length : (BEFORE_VALUE.exec(line)?.[0].length ?? -1);
  if (start < 0) return pieces;
  const end = key ? start + (key[2] ?? '').length : line.trimEnd().length;
  const quote = made("'", action, index);
  const between = cut(pieces, start, end);
  if (between.some(({ text }) => text.includes("'"))) return pieces;
  return [...cut(pieces, 0, start), quote, ...between, quote, ...cut(pieces, end, line.length)];
}

function cut(pieces: readonly Piece[], start: number, end: number): readonly Piece[] {
  let offset = 0;
  return pieces.flatMap((piece) => {
    const [from, to] = [Math.max(0, start - offset), Math.min(piece.text.length, end - offset)];
    offset += piece.text.length;
    if (from >= to) return [];
    const { origin } = piece;
    const moved = origin?.verbatim ? { ...origin, start: origin.start + from, end: origin.start + to } : origin;
    return [{ ...piece, text: piece.text.slice(from, to), origin: moved }];
  });
}

function verbatim({ start, end }: Part, index: LineIndex): Piece {
  return { text: index.text.slice(start, end), origin: { index, start, end, verbatim: true }, via: NOWHERE };
}

function made(text: string, part: Part | undefined, index: LineIndex): Piece {
  const { start, end } = part ?? { start: 0, end: 0 };
  return { text, origin: { index, start, end, verbatim: false }, via: NOWHERE };
}
