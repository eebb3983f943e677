/** Each kind of evidence over its smallest export: recognised by content alone, and word for word what it states. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { formsOf } from '../../analyzer/src/evidence/forms.ts';
import { sortBy } from '../../analyzer/src/evidence/labels.ts';
import { EVIDENCE } from '../../analyzer/src/evidence/registry.generated.ts';

const FOLDER = path.join(import.meta.dirname, '../fixtures/evidence');
const CASES = readdirSync(FOLDER).sort();
const sort = sortBy({ old: ['orders_blue', 'v6'], new: ['orders_green', 'v7'] });

function inputOf(name: string): string {
  const [file = ''] = readdirSync(path.join(FOLDER, name)).filter((entry) => entry.startsWith('input.'));
  return readFileSync(path.join(FOLDER, name, file), 'utf8');
}

it.each(CASES)('%s', async (name) => {
  const { forms, cut } = formsOf(inputOf(name));
  expect(cut).toBeNull();
  const read = EVIDENCE.flatMap((kind) => {
    const reading = kind.tryRead(forms, sort);
    return reading === null ? [] : [{ kind: kind.id, ...reading }];
  });
  expect(read.map(({ kind }) => kind)).toEqual([name.replace(/-json$/, '')]);
  const text = `${JSON.stringify(read[0], null, 2)}\n`;
  expect(text).not.toMatch(/never-looked-at|bmV2ZXItbG9va2VkLWF0|AKIANEVER|orders_blue|orders_green/);
  await expect(text).toMatchFileSnapshot(path.join(FOLDER, name, 'expected.json'));
});

it('has a fixture for every kind', () => {
  expect(EVIDENCE.map(({ id }) => id).filter((id) => !CASES.includes(id))).toEqual([]);
});
