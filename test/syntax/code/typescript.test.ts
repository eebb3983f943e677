/** Hostile and unusual source text: every file ends in facts or a named note, and the two prefilters agree. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import reader from '../../../analyzer/src/readers/code-typescript.ts';
import type { Sight } from '../../../analyzer/src/readers/contract.ts';
import { plainUnits } from '../../../analyzer/src/rendering/units.ts';
import type { SourceText } from '../../../analyzer/src/syntax/code/source.ts';
import { CANDIDATE, NEEDS_TREE } from '../../../analyzer/src/syntax/code/typescript/candidates.ts';
import { loadTypescript } from '../../../analyzer/src/syntax/code/typescript/parser.ts';
import { createLineIndex } from '../../../analyzer/src/syntax/line-index.ts';
import type { Unit } from '../../../analyzer/src/syntax/unit.ts';
import { standInSight } from '../../reading/stand-in-sight.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/readers/code-typescript');
const sight: Sight = standInSight;

beforeAll(loadTypescript);

function read(file: string, text: string) {
  const content: SourceText = { language: 'typescript', file, text, index: createLineIndex(file, text) };
  const context = { root: file, namespace: null, environment: null };
  const unit: Unit<'code'> = { id: file, syntax: 'code', file, inputs: [file], context, content, notes: [] };
  return reader.read(unit, sight);
}

const names = (text: string, file = 'lagoon.ts') =>
  read(file, text).facts.flatMap((fact) =>
    fact.fact === 'read' && fact.source.kind === 'env' ? [fact.source.name] : [],
  );

describe('what cannot be parsed', () => {
  test('is looked at plainly where it is too large', () => {
    const text = `process.env.PEARL_TOKEN;\n${'// sand\n'.repeat(80_000)}`;
    const { facts, notes } = read('lagoon.ts', text);
    expect(names(text)).toEqual(['PEARL_TOKEN']);
    expect(facts.every((fact) => fact.fact === 'read' && fact.moment === 'unknown')).toBe(true);
    expect(notes.map(({ what }) => what)).toEqual(['not parsed: larger than 512 KiB']);
  });

  test('is looked at plainly where it is minified', () => {
    const text = `const a=process.env.PEARL_TOKEN;${'b();'.repeat(10_000)}`;
    expect(names(text)).toEqual(['PEARL_TOKEN']);
    expect(read('lagoon.js', text).notes.map(({ what }) => what)).toEqual(['not parsed: minified']);
  });

  test('is given up on where every line is broken', () => {
    const text = '= = process.env.PEARL_TOKEN;\n'.repeat(40);
    expect(names(text)).toEqual(['PEARL_TOKEN']);
    expect(read('lagoon.ts', text).notes).toHaveLength(1);
  });

  test('ends in a note where the nesting is deeper than any stack', () => {
    const text = `const a = process.env.PEARL_TOKEN ${'+ ('.repeat(60_000)}1${')'.repeat(60_000)};`;
    expect(names(text)).toEqual(['PEARL_TOKEN']);
  });
});

describe('thousands of', () => {
  const many = (line: (n: number) => string) => Array.from({ length: 3000 }, (_, n) => line(n)).join('\n');
  test.each([
    [
      'functions that keep a value',
      many((n) => `let x${n}; export const a${n} = () => (x${n} ??= process.env.PEARL_${n});`),
    ],
    ['functions that call the next', many((n) => `function h${n}() { return h${n + 1}() + process.env.PEARL_${n}; }`)],
    [
      'methods',
      `class Reef {\n${many((n) => `private m${n}() { return this.m${n + 1}() + process.env.PEARL_${n}; }`)}\n}`,
    ],
    [
      'names that are all the same',
      many((n) => `export function f${n}(t) { const s = process.env.PEARL_${n}; return t + s; }`),
    ],
  ])('%s are read one by one', (_, text) => {
    expect(new Set(names(text)).size).toBe(3000);
  });
});

describe('a place is told truly', () => {
  test.each([
    ['behind characters of four bytes', "const wave = '🌊🌊'; export const pearl = process.env.PEARL_TOKEN;", 1, 43],
    ['behind a byte order mark', '\uFEFFexport const pearl = process.env.PEARL_TOKEN;', 1, 22],
    ['with the line ends of Windows', 'const a = 1;\r\nexport const pearl = process.env.PEARL_TOKEN;\r\n', 2, 22],
  ])('%s', (_, text, line, column) => {
    expect(read('lagoon.ts', text).facts.map(({ at }) => [at.line, at.column])).toEqual([[line, column]]);
  });
});

const sources = readdirSync(FIXTURES, { recursive: true })
  .map(String)
  .filter(
    (path) => /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/.test(path) && !/node_modules|dist|test|deep|\.d\.ts/.test(path),
  )
  .map((path): [string, string] => [path, readFileSync(join(FIXTURES, path), 'utf8')]);

test.each(sources)('%s: any beginning of it can be read', (path, text) => {
  const step = Math.max(1, Math.floor(text.length / 40));
  for (let end = 0; end <= text.length; end += step) {
    const { facts, notes } = read(path, text.slice(0, end));
    expect([...facts, ...notes].every(({ at }) => at.line >= 1 && at.column >= 1)).toBe(true);
  }
});

test('what needs a tree is a candidate, and every fixture is one', () => {
  expect(sources.filter(([, text]) => NEEDS_TREE.test(text) && !CANDIDATE.test(text))).toEqual([]);
  const unread = sources.filter(([path, text]) => plainUnits(path.replace(/^[^/]+\//, ''), text).units.length === 0);
  expect(unread.map(([path]) => path)).toEqual([]);
});

test('no value is told: a default written beside a read is nowhere in what is said', () => {
  const said = JSON.stringify(
    read(
      'lagoon.ts',
      `import { Pool } from 'pg';
       const password = process.env.PEARL_PASSWORD ?? 'sunken-treasure';
       export const pool = new Pool({ password, host: 'postgres://me:sunken-treasure@reef/db' });
       const { SHELL_TOKEN = 'sunken-treasure' } = process.env;
       app.get('/sunken-treasure', () => process.env['A' + 'sunken-treasure']);`,
    ),
  );
  expect(said).toContain('PEARL_PASSWORD');
  expect(said).not.toContain('sunken-treasure');
});
