/** Options as data: parsing, help and the types of their values are made from them. */
import { parseDuration, type Seconds } from '../model/duration.ts';
import { UsageError } from './exit.ts';

interface OptionBase {
  /** One line for help. */
  readonly says: string;
  readonly short?: string;
}
export type Option = OptionBase &
  (
    | { readonly kind: 'flag' }
    | { readonly kind: 'text'; readonly value: string }
    /** May be given several times. */
    | { readonly kind: 'texts'; readonly value: string }
    /** `15m`, `1h30m` or ISO 8601. */
    | { readonly kind: 'duration'; readonly value: string }
    | { readonly kind: 'choice'; readonly of: readonly string[]; readonly initial: string }
  );
export type Options = Readonly<Record<string, Option>>;

type ValueOf<O extends Option> = O extends { readonly kind: 'flag' }
  ? boolean
  : O extends { readonly kind: 'choice'; readonly of: readonly (infer Word)[] }
    ? Word
    : O extends { readonly kind: 'duration' }
      ? Seconds | null
      : O extends { readonly kind: 'texts' }
        ? readonly string[]
        : string | null;
export type Values<O extends Options> = { readonly [K in keyof O]: ValueOf<O[K]> };

type Typed = string | true | readonly string[];
/** What was typed, by option name; only what was given. A list for options that may be given several times. */
export type Given = ReadonlyMap<string, Typed>;

/** Every command takes these. */
export const COMMON_OPTIONS = {
  directory: { kind: 'text', value: 'DIR', short: 'C', says: 'work as if started in DIR' },
  from: {
    kind: 'text',
    value: 'FILE',
    says: 'read an inventory (scan --format json) instead of scanning; - is standard input',
  },
  quiet: { kind: 'flag', short: 'q', says: 'no progress and no remarks on standard error' },
  'no-cache': { kind: 'flag', says: 'read every file anew' },
  'no-color': { kind: 'flag', says: 'no colour, as with NO_COLOR' },
  help: { kind: 'flag', short: 'h', says: 'help for the command' },
} as const satisfies Options;

/** What stands for the value of an option in help: `FILE`, `table|json`. */
export function valueName(option: Option): string {
  if (option.kind === 'flag') return '';
  return option.kind === 'choice' ? option.of.join('|') : option.value;
}

/** The value of every option: as typed, or what holds when it was not. */
export function readValues<O extends Options>(options: O, given: Given): Values<O> {
  const values = Object.entries(options).map(([name, option]) => [name, readValue(name, option, given.get(name))]);
  return Object.fromEntries(values) as Values<O>;
}

function readValue(
  name: string,
  option: Option,
  typed: Typed | undefined,
): string | number | boolean | null | readonly string[] {
  if (option.kind === 'flag') return typed !== undefined;
  if (option.kind === 'texts') return Array.isArray(typed) ? typed : [];
  if (option.kind === 'choice') return readChoice(name, option.of, typed ?? option.initial);
  if (typeof typed !== 'string') return null;
  return option.kind === 'duration' ? readDuration(name, typed) : typed;
}

function readChoice(name: string, words: readonly string[], typed: Typed): string {
  const word = words.find((candidate) => candidate === typed);
  if (word === undefined) throw new UsageError(`--${name} is one of ${words.join(', ')}, not ${String(typed)}`);
  return word;
}

function readDuration(name: string, typed: string): Seconds {
  const seconds = parseDuration(typed);
  if (seconds === null) throw new UsageError(`--${name} is a duration such as 15m, 1h30m or PT15M, not ${typed}`);
  return seconds;
}
