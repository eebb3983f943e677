/** Imports found without a tree, in texts that people write and in texts that mean to keep the search busy. */
import { expect, test } from 'vitest';
import { importLines } from '../../analyzer/src/crossing/import-lines.ts';

test('each import has the clause that stands nearest before it', () => {
  const text = [
    `import owl, { hoot as call, type Feather } from './owl';`,
    `export { roost } from "./roost";`,
    `const from = list.from('nothing');`,
    `import type { Nest } from './types';`,
    `import * as barn from './barn';`,
    `const mice = require('./mice');`,
  ].join('\n');
  expect(importLines(text)).toEqual([
    { specifier: './owl', names: ['default', 'hoot'], passesOn: false },
    { specifier: './roost', names: ['roost'], passesOn: true },
    { specifier: './barn', names: ['*'], passesOn: false },
    { specifier: './mice', names: ['*'], passesOn: false },
  ]);
});

test('a text that is all `from` is searched once, not once from each of them', () => {
  expect(importLines(`from 'owl'\n`.repeat(180_000))).toEqual([]);
  const far = `import { hoot } from './owl';\n`.repeat(60_000);
  expect(importLines(far)).toHaveLength(60_000);
});
