/** Words typed → command, options, operand. Knows no command by name and prints nothing; what does not fit is a `UsageError`. */
import { parseArgs } from 'node:util';
import { nearest } from '../explain/nearest.ts';
import type { Command } from './contract.ts';
import { UsageError } from './exit.ts';
import { COMMON_OPTIONS, type Given, type Options, valueName } from './options.ts';

/** Without a command only. */
const TOP_OPTIONS = {
  ...COMMON_OPTIONS,
  version: { kind: 'flag', short: 'V', says: 'print the version' },
} as const satisfies Options;

export interface Parsed {
  /** null: none was typed. */
  readonly command: Command | null;
  readonly given: Given;
  readonly operand: string | null;
}

/** Splits the words after `keyturn`. Options may stand anywhere; everything after `--` is an operand. */
export function parseArguments(words: readonly string[], commands: readonly Command[]): Parsed {
  const every: Options = Object.assign({}, TOP_OPTIONS, ...commands.map((command) => command.options));
  const name = tokens(words, every).find((token) => token.kind === 'positional');
  const command = commands.find((candidate) => candidate.name === name?.value) ?? null;
  if (name !== undefined && command === null)
    throw unknown(
      'command',
      name.value,
      commands.map((known) => known.name),
    );
  const options: Options = command === null ? TOP_OPTIONS : { ...COMMON_OPTIONS, ...command.options };
  const rest = name === undefined ? words : words.toSpliced(name.index, 1);
  return { command, ...read(rest, options, command) };
}

type Token =
  | { readonly kind: 'positional'; readonly index: number; readonly value: string }
  | {
      readonly kind: 'option';
      readonly name: string;
      readonly rawName: string;
      readonly value?: string | undefined;
      readonly inlineValue?: boolean | undefined;
    }
  | { readonly kind: 'option-terminator' };

function tokens(words: readonly string[], options: Options): readonly Token[] {
  const known = Object.entries(options).map(([name, { kind, short }]) => {
    const type: 'boolean' | 'string' = kind === 'flag' ? 'boolean' : 'string';
    return [name, short === undefined ? { type } : { type, short }] as const;
  });
  const config = {
    args: [...words],
    options: Object.fromEntries(known),
    strict: false,
    allowPositionals: true,
    tokens: true,
  } as const;
  return parseArgs(config).tokens;
}

function read(words: readonly string[], options: Options, command: Command | null): Omit<Parsed, 'command'> {
  const given = new Map<string, string | true>();
  const operands: string[] = [];
  for (const token of tokens(words, options)) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind === 'option') given.set(token.name, optionValue(token, options));
  }
  const [operand = null, ...more] = operands;
  const extra = command === null || command.operand === null ? operand : more[0];
  if (extra !== undefined && extra !== null)
    throw new UsageError(`${command?.name ?? 'keyturn'} does not take ${extra} too`);
  return { given, operand };
}

function optionValue(token: Extract<Token, { kind: 'option' }>, options: Options): string | true {
  const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
  if (option === undefined)
    throw unknown(
      'option',
      token.rawName,
      Object.keys(options).map((name) => `--${name}`),
    );
  if (option.kind === 'flag') {
    if (token.value !== undefined) throw new UsageError(`${token.rawName} takes no value`);
    return true;
  }
  const looksLikeOption = token.inlineValue !== true && /^-./.test(token.value ?? '');
  if (token.value === undefined || token.value === '' || looksLikeOption) {
    throw new UsageError(`${token.rawName} needs a value: ${token.rawName} ${valueName(option)}`);
  }
  return token.value;
}

function unknown(what: string, typed: string, known: readonly string[]): UsageError {
  const near = nearest(typed, known, 1);
  return new UsageError(`unknown ${what} ${typed}${near.length > 0 ? `; did you mean ${near.join(', ')}?` : ''}`);
}
