/** Patterns mean what git says they mean, and none can keep us busy. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linesOfGlobs, readPattern } from '../../analyzer/src/model/glob.ts';
import { createIgnoreRules } from '../../analyzer/src/workspace/ignore-rules.ts';
import { git, plant, temporaryTree } from '../workspace/temporary.ts';

const fits = (line: string, path: string) => readPattern(line)?.fits(path) ?? null;

test.each([
  ['crane', 'dock/crane', true],
  ['crane/', 'dock/crane', false],
  ['crane/', 'dock/crane/', true],
  ['/crane', 'dock/crane', false],
  ['dock/*.yaml', 'dock/deep/a.yaml', false],
  ['dock/**', 'dock/deep/a.yaml', true],
  ['dock/**', 'dock/', false],
  ['**/deep/**/a', 'deep/a', true],
  ['a**z', 'abcz', true],
  ['[!a-c]x', 'dx', true],
  ['[!a-c]x', 'bx', false],
  ['[]a]', ']', true],
  ['[[:digit:]]', '7', true],
  ['[unclosed', '[unclosed', false],
  ['\\!important', '!important', true],
  ['trailing   ', 'trailing', true],
  ['trailing\\ ', 'trailing ', true],
  ['crlf\r', 'crlf', true],
] as const)('%j and %j: %j', (line, path, expected) => {
  expect(fits(line, path)).toBe(expected);
});

test.each(['', '# comment', '/', '   ', '!'])('%j is no pattern', (line) => {
  expect(readPattern(line)).toBeNull();
});

describe('as git reads them', () => {
  const piece = fc.constantFrom(
    'a',
    'b',
    'ab',
    '*',
    '?',
    '[ab]',
    '[!a]',
    'a*',
    '*b',
    '\\a',
    '[a-c]',
    '[]b]',
    '[[:alpha:]]',
  );
  // Two stars beside something else in a segment: git's own shortcut makes them differ from its manual, which we follow.
  const segment = fc.oneof(
    fc.array(piece, { minLength: 1, maxLength: 2 }).map((pieces) => pieces.join('').replace('**', '*')),
    fc.constantFrom('**', '***'),
  );
  const pattern = fc
    .tuple(
      fc.constantFrom('', '', '!'),
      fc.constantFrom('', '/'),
      fc.array(segment, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('', '/'),
    )
    .map(([not, start, segments, end]) => `${not}${start}${segments.join('/')}${end}`);
  const file = fc
    .array(fc.constantFrom('a', 'b', 'ab', 'ba', 'c'), { minLength: 1, maxLength: 4 })
    .map((names) => names.join('/'))
    // A folder on the disk of this test, so git would not take it for a file.
    .filter((path) => path !== 'a');

  test('random rules files at two depths, random paths', () => {
    const root = temporaryTree();
    git(root, 'init', '--quiet');
    const property = fc.property(
      fc.array(pattern, { minLength: 1, maxLength: 4 }),
      fc.array(pattern, { maxLength: 2 }),
      fc.uniqueArray(file, { minLength: 5, maxLength: 30 }),
      (top, inner, files) => {
        plant(root, { '.gitignore': `${top.join('\n')}\n`, 'a/.gitignore': `${inner.join('\n')}\n` });
        const texts: Readonly<Record<string, string>> = { '': top.join('\n'), a: inner.join('\n') };
        const rules = createIgnoreRules((folder) => texts[folder] ?? null);
        expect(files.filter((path) => rules.ignores(path))).toEqual(ignoredByGit(root, files));
      },
    );
    fc.assert(property, { numRuns: 200, seed: 20261125 });
  });

  /** Ends with 1 where nothing is ignored. */
  function ignoredByGit(root: string, files: readonly string[]): readonly string[] {
    const input = `${files.join('\0')}\0`;
    const script = 'git check-ignore --no-index --stdin -z || test $? -eq 1';
    const said = execFileSync('sh', ['-c', script], { cwd: root, input, stdio: ['pipe', 'pipe', 'ignore'] }).toString();
    const ignored = new Set(said.split('\0'));
    return files.filter((path) => ignored.has(path));
  }
});

test('globs of a configuration hold from the root, braces included', () => {
  expect(linesOfGlobs(['**/{x,y}/*.{a,b}', '', '/z'])).toEqual([
    '/**/x/*.a',
    '/**/x/*.b',
    '/**/y/*.a',
    '/**/y/*.b',
    '/z',
  ]);
  expect(linesOfGlobs(['{a,b}'.repeat(40)])).toHaveLength(256);
});

/** Each takes a backtracking matcher longer than a life. */
test.each([
  ['*a'.repeat(60), 'a'.repeat(250)],
  ['*[ab]'.repeat(60), 'ab'.repeat(120)],
  ['*?'.repeat(60), 'a'.repeat(250)],
  ['**/a/'.repeat(60), 'a/'.repeat(1000)],
  ['**/*a*/'.repeat(60), 'aa/'.repeat(1000)],
])('%#: a pattern made to keep a matcher busy gets its answer', (start, path) => {
  expect(fits(`${start}b`, `${path}c`)).toBe(false);
});
