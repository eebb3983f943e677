/** What each format promises to the tool that reads it. */
import type { Entity } from '@backstage/catalog-model';
import { expect, it, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { EXPORTERS } from '../../analyzer/src/registry/registry.generated.ts';
import { writeInventory } from '../../analyzer/src/wire/write.ts';
import { KETTLE, SAMOVAR } from '../wire/tearoom.ts';
import { exported, many, TEAROOM, textOf } from './estate.ts';
import { bomErrors, checkEntity, readCsv, xmlTags } from './validators.ts';

test.each([...EXPORTERS])('%s is the id of its exporter', async (id, load) => {
  const exporter = await load();
  expect(exporter.id).toBe(id);
  const paths = [...exporter.files(TEAROOM)].map(({ path }) => path);
  expect(paths.length > 1).toBe(exporter.folder);
  expect(new Set(paths).size).toBe(paths.length);
});

test('json is what a scan writes, byte for byte', async () => {
  expect(await textOf('json', TEAROOM)).toBe(writeInventory(TEAROOM));
  const empty = { ...TEAROOM, credentials: [], paths: [], findings: [] };
  expect(await textOf('json', empty)).toBe(writeInventory(empty));
});

test('ndjson has every entity on a line of its own, and nothing else', async () => {
  const lines = (await textOf('ndjson', TEAROOM))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const { type: first, ...about } = lines[0];
  expect([first, about]).toEqual(['inventory', { schemaVersion: 1, tool: TEAROOM.tool, source: TEAROOM.source }]);
  for (const [type, list] of [
    ['credential', 'credentials'],
    ['path', 'paths'],
    ['consumer', 'consumers'],
  ] as const)
    expect(lines.filter((line) => line.type === type).map(({ type: _, ...entity }) => entity)).toEqual(TEAROOM[list]);
  expect(lines.at(-1)).toEqual({ type: 'coverage', ...TEAROOM.coverage });
});

test('csv tables hold a row per credential, consumer and path', async () => {
  const files = new Map((await exported('csv', TEAROOM)).map(({ path, text }) => [path, readCsv(text)]));
  const credentials = files.get('credentials.csv') ?? [];
  expect(credentials.map(({ id }) => id)).toEqual([SAMOVAR, KETTLE].sort());
  expect(credentials.find(({ id }) => id === SAMOVAR)).toMatchObject({
    consumers: '4',
    never_without_action: String(
      TEAROOM.credentials.find(({ id }) => id === SAMOVAR)?.convergence.neverWithoutAction.length,
    ),
    overlap_declared_seconds: '3600',
    owners: 'brewers; whiskers',
  });
  expect(files.get('consumers.csv')?.map(({ id }) => id)).toEqual(TEAROOM.consumers.map(({ id }) => id));
  const paths = files.get('paths.csv') ?? [];
  expect(paths.map(({ refresh }) => refresh)).toEqual(TEAROOM.paths.map(({ refresh }) => refresh.mode));
  expect(paths.find(({ consumer }) => consumer?.endsWith('leaf-report'))).toMatchObject({
    settled_seconds: '3660',
    line: '18',
  });
});

test('graphml is well-formed and names no node that is not there', async () => {
  const tags = xmlTags(await textOf('graphml', TEAROOM));
  const nodes = tags.filter(({ name }) => name === 'node').map(({ attributes }) => attributes.id);
  expect(nodes).toContain(SAMOVAR);
  expect(new Set(nodes).size).toBe(nodes.length);
  const edges = tags.filter(({ name }) => name === 'edge');
  expect(edges.length).toBeGreaterThan(TEAROOM.paths.length);
  for (const { attributes } of edges)
    expect(nodes).toEqual(expect.arrayContaining([attributes.source, attributes.target]));
});

test('mermaid stays below the size that Mermaid draws, and says what it left out', async () => {
  const small = await textOf('mermaid', TEAROOM);
  expect(small).not.toContain('edges more');
  const text = await textOf('mermaid', many(400));
  const edges = text.split('\n').filter((line) => line.includes(' -->|'));
  expect(edges).toHaveLength(480);
  expect(text.length).toBeLessThanOrEqual(50_000);
  const all = (await textOf('dot', many(400))).split('\n').filter((line) => line.includes(' -> '));
  expect(text).toContain(`${all.length - 480} edges more`);
});

test('cyclonedx is valid, holds no value, and depends as the paths say', async () => {
  const bom = JSON.parse(await textOf('cyclonedx', TEAROOM));
  expect(bomErrors(bom)).toEqual([]);
  expect(bomErrors({ ...bom, components: [{ type: 'no-such-type', name: 'kettle' }] })).not.toEqual([]);
  const [component] = bom.components;
  expect(component.cryptoProperties.relatedCryptoMaterialProperties).not.toHaveProperty('value');
  const refs = [...bom.components, ...bom.services].map((one: Record<string, string>) => one['bom-ref']);
  const dependencies: { ref: string; dependsOn: string[] }[] = bom.dependencies;
  expect(dependencies.map(({ ref }) => ref).sort()).toEqual(refs.sort());
  const matcha = dependencies.find(({ ref }) => ref.endsWith('matcha-worker'));
  expect(matcha?.dependsOn).toEqual([SAMOVAR, KETTLE].sort());
});

test('backstage takes every entity', async () => {
  const documents = parseAllDocuments(await textOf('backstage', TEAROOM)).map((document) => document.toJS() as Entity);
  expect(documents).toHaveLength(2);
  for (const entity of documents) await checkEntity(entity);
  const samovar = documents.find(({ metadata }) => metadata.annotations?.['keyturn/credential'] === SAMOVAR);
  expect(samovar?.spec).toEqual({
    type: 'secret',
    owner: 'group:default/brewers',
    dependencyOf: ['component:default/leaf-report', 'component:default/matcha-worker', 'component:default/oolong-api'],
  });
  await expect(
    checkEntity({ apiVersion: 'backstage.io/v1alpha1', kind: 'Resource', metadata: { name: 'a b' } }),
  ).rejects.toThrow();
});

it.each([
  ['@tea/whiskers', 'group:default/whiskers'],
  ['@oolong', 'user:default/oolong'],
  ['leaf@tearoom.test', 'user:default/leaf'],
  ['group:default/brewers', 'group:default/brewers'],
  ['tea brewers', 'user:default/tea-brewers'],
])('backstage knows the owner %s as %s', async (owner, reference) => {
  const credentials = TEAROOM.credentials.map((credential) => ({ ...credential, owners: [owner] }));
  expect(await textOf('backstage', { ...TEAROOM, credentials })).toContain(`owner: ${reference}\n`);
});

test('openmetrics: families stand together, units are suffixes, what does not exist has no sample', async () => {
  const credentials = TEAROOM.credentials.map((credential) =>
    credential.id === SAMOVAR ? { ...credential, lastRotated: '2026-08-01', cadence: 'P90D' } : credential,
  );
  const text = await textOf('openmetrics', { ...TEAROOM, credentials });
  const lines = text.split('\n');
  expect(lines.slice(-2)).toEqual(['# EOF', '']);
  const families = lines.filter((line) => line.startsWith('# TYPE ')).map((line) => line.split(' ')[2] ?? '');
  let family = '';
  for (const line of lines.filter((one) => one !== '' && one !== '# EOF')) {
    if (line.startsWith('# TYPE ')) family = line.split(' ')[2] ?? '';
    if (line.startsWith('# UNIT ')) expect(family.endsWith(`_${line.split(' ')[3]}`)).toBe(true);
    expect(line.startsWith('#') ? line.split(' ')[2] : line.replace(/(_info)?\{.*/, '')).toBe(family);
  }
  expect(new Set(families).size).toBe(families.length);
  const samples = (name: string) => lines.filter((line) => line.startsWith(`keyturn_credential_${name}{`));
  expect(samples('last_rotated_timestamp_seconds')).toEqual([
    `keyturn_credential_last_rotated_timestamp_seconds{credential="${SAMOVAR}"} 1785542400`,
  ]);
  expect(samples('cadence_seconds')).toEqual([`keyturn_credential_cadence_seconds{credential="${SAMOVAR}"} 7776000`]);
  expect(samples('unbounded').map((line) => line.at(-1))).toEqual(['1', '1']);
  expect(samples('settled_bound_seconds')).toEqual([]);
});
