/** Help, made from the commands themselves. */
import type { Command, Operand } from './contract.ts';
import { COMMON_OPTIONS, type Options, valueName } from './options.ts';

/** All commands at a glance. */
export function generalHelp(commands: readonly Command[]): string {
  return [
    'Who breaks, when, and what must be true before an old secret may die.',
    '',
    'Usage: keyturn COMMAND [options]',
    '',
    ...columns(commands.map((command) => [command.name, command.summary])),
    '',
    'Every command takes',
    ...optionLines(COMMON_OPTIONS),
    '',
    'A CREDENTIAL is an id, a name, or an ending of either that only one has. Durations are 15m, 1h30m or PT15M.',
    'Exit code: 0 clean, 1 findings, 2 usage, 3 internal error or nothing scanned.',
    '',
  ].join('\n');
}

/** One command in full. */
export function commandHelp(command: Command): string {
  const own = optionLines(command.options);
  return [
    command.summary,
    '',
    `Usage: keyturn ${command.name}${command.operand ? ` ${operandName(command.operand)}` : ''} [options]`,
    ...(command.operand ? ['', ...columns([[command.operand.name, command.operand.says]])] : []),
    ...(own.length > 0 ? ['', ...own] : []),
    '',
    'Every command takes',
    ...optionLines(COMMON_OPTIONS),
    ...(command.details ? ['', ...command.details] : []),
    '',
  ].join('\n');
}

function operandName({ name, required }: Operand): string {
  return required ? name : `[${name}]`;
}

function optionLines(options: Options): readonly string[] {
  return columns(
    Object.entries(options).map(([name, option]) => {
      const short = option.short === undefined ? '' : `-${option.short}, `;
      const initial = option.kind === 'choice' ? ` (${option.initial} if not given)` : '';
      return [`${short}--${name} ${valueName(option)}`.trimEnd(), `${option.says}${initial}`];
    }),
  );
}

function columns(rows: ReadonlyArray<readonly [string, string] | readonly string[]>): readonly string[] {
  const width = Math.max(0, ...rows.map(([first = '']) => first.length));
  return rows.map(([first = '', second = '']) => `  ${first.padEnd(width)}  ${second}`);
}
