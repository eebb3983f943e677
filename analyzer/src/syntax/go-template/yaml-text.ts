/**
 * `toYaml`: a traced value as the YAML Helm prints (sigs.k8s.io/yaml: keys sorted, lists not indented), every scalar and key a piece
 * of its own. Style follows the emitter of go-yaml v2, so that the text reads as it does in a cluster.
 */
import { GoError } from './failure.ts';
import type { Meter } from './meter.ts';
import { jsonNumber } from './numbers.ts';
import { piece } from './pieces.ts';
import type { Dict, GoObject, List, Piece, Traced } from './types.ts';
import { sortedEntries } from './values.ts';

/** A dict can hold itself. */
const MOST_DEPTH = 100;

interface Writing {
  readonly pieces: Piece[];
  readonly meter: Meter;
}

/** Without the newline at its end. Throws `GoError` for a value that holds itself. */
export function yamlPieces(value: Traced, meter: Meter): readonly Piece[] {
  const writing: Writing = { pieces: [], meter };
  write(writing, value, 0, '', 0);
  return writing.pieces;
}

/** `lead`: what stands before the first line of the value on its own line already (`- `) or ends its key's line. */
function write(writing: Writing, value: Traced, indent: number, lead: string, depth: number): void {
  writing.meter.step();
  if (depth > MOST_DEPTH) throw new GoError('a value that holds itself');
  const shown = value.kind === 'object' ? plainOf(value) : value;
  if (shown.kind === 'map' && shown.entries.size > 0) writeMap(writing, shown, indent, lead, depth);
  else if (shown.kind === 'list' && shown.items.length > 0) writeList(writing, shown, indent, lead, depth);
  else {
    const text = scalarText(shown, indent);
    writing.meter.made(text.length);
    writing.pieces.push(piece(lead + text, shown.via));
  }
}

function plainOf({ text, inner, via }: GoObject): Traced {
  return text === null ? inner : { kind: 'string', text, pieces: null, via };
}

function writeMap(writing: Writing, map: Dict, indent: number, lead: string, depth: number): void {
  sortedEntries(map).forEach(([key, { via, value }], position) => {
    const before = position === 0 ? lead : `\n${' '.repeat(indent)}`;
    writing.pieces.push(piece(`${before}${stringText(key, indent, true)}:`, via));
    if (isBlock(value)) {
      const deeper =
        value.kind === 'list' || (value.kind === 'object' && value.inner.kind === 'list') ? indent : indent + 2;
      write(writing, value, deeper, `\n${' '.repeat(deeper)}`, depth + 1);
    } else write(writing, value, indent + 2, ' ', depth + 1);
  });
}

function writeList(writing: Writing, list: List, indent: number, lead: string, depth: number): void {
  list.items.forEach((item, position) => {
    const before = position === 0 ? lead : `\n${' '.repeat(indent)}`;
    write(writing, item, indent + 2, `${before}- `, depth + 1);
  });
}

function isBlock(value: Traced): boolean {
  if (value.kind === 'object') return value.text === null && isBlock(value.inner);
  return (value.kind === 'map' && value.entries.size > 0) || (value.kind === 'list' && value.items.length > 0);
}

function scalarText(value: Traced, indent: number): string {
  switch (value.kind) {
    case 'nil':
      return 'null';
    case 'bool':
      return String(value.value);
    case 'number':
      return jsonNumber(value);
    case 'string':
      return stringText(value.text, indent, false);
    default:
      return value.kind === 'map' ? '{}' : '[]';
  }
}

/** What a plain text would be read as something else for (go-yaml v2, resolve.go). */
const RESOLVES =
  /^(?:~|null|Null|NULL|[yYnN]|yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF|<<|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|[-+]?(?:\.\d+|\d[\d_]*(?:\.\d*)?)(?:[eE][-+]?\d+)?|[-+]?0(?:x[\da-fA-F_]+|b[01_]+|o[0-7_]+)|[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?|\d{4}-\d\d?-\d\d?(?:[Tt ].*)?)$/;
const NOT_PLAIN = /^[#,[\]{}&*!|>'"%@`]|^[-?:](?:\s|$)|^---|^\.\.\.|:(?:\s|$)|\s#|^\s|\s$/;
/** Characters that only double quotes can hold. */
const SPECIAL = /[^\n\x20-\x7e\u0085\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;

function stringText(text: string, indent: number, isKey: boolean): string {
  if (text === '' || SPECIAL.test(text)) return doubleQuoted(text);
  if (text.includes('\n')) return isKey || / (?:\n|$)/.test(text) ? doubleQuoted(text) : literalBlock(text, indent);
  if (RESOLVES.test(text)) return doubleQuoted(text);
  return NOT_PLAIN.test(text) ? `'${text.replaceAll("'", "''")}'` : text;
}

function literalBlock(text: string, indent: number): string {
  const hint = /^[ \n]/.test(text) ? '2' : '';
  const chomp = !text.endsWith('\n') ? '-' : text === '\n' || text.endsWith('\n\n') ? '+' : '';
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  const pad = ' '.repeat(Math.max(indent, 2));
  return `|${hint}${chomp}\n${body
    .split('\n')
    .map((line) => (line === '' ? '' : pad + line))
    .join('\n')}`;
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
};

function doubleQuoted(text: string): string {
  const body = text.replace(
    /["\\\n]|[^\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/gu,
    (character) => {
      const code = character.codePointAt(0) ?? 0;
      const written =
        code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
      return SHORT_ESCAPES[character] ?? written;
    },
  );
  return `"${body}"`;
}
