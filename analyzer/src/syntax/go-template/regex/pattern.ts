/**
 * A regular expression of RE2 (https://github.com/google/re2/wiki/Syntax) becomes a tree. Patterns come from scanned repositories, so
 * none is ever given to a backtracking engine: this one and `match.ts` need time linear in pattern × text.
 */
import { bracketClass, escapedClass } from './brackets.ts';
import { type Class, inEitherCase, only } from './classes.ts';
import { createSource, refuse, type Source } from './source.ts';

export type Assertion = 'line-start' | 'line-end' | 'text-start' | 'text-end' | 'word' | 'no-word';

export type Pattern =
  | { readonly kind: 'class'; readonly holds: Class }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly parts: readonly Pattern[] }
  | {
      readonly kind: 'repeat';
      readonly part: Pattern;
      readonly least: number;
      readonly most: number;
      readonly lazy: boolean;
    }
  /** `index` null: no capture. */
  | { readonly kind: 'group'; readonly part: Pattern; readonly index: number | null };

export interface ParsedPattern {
  readonly pattern: Pattern;
  readonly groups: number;
  /** Index of each named group. */
  readonly names: ReadonlyMap<string, number>;
}

/** `i` ignores case, `m` lets `^` and `$` stand at lines, `s` lets `.` be a newline, `U` makes lazy what is not. */
type Flags = Readonly<Record<'i' | 'm' | 's' | 'U', boolean>>;

interface Parsing {
  readonly source: Source;
  readonly names: Map<string, number>;
  flags: Flags;
  groups: number;
  depth: number;
}

const MOST_DEPTH = 100;
/** RE2's own limit of a counted repetition. */
const MOST_REPEAT = 1000;
const REPETITION = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})/;
const GROUP = /^\?(?:([imsU]*)(?:-([imsU]+))?([:)])|P?<(\w+)>)/;
const ASSERTIONS: ReadonlyMap<string, Assertion> = new Map<string, Assertion>([
  ['A', 'text-start'],
  ['z', 'text-end'],
  ['b', 'word'],
  ['B', 'no-word'],
]);

/** Parses a pattern. Throws `GoError` for one RE2 refuses or that is not understood. */
export function parsePattern(text: string): ParsedPattern {
  const flags: Flags = { i: false, m: false, s: false, U: false };
  const parsing: Parsing = { source: createSource(text), names: new Map(), flags, groups: 0, depth: 0 };
  const pattern = choice(parsing);
  if (parsing.source.peek() !== undefined) refuse();
  return { pattern, groups: parsing.groups, names: parsing.names };
}

function choice(parsing: Parsing): Pattern {
  const first = sequence(parsing);
  const parts = [first];
  while (parsing.source.eat('|')) parts.push(sequence(parsing));
  return parts.length === 1 ? first : { kind: 'choice', parts };
}

function sequence(parsing: Parsing): Pattern {
  const parts: Pattern[] = [];
  for (
    let next = parsing.source.peek();
    next !== undefined && next !== '|' && next !== ')';
    next = parsing.source.peek()
  ) {
    const part = atom(parsing);
    if (part) parts.push(repeated(part, parsing));
  }
  return { kind: 'sequence', parts };
}

function repeated(part: Pattern, { source, flags }: Parsing): Pattern {
  const [written, least, comma, most] = source.match(REPETITION) ?? [];
  if (written === undefined) return part;
  const lazy = source.eat('?') !== flags.U;
  const from = written === '+' ? 1 : Number(least ?? 0);
  const open = written === '*' || written === '+' || (comma === ',' && most === '');
  const to = written === '?' ? 1 : open ? Number.POSITIVE_INFINITY : Number(most || from);
  if (from > MOST_REPEAT || (!open && to > MOST_REPEAT) || to < from) refuse();
  // Go takes `a**` for a mistake.
  if (source.match(REPETITION)) refuse();
  return { kind: 'repeat', part, least: from, most: to, lazy };
}

/** One character, class, assertion or group; null for flags alone, `(?i)`. */
function atom(parsing: Parsing): Pattern | null {
  const { source, flags } = parsing;
  const character = source.take();
  switch (character) {
    case '(':
      return group(parsing);
    case '[':
      return { kind: 'class', holds: bracketClass(source, flags.i) };
    case '.':
      return { kind: 'class', holds: (c) => flags.s || c !== 10 };
    case '^':
      return { kind: 'assertion', assertion: flags.m ? 'line-start' : 'text-start' };
    case '$':
      return { kind: 'assertion', assertion: flags.m ? 'line-end' : 'text-end' };
    case '\\':
      return escapeSequence(parsing);
    case '*':
    case '+':
    case '?':
      return refuse();
    default:
      return literal(character, flags);
  }
}

function literal(character: string, flags: Flags): Pattern {
  return { kind: 'class', holds: cased(only(character.codePointAt(0) ?? 0), flags) };
}

function cased(holds: Class, flags: Flags): Class {
  return flags.i ? inEitherCase(holds) : holds;
}

function escapeSequence({ source, flags }: Parsing): Pattern {
  const assertion = ASSERTIONS.get(source.peek() ?? '');
  if (assertion) {
    source.take();
    return { kind: 'assertion', assertion };
  }
  if (source.eat('Q'))
    return { kind: 'sequence', parts: [...source.until('\\E')].map((character) => literal(character, flags)) };
  return { kind: 'class', holds: cased(escapedClass(source), flags) };
}

function group(parsing: Parsing): Pattern | null {
  const { source, flags: outer } = parsing;
  const [written, on = '', off = '', closes, name] = source.match(GROUP) ?? [];
  if (written === undefined && source.peek() === '?') refuse();
  if (closes) parsing.flags = changed(outer, on, off);
  if (closes === ')') return null;
  if (!closes) parsing.groups += 1;
  const index = closes ? null : parsing.groups;
  if (name !== undefined && index !== null) parsing.names.set(name, index);
  parsing.depth += 1;
  if (parsing.depth > MOST_DEPTH) refuse();
  const part = choice(parsing);
  if (!source.eat(')')) refuse();
  parsing.depth -= 1;
  parsing.flags = outer;
  return { kind: 'group', part, index };
}

function changed(flags: Flags, on: string, off: string): Flags {
  const state = (flag: keyof Flags) => (on.includes(flag) || flags[flag]) && !off.includes(flag);
  return { i: state('i'), m: state('m'), s: state('s'), U: state('U') };
}
