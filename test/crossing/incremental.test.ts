/** What files say of each other follows every edit, costs nothing where nothing is shared, and says what it leaves out. */
import { beforeAll, expect, test, vi } from 'vitest';
import { loadTypescript } from '../../analyzer/src/syntax/code/typescript/parser.ts';
import { loadCompiler } from '../../analyzer/src/workspace/compiler.ts';
import { crossingOver, usesOf } from './estate.ts';

beforeAll(loadTypescript);

const GIVEN = 'export const config = { token: process.env.OWL_API_TOKEN };';
const USED = "import { config } from './given';\nsend(config.token);";

test('edits lead to the same as a fresh session', () => {
  const session = crossingOver({ 'src/given.ts': 'export const config = {};', 'src/use.ts': USED });
  const told: (readonly string[])[] = [usesOf(session)];
  for (const change of [
    { file: 'src/given.ts', text: GIVEN },
    { file: 'src/use.ts', text: `\n${USED}` },
    { file: 'src/late.ts', text: USED },
    { file: 'src/use.ts', text: null },
    { file: 'src/given.ts', text: GIVEN.replace('OWL_API_TOKEN', 'CROW_API_TOKEN') },
  ]) {
    session.apply([change]);
    told.push(usesOf(session));
  }
  expect(told).toEqual([
    [],
    ['src/use.ts:2 OWL_API_TOKEN as config.token: import'],
    ['src/use.ts:3 OWL_API_TOKEN as config.token: import'],
    ['src/late.ts:2 OWL_API_TOKEN as config.token: import', 'src/use.ts:3 OWL_API_TOKEN as config.token: import'],
    ['src/late.ts:2 OWL_API_TOKEN as config.token: import'],
    ['src/late.ts:2 CROW_API_TOKEN as config.token: import'],
  ]);
  const fresh = crossingOver({ 'src/given.ts': GIVEN.replace('OWL', 'CROW'), 'src/late.ts': USED });
  expect(session.facts().units).toEqual(fresh.facts().units);
});

test('the compiler is loaded only where a module that reads is imported', () => {
  const load = vi.fn(loadCompiler);
  usesOf(
    crossingOver({ 'src/given.ts': GIVEN, 'src/other.ts': "import { a } from './elsewhere';" }, { loadCompiler: load }),
  );
  expect(load).not.toHaveBeenCalled();
  usesOf(crossingOver({ 'src/given.ts': GIVEN, 'src/use.ts': USED }, { loadCompiler: load }));
  expect(load).toHaveBeenCalledOnce();
});

test('a compiler that is not there is said', () => {
  const session = crossingOver({ 'src/given.ts': GIVEN, 'src/use.ts': USED }, { loadCompiler: () => null });
  expect(session.facts().skipped).toEqual([
    {
      file: 'src/given.ts',
      reason: 'line 1: not followed into other files: the TypeScript compiler could not be loaded',
    },
  ]);
});

test.each([
  [
    'a circle of modules',
    "export * from './use';\nexport const config = { token: process.env.OWL_API_TOKEN, next };\nimport { next } from './use';",
    "export * from './given';\nimport { config } from './given';\nexport const next = config;",
  ],
  [
    'a circle of names',
    "export { token } from './use';\nexport const other = process.env.OWL_API_TOKEN;",
    "export { token } from './given';\nimport { token } from './given';\nsend(token);",
  ],
  [
    'names of prototypes',
    'export const config = { __proto__: { token: process.env.OWL_API_TOKEN }, constructor: process.env.OWL_API_TOKEN };',
    "import { config } from './given';\nsend(config.constructor, config.__proto__.token, config.toString);",
  ],
  ['half a file', 'export const config = { token: process.env.OWL_API_TOKEN }; export const {{{ = ', USED],
  ['a tsconfig that extends itself', GIVEN, USED],
  ['deep nesting', `export const config = ${'['.repeat(3000)}process.env.OWL_API_TOKEN${']'.repeat(3000)};`, USED],
])('%s ends', (_, given, used) => {
  const session = crossingOver({
    'tsconfig.json': '{ "extends": "./tsconfig.json", "compilerOptions": { "paths": { "*": ["*"], "**": 1 } } }',
    'package.json': '{ "name": "owl", "exports": { "./*": { "x": { "y": ["./src/*", 7] } } } }',
    'src/given.ts': given,
    'src/use.ts': used,
  });
  expect(() => session.facts()).not.toThrow();
});

test('a module nested deeper than the compiler walks is named, and costs only itself', () => {
  const deep = `export const config = ${'['.repeat(3000)}process.env.OWL_API_TOKEN${']'.repeat(3000)};`;
  const session = crossingOver({
    'src/given.ts': GIVEN,
    'src/deep.ts': `${deep}\nexport const token = process.env.CROW_API_TOKEN;`,
    'src/use.ts': `${USED}\nimport { token } from './deep';\nsend(token);`,
  });
  expect(usesOf(session)).toEqual(['src/use.ts:2 OWL_API_TOKEN as config.token: import']);
  expect(session.facts().skipped).toEqual([
    {
      file: 'src/deep.ts',
      reason: 'line 1: what it reads is not followed into other files: its module is nested too deeply',
    },
  ]);
});
