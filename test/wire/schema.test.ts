/** The published schema, the check of `--from` and real output say the same about what an inventory is. */
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { toWire } from '../../analyzer/src/wire/inventory.ts';
import { readInventory } from '../../analyzer/src/wire/read.ts';
import { inventorySchema } from '../../analyzer/src/wire/schema.ts';
import { writeInventory } from '../../analyzer/src/wire/write.ts';
import { tearoom } from './tearoom.ts';

const published = readFileSync(new URL('../../analyzer/schema/inventory.schema.json', import.meta.url), 'utf8');
const validate = new Ajv2020.default({ strict: true, strictTypes: false }).compile(JSON.parse(published));
const text = writeInventory(toWire(tearoom));

test('the published schema is what the shapes make; vitest -u publishes it', async () => {
  const made = `${JSON.stringify(inventorySchema(), null, 2)}\n`;
  await expect(made).toMatchFileSnapshot('../../analyzer/schema/inventory.schema.json');
});

test('real output validates', () => {
  validate(JSON.parse(text));
  expect(validate.errors).toBeNull();
});

test('the schema knows every field of real output', () => {
  const unknown: string[] = [];
  const definitions = new Map(Object.entries(JSON.parse(published).$defs));
  collectUnknown(JSON.parse(text), JSON.parse(published), definitions, 'inventory', unknown);
  expect(unknown).toEqual([]);
});

/** Walks value and schema together; fields that no schema names go to `unknown`. */
function collectUnknown(
  value: unknown,
  schema: unknown,
  definitions: ReadonlyMap<string, unknown>,
  at: string,
  unknown: string[],
): void {
  const parts = partsOf(schema, definitions);
  if (Array.isArray(value)) {
    for (const item of value) collectUnknown(item, parts.items, definitions, `${at}[]`, unknown);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, field] of Object.entries(value)) {
      const known = parts.properties?.[key];
      if (known === undefined) unknown.push(`${at}.${key}`);
      else collectUnknown(field, known, definitions, `${at}.${key}`, unknown);
    }
  }
}

interface Parts {
  readonly items?: unknown;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly anyOf?: readonly unknown[];
  readonly $ref?: string;
}

function partsOf(schema: unknown, definitions: ReadonlyMap<string, unknown>): Parts {
  const parts: Parts = typeof schema === 'object' && schema !== null ? schema : {};
  if (parts.$ref !== undefined) return partsOf(definitions.get(parts.$ref.replace('#/$defs/', '')), definitions);
  return parts.anyOf === undefined ? parts : partsOf(parts.anyOf[0], definitions);
}

type Edit = readonly [what: string, find: string, replace: string];
const FAULTS: readonly Edit[] = [
  ['a duration in seconds', '"PT37M"', '2220'],
  ['a duration that is no ISO 8601', '"PT37M"', '"37 min"'],
  ['a mode nobody knows', '"mode": "poll"', '"mode": "hopeful"'],
  ['a line that is text', '"line": 31', '"line": "31"'],
  ['a missing required field', '"filesRead": 9,', ''],
  ['a list that is an object', '"outages": []', '"outages": {}'],
  ['a negative count', '"min": 6', '"min": -6'],
  ['null where a name is needed', '"name": "oolong-api"', '"name": null'],
];

test.each(FAULTS)('schema and reader both refuse %s', (_what, find, replace) => {
  expect(text).toContain(find);
  const broken = text.replace(find, replace);
  expect(validate(JSON.parse(broken))).toBe(false);
  expect(readInventory(broken).problem).toMatch(/^inventory\.\w+.*: /);
});

test('schema and reader both allow additions, and the lack of optional fields', () => {
  const added = text
    .replace('"filesRead": 9,', '"filesRead": 9, "mood": "calm",')
    .replace('"objectKind": "CronJob",', '');
  expect(validate(JSON.parse(added))).toBe(true);
  expect(readInventory(added).problem).toBeNull();
});
