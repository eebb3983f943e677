/**
 * The command line: words typed → command → exit code. Everything that can go wrong ends here in one sentence on standard
 * error, never in a stack that might carry a value.
 */
import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { escapeTerminal } from '../explain/escape.ts';
import { parseArguments } from './arguments.ts';
import { COMMANDS } from './commands.ts';
import type { Command, Scan } from './contract.ts';
import { EXIT, type ExitCode, UsageError } from './exit.ts';
import { describeFailure } from './failure.ts';
import { commandHelp, generalHelp } from './help.ts';
import { processTerminal, type Terminal } from './terminal.ts';

const scanWithPipeline: Scan = async (options) => {
  const { scan } = await import('../index.ts');
  setFlagsFromString(GROWN);
  return scan(options);
};

/** Runs the command in `words` (what follows `keyturn`), as started in `directory`. Never throws. */
export async function main(
  words: readonly string[],
  terminal: Terminal,
  directory: string,
  scan: Scan = scanWithPipeline,
): Promise<ExitCode> {
  try {
    return await dispatch(words, terminal, directory, scan);
  } catch (error) {
    const mendable = isMendable(error);
    const lines = mendable ? error.message.split('\n') : [describeFailure(error)];
    terminal.err(lines.map((line) => `keyturn: ${escapeTerminal(line)}\n`).join(''));
    return mendable ? EXIT.usage : EXIT.failed;
  }
}

/** A wrong command line or a wrong `keyturn.yaml` (told by its name: its module loads with the scan); their messages are safe. */
function isMendable(error: unknown): error is Error {
  return error instanceof UsageError || (error instanceof Error && error.name === 'ConfigurationError');
}

async function dispatch(words: readonly string[], terminal: Terminal, here: string, scan: Scan): Promise<ExitCode> {
  const { command, among, given, operand, more } = parseArguments(words, COMMANDS);
  if (given.has('help')) {
    terminal.out(command === null ? generalHelp(among) : commandHelp(command));
    return EXIT.clean;
  }
  const chosen = command ?? (given.has('version') ? COMMANDS.find(({ name }) => name === 'version') : undefined);
  if (chosen === undefined) {
    terminal.err(generalHelp(among));
    return EXIT.usage;
  }
  checkOperands(chosen, operand, more);
  const directoryGiven = textOf(given.get('directory'));
  const directory = resolve(here, directoryGiven ?? '.');
  const context = {
    terminal: muted(terminal, given.has('no-color')),
    directory,
    directoryGiven,
    scan,
    commands: COMMANDS,
  };
  return await chosen.start(given, operand, context, more);
}

function checkOperands({ name, operand: takes }: Command, operand: string | null, more: readonly string[]): void {
  const least = takes?.count?.[0] ?? (takes?.required ? 1 : 0);
  const typed = operand === null ? 0 : 1 + more.length;
  if (takes && typed < least)
    throw new UsageError(`${name} needs ${least > 1 ? '' : 'a '}${takes.name}: ${takes.says}`);
}

function textOf(typed: unknown): string | null {
  return typeof typed === 'string' ? typed : null;
}

function muted(terminal: Terminal, noColour: boolean): Terminal {
  return noColour ? { ...terminal, colour: false } : terminal;
}

/**
 * V8 as a scan needs it, which makes trees and drops them at once (test/bench/README.md). The part of the heap for new objects grows once,
 * to eight times its first megabyte, while the code is loaded: left alone it is emptied every millisecond, and what is then still in use is
 * kept for long. The part for old objects is cleaned when it has grown by half, not when it has grown by twice and more.
 */
const ROOMY = '--semi-space-growth-factor=8 --heap-growing-percent=50';
const GROWN = '--semi-space-growth-factor=1';

/** What the installed `keyturn` calls. Sets the exit code and lets the process end by itself, so that pipes are drained. */
export async function start(): Promise<void> {
  setFlagsFromString(ROOMY);
  process.exitCode = await main(process.argv.slice(2), processTerminal(), process.cwd());
}
