/** Options as data: what is typed becomes typed values. */
import { expect, test } from 'vitest';
import { parseArguments } from '../../analyzer/src/cli/arguments.ts';
import { type Command, defineCommand } from '../../analyzer/src/cli/contract.ts';
import { EXIT } from '../../analyzer/src/cli/exit.ts';
import { type Options, readValues } from '../../analyzer/src/cli/options.ts';

const STEEP = {
  overlap: { kind: 'duration', value: 'TIME', says: 'how long' },
  strength: { kind: 'choice', of: ['weak', 'strong'], initial: 'strong', says: 'how strong' },
  cup: { kind: 'text', value: 'CUP', short: 'c', says: 'into which cup' },
  sugar: { kind: 'flag', says: 'sweet' },
} as const satisfies Options;

const steep: Command = defineCommand({
  name: 'steep',
  summary: 'Steep',
  operand: { name: 'LEAF', required: true, says: 'which leaf' },
  options: STEEP,
  run: async () => EXIT.clean,
});

function values(...words: readonly string[]) {
  const { given, operand } = parseArguments(['steep', ...words], [steep]);
  return { operand, ...readValues(STEEP, given) };
}

test('what was not typed has its initial value', () => {
  expect(values('assam')).toEqual({ operand: 'assam', overlap: null, strength: 'strong', cup: null, sugar: false });
});

test.each([
  ['15m', 900],
  ['1h30m', 5400],
  ['PT1H30M', 5400],
  ['P1D', 86_400],
])('--overlap %s is %i seconds', (typed, seconds) => {
  expect(values('assam', '--overlap', typed).overlap).toBe(seconds);
});

test.each(['15', 'soon', '15 m', 'PT', '-15m'])('--overlap=%s is no duration', (typed) => {
  expect(() => values('assam', `--overlap=${typed}`)).toThrow(
    `--overlap is a duration such as 15m, 1h30m or PT15M, not ${typed}`,
  );
});

test('options stand anywhere, the last of several holds, -- ends them', () => {
  expect(values('-c', 'red', 'assam', '--sugar', '-c=blue', '--strength=weak')).toEqual({
    operand: 'assam',
    overlap: null,
    strength: 'weak',
    cup: '=blue',
    sugar: true,
  });
  expect(values('--', '--sugar')).toMatchObject({ operand: '--sugar', sugar: false });
  expect(values('assam', '--cup=-cracked-').cup).toBe('-cracked-');
});

test('an option before the command belongs to it', () => {
  const { command, given } = parseArguments(['--cup', 'red', 'steep', 'assam'], [steep]);
  expect([command?.name, given.get('cup')]).toEqual(['steep', 'red']);
});
