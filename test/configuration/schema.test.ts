/** The published JSON Schema is the one the shapes make (`UPDATE=1` rewrites it), and it judges as the reader does. */
import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { configurationSchema } from '../../analyzer/src/configuration/schema.ts';
import { complaints } from './declare.ts';

const PUBLISHED = new URL('../../analyzer/schema/keyturn-yaml.schema.json', import.meta.url);
const validate = new Ajv2020({ allowUnionTypes: true, formats: { date: /^\d{4}-\d\d-\d\d$/ } }).compile(
  configurationSchema(),
);

describe('the JSON Schema of keyturn.yaml', () => {
  it('is the published one', () => {
    const made = `${JSON.stringify(configurationSchema(), null, 2)}\n`;
    if (process.env.UPDATE) writeFileSync(PUBLISHED, made);
    expect(readFileSync(PUBLISHED, 'utf8')).toBe(made);
  });

  it.each([
    'overrides: [{ consumer: x, interval: PT5M, connectionLifetime: 1h30m, startup: 0 }]',
    'overrides: [{ consumer: x, action: { does: y, parallel: all } }, { consumer: z, action: { does: y, parallel: 4 } }]',
    'credentials: [{ match: { store: vault, item: x, property: y } }]',
    'delays: [{ row: a, delay: { kind: uniform, min: 0s, max: 2m } }, { row: b, delay: { kind: never, reason: why } }]',
    'files: { maxSize: 2MiB }',
    'files: { maxSize: 1024 }',
  ])('accepts what the reader accepts: %s', (text) => {
    expect(complaints(text)).toEqual([]);
    expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([
    'clustrs: []',
    'version: 2',
    'consumers: [{ name: a, kind: robot, uses: [b] }]',
    'consumers: [{ name: a, kind: job, uses: [] }]',
    'consumers: [{ name: a, kind: job }]',
    'overrides: [{ consumer: x, interval: 5 }]',
    'overrides: [{ consumer: x, interval: soon }]',
    'overrides: [{ consumer: x, schedule: soon }]',
    'overrides: [{ consumer: x, jitter: 1.5 }]',
    'credentials: [{ match: {} }]',
    'credentials: [{ match: { id: a, secret: b } }]',
    'credentials: [{ match: { file: ../b.env } }]',
    'delays: [{ row: a, delay: { kind: fixed, max: 1m } }]',
    'delays: [{ row: a, delay: { kind: uniform, min: 0s, max: 1m, at: 3s } }]',
    'technologies: [{ id: a }]',
    'related: [[keepers]]',
    'files: { maxSize: huge }',
  ])('rejects what the reader rejects: %s', (text) => {
    expect(complaints(text)).not.toEqual([]);
    expect(validate(parse(text))).toBe(false);
  });
});
