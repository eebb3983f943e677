/**
 * Go values as text (https://pkg.go.dev/fmt): what an action prints, and what `print` does. Text keeps its pieces wherever it
 * passes through unchanged.
 */
import { showNumber } from './numbers.ts';
import { fromPieces, piece, piecesOf } from './pieces.ts';
import type { Piece, Text, Traced } from './types.ts';
import { sortedEntries } from './values.ts';

/** Deeper values, and more of them than this, print as an ellipsis: a dict can hold itself, twice. */
const MOST_DEPTH = 32;
const MOST_NODES = 20_000;

/** `%v`; `nil` is how nothing prints: `<nil>` to `fmt`, `<no value>` to an action. */
export function show(value: Traced, nil = '<nil>'): string {
  let nodes = 0;
  return shown(value, 0);

  function shown(node: Traced, depth: number): string {
    nodes += 1;
    if (depth > MOST_DEPTH || nodes > MOST_NODES) return '…';
    switch (node.kind) {
      case 'nil':
        return depth === 0 ? nil : '<nil>';
      case 'bool':
        return String(node.value);
      case 'number':
        return showNumber(node);
      case 'string':
        return node.text;
      case 'list':
        return `[${node.items.map((item) => shown(item, depth + 1)).join(' ')}]`;
      case 'map': {
        const entries = sortedEntries(node).map(([key, entry]) => `${key}:${shown(entry.value, depth + 1)}`);
        return `map[${entries.join(' ')}]`;
      }
      case 'object':
        return node.text ?? shown(node.inner, depth + 1);
    }
  }
}

/** The value as pieces of text. */
export function shownPieces(value: Traced, nil = '<nil>'): readonly Piece[] {
  return value.kind === 'string' ? piecesOf(value) : [piece(show(value, nil), value.via)];
}

/** `fmt.Sprint`: a space between two operands that are both no text. */
export function print(args: readonly Traced[]): Text {
  return fromPieces(
    args.flatMap((arg, position) => {
      const before = args[position - 1];
      const apart = before !== undefined && before.kind !== 'string' && arg.kind !== 'string';
      return apart ? [piece(' '), ...shownPieces(arg)] : shownPieces(arg);
    }),
  );
}

/** `fmt.Sprintln`. */
export function println(args: readonly Traced[]): Text {
  const words = args.flatMap((arg, position) => [...(position > 0 ? [piece(' ')] : []), ...shownPieces(arg)]);
  return fromPieces([...words, piece('\n')]);
}

const ESCAPED: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};
/** What `strconv.Quote` escapes: what is no printable character. */
const UNPRINTABLE = /["\\]|\p{C}|(?! )\p{Z}/gu;

/** `strconv.Quote`: `%q` of a text. */
export function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

/** The text as it stands between the quotes of `%q`. */
export function escaped(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    const known = ESCAPED[character];
    if (known !== undefined) return known;
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`;
    return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

const GO_TYPES = { bool: 'bool', string: 'string', list: '[]interface {}', map: 'map[string]interface {}' } as const;

/** The type as `%T` prints it. */
export function goType(value: Traced): string {
  if (value.kind === 'nil') return '<nil>';
  if (value.kind === 'number' || value.kind === 'object') return value.type;
  return GO_TYPES[value.kind];
}
