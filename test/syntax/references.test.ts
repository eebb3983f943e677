/** References inside texts: `${VAR}`, `${{ secrets.X }}`, and what a command line shows. The cases are in a file of their own. */
import { describe, expect, test } from 'vitest';
import { envFilesOf, programOf, variablesOf } from '../../analyzer/src/syntax/command.ts';
import { findSecretUses } from '../../analyzer/src/syntax/expression.ts';
import { findInterpolations, isWholeInterpolation, withDefaults } from '../../analyzer/src/syntax/interpolation.ts';
import cases from '../fixtures/syntax/references.json' with { type: 'json' };

describe('interpolation', () => {
  test.each(cases.interpolations)('references of %j', (text, expected) => {
    const source = String(text);
    expect(findInterpolations(source).map(({ start, end }) => source.slice(start, end))).toEqual(expected);
  });

  test.each(cases.operators)('%j names %j, operator %j, falls back to %j', (text, ...expected) => {
    const [first] = findInterpolations(String(text));
    expect([first?.name, first?.operator, first?.fallback?.text ?? null]).toEqual(expected);
  });

  test.each(cases.whole)('%j is a reference and nothing else: %j', (text, expected) => {
    expect(isWholeInterpolation(String(text))).toBe(expected);
  });

  test.each(cases.defaults)('%j with its defaults is %j', (text, expected) => {
    expect(withDefaults(String(text))).toBe(expected);
  });

  test('references that never close are none, however many', () => {
    expect(findInterpolations(`$\{HAY:-`.repeat(20_000))).toEqual([]);
  });
});

describe('expressions', () => {
  test.each(cases.secrets)('secrets of %j (a whole expression: %j)', (text, whole, expected) => {
    expect(findSecretUses(String(text), whole === true).map(({ name }) => name)).toEqual(expected);
  });

  test('places cover the use alone', () => {
    const text = `key=$\{{ secrets.HAY }}`;
    expect(findSecretUses(text).map(({ start, end }) => text.slice(start, end))).toEqual(['secrets.HAY']);
  });
});

describe('commands', () => {
  test.each(cases.programs)('program of %j is %j', (command, expected) => {
    expect(programOf(String(command))).toBe(expected);
  });

  test.each(cases.envFiles)('env files of %j, seen from where it went', (command, expected) => {
    expect(envFilesOf(String(command)).map(({ text }) => text)).toEqual(expected);
  });

  test.each(cases.variables)('variables of %j that it does not set', (command, expected) => {
    expect(variablesOf(String(command)).map(({ text }) => text)).toEqual(expected);
  });
});
