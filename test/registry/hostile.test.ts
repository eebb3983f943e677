/** Names are text in every format, whatever they carry. */
import { createHash } from 'node:crypto';
import type { Entity } from '@backstage/catalog-model';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { drawDifferences, markDifferences } from '../../analyzer/src/cli/registry/diff-text.ts';
import { drawHardest } from '../../analyzer/src/cli/registry/hardest-table.ts';
import { plainPaint } from '../../analyzer/src/drawing/style.ts';
import { differencesOf } from '../../analyzer/src/registry/diff.ts';
import { hardestOf } from '../../analyzer/src/registry/hardest.ts';
import { SCRIPT, SCRIPT_DIGEST } from '../../analyzer/src/registry/site/script.ts';
import { readInventory } from '../../analyzer/src/wire/read.ts';
import { writeInventory } from '../../analyzer/src/wire/write.ts';
import { ATTACKS, exported, FORMATS, hostile, TEAROOM, textOf } from './estate.ts';
import { bomErrors, checkEntity, type Html, readCsv, readHtml, xmlTags } from './validators.ts';

const HOSTILE = hostile();

test('the hostile estate is an inventory, and every attack stands in it', () => {
  expect(readInventory(writeInventory(HOSTILE)).problem).toBeNull();
  const names = JSON.stringify([HOSTILE.credentials, HOSTILE.consumers, HOSTILE.carriers, HOSTILE.findings]);
  for (const attack of ATTACKS) expect(names).toContain(JSON.stringify(attack).slice(1, -1));
});

/** JSON escapes controls by itself, and is what a scan writes. */
test.each(FORMATS.filter((format) => format !== 'json' && format !== 'ndjson'))(
  '%s lets no control or invisible character through',
  async (format) => {
    const allowed = format === 'csv' ? /[\r\n]/g : /\n/g;
    for (const { text } of await exported(format, HOSTILE))
      expect(text.replaceAll(allowed, '').match(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu)).toBeNull();
  },
);

test.each(FORMATS)('%s makes file names that stay where they are put', async (format) => {
  for (const { path } of await exported(format, HOSTILE)) expect(path).toMatch(/^(credentials\/)?[\w-]+(\.[a-z]+)+$/i);
});

describe('html', () => {
  const shapeOf = ({ elements, attributes }: Html) => ({ elements, attributes });

  test('has the same elements and attributes as an estate with harmless names', async () => {
    const [mild, wild] = [await exported('html', TEAROOM), await exported('html', HOSTILE)];
    const shapes = (files: typeof mild) => files.map(({ text }) => shapeOf(readHtml(text)));
    for (const shape of shapes(wild)) {
      expect(shape.elements).not.toContain('img');
      expect(shape.attributes.filter((name) => name.startsWith('on'))).toEqual([]);
    }
    const union = (files: typeof mild) => [...new Set(shapes(files).flatMap(({ attributes }) => attributes))].sort();
    expect(union(wild)).toEqual(union(mild));
  });

  test('parses without an error, and runs its own script alone', async () => {
    for (const { text } of await exported('html', HOSTILE)) {
      const { errors, scripts, text: shown } = readHtml(text);
      expect(errors).toEqual([]);
      for (const script of scripts) expect(script).toBe(SCRIPT);
      expect(shown).toContain('<script>steep()</script>');
      expect(text).toContain(`default-src 'none'`);
    }
  });

  test('the policy allows that script by its digest', async () => {
    expect(SCRIPT_DIGEST).toBe(`sha256-${createHash('sha256').update(SCRIPT).digest('base64')}`);
    const [index] = await exported('html', HOSTILE);
    expect(index?.text).toContain(`script-src '${SCRIPT_DIGEST}'`);
  });

  test('every link leads to a page of the site', async () => {
    const files = await exported('html', HOSTILE);
    const paths = new Set(files.map(({ path }) => path));
    for (const { path, text } of files) {
      const { links } = readHtml(text);
      expect(links.length).toBeGreaterThan(1);
      for (const link of links) expect(paths).toContain(new URL(link, `http://site.test/${path}`).pathname.slice(1));
    }
  });
});

test('csv: every name comes back as it was, and none starts like a formula', async () => {
  for (const { text } of await exported('csv', HOSTILE))
    for (const row of readCsv(text))
      for (const cell of Object.values(row)) expect(cell).not.toMatch(/^\s*[=+@]|^-(?!\d)/);
  const [credentials] = await exported('csv', HOSTILE);
  expect(readCsv(credentials?.text ?? '')).toHaveLength(HOSTILE.credentials.length);
});

test('markdown: no markup, link, mention or table cell comes from a name', async () => {
  const [mild, wild] = [await exported('markdown', TEAROOM), await exported('markdown', HOSTILE)];
  const count = (files: typeof mild, pattern: RegExp) =>
    files.map(({ text }) => (text.match(pattern) ?? []).length).reduce((a, b) => a + b, 0);
  const unescaped = /(?<!\\)[<`*[|]|javascript:(?!steep)/g;
  const fences = (files: typeof mild) =>
    files.map(({ path, text }) => ({ path, text: text.replace(/```sh\n[\s\S]*?\n```\n/g, '') }));
  expect(count(fences(wild), unescaped)).toBe(count(fences(mild), unescaped));
  expect(count(fences(wild), /@(?!&#8203;)/g)).toBe(0);
});

test('graphml and dot: names open nothing', async () => {
  const counts = (text: string) => xmlTags(text).map(({ name }) => name);
  expect(counts(await textOf('graphml', HOSTILE)).sort()).toEqual(counts(await textOf('graphml', TEAROOM)).sort());
  const quoted = /"(?:[^"\\]|\\.)*"/g;
  const bare = (text: string) => [...new Set(text.replaceAll(quoted, '""').split('\n'))].sort();
  expect(bare(await textOf('dot', HOSTILE))).toEqual(bare(await textOf('dot', TEAROOM)));
});

test('mermaid: only entities, letters and digits stand between quotes', async () => {
  const text = await textOf('mermaid', HOSTILE);
  for (const [, label = ''] of text.matchAll(/"([^"]*)"/g)) expect(label).toMatch(/^(?:[\p{L}\p{N} .,_/…-]|#\d+;)*$/u);
  const bare = (written: string) => [...new Set(written.replaceAll(/"[^"]*"|\d+/g, ''))].sort();
  expect(bare(text)).toEqual(bare(await textOf('mermaid', TEAROOM)));
});

test('differences and the hardest list show names as text', () => {
  const all = differencesOf(TEAROOM, HOSTILE);
  const drawn = drawDifferences(all, plainPaint) + drawHardest(hardestOf(HOSTILE), 9, 80, plainPaint);
  const marked = markDifferences(all);
  for (const text of [drawn, marked]) expect(text.replaceAll('\n', '').match(/[\p{Cc}\p{Cf}]/gu)).toBeNull();
  expect(drawn).toContain('<img src=x onerror=steep()>');
  expect(marked).not.toMatch(/<(?:img|script)/);
});

test('cyclonedx and backstage stay valid', async () => {
  expect(bomErrors(JSON.parse(await textOf('cyclonedx', HOSTILE)))).toEqual([]);
  const documents = parseAllDocuments(await textOf('backstage', HOSTILE));
  expect(documents).toHaveLength(HOSTILE.credentials.length);
  for (const document of documents) await checkEntity(document.toJS() as Entity);
});

test('openmetrics: a label holds no line break and no quote of its own', async () => {
  const samples = (await textOf('openmetrics', HOSTILE))
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  for (const sample of samples)
    expect(sample).toMatch(
      /^keyturn_credential_\w+\{(?:[a-z]+="(?:[^"\\\n]|\\[\\"n])*"(?:,(?=[a-z])|(?=\})))+\} -?\d+(?:\.\d+)?$/,
    );
});
