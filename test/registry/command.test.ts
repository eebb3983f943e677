/** `keyturn registry`: the family of verbs, where exports go, and what is refused. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileOf, keyturn } from '../cli/run.ts';
import { keyturn as built, isBuilt, PATIENCE } from '../safety/tool.ts';
import { SAMPLES } from '../samples/scan.ts';
import { KETTLE, SAMOVAR, tearoom } from '../wire/tearoom.ts';
import { filesBelow, TEAROOM, textOf } from './estate.ts';
import { readHtml } from './validators.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyturn-registry-'));
const run = (...words: readonly string[]) => keyturn(['registry', ...words], { directory: folder });
writeFileSync(join(folder, 'tearoom.json'), fileOf(tearoom));

describe('a family of verbs', () => {
  test('the family alone shows its verbs and is a usage error; help of it is none', async () => {
    const alone = await keyturn(['registry']);
    const asked = await keyturn(['registry', '--help']);
    expect([alone.code, alone.out, asked.code, asked.err]).toEqual([2, '', 0, '']);
    expect(asked.out).toBe(alone.err);
    expect(asked.out).toBe((await keyturn(['help', 'registry'])).out);
    expect(asked.out).toContain('  registry export ');
    expect(asked.out).not.toContain('  who-breaks ');
  });

  test.each([
    [['exprt'], 'unknown command registry exprt; did you mean registry export?'],
    [['diff', 'tearoom.json'], 'registry diff needs BEFORE AFTER: two inventories (scan --format json)'],
    [['diff', 'tearoom.json', 'b.json', 'c.json'], 'registry diff does not take c.json too'],
    [['hardest', '--top', 'ten'], '--top is a number such as 10, not ten'],
    [['export', '--as', 'html'], 'html writes several files: say where with --out DIR'],
    [['export', '--as', 'csv', '--table', 'teas'], 'csv writes no teas: it writes credentials, consumers, paths'],
    [['export', '--credential', 'samovar-bd'], 'no credential samovar-bd here (2 known); did you mean samovar-db?'],
  ])('%j is refused', async (words, message) => {
    const ran = await run(...words);
    expect([ran.code, ran.out, ran.err]).toEqual([2, '', `keyturn: ${message}\n`]);
  });

  test('options may stand before and between the two words', async () => {
    const ran = await keyturn(['--as', 'dot', 'registry', '--quiet', 'export']);
    expect([ran.code, ran.out]).toEqual([0, (await run('export', '--as', 'dot')).out]);
  });
});

describe('registry export', () => {
  test('one text goes to standard output, or to the file named', async () => {
    const shown = await run('export', '--as', 'openmetrics');
    const written = await run('export', '--as', 'openmetrics', '--out', 'tea.prom');
    expect(written.out).toBe('');
    expect(readFileSync(join(folder, 'tea.prom'), 'utf8')).toBe(shown.out);
    expect(shown.out.endsWith('# EOF\n')).toBe(true);
  });

  test('several files go into the folder named, made where it is missing', async () => {
    const ran = await run('export', '--as', 'csv', '--out', 'sheets/of/tea');
    expect([ran.code, ran.out, ran.err]).toEqual([0, '', 'keyturn: 3 files in sheets/of/tea\n']);
    expect([...filesBelow(join(folder, 'sheets/of/tea')).keys()].sort()).toEqual([
      'consumers.csv',
      'credentials.csv',
      'paths.csv',
    ]);
    const one = await run('export', '--as', 'csv', '--table', 'paths');
    expect(one.out).toBe(readFileSync(join(folder, 'sheets/of/tea/paths.csv'), 'utf8'));
  });

  test('--credential keeps that one and what belongs to it', async () => {
    const { out } = await run('export', '--credential', 'kettle-token');
    const inventory = JSON.parse(out);
    const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
    expect(ids(inventory.credentials)).toEqual([KETTLE]);
    expect(ids(inventory.carriers)).toEqual(['carrier:k8s:tearoom/kettle#token']);
    expect(ids(inventory.consumers)).toEqual(['consumer:k8s:tearoom/Deployment/matcha-worker']);
    expect([inventory.derivations, inventory.dependencies]).toEqual([[], []]);
    expect(inventory.paths).toHaveLength(1);
  });

  test('a place that cannot be written is named', async () => {
    writeFileSync(join(folder, 'cup'), '');
    const ran = await run('export', '--as', 'html', '--out', 'cup');
    expect([ran.code, ran.err]).toEqual([2, 'keyturn: cannot write cup/index.html: EEXIST\n']);
  });
});

describe('registry diff', () => {
  const changed = {
    ...TEAROOM,
    credentials: TEAROOM.credentials
      .filter(({ id }) => id === SAMOVAR)
      .map((credential) => ({
        ...credential,
        owners: ['whiskers'],
        overlapWindow: { ...credential.overlapWindow, declared: 'PT2H' },
      })),
    consumers: [...TEAROOM.consumers.map((consumer) => ({ ...consumer, because: [] })).slice(1)],
    findings: [],
  };
  writeFileSync(join(folder, 'later.json'), JSON.stringify(changed));

  test('says what came, went and changed, and ends with 1', async () => {
    const ran = await run('diff', 'tearoom.json', 'later.json');
    expect(ran.code).toBe(1);
    expect(ran.out.split('\n').slice(0, 4)).toEqual([
      `~ credential ${SAMOVAR}`,
      '    owners: brewers, whiskers → whiskers',
      '    overlapDeclared: 1 h → 2 h',
      `- credential ${KETTLE}`,
    ]);
    expect(ran.out).toContain(`\n- consumer ${TEAROOM.consumers[0]?.id}\n`);
    const back = JSON.parse((await run('diff', 'later.json', 'tearoom.json', '--format', 'json')).out);
    expect(back.slice(0, 2)).toEqual([
      {
        entity: 'credential',
        change: 'changed',
        id: SAMOVAR,
        fields: [
          { field: 'owners', before: 'whiskers', after: 'brewers, whiskers' },
          { field: 'overlapDeclared', before: 'PT2H', after: 'PT1H' },
        ],
      },
      { entity: 'credential', change: 'added', id: KETTLE, fields: [] },
    ]);
  });

  test('is silent about lines and reasons, and ends with 0', async () => {
    const moved = readFileSync(join(folder, 'tearoom.json'), 'utf8').replaceAll('tearoom/matcha', 'moved/matcha');
    const reworded = moved
      .replaceAll(/"line": \d+/g, '"line": 77')
      .replaceAll('consumer:k8s:moved/', 'consumer:k8s:tearoom/');
    writeFileSync(join(folder, 'moved.json'), reworded);
    expect(reworded).toContain('moved/matcha-worker.yaml');
    const ran = await run('diff', 'tearoom.json', 'moved.json', '--format', 'md');
    expect([ran.code, ran.out]).toEqual([0, 'nothing changed\n']);
  });
});

test('registry hardest ranks by difficulty, then by who waits for people', async () => {
  const { code, out } = await run('hardest', '--format', 'json');
  const [first, second] = JSON.parse(out);
  expect(code).toBe(0);
  expect([first.rank, second.rank]).toEqual([1, 2]);
  const text = (await run('hardest', '--top', '1')).out;
  expect(text).toContain(`1  ${first.name}  ${first.difficulty}\n`);
  expect(text.endsWith('… 1 more, shown with --top 2\n')).toBe(true);
  expect(await textOf('hardest', TEAROOM)).toContain(`| 1 | ${first.name} | ${first.difficulty} |`);
});

test.skipIf(!isBuilt)(
  'the built tool writes the site of a sample, whose pages name every consumer',
  { timeout: PATIENCE },
  () => {
    const ran = built(
      folder,
      'registry',
      'export',
      join(SAMPLES, 'redis-team'),
      '--as',
      'html',
      '-o',
      join(folder, 'site'),
    );
    expect([ran.code, ran.stdout]).toEqual([0, '']);
    const files = filesBelow(join(folder, 'site'));
    expect(files.size).toBe(3);
    const page = [...files].find(([path]) => path.startsWith('credentials/'))?.[1] ?? '';
    for (const name of ['feed-api', 'feed-indexer', 'cache-console']) expect(readHtml(page).text).toContain(name);
  },
);
