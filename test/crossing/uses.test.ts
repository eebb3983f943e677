/** Each way of handing a read value to another file, and what must not count as one. */
import { beforeAll, describe, expect, test } from 'vitest';
import { loadTypescript } from '../../analyzer/src/syntax/code/typescript/parser.ts';
import { clientsOf, crossingOver, usesOf } from './estate.ts';

beforeAll(loadTypescript);

const READ = 'process.env.OWL_API_TOKEN';

/** The exporting file, the using file, and how the use is told; `use.ts` unless another name is given. */
const WAYS: ReadonlyArray<readonly [way: string, given: string, used: string, told: string]> = [
  [
    'a constant',
    `export const token = ${READ};`,
    "import { token } from './given';\nsend(token);",
    '2 OWL_API_TOKEN as token: import',
  ],
  [
    'a constant by another name',
    `const token = ${READ};\nexport { token as key };`,
    "import { key as mine } from './given';\nsend(mine);",
    '2 OWL_API_TOKEN as mine: import',
  ],
  [
    'an object',
    `export const config = { owl: { token: ${READ} } } as const;`,
    "import { config } from './given';\nsend(config.owl.token);",
    '2 OWL_API_TOKEN as config.owl.token: import',
  ],
  [
    'a part of it',
    `export const config = { owl: { token: ${READ} } };`,
    "import { config } from './given';\nconst { owl } = config;\nsend(owl.token);",
    '3 OWL_API_TOKEN as owl.token: import',
  ],
  [
    'a pattern',
    `export const config = { owl: { token: ${READ} } };`,
    "import { config } from './given';\nconst { owl: { token } } = config;\nsend(token);",
    '2 OWL_API_TOKEN as token: import',
  ],
  [
    'the default',
    `export default { token: ${READ} };`,
    "import owl from './given';\nsend(owl.token);",
    '2 OWL_API_TOKEN as owl.token: import',
  ],
  [
    'a namespace',
    `export const token = ${READ};`,
    "import * as owl from './given';\nsend(owl.token);",
    '2 OWL_API_TOKEN as owl.token: import',
  ],
  [
    'a spread',
    `const owl = { token: ${READ} };\nexport const config = { ...owl };`,
    "import { config } from './given';\nsend(config.token);",
    '2 OWL_API_TOKEN as config.token: import',
  ],
  [
    'a frozen object',
    `export const config = Object.freeze({ token: ${READ} });`,
    "import { config } from './given';\nsend(config.token);",
    '2 OWL_API_TOKEN as config.token: import',
  ],
  [
    'a text around it',
    `export const url = \`https://owl:\${${READ}}@owl.example\`;`,
    "import { url } from './given';\nsend(url);",
    '2 OWL_API_TOKEN as url: import',
  ],
  [
    'a function',
    `export const token = () => ${READ};`,
    "import { token } from './given';\nexport function GET() { return send(token()); }",
    '2 OWL_API_TOKEN as token(): per-call',
  ],
  [
    'a function asked once',
    `export function load() { return { token: ${READ} }; }`,
    "import { load } from './given';\nconst owl = load();\nexport const GET = () => send(owl.token);",
    '3 OWL_API_TOKEN as owl.token: per-call',
  ],
  [
    'a function asked where it stands',
    `const load = () => ({ token: ${READ} });\nexport const config = load();`,
    "import { config } from './given';\nexport const GET = () => send(config.token);",
    '2 OWL_API_TOKEN as config.token: import',
  ],
  [
    'a static field',
    `export class Owl { static token = ${READ}; }`,
    "import { Owl } from './given';\nsend(Owl.token);",
    '2 OWL_API_TOKEN as Owl.token: import',
  ],
  [
    'a field',
    `export class Owl { token = ${READ}; }`,
    "import { Owl } from './given';\nsend(new Owl().token);",
    '2 OWL_API_TOKEN as ?.token: construction',
  ],
  [
    'CommonJS',
    `module.exports = { owl: { token: ${READ} } };`,
    "const { owl } = require('./given');\nsend(owl.token);",
    '2 OWL_API_TOKEN as owl.token: import',
  ],
  [
    'CommonJS, name by name',
    `exports.token = ${READ};`,
    "const owl = require('./given');\nsend(owl.token);",
    '2 OWL_API_TOKEN as owl.token: import',
  ],
  [
    'zod',
    "import { z } from 'zod';\nexport const env = z.object({ OWL_API_TOKEN: z.string() }).parse(process.env);",
    "import { env } from './given';\nsend(env.OWL_API_TOKEN);",
    '2 OWL_API_TOKEN as env.OWL_API_TOKEN: import',
  ],
  [
    'zod, kept in a result',
    "import { z } from 'zod';\nconst rules = z.object({ OWL_API_TOKEN: z.string() });\nconst result = rules.safeParse(process.env);\nexport const env = result.data;",
    "import { env } from './given';\nsend(env.OWL_API_TOKEN);",
    '2 OWL_API_TOKEN as env.OWL_API_TOKEN: import',
  ],
  [
    'zod with other names',
    `import { z } from 'zod';\nexport const owl = z.object({ token: z.string() }).parse({ token: ${READ} });`,
    "import { owl } from './given';\nsend(owl.token);",
    '2 OWL_API_TOKEN as owl.token: import',
  ],
  [
    'envalid',
    "import { cleanEnv, str } from 'envalid';\nexport const env = cleanEnv(process.env, { OWL_API_TOKEN: str() });",
    "import { env } from './given';\nsend(env.OWL_API_TOKEN);",
    '2 OWL_API_TOKEN as env.OWL_API_TOKEN: import',
  ],
  [
    't3-env',
    `import { createEnv } from '@t3-oss/env-core';\nexport const env = createEnv({ server: { OWL_API_TOKEN: z.string() }, runtimeEnv: { OWL_API_TOKEN: ${READ} } });`,
    "import { env } from './given';\nsend(env.OWL_API_TOKEN);",
    '2 OWL_API_TOKEN as env.OWL_API_TOKEN: import',
  ],
  [
    'convict',
    "import convict from 'convict';\nexport const config = convict({ owl: { token: { env: 'OWL_API_TOKEN', default: '' } } });",
    "import { config } from './given';\nsend(config.get('owl.token'));",
    '2 OWL_API_TOKEN as config.get(): import',
  ],
];

describe('is followed to its use', () => {
  test.each(WAYS)('%s', (_, given, used, told) => {
    expect(usesOf(crossingOver({ 'src/given.ts': given, 'src/use.ts': used }))).toEqual([`src/use.ts:${told}`]);
  });

  test('through modules that hand it on, aliases and names without an extension', () => {
    const session = crossingOver({
      'tsconfig.json': '{ "compilerOptions": { "paths": { "#owl/*": ["./nest/*"], } } } // why not',
      'nest/env.ts': `export const env = { token: ${READ} };`,
      'nest/barrel/index.ts': "export * from '../env.js';",
      'nest/constants.ts': "import { env } from './barrel';\nexport const OWL = env.token;",
      'app/use.ts':
        "import { OWL } from '#owl/constants';\nexport const GET = () => fetch('x', { headers: { authorization: OWL } });",
    });
    expect(usesOf(session)).toEqual([
      'app/use.ts:2 OWL_API_TOKEN as OWL: import',
      'nest/constants.ts:2 OWL_API_TOKEN as env.token: import',
    ]);
  });

  test('into the client that is built from it', () => {
    const session = crossingOver({
      'src/config.ts': 'export const config = { db: { password: process.env.OWL_DB_PASSWORD } };',
      'src/pool.ts':
        "import { Pool } from 'pg';\nimport { config } from './config';\nconst { password } = config.db;\nexport const pool = new Pool({ password });",
    });
    expect(clientsOf(session)).toEqual(['src/pool.ts:4 node-pg-max-lifetime of OWL_DB_PASSWORD']);
  });

  test('in a script, which loads the module anew', () => {
    const session = crossingOver({
      'src/given.ts': `export const token = ${READ};`,
      'scripts/feed.ts': "import { token } from '../src/given';\nsend(token);",
    });
    expect(usesOf(session)).toEqual(['scripts/feed.ts:2 OWL_API_TOKEN as token: job']);
  });
});

/** Nothing of the value is used here. */
const NO_USES: ReadonlyArray<readonly [why: string, given: string, used: string]> = [
  ['a comparison', `export const same = ${READ} === 'x';`, "import { same } from './given';\nsend(same);"],
  [
    'a flag',
    `export const isOwlEnabled = ${READ} && true;`,
    "import { isOwlEnabled } from './given';\nsend(isOwlEnabled);",
  ],
  [
    'a client that keeps it',
    `export const owl = new Owl({ token: ${READ} });`,
    "import { owl } from './given';\nowl.fly();",
  ],
  [
    'another property',
    `export const config = { token: ${READ}, name: 'owl' };`,
    "import { config } from './given';\nsend(config.name);",
  ],
  [
    'a type',
    `export const config = { token: ${READ} };`,
    "import type { config } from './given';\nlet a: typeof config;",
  ],
  ['a name of its own', `export const token = ${READ};`, "import './given';\nconst token = 1;\nsend(token);"],
  ['a setting', 'export const level = process.env.OWL_LOG_LEVEL;', "import { level } from './given';\nsend(level);"],
];

test.each(NO_USES)('is not followed: %s', (_, given, used) => {
  expect(usesOf(crossingOver({ 'src/given.ts': given, 'src/use.ts': used }))).toEqual([]);
});
