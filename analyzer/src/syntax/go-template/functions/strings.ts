/** Sprig's string functions (https://masterminds.github.io/sprig/strings.html). What only moves text keeps whence each stretch of it comes. */
import { escaped, shownPieces } from '../format.ts';
import { cutter, fromPieces, indent, piece, piecesOf, replace, slice } from '../pieces.ts';
import { alsoBy, asList, bool, dict, list, text } from '../trace.ts';
import type { Piece, Text, Traced } from '../types.ts';
import { argument, type Call, computing, type Family, intArgument, renamed, textArgument } from './contract.ts';
import { opaque } from './generated.ts';

/** The stretch of a text between two offsets. */
function part(whole: Text, start: number, end: number): Text {
  return start <= 0 && end >= whole.text.length ? whole : fromPieces(slice(piecesOf(whole), start, end));
}

function trimmed(whole: Text, characters: string): Text {
  let [start, end] = [0, whole.text.length];
  while (start < end && characters.includes(whole.text[start] ?? '')) start += 1;
  while (end > start && characters.includes(whole.text[end - 1] ?? '')) end -= 1;
  return part(whole, start, end);
}

function trimSpace(whole: Text): Text {
  const start = whole.text.length - whole.text.trimStart().length;
  return part(whole, start, Math.max(start, whole.text.trimEnd().length));
}

function trimSuffix(suffix: string, whole: Text): Text {
  return suffix !== '' && whole.text.endsWith(suffix) ? part(whole, 0, whole.text.length - suffix.length) : whole;
}

function trimPrefix(prefix: string, whole: Text): Text {
  return whole.text.startsWith(prefix) ? part(whole, prefix.length, whole.text.length) : whole;
}

/** Cuts from the left, or for a negative count from the right. */
function trunc(count: number, whole: Text): Text {
  const { length } = whole.text;
  if (count < 0) return length + count > 0 ? part(whole, length + count, length) : whole;
  return part(whole, 0, count);
}

function substring(start: number, end: number, whole: Text): Text {
  if (start < 0) return part(whole, 0, end);
  return part(whole, start, end < 0 ? whole.text.length : end);
}

/** Each argument in quotes, a space between; nil is left out. */
function quoting(mark: string, mask: (text: string) => string): (args: readonly Traced[]) => Text {
  return (args) => {
    const words = args.flatMap((arg) => {
      if (arg.kind === 'nil') return [];
      const pieces = shownPieces(arg).map((each) => {
        const inner = mask(each.text);
        return inner === each.text
          ? each
          : { ...each, text: inner, origin: each.origin && { ...each.origin, verbatim: false } };
      });
      return [[piece(mark, arg.via), ...pieces, piece(mark, arg.via)]];
    });
    return fromPieces(spaced(words, ' '));
  };
}

/** Pieces of words with a text between. */
function spaced(words: readonly (readonly Piece[])[], between: string): readonly Piece[] {
  return words.flatMap((word, position) => (position === 0 ? word : [piece(between), ...word]));
}

function indented(args: readonly Traced[], lead: string, call: Call): Text {
  const [width, whole] = [Math.max(0, intArgument(args, 0)), textArgument(args, 1)];
  const lines = whole.text.split('\n').length;
  call.meter.made(whole.text.length + lines * width);
  return fromPieces([...(lead === '' ? [] : [piece(lead)]), ...indent(piecesOf(whole), ' '.repeat(width))]);
}

/** What `join` and `toStrings` see in a value: its items as text, nil left out. */
export function textsOf(value: Traced): readonly Text[] {
  if (value.kind === 'nil') return [];
  const items = asList(value)?.items.filter(({ kind }) => kind !== 'nil') ?? [value];
  return items.map((item) => fromPieces(shownPieces(item)));
}

/** The parts of a text between separators, `most` at most. */
function splitParts(separator: string, whole: Text, call: Call, most = Number.POSITIVE_INFINITY): readonly Text[] {
  const between = cutter(piecesOf(whole));
  const parts: Text[] = [];
  let start = 0;
  while (parts.length < most - 1) {
    const at = separator === '' ? nextCharacter(whole.text, start) : whole.text.indexOf(separator, start);
    if (at < 0) break;
    call.meter.items(1);
    parts.push(fromPieces(between(start, at)));
    start = at + separator.length;
  }
  return most === 0 ? [] : [...parts, fromPieces(between(start, whole.text.length))];
}

/** Where the character behind the one at `start` begins; -1: there is none. */
function nextCharacter(text: string, start: number): number {
  const next = start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1);
  return next < text.length ? next : -1;
}

function numbered(parts: readonly Text[]): Traced {
  return dict(parts.map((each, position) => [`_${position}`, each]));
}

function repeated(args: readonly Traced[], call: Call): Text {
  const [count, whole] = [Math.max(0, intArgument(args, 0)), textArgument(args, 1)];
  call.meter.made(count * whole.text.length);
  return text(whole.text.repeat(whole.text === '' ? 0 : count));
}

const KEEPING: Family = {
  toString: (args: readonly Traced[]) => fromPieces(shownPieces(argument(args, 0))),
  trim: (args) => trimSpace(textArgument(args, 0)),
  trimAll: (args) => trimmed(textArgument(args, 1), textArgument(args, 0).text),
  trimSuffix: (args) => trimSuffix(textArgument(args, 0).text, textArgument(args, 1)),
  trimPrefix: (args) => trimPrefix(textArgument(args, 0).text, textArgument(args, 1)),
  quote: quoting('"', escaped),
  squote: quoting("'", (inner) => inner),
  indent: (args, call) => indented(args, '', call),
  nindent: (args, call) => indented(args, '\n', call),
  cat: (args) => {
    const words = args.filter(({ kind }) => kind !== 'nil').map((arg) => shownPieces(arg));
    return fromPieces(spaced(words, ' '));
  },
  replace: (args, call) => {
    const [old, by, whole] = [textArgument(args, 0).text, textArgument(args, 1), textArgument(args, 2)];
    call.meter.made(whole.text.length * (1 + by.text.length));
    if (old === '') return text(whole.text.replaceAll('', by.text), whole.via);
    return fromPieces(replace(whole, old, by));
  },
  join: (args, call) => {
    const [between, words] = [textArgument(args, 0).text, textsOf(argument(args, 1))];
    const joined = fromPieces(spaced(words.map(piecesOf), between));
    call.meter.made(joined.text.length);
    return alsoBy(joined, words.length > 0 ? [] : argument(args, 1).via);
  },
  split: (args, call) => numbered(splitParts(textArgument(args, 0).text, textArgument(args, 1), call)),
  splitn: (args, call) =>
    numbered(splitParts(textArgument(args, 0).text, textArgument(args, 2), call, intArgument(args, 1))),
  splitList: (args, call) => list(splitParts(textArgument(args, 0).text, textArgument(args, 1), call)),
  toStrings: (args) => list(textsOf(argument(args, 0))),
  sortAlpha: (args) =>
    list([...textsOf(argument(args, 0))].sort((a, b) => (a.text < b.text ? -1 : Number(a.text > b.text)))),
};

const CUTTING: Family = {
  trunc: (args) => trunc(intArgument(args, 0), textArgument(args, 1)),
  substr: (args) => substring(intArgument(args, 0), intArgument(args, 1), textArgument(args, 2)),
};

/** `abbrev 5 "hello world"` is `he...`. */
function abbreviated(width: number, whole: string): string {
  if (width < 4 || whole.length <= width) return whole;
  return `${whole.slice(0, width - 3)}...`;
}

/** goutils.AbbreviateFull: dots on both sides of the stretch that begins at `offset`. */
function abbreviatedBoth(offset: number, width: number, whole: string): string {
  if (width < 4 || (offset > 0 && width < 7) || whole.length <= width) return whole;
  const start = Math.min(offset, whole.length);
  const from = whole.length - start < width - 3 ? whole.length - (width - 3) : start;
  if (from <= 4) return `${whole.slice(0, width - 3)}...`;
  if (from + width - 3 < whole.length) return `...${abbreviated(width - 3, whole.slice(from))}`;
  return `...${whole.slice(whole.length - (width - 3))}`;
}

const COMPUTING = computing({
  contains: (args) => bool(textArgument(args, 1).text.includes(textArgument(args, 0).text)),
  hasPrefix: (args) => bool(textArgument(args, 1).text.startsWith(textArgument(args, 0).text)),
  hasSuffix: (args) => bool(textArgument(args, 1).text.endsWith(textArgument(args, 0).text)),
  repeat: repeated,
  plural: (args) => argument(args, intArgument(args, 2) === 1 ? 0 : 1),
  nospace: (args) => text(textArgument(args, 0).text.replace(/\s/g, '')),
  initials: (args) => text(textArgument(args, 0).text.replace(/(?<!^|\s)\S|\s/gu, '')),
  abbrev: (args) => text(abbreviated(intArgument(args, 0), textArgument(args, 1).text)),
  abbrevboth: (args) => text(abbreviatedBoth(intArgument(args, 0), intArgument(args, 1), textArgument(args, 2).text)),
  wrap: (args) => text(wrapped(textArgument(args, 1).text, intArgument(args, 0), '\n', false)),
  wrapWith: (args) =>
    text(wrapped(textArgument(args, 2).text, intArgument(args, 0), textArgument(args, 1).text || '\n', true)),
  hello: () => text('Hello!'),
});

/** goutils.WrapCustom: breaks at spaces, and inside long words only where `cuts`. */
function wrapped(whole: string, width: number, newline: string, cuts: boolean): string {
  const most = Math.max(1, width);
  let [rest, made] = [whole, ''];
  while (rest.length > most) {
    if (rest.startsWith(' ')) {
      rest = rest.slice(1);
      continue;
    }
    const space = rest.slice(0, most + 1).lastIndexOf(' ');
    const next = space >= 0 ? space : cuts ? most : rest.indexOf(' ', most);
    if (next < 0) return made + rest;
    made += rest.slice(0, next) + newline;
    rest = rest.slice(space < 0 && cuts ? next : next + 1);
  }
  return made + rest;
}

export const STRINGS: Family = {
  ...KEEPING,
  ...renamed(KEEPING, { trimall: 'trimAll' }),
  ...opaque(CUTTING),
  ...COMPUTING,
};
