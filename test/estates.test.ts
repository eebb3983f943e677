/**
 * One loop over small estates: `fixtures/estates/<case>/` is scanned as a user would scan it, `expected.graph` is the graph that
 * comes out. Each holds the smallest input that shows one thing about identity, and most were a miss once. `UPDATE=1` rewrites;
 * read the text before accepting it.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scan } from '../analyzer/src/scan.ts';
import { graphLines } from './reading/graph-lines.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures/estates');
const EXPECTED = 'expected.graph';
const cases = readdirSync(FIXTURES).sort();

test.each(cases)('%s', async (name) => {
  const root = join(FIXTURES, name);
  const { inventory } = await scan({ root, cache: false });
  const text = `${graphLines(inventory.graph, inventory.refresh).join('\n')}\n`;
  if (process.env.UPDATE === '1') writeFileSync(join(root, EXPECTED), text);
  expect(text).toBe(readFileSync(join(root, EXPECTED), 'utf8'));
});
