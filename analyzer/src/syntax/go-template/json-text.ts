/** `toJson` and its like: a traced value as Go's encoding/json prints it, every scalar and key a piece of its own. */
import { GoError } from './failure.ts';
import type { Meter } from './meter.ts';
import { jsonNumber } from './numbers.ts';
import { piece } from './pieces.ts';
import type { Piece, Traced } from './types.ts';
import { sortedEntries } from './values.ts';

const MOST_DEPTH = 100;

export interface JsonStyle {
  /** Two spaces a level (`toPrettyJson`). */
  readonly pretty: boolean;
  /** `<`, `>` and `&` as `\u003c` … (all but `toRawJson`). */
  readonly escapesHtml: boolean;
}

/** Throws `GoError` for a value that holds itself. */
export function jsonPieces(value: Traced, style: JsonStyle, meter: Meter): readonly Piece[] {
  const pieces: Piece[] = [];
  write(value, 0);
  return pieces;

  function write(node: Traced, depth: number): void {
    meter.step();
    if (depth > MOST_DEPTH) throw new GoError('a value that holds itself');
    if (node.kind === 'object') {
      if (node.text === null) write(node.inner, depth);
      else pieces.push(piece(jsonString(node.text, style), node.via));
    } else if (node.kind === 'map') {
      const entries = sortedEntries(node);
      const rows = entries.map(([key, { via, value: item }]) => () => {
        pieces.push(piece(`${jsonString(key, style)}:${style.pretty ? ' ' : ''}`, via));
        write(item, depth + 1);
      });
      writeAll('{', '}', rows, depth);
    } else if (node.kind === 'list')
      writeAll(
        '[',
        ']',
        node.items.map((item) => () => write(item, depth + 1)),
        depth,
      );
    else pieces.push(piece(jsonScalar(node, style), node.via));
  }

  function writeAll(open: string, close: string, rows: readonly (() => void)[], depth: number): void {
    if (rows.length === 0) {
      pieces.push(piece(open + close));
      return;
    }
    const newline = (level: number) => (style.pretty ? `\n${'  '.repeat(level)}` : '');
    rows.forEach((row, position) => {
      pieces.push(piece((position === 0 ? open : ',') + newline(depth + 1)));
      row();
    });
    pieces.push(piece(newline(depth) + close));
  }
}

function jsonScalar(value: Traced, style: JsonStyle): string {
  if (value.kind === 'string') return jsonString(value.text, style);
  if (value.kind === 'number') return jsonNumber(value);
  return value.kind === 'bool' ? String(value.value) : 'null';
}

/** A JSON string as Go writes it: line separators always escaped. */
export function jsonString(text: string, { escapesHtml }: Pick<JsonStyle, 'escapesHtml'>): string {
  const written = JSON.stringify(text)
    .replaceAll('\\b', '\\u0008')
    .replaceAll('\\f', '\\u000c')
    .replace(/[\u2028\u2029]/g, (separator) => `\\u${separator.charCodeAt(0).toString(16)}`);
  if (!escapesHtml) return written;
  return written.replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
}
