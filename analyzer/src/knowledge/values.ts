/**
 * What state a value is in and whether it is only a setting: the rows of `values.yaml`, first match wins. Returns words of
 * the model, never a part of the value.
 */
import type { ValueSeen } from '../model/fact.ts';
import { wordsOf } from './names.ts';
import { TABLES } from './rows.ts';

/** Longer texts are no flag, host or number. */
const LONGEST_SETTING = 1024;
/** States are told by the head of a text. */
const HEAD = 4096;

interface Compiled<T> {
  readonly row: T;
  readonly regexp: RegExp;
}

function compileOnce<T extends { readonly pattern: string }>(rows: readonly T[], flags: (row: T) => string) {
  let compiled: readonly Compiled<T>[] | null = null;
  return () => (compiled ??= rows.map((row) => ({ row, regexp: new RegExp(row.pattern, flags(row)) })));
}

const states = compileOnce(TABLES.values.states, () => 'i');
const settings = compileOnce(TABLES.values.settings, (row) => (row.case ? '' : 'i'));
const wholeUrls = compileOnce(
  TABLES.values.wholeUrl.map((pattern) => ({ pattern })),
  () => 'i',
);
const PROSE_STARTS: ReadonlySet<string> = new Set(TABLES.values.proseStarts);
/** Words that make no secret out of a name: `orders_password` under ORDERS_PASSWORD. */
const FILLERS: ReadonlySet<string> = new Set(['password', 'pass', 'passwd', 'pwd', 'secret', 'key', 'token', 'user']);

/**
 * The state of a whole value or of a password part. `about`: names that would make it a default when repeated: of the
 * variable, of the user.
 */
export function stateOf(text: string, ...about: readonly string[]): ValueSeen['state'] {
  const head = text.slice(0, HEAD).trim();
  const found = states().find(({ regexp }) => regexp.test(head));
  if (found) return found.row.state;
  if (isProse(head)) return 'placeholder';
  if (about.some((name) => name.toLowerCase() === head.toLowerCase())) return repeatsName(head);
  return isMadeOf(head, about) ? 'weak-default' : 'value';
}

/** Whether the text is a flag, number, host, path: nothing secret, given whether its name promises a secret. */
export function isSetting(text: string, secretNamed: boolean): boolean {
  if (text.length > LONGEST_SETTING && !text.startsWith('-----BEGIN ')) return false;
  return settings().some(({ row, regexp }) => (row.despite || !secretNamed) && regexp.test(text));
}

/** Whether the URL itself is the credential, whatever its name. */
export function isSecretUrl(text: string): boolean {
  return wholeUrls().some(({ regexp }) => regexp.test(text));
}

/** A value that is its own variable's name in capitals was never filled in; in lower case it is a default. */
function repeatsName(text: string): ValueSeen['state'] {
  return text === text.toUpperCase() && /[_A-Z]{3}/.test(text) ? 'placeholder' : 'weak-default';
}

/** Words with blanks between them, or in camelCase; random text falls into pieces of one to three letters. */
function isProse(text: string): boolean {
  const words = wordsOf(text);
  if (!PROSE_STARTS.has(words[0] ?? '')) return false;
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  return !/\d/.test(text) || /^[a-z]+[-_ .]/i.test(text) || letters >= 4 * words.length;
}

function isMadeOf(text: string, about: readonly string[]): boolean {
  if (text.length > 64) return false;
  const known = new Set(about.flatMap((name) => [...wordsOf(name)]));
  const words = wordsOf(text);
  return (
    words.length > 0 &&
    words.some((word) => known.has(word)) &&
    words.every((word) => known.has(word) || FILLERS.has(word))
  );
}
