/** Classes as a pattern writes them: behind a backslash, and between brackets. */
import { type Class, inEitherCase, not, only, perlClass, posixClass, unicodeClass } from './classes.ts';
import { refuse, type Source } from './source.ts';

const CONTROL: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };
const HEXADECIMAL = /^x(?:\{([\da-fA-F]{1,6})\}|([\da-fA-F]{2}))/;

/** The class behind a backslash that is taken. Throws `GoError` for an escape RE2 does not know. */
export function escapedClass(source: Source): Class {
  const [, letter] = source.match(/^([dwsDWS])/) ?? [];
  if (letter !== undefined) return perlClass(letter) ?? refuse();
  const [, kind, long, short] = source.match(/^([pP])(?:\{(\^?\w+)\}|(\w))/) ?? [];
  if (kind === undefined) return only(escapedCharacter(source));
  const name = long ?? short ?? '';
  const known = unicodeClass(name.replace('^', '')) ?? refuse();
  return (kind === 'P') === name.startsWith('^') ? known : not(known);
}

/** One character behind a backslash that is taken, as a code point. */
function escapedCharacter(source: Source): number {
  const [, long, short] = source.match(HEXADECIMAL) ?? [];
  if (long !== undefined || short !== undefined) return Number.parseInt(long ?? short ?? '', 16);
  const character = source.take();
  const control = CONTROL[character];
  if (control === undefined && /[0-9A-Za-z]/.test(character)) refuse();
  return control ?? character.codePointAt(0) ?? 0;
}

/** The class of a bracket expression whose `[` is taken. */
export function bracketClass(source: Source, ignoresCase: boolean): Class {
  const negated = source.eat('^');
  const members: Class[] = [member(source)];
  while (!source.eat(']')) members.push(member(source));
  const any: Class = (c) => members.some((holds) => holds(c));
  const holds = ignoresCase ? inEitherCase(any) : any;
  return negated ? not(holds) : holds;
}

function member(source: Source): Class {
  const [, caret, name] = source.match(/^\[:(\^?)(\w+):\]/) ?? [];
  if (name !== undefined) {
    const known = posixClass(name) ?? refuse();
    return caret ? not(known) : known;
  }
  if (source.peek() === '\\' && /[dwsDWSpP]/.test(source.peek(1) ?? '')) {
    source.take();
    return escapedClass(source);
  }
  const low = rangeEnd(source);
  if (source.peek() !== '-' || source.peek(1) === ']' || source.peek(1) === undefined) return only(low);
  source.take();
  const high = rangeEnd(source);
  if (high < low) refuse();
  return (c) => c >= low && c <= high;
}

function rangeEnd(source: Source): number {
  const character = source.take();
  return character === '\\' ? escapedCharacter(source) : (character.codePointAt(0) ?? 0);
}
