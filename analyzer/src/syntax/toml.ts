/**
 * TOML text becomes a located tree. What a line does not show plainly costs that line only; nothing is thrown. Dates and numbers
 * keep their text. https://toml.io/en/v1.0.0
 */
import type { Span } from '../model/place.ts';
import type { LineIndex } from './line-index.ts';
import type { Entry, Mapping, Scalar, Sequence, Tree } from './tree.ts';

/** Values nested deeper than this, or more of them, are no configuration. */
const MOST_DEPTH = 40;
const MOST_VALUES = 50_000;

/** Where the reading stands. */
interface Cursor {
  readonly index: LineIndex;
  readonly text: string;
  at: number;
  values: number;
}

type Growing = Mapping & { readonly entries: Map<string, Entry> };
type List = Sequence & { readonly items: Tree[] };

/** The tree of a document; keys that are written twice keep the first. */
export function parseToml(index: LineIndex): Tree {
  const cursor: Cursor = { index, text: index.text, at: index.text.startsWith('\uFEFF') ? 1 : 0, values: 0 };
  const root = mapping(index.span(0, 0));
  let table: Growing | null = root;
  for (skipBlank(cursor); cursor.at < cursor.text.length && cursor.values < MOST_VALUES; skipBlank(cursor)) {
    if (cursor.text[cursor.at] === '[') table = readHeader(cursor, root);
    else if (table) readEntry(cursor, table, 0);
    // A statement ends with its line, and so does what cannot be read.
    skipLine(cursor);
  }
  return root;
}

function mapping(span: Span): Growing {
  return { kind: 'mapping', span, via: [], entries: new Map() };
}

const BLANK = /(?:[ \t\r\n]+|#[^\n]*)*/y;
const INLINE = /[ \t]*/y;

function skip(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0] ?? '';
  cursor.at += found.length;
  return found;
}

function skipBlank(cursor: Cursor): void {
  skip(cursor, BLANK);
}

function skipLine(cursor: Cursor): void {
  const end = cursor.text.indexOf('\n', cursor.at);
  cursor.at = end < 0 ? cursor.text.length : end + 1;
}

/** `[a.b]` or `[[a.b]]`; null where the header cannot be read, so that what follows belongs to no table. */
function readHeader(cursor: Cursor, root: Growing): Growing | null {
  const double = cursor.text.startsWith('[[', cursor.at);
  cursor.at += double ? 2 : 1;
  const keys = readKeys(cursor);
  const closing = double ? ']]' : ']';
  const last = keys.at(-1);
  if (!last || !cursor.text.startsWith(closing, cursor.at)) return null;
  const parent = descend(root, keys.slice(0, -1));
  if (!parent) return null;
  return double ? addItem(parent, last) : descend(parent, [last]);
}

/** The table below `keys`, made where there is none; of a list of tables its last; null where a value stands in the way. */
function descend(from: Growing, keys: readonly Scalar[]): Growing | null {
  let table: Growing | null = from;
  for (const key of keys) {
    if (!table) return null;
    const known: Tree | undefined = table.entries.get(key.text)?.value;
    const made: Growing | null = known ? null : mapping(key.span);
    if (made) table.entries.set(key.text, { key, value: made });
    const next: Tree | null = made ?? (known?.kind === 'sequence' ? (known.items.at(-1) ?? null) : (known ?? null));
    table = next?.kind === 'mapping' ? (next as Growing) : null;
  }
  return table;
}

function addItem(parent: Growing, key: Scalar): Growing | null {
  const known = parent.entries.get(key.text)?.value;
  if (known && known.kind !== 'sequence') return null;
  const list: List = (known as List | undefined) ?? { kind: 'sequence', span: key.span, via: [], items: [] };
  if (!known) parent.entries.set(key.text, { key, value: list });
  const item = mapping(key.span);
  list.items.push(item);
  return item;
}

const BARE = /[A-Za-z0-9_-]+/y;

/** A dotted key; empty where none stands here. */
function readKeys(cursor: Cursor): readonly Scalar[] {
  const keys: Scalar[] = [];
  for (;;) {
    skip(cursor, INLINE);
    const key = readString(cursor) ?? readMatch(cursor, BARE);
    if (!key) return [];
    keys.push(key);
    skip(cursor, INLINE);
    if (cursor.text[cursor.at] !== '.') return keys;
    cursor.at += 1;
  }
}

function readEntry(cursor: Cursor, table: Growing, depth: number): boolean {
  const keys = readKeys(cursor);
  const last = keys.at(-1);
  if (!last || cursor.text[cursor.at] !== '=') return false;
  cursor.at += 1;
  skip(cursor, INLINE);
  const value = readValue(cursor, depth + 1);
  const parent = descend(table, keys.slice(0, -1));
  if (!value || !parent) return false;
  if (!parent.entries.has(last.text)) parent.entries.set(last.text, { key: last, value });
  return true;
}

const PLAIN = /[^\s,\]}#]+(?: \d\d:[^\s,\]}#]+)?/y;

function readValue(cursor: Cursor, depth: number): Tree | null {
  cursor.values += 1;
  if (depth > MOST_DEPTH) return null;
  const first = cursor.text[cursor.at];
  if (first === '[') return readList(cursor, depth);
  if (first === '{') return readInline(cursor, depth);
  const string = readString(cursor);
  if (string || first === '"' || first === "'") return string;
  const plain = readMatch(cursor, PLAIN);
  if (!plain) return null;
  const value = typed(plain.text);
  return { ...plain, value, text: String(value) };
}

function typed(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  const number = Number(text.replaceAll('_', ''));
  return Number.isFinite(number) ? number : text;
}

function readList(cursor: Cursor, depth: number): Tree | null {
  const start = cursor.at;
  const items: Tree[] = [];
  cursor.at += 1;
  for (skipBlank(cursor); cursor.text[cursor.at] !== ']'; skipBlank(cursor)) {
    const item = cursor.values < MOST_VALUES ? readValue(cursor, depth + 1) : null;
    if (!item) return null;
    items.push(item);
    skipBlank(cursor);
    if (cursor.text[cursor.at] === ',') cursor.at += 1;
    else if (cursor.text[cursor.at] !== ']') return null;
  }
  cursor.at += 1;
  return { kind: 'sequence', span: cursor.index.span(start, cursor.at), via: [], items };
}

function readInline(cursor: Cursor, depth: number): Tree | null {
  const start = cursor.at;
  cursor.at += 1;
  const table = mapping(cursor.index.span(start, start + 1));
  for (skipBlank(cursor); cursor.text[cursor.at] !== '}'; skipBlank(cursor)) {
    if (cursor.values >= MOST_VALUES || !readEntry(cursor, table, depth)) return null;
    skipBlank(cursor);
    if (cursor.text[cursor.at] === ',') cursor.at += 1;
    else if (cursor.text[cursor.at] !== '}') return null;
  }
  cursor.at += 1;
  return table;
}

/** The four kinds of strings; each stops at its own end, so an open one ends its line. */
const STRINGS: ReadonlyArray<{ readonly quote: string; readonly body: RegExp; readonly escapes: boolean }> = [
  { quote: '"""', body: /"""((?:[^"\\]|\\[\s\S]|"(?!""))*)"""/y, escapes: true },
  { quote: "'''", body: /'''((?:[^']|'(?!''))*)'''/y, escapes: false },
  { quote: '"', body: /"((?:[^"\\\n]|\\.)*)"/y, escapes: true },
  { quote: "'", body: /'([^'\n]*)'/y, escapes: false },
];

/** The span covers the text without its quotes, as in YAML. */
function readString(cursor: Cursor): Scalar | null {
  const kind = STRINGS.find(({ quote }) => cursor.text.startsWith(quote, cursor.at));
  if (!kind) return null;
  kind.body.lastIndex = cursor.at;
  const match = kind.body.exec(cursor.text);
  if (!match) return null;
  const from = cursor.at + kind.quote.length;
  const written = match[1] ?? '';
  cursor.at += match[0].length;
  const text = kind.escapes ? unescaped(written) : written;
  const value = kind.quote.length === 3 ? text.replace(/^\r?\n/, '') : text;
  const span = cursor.index.span(from, from + written.length);
  return { kind: 'scalar', span, via: [], value, text: value, tag: null };
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', '"': '"', '\\': '\\' };

function unescaped(text: string): string {
  return text.replace(/\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8})|[ \t]*\r?\n\s*|([\s\S]))/g, (_, short, long, one) => {
    if (short ?? long) return fromCodePoint(Number.parseInt(short ?? long, 16));
    return one === undefined ? '' : (ESCAPES[one] ?? one);
  });
}

function fromCodePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}

function readMatch(cursor: Cursor, pattern: RegExp): Scalar | null {
  const start = cursor.at;
  const text = skip(cursor, pattern);
  if (text === '') return null;
  return { kind: 'scalar', span: cursor.index.span(start, cursor.at), via: [], value: text, text, tag: null };
}
