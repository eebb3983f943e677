/** The samples themselves: generated where they say so, declared without error, nothing in a Secret but canaries. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { parseConfiguration, readConfiguration } from '../../analyzer/src/configuration/read.ts';
import { configurationSchema } from '../../analyzer/src/configuration/schema.ts';
import { SAMPLES } from './scan.ts';

const EXAMPLES = [
  'batch-and-restart-only',
  'early-revocation',
  'fiction',
  'large',
  'redis-team',
  'shared-postgres',
  'small',
  'window',
];

describe('samples', () => {
  it('are the eight worked examples', () => {
    const folders = readdirSync(SAMPLES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual(EXAMPLES);
  });

  it('are what the generator makes', () => {
    const { status, stderr } = spawnSync(process.execPath, [path.join(SAMPLES, 'generate.mjs'), '--check'], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it.each(EXAMPLES)('%s is declared without error', (sample) => {
    const text = readFileSync(path.join(SAMPLES, sample, 'keyturn.yaml'), 'utf8');
    const { configuration, errors } = readConfiguration([
      parseConfiguration({ path: 'keyturn.yaml', folder: '' }, text),
    ]);
    expect(errors).toEqual([]);
    expect(configuration.credentials.length).toBeGreaterThan(0);
    const validate = new Ajv2020({ allowUnionTypes: true, formats: { date: true } }).compile(configurationSchema());
    expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
  });

  it('hold no value but canaries, and at least one in plain and one in base64', () => {
    const plain = secretValues('stringData');
    const encoded = secretValues('data').map((value) => Buffer.from(value, 'base64').toString());
    const canaries = [...plain, ...encoded].filter((value) => value.startsWith('kt-canary-'));
    expect(plain.length).toBeGreaterThan(0);
    expect(encoded.length).toBeGreaterThan(0);
    expect(canaries.every((canary) => canary.length >= 30)).toBe(true);
    expect(canaries).toEqual([...plain, ...encoded]);
  });
});

/** Values under secret keys of the Secrets of all samples; user names are no secrets. */
function secretValues(field: 'data' | 'stringData'): readonly string[] {
  return readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => parseAllDocuments(readFileSync(path.join(SAMPLES, file), 'utf8')))
    .map((document) => document.toJS() as { kind?: string; data?: object; stringData?: object } | null)
    .filter((object) => object?.kind === 'Secret')
    .flatMap((object) => Object.entries(object?.[field] ?? {}))
    .filter(([key]) => key !== 'username')
    .map(([, value]) => String(value));
}
