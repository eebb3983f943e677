/** The text of a regular expression, read from left to right by character. */
import { GoError } from '../failure.ts';

export interface Source {
  /** The next character, or one further on; undefined behind the end. */
  peek(ahead?: number): string | undefined;
  /** Takes one character. Throws `GoError` at the end. */
  take(): string;
  /** Takes the text if it stands here. */
  eat(text: string): boolean;
  /** Takes what the pattern, which must begin with `^`, matches here; null: nothing. */
  match(pattern: RegExp): RegExpExecArray | null;
  /** Takes all up to a text, and the text; all the rest where there is none. */
  until(text: string): string;
}

/** As Go refuses a pattern. */
export function refuse(): never {
  throw new GoError('a regular expression that does not parse');
}

/** The longest word any part of the syntax has. */
const LONGEST = 64;

export function createSource(text: string): Source {
  const characters = [...text];
  let position = 0;
  return {
    peek: (ahead = 0) => characters[position + ahead],
    take: () => characters[position++] ?? refuse(),
    eat(wanted) {
      const here = characters[position] === wanted;
      if (here) position += 1;
      return here;
    },
    match(pattern) {
      const found = pattern.exec(characters.slice(position, position + LONGEST).join(''));
      if (found) position += [...found[0]].length;
      return found;
    },
    until(wanted) {
      const rest = characters.slice(position).join('');
      const end = rest.indexOf(wanted);
      const taken = end < 0 ? rest : rest.slice(0, end);
      position += [...taken].length + (end < 0 ? 0 : wanted.length);
      return taken;
    },
  };
}
