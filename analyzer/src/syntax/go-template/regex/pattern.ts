/**
 * A regular expression of RE2 (https://github.com/google/re2/wiki/Syntax) becomes a tree. Patterns come from scanned repositories, so
 * none is ever given to a backtracking engine: this one and `match.ts` need time linear in pattern × text.
 */
import { GoError } from '../failure.ts';

/** Whether a character (a code point) is meant. */
export type Class = (character: number) => boolean;
export type Assertion = 'line-start' | 'line-end' | 'text-start' | 'text-end' | 'word' | 'no-word';

export type Pattern =
  | { readonly kind: 'class'; readonly holds: Class }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly part: Pattern; readonly least: number; readonly most: number; readonly lazy: boolean }
  /** `index` null: no capture. */
  | { readonly kind: 'group'; readonly part: Pattern; readonly index: number | null };

export interface ParsedPattern {
  readonly pattern: Pattern;
  readonly groups: number;
  /** Index of each named group. */
  readonly names: ReadonlyMap<string, number>;
}

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly U: boolean;
}

const MOST_DEPTH = 100;
/** RE2's own limit of a counted repetition. */
const MOST_REPEAT = 1000;
const REPETITION = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})/;
const ESCAPED: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };

const isDigit: Class = (c) => c >= 48 && c <= 57;
const isWord: Class = (c) => isDigit(c) || (c >= 65 && c <= 90) || c === 95 || (c >= 97 && c <= 122);
const isSpace: Class = (c) => c === 32 || (c >= 9 && c <= 13 && c !== 11);
const PERL: Readonly<Record<string, Class>> = { d: isDigit, w: isWord, s: isSpace };
const lower: Class = (c) => c >= 97 && c <= 122;
const upper: Class = (c) => c >= 65 && c <= 90;
const POSIX: Readonly<Record<string, Class>> = {
  alnum: (c) => isDigit(c) || lower(c) || upper(c),
  alpha: (c) => lower(c) || upper(c),
  ascii: (c) => c < 128,
  blank: (c) => c === 9 || c === 32,
  cntrl: (c) => c < 32 || c === 127,
  digit: isDigit,
  graph: (c) => c > 32 && c < 127,
  lower,
  print: (c) => c >= 32 && c < 127,
  punct: (c) => c > 32 && c < 127 && !isDigit(c) && !lower(c) && !upper(c),
  space: (c) => isSpace(c) || c === 11,
  upper,
  word: isWord,
  xdigit: (c) => isDigit(c) || (c >= 65 && c <= 70) || (c >= 97 && c <= 102),
};

export { isWord };

function not(holds: Class): Class {
  return (c) => !holds(c);
}

/** Parses a pattern. Throws `GoError` for one RE2 refuses or that is not understood. */
export function parsePattern(source: string): ParsedPattern {
  const characters = [...source];
  const names = new Map<string, number>();
  let [position, groups, depth] = [0, 0, 0];
  let flags: Flags = { i: false, m: false, s: false, U: false };
  const refuse = (): never => {
    throw new GoError('a regular expression that does not parse');
  };
  const peek = () => characters[position];
  const rest = (most = 64) => characters.slice(position, position + most).join('');
  const eat = (text: string) => {
    if (!rest(text.length).startsWith(text)) return false;
    position += [...text].length;
    return true;
  };

  const pattern = choice();
  if (position < characters.length) refuse();
  return { pattern, groups, names };

  function choice(): Pattern {
    const parts = [sequence()];
    while (eat('|')) parts.push(sequence());
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'choice', parts };
  }

  function sequence(): Pattern {
    const parts: Pattern[] = [];
    while (position < characters.length && peek() !== '|' && peek() !== ')') {
      const part = atom();
      if (part) parts.push(repeated(part));
    }
    return { kind: 'sequence', parts };
  }

  function repeated(part: Pattern): Pattern {
    const [written, least, comma, most] = REPETITION.exec(rest(12)) ?? [];
    if (written === undefined) return part;
    position += written.length;
    const lazy = eat('?') !== flags.U;
    const from = written === '+' ? 1 : Number(least ?? 0);
    const to = written === '?' ? 1 : written.length === 1 || (comma && !most) ? Number.POSITIVE_INFINITY : Number(most || from);
    if (from > MOST_REPEAT || (Number.isFinite(to) && to > MOST_REPEAT) || to < from) refuse();
    // Go takes `a**` for a mistake.
    if (REPETITION.test(rest(12))) refuse();
    return { kind: 'repeat', part, least: from, most: to, lazy };
  }

  function atom(): Pattern | null {
    const character = characters[position++] ?? refuse();
    if (character === '(') return group();
    if (character === '[') return { kind: 'class', holds: folded(bracket()) };
    if (character === '.') {
      const { s } = flags;
      return { kind: 'class', holds: (c) => s || c !== 10 };
    }
    if (character === '^') return { kind: 'assertion', assertion: flags.m ? 'line-start' : 'text-start' };
    if (character === '$') return { kind: 'assertion', assertion: flags.m ? 'line-end' : 'text-end' };
    if (character === '\\') return escape();
    if ('*+?'.includes(character)) refuse();
    return literal(character);
  }

  function literal(character: string): Pattern {
    const code = character.codePointAt(0) ?? 0;
    return { kind: 'class', holds: folded((c) => c === code) };
  }

  /** Under `(?i)`, a class holds for a character in either case. */
  function folded(holds: Class): Class {
    if (!flags.i) return holds;
    return (c) => {
      const character = String.fromCodePoint(c);
      const other = (changed: string) => changed.codePointAt(0) ?? c;
      return holds(c) || holds(other(character.toLowerCase())) || holds(other(character.toUpperCase()));
    };
  }

  function escape(): Pattern {
    const assertion = ASSERTIONS[peek() ?? ''];
    if (assertion) {
      position += 1;
      return { kind: 'assertion', assertion };
    }
    if (eat('Q')) {
      const end = characters.join('').indexOf('\\E', characters.slice(0, position).join('').length);
      const quoted = [...(end < 0 ? rest(characters.length) : characters.join('').slice(characters.slice(0, position).join('').length, end))];
      position += quoted.length + (end < 0 ? 0 : 2);
      return { kind: 'sequence', parts: quoted.map(literal) };
    }
    return { kind: 'class', holds: folded(escapedClass()) };
  }

  /** A class or a character behind a backslash, in or outside brackets. */
  function escapedClass(): Class {
    const character = characters[position++] ?? refuse();
    const perl = PERL[character] ?? PERL[character.toLowerCase()];
    if (perl && /[dwsDWS]/.test(character)) return PERL[character] ? perl : not(perl);
    if (character === 'p' || character === 'P') return unicodeClass(character === 'P');
    if (character === 'x') return hexadecimal();
    const known = ESCAPED[character];
    if (known !== undefined) return (c) => c === known;
    if (/[0-9A-Za-z]/.test(character)) refuse();
    const code = character.codePointAt(0) ?? 0;
    return (c) => c === code;
  }

  function hexadecimal(): Class {
    const [written, long, short] = /^(?:\{([\da-fA-F]{1,6})\}|([\da-fA-F]{2}))/.exec(rest(8)) ?? [];
    if (written === undefined) return refuse();
    position += written.length;
    const code = Number.parseInt(long ?? short ?? '', 16);
    return (c) => c === code;
  }

  function unicodeClass(negated: boolean): Class {
    const [written, long, short] = /^(?:\{(\^?\w+)\}|(\w))/.exec(rest()) ?? [];
    if (written === undefined) return refuse();
    position += written.length;
    const name = (long ?? short ?? '').replace('^', '');
    const property = unicodeProperty(name) ?? refuse();
    const holds: Class = (c) => property.test(String.fromCodePoint(c));
    return negated !== (long?.startsWith('^') ?? false) ? not(holds) : holds;
  }

  function bracket(): Class {
    const negated = eat('^');
    const members: Class[] = [];
    for (let first = true; first || peek() !== ']'; first = false) {
      if (position >= characters.length) refuse();
      members.push(member());
    }
    position += 1;
    const { i } = flags;
    const any: Class = (c) => members.some((holds) => holds(c));
    const inEitherCase = i ? folded(any) : any;
    return negated ? not(inEitherCase) : inEitherCase;
  }

  function member(): Class {
    const [written, caret, name] = /^\[:(\^?)(\w+):\]/.exec(rest()) ?? [];
    if (written !== undefined) {
      position += written.length;
      const holds = POSIX[name ?? ''] ?? refuse();
      return caret ? not(holds) : holds;
    }
    if (peek() === '\\' && /[dwsDWSpP]/.test(characters[position + 1] ?? '')) {
      position += 1;
      return escapedClass();
    }
    const low = rangeEnd();
    if (peek() !== '-' || characters[position + 1] === ']' || characters[position + 1] === undefined) return (c) => c === low;
    position += 1;
    const high = rangeEnd();
    if (high < low) refuse();
    return (c) => c >= low && c <= high;
  }

  /** One character of a bracket expression, as a code point. */
  function rangeEnd(): number {
    const character = characters[position++] ?? refuse();
    if (character !== '\\') return character.codePointAt(0) ?? 0;
    const [written, long, short] = /^x(?:\{([\da-fA-F]{1,6})\}|([\da-fA-F]{2}))/.exec(rest(9)) ?? [];
    if (written !== undefined) {
      position += written.length;
      return Number.parseInt(long ?? short ?? '', 16);
    }
    const escaped = characters[position++] ?? refuse();
    return ESCAPED[escaped] ?? escaped.codePointAt(0) ?? 0;
  }

  function group(): Pattern | null {
    depth += 1;
    if (depth > MOST_DEPTH) refuse();
    const outer = flags;
    const [written, on, off, closes, name] = /^\?(?:([imsU]*)(?:-([imsU]+))?([:)])|P?<(\w+)>)/.exec(rest()) ?? [];
    if (written === undefined && peek() === '?') refuse();
    position += written?.length ?? 0;
    if (closes) flags = changed(flags, on ?? '', off ?? '');
    if (closes === ')') {
      depth -= 1;
      return null;
    }
    const index = closes ? null : (groups += 1);
    if (name !== undefined && index !== null) names.set(name, index);
    const part = choice();
    if (!eat(')')) refuse();
    flags = outer;
    depth -= 1;
    return { kind: 'group', part, index };
  }
}

const ASSERTIONS: Readonly<Record<string, Assertion>> = { A: 'text-start', z: 'text-end', b: 'word', B: 'no-word' };

function changed(flags: Flags, on: string, off: string): Flags {
  const state = (flag: keyof Flags) => (on.includes(flag) || flags[flag]) && !off.includes(flag);
  return { i: state('i'), m: state('m'), s: state('s'), U: state('U') };
}

/** A general category or a script; null: no such name. */
function unicodeProperty(name: string): RegExp | null {
  for (const property of [name, `Script=${name}`])
    try {
      return new RegExp(`^\\p{${property}}$`, 'u');
    } catch {
      // Not this sort of property: the next one is tried.
    }
  return null;
}
