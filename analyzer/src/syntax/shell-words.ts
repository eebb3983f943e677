/** A command line cut into words as a shell would, with their places and without expanding anything. */

const LONGEST = 4000;
const MOST_WORDS = 240;

export interface ShellWord {
  /** Without its quotes. */
  readonly text: string;
  /** Offsets in the line, quotes included. */
  readonly start: number;
  readonly end: number;
}

/** Bare and quoted stretches in any order. */
const WORD = /(?:[^\s"'\\]|\\[\s\S]|"(?:[^"\\]|\\[\s\S])*"|'[^']*')+/g;
const QUOTED = /"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'|\\([\s\S])/g;

/** The words of `line`; what is behind its first 4000 characters is data. */
export function shellWords(line: string): readonly ShellWord[] {
  return [...line.slice(0, LONGEST).matchAll(WORD)].slice(0, MOST_WORDS).map((match) => ({
    text: match[0].replace(QUOTED, (_, double, single, escaped) => double ?? single ?? escaped ?? ''),
    start: match.index,
    end: match.index + match[0].length,
  }));
}
