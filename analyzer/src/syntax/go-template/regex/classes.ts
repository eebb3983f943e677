/** Sets of characters of a regular expression (https://github.com/google/re2/wiki/Syntax), each a question about one code point. */

/** Whether a character (a code point) is meant. */
export type Class = (character: number) => boolean;

export const isDigit: Class = (c) => c >= 48 && c <= 57;
export const isWord: Class = (c) => isDigit(c) || isUpper(c) || c === 95 || isLower(c);
const isLower: Class = (c) => c >= 97 && c <= 122;
const isUpper: Class = (c) => c >= 65 && c <= 90;
const isSpace: Class = (c) => c === 32 || c === 9 || c === 10 || c === 12 || c === 13;

/** `\d`, `\w` and `\s`; ASCII only, as in RE2. */
const PERL: Readonly<Record<string, Class>> = { d: isDigit, w: isWord, s: isSpace };

const POSIX: Readonly<Record<string, Class>> = {
  alnum: (c) => isDigit(c) || isLower(c) || isUpper(c),
  alpha: (c) => isLower(c) || isUpper(c),
  ascii: (c) => c < 128,
  blank: (c) => c === 9 || c === 32,
  cntrl: (c) => c < 32 || c === 127,
  digit: isDigit,
  graph: (c) => c > 32 && c < 127,
  lower: isLower,
  print: (c) => c >= 32 && c < 127,
  punct: (c) => c > 32 && c < 127 && !isDigit(c) && !isLower(c) && !isUpper(c),
  space: (c) => isSpace(c) || c === 11,
  upper: isUpper,
  word: isWord,
  xdigit: (c) => isDigit(c) || (c >= 65 && c <= 70) || (c >= 97 && c <= 102),
};

export function not(holds: Class): Class {
  return (c) => !holds(c);
}

export function only(code: number): Class {
  return (c) => c === code;
}

/** `\d` or, in upper case, all but it; null: no such letter. */
export function perlClass(letter: string): Class | null {
  const known = PERL[letter.toLowerCase()];
  if (!known) return null;
  return letter === letter.toLowerCase() ? known : not(known);
}

/** `[:alpha:]`; null: no such name. */
export function posixClass(name: string): Class | null {
  return Object.hasOwn(POSIX, name) ? (POSIX[name] ?? null) : null;
}

/** `\p{Lu}` or `\p{Greek}`: a general category or a script; null: no such name. */
export function unicodeClass(name: string): Class | null {
  for (const property of [name, `Script=${name}`])
    try {
      const pattern = new RegExp(`^\\p{${property}}$`, 'u');
      return (c) => pattern.test(String.fromCodePoint(c));
    } catch {
      // Not this sort of property: the next one is tried.
    }
  return null;
}

/** `(?i)`: holds for a character in either case. */
export function inEitherCase(holds: Class): Class {
  return (c) => {
    const character = String.fromCodePoint(c);
    return [character, character.toLowerCase(), character.toUpperCase()].some((each) =>
      holds(each.codePointAt(0) ?? c),
    );
  };
}
