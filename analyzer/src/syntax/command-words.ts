/**
 * The words of a command that tell what it runs. What may hold a secret is left out: a command becomes part of a fact, and a fact
 * never holds a value.
 */

const LONGEST = 4000;
const MOST_WORDS = 60;

export interface CommandWord {
  readonly text: string;
  /** Offsets in the command, quotes included. */
  readonly start: number;
  readonly end: number;
}

/** One shell word: bare and quoted stretches in any order. */
const WORD = /(?:[^\s"'\\]|\\[\s\S]|"(?:[^"\\]|\\[\s\S])*"|'[^']*')+/g;

/** The words of a command line as a shell would split it, without expanding anything. */
export function commandWords(line: string): readonly CommandWord[] {
  return [...line.slice(0, LONGEST).matchAll(WORD)].slice(0, MOST_WORDS * 4).map((match) => ({
    text: match[0].replace(/"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'|\\([\s\S])/g, (_, a, b, c) => a ?? b ?? c ?? ''),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Words of programs, subcommands, modules, paths and options. */
const SHOWN = /^[\w./@:+,&|;-]{1,120}$/;
/** Options whose value is, or may be, a secret; the value is the next word. */
const SECRET_OPTION = /^--?[\w-]*(?:pass|secret|token|key|auth|cred|user|header|requirepass|pw|dsn|url|uri)[\w-]*$/i;
/** `mysql -psecret`, `curl -u user:secret`: one letter that takes a secret. */
const SECRET_LETTER = /^-[puHa](?=.)/;

/** The words that may be shown: values of options that could be secrets, assignments, URLs with a user and expansions are left out. */
export function shownWords(command: string | readonly string[]): readonly string[] {
  const words = typeof command === 'string' ? commandWords(command).map(({ text }) => text) : command;
  return words.slice(0, MOST_WORDS).flatMap((word, position) => {
    const before = words[position - 1] ?? '';
    if (SECRET_OPTION.test(before) || /^-[puHa]$/.test(before)) return [];
    if (/\s/.test(word)) return [shownWords(commandWords(word).map(({ text }) => text)).join(' ')];
    if (word.startsWith('-')) return SECRET_LETTER.test(word) ? [] : [word.replace(/=.*$/, '')].filter(isShown);
    return isShown(word) ? [word] : [];
  });
}

function isShown(word: string): boolean {
  return SHOWN.test(word) && !/:\/\/|:[^/]*@/.test(word) && !looksRandom(word);
}

/** Digits and both cases mixed over twenty characters and more, with nothing that separates words: no name, no path. */
function looksRandom(word: string): boolean {
  return /^[A-Za-z0-9+_-]{20,}$/.test(word) && /\d/.test(word) && /[A-Z]/.test(word) && /[a-z]/.test(word);
}
