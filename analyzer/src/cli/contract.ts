/**
 * What a command is: one file in `commands/`, with its options as data. A command file must stay light: whatever is heavy is
 * imported inside `run`, so that `keyturn version` answers at once.
 */
import type { Inventory } from '../model/inventory.ts';
import type { Workspace } from '../workspace/open.ts';
import type { ExitCode } from './exit.ts';
import { COMMON_OPTIONS, type Given, type Options, readValues, type Values } from './options.ts';
import type { Terminal } from './terminal.ts';

export interface Operand {
  readonly name: string;
  readonly required: boolean;
  readonly says: string;
  /** How many words it takes, at least and at most; without it one, or none where it is not required. */
  readonly count?: readonly [least: number, most: number];
}

/** Runs the whole analysis over the files under `root`, an absolute path. */
export type Scan = (options: {
  readonly root: string;
  readonly cache: boolean;
  /** Texts of rendered manifests, under the names that places in them are given. */
  readonly rendered?: readonly { readonly name: string; readonly text: string }[];
  /** The day by which declared dates are judged, `2026-11-26`; null: nothing dated is claimed. */
  readonly today?: string | null;
  /** The folder where it is open already. */
  readonly workspace?: Workspace | null;
  readonly onProgress?: (done: number, total: number) => void;
  /** Told what went less well than it could. */
  readonly warn?: (message: string) => void;
}) => Promise<{ readonly inventory: Inventory }>;

export interface Context {
  readonly terminal: Terminal;
  /** Absolute: where the command was started, or `-C`. */
  readonly directory: string;
  /** `-C` as it was typed, for commands that are suggested; null: not given. */
  readonly directoryGiven: string | null;
  readonly scan: Scan;
  /** Every command, for help. */
  readonly commands: readonly Command[];
}

export interface Command {
  /** One word, or a family and a verb: `registry export`. */
  readonly name: string;
  readonly summary: string;
  /** Lines below the summary in its help. */
  readonly details?: readonly string[];
  readonly operand: Operand | null;
  readonly options: Options;
  /** `more`: the operands after the first, of a command that takes several. */
  start(given: Given, operand: string | null, context: Context, more: readonly string[]): Promise<ExitCode>;
}

interface Definition<O extends Options> extends Omit<Command, 'start' | 'options'> {
  readonly options: O;
  run(
    values: Values<O & typeof COMMON_OPTIONS>,
    operand: string | null,
    context: Context,
    more: readonly string[],
  ): Promise<ExitCode>;
}

/** Declares a command; a duration or a choice that does not read is a usage error before `run`. */
export function defineCommand<const O extends Options>(definition: Definition<O>): Command {
  const { run, ...command } = definition;
  return {
    ...command,
    start: (given, operand, context, more) =>
      run(readValues({ ...COMMON_OPTIONS, ...definition.options }, given), operand, context, more),
  };
}
