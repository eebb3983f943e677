/** What `--from` accepts, and what it says about the rest. */
import { expect, test } from 'vitest';
import { toWire } from '../../analyzer/src/wire/inventory.ts';
import { readInventory } from '../../analyzer/src/wire/read.ts';
import { writeInventory } from '../../analyzer/src/wire/write.ts';
import { tearoom } from './tearoom.ts';

const text = writeInventory(toWire(tearoom));

test('what was written is read back, byte for byte', () => {
  const { inventory } = readInventory(`\uFEFF${text}`);
  expect(inventory === null ? null : writeInventory(inventory)).toBe(text);
});

test.each([
  ['nothing', '', 'the file is empty'],
  ['blanks', '  \n', 'the file is empty'],
  ['half of it', text.slice(0, text.length / 2), 'cut off'],
  ['YAML', 'samovar: hot', 'not JSON: an inventory starts with {'],
  ['JavaScript', '{ samovar: hot }', 'not JSON: write it with `keyturn scan --format json`'],
  ['a list', '[]', 'schemaVersion 1 is missing'],
  ['an empty object', '{}', 'schemaVersion 1 is missing'],
  ['a version in quotes', '{"schemaVersion":"1"}', 'schemaVersion 1 is missing'],
  ['the next version', text.replace('"schemaVersion": 1', '"schemaVersion": 2'), 'newer keyturn (schemaVersion 2'],
  ['a version alone', '{"schemaVersion":1}', 'inventory: tool is missing'],
  ['a prototype', '{"schemaVersion":1,"__proto__":{"tool":1}}', 'inventory: tool is missing'],
])('%s is refused', (_what, given, problem) => {
  const read = readInventory(given);
  expect(read.inventory).toBeNull();
  expect(read.problem).toContain(problem);
});

test('a problem names the place and never repeats what stands there', () => {
  const { problem } = readInventory(text.replace('"mode": "poll"', '"mode": "hunter2-orange-pekoe"'));
  expect(problem).toMatch(/^inventory\.paths\[\d\]\.refresh\.mode: expected unknown \| manual/);
  expect(problem).not.toContain('pekoe');
});

test('nesting without end is refused, not followed', () => {
  const deep = `{"schemaVersion":1,"tool":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
  expect(readInventory(deep).problem).toBe('inventory.tool: expected an object');
});
