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
  /** null: none was typed, or a family without its verb. */
  readonly command: Command | null;
  /** What could still be meant: every command, or the verbs of the family that was typed. */
  readonly among: readonly Command[];
  readonly given: Given;
  readonly operand: string | null;
  /** Operands after the first. */
  readonly more: readonly string[];
}

/** Splits the words after `keyturn`. Options may stand anywhere; everything after `--` is an operand. */
export function parseArguments(words: readonly string[], commands: readonly Command[]): Parsed {
  const every: Options = Object.assign({}, TOP_OPTIONS, ...commands.map((command) => command.options));
  const [first, second] = tokens(words, every).filter((token) => token.kind === 'positional');
  const family = commands.filter(({ name }) => first !== undefined && name.startsWith(`${first.value} `));
  const typed = [first, family.length > 0 ? second : undefined].filter((token) => token !== undefined);
  const name = typed.map(({ value }) => value).join(' ');
  const command = commands.find((candidate) => candidate.name === name) ?? null;
  if (command === null && typed.length > (family.length > 0 ? 1 : 0))
    throw unknown(
      'command',
      name,
      commands.map((known) => known.name),
    );
  const options: Options = command === null ? TOP_OPTIONS : { ...COMMON_OPTIONS, ...command.options };
  const rest = words.filter((_, index) => !typed.some((token) => token.index === index));
  return { command, among: family.length > 0 ? family : commands, ...read(rest, options, command) };
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

function read(words: readonly string[], options: Options, command: Command | null): Omit<Parsed, 'command' | 'among'> {
  const given = new Map<string, string | true | readonly string[]>();
  const operands: string[] = [];
  for (const token of tokens(words, options)) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind === 'option') {
      const value = optionValue(token, options);
      const before = given.get(token.name);
      const several = options[token.name]?.kind === 'texts' && value !== true;
      given.set(token.name, several ? [...(Array.isArray(before) ? before : []), value] : value);
    }
  }
  const extra = operands[command?.operand ? (command.operand.count?.[1] ?? 1) : 0];
  if (extra !== undefined) throw new UsageError(`${command?.name ?? 'keyturn'} does not take ${extra} too`);
  const [operand = null, ...more] = operands;
  return { given, operand, more };
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
