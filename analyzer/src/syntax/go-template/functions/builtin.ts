/** Functions of text/template itself (https://pkg.go.dev/text/template#hdr-Functions); `and` and `or` choose what to evaluate and live there. */
import { GoError } from '../failure.ts';
import { print, println } from '../format.ts';
import { fromPieces, mapText, piecesOf, slice as sliceText } from '../pieces.ts';
import { printf } from '../printf.ts';
import { asDict, asList, bool, int, list, nil, text } from '../trace.ts';
import { isTrue, lengthOf } from '../truth.ts';
import type { Text, Traced } from '../types.ts';
import { argument, type Call, computing, type Family, textArgument } from './contract.ts';

type Basic = 'bool' | 'int' | 'float' | 'string' | null;

function basicKind(value: Traced): Basic {
  if (value.kind === 'number') return value.type === 'float64' ? 'float' : 'int';
  return value.kind === 'bool' || value.kind === 'string' ? value.kind : null;
}

function basicValue(value: Traced): string | number | boolean {
  if (value.kind === 'string') return value.text;
  return value.kind === 'number' || value.kind === 'bool' ? value.value : false;
}

/** `eq` of two basic values; Go refuses to compare a text with a number, and an `int` with a `float64`. */
function same(a: Traced, b: Traced): boolean {
  if (a.kind === 'nil' || b.kind === 'nil') return a.kind === b.kind;
  const [left, right] = [basicKind(a), basicKind(b)];
  if (left === null || right === null) throw new GoError('eq of values that cannot be compared');
  if (left !== right) throw new GoError(`eq of a ${left} and a ${right}: incompatible types`);
  return basicValue(a) === basicValue(b);
}

function equalsAny(args: readonly Traced[]): boolean {
  const first = argument(args, 0);
  argument(args, 1);
  return args.slice(1).some((other) => same(first, other));
}

function less(args: readonly Traced[]): boolean {
  const [a, b] = [argument(args, 0), argument(args, 1)];
  const [left, right] = [basicKind(a), basicKind(b)];
  if (left === null || right === null || left === 'bool') throw new GoError('values that have no order');
  if (left !== right) throw new GoError(`a ${left} against a ${right}: incompatible types`);
  return basicValue(a) < basicValue(b);
}

function swapped(args: readonly Traced[]): readonly Traced[] {
  return [argument(args, 1), argument(args, 0)];
}

/** One step of `index`: nothing for a missing key, an error outside a list. */
function indexOne(value: Traced, key: Traced): Traced {
  if (value.kind === 'nil') throw new GoError('index of nothing');
  const map = asDict(value);
  if (map) {
    if (key.kind !== 'string') throw new GoError('a map is indexed by text');
    return map.entries.get(key.text)?.value ?? nil();
  }
  if (key.kind !== 'number' || key.type === 'float64') throw new GoError('a list is indexed by an integer');
  const items = asList(value)?.items;
  const item = items?.[key.value];
  if (item !== undefined) return item;
  if (value.kind === 'string' && key.value >= 0 && key.value < value.text.length)
    return int(value.text.charCodeAt(key.value));
  throw new GoError('index out of range');
}

/** `slice` of Go: of a text by bytes (here: characters), of a list by items. Sprig's function of the same name wins in Helm. */
export function sliceOf(value: Traced, start: number, end: number): Traced {
  if (value.kind === 'string') return fromPieces(sliceText(piecesOf(value), start, end));
  const items = asList(value)?.items;
  if (!items) throw new GoError('slice of what is no list');
  if (start < 0 || end < start || end > items.length) throw new GoError('slice out of range');
  return list(items.slice(start, end), value.via);
}

const HTML: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&#34;',
  "'": '&#39;',
  '\0': '\uFFFD',
};
const JS: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '<': '\\u003C',
  '>': '\\u003E',
  '&': '\\u0026',
  '=': '\\u003D',
  '\n': '\\u000A',
  '\r': '\\u000D',
  '\t': '\\u0009',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

function escapedBy(
  table: Readonly<Record<string, string>>,
  pattern: RegExp,
): (args: readonly Traced[], call: Call) => Text {
  return (args, call) => {
    const printed = args.length === 1 && args[0]?.kind === 'string' ? args[0] : print(args);
    call.meter.made(printed.text.length);
    return fromPieces(
      mapText(piecesOf(printed), (part) => part.replace(pattern, (character) => table[character] ?? character)),
    );
  };
}

function urlQuery(args: readonly Traced[]): Text {
  const plain = print(args).text.replace(/\p{Cs}/gu, '\uFFFD');
  const written = encodeURIComponent(plain).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return text(written.replaceAll('%20', '+'));
}

export const BUILTIN: Family = {
  print: measured(print),
  println: measured(println),
  printf: (args, call) => {
    const made = printf(textArgument(args, 0), args.slice(1));
    call.meter.made(made.text.length);
    return made;
  },
  html: escapedBy(HTML, /[<>&"'\0]/g),
  js: escapedBy(JS, /[\\'"<>&=\n\r\t\u2028\u2029]/g),
  index: (args) => args.slice(1).reduce(indexOne, argument(args, 0)),
  ...computing({
    not: (args) => bool(!isTrue(argument(args, 0))),
    eq: (args) => bool(equalsAny(args)),
    ne: (args) => bool(!same(argument(args, 0), argument(args, 1))),
    lt: (args) => bool(less(args)),
    gt: (args) => bool(less(swapped(args))),
    le: (args) => bool(!less(swapped(args))),
    ge: (args) => bool(!less(args)),
    len: (args) => {
      const value = argument(args, 0);
      if (value.kind === 'nil' || value.kind === 'bool' || value.kind === 'number')
        throw new GoError('len of what has no length');
      return int(lengthOf(value));
    },
    urlquery: urlQuery,
    call: () => {
      throw new GoError('call of what is no function');
    },
  }),
};

function measured(print: (args: readonly Traced[]) => Text): Family[string] {
  return (args, call) => {
    const made = print(args);
    call.meter.made(made.text.length);
    return made;
  };
}
