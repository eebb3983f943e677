/** The table of `scan` and the text of `explain`, as people see them. Golden files are read before they are accepted. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { drawBlocks } from '../../analyzer/src/cli/blocks.ts';
import { widthOf } from '../../analyzer/src/drawing/layout.ts';
import { plainPaint } from '../../analyzer/src/drawing/style.ts';
import type { Inventory } from '../../analyzer/src/model/inventory.ts';
import { KETTLE, SAMOVAR, tearoom } from '../wire/tearoom.ts';
import { keyturn } from './run.ts';

test.each([80, 120])('the tearoom at %i columns', async (columns) => {
  const { out } = await keyturn(['scan', '.'], { columns });
  await expect(out).toMatchFileSnapshot(`golden/scan-${columns}.txt`);
});

test('the samovar explained', async () => {
  const { out } = await keyturn(['explain', 'samovar-db']);
  await expect(out).toMatchFileSnapshot('golden/explain.txt');
});

/** Every name of the tearoom replaced by one that attacks. */
function renamed(change: (text: string) => string): Inventory {
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return change(value);
    if (value instanceof Map) return new Map([...value].map(([key, item]) => [walk(key), walk(item)]));
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item)]));
  };
  return walk(tearoom) as Inventory;
}

const ATTACK = '\u001b[31m\u202e\n\u009b2J<b>';
const hostile = renamed((text) => text.replace(/samovar|matcha|kettle|tearoom|whiskers/g, `$&${ATTACK}`));

test.each([[['scan']], [['explain', `samovar${ATTACK}-db`]]])('%j shows hostile names as text', async (words) => {
  const { out, err } = await keyturn(words, { inventory: hostile, errIsTerminal: true });
  expect(out).toContain('samovar\\x1b[31m\\u{202e}\\x0a\\x9b2J<b>-db');
  expect(out).not.toMatch(/[^\n\P{C}]/u);
  expect(err).not.toContain('\u202e');
});

const LONG = renamed((text) => text.replace(/samovar-db|matcha-worker|brewers/g, `$&-${'very'.repeat(60)}-茶`));

test.each([76, 80, 100, 160])('no line of the table is wider than %i columns', async (columns) => {
  for (const inventory of [tearoom, LONG, hostile]) {
    const { out } = await keyturn(['scan'], { inventory, columns });
    const tooWide = out.split('\n').filter((line) => widthOf(line) > columns);
    expect(tooWide).toEqual([]);
  }
});

test('colour only where a person watches and nobody forbade it', async () => {
  const code = '\u001b[';
  expect((await keyturn(['scan'], { outIsTerminal: true })).out).toContain(code);
  expect((await keyturn(['scan'], { outIsTerminal: false })).out).not.toContain(code);
  expect((await keyturn(['scan'], { outIsTerminal: true, colour: false })).out).not.toContain(code);
  expect((await keyturn(['scan', '--no-color'], { outIsTerminal: true })).out).not.toContain(code);
  const file = join(mkdtempSync(join(tmpdir(), 'keyturn-table-')), 'table.txt');
  await keyturn(['scan', '--out', file], { outIsTerminal: true });
  expect(readFileSync(file, 'utf8')).toBe((await keyturn(['scan'])).out);
});

test('colour changes nothing but colour', async () => {
  const [coloured, plain] = await Promise.all([keyturn(['scan'], { outIsTerminal: true }), keyturn(['scan'])]);
  const codes = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]+m`, 'g');
  expect(coloured.out.replace(codes, '')).toBe(plain.out);
});

test('why something was not followed is told to its end', async () => {
  const why = `the key is computed ${'from a chain of very many names of teas '.repeat(6)}and nobody says which`;
  const unresolved = [{ what: why, at: { file: 'tearoom/cups.yaml', line: 2, column: 1, endLine: 2, endColumn: 3 } }];
  const { out } = await keyturn(['scan'], { inventory: { ...tearoom, coverage: { ...tearoom.coverage, unresolved } } });
  expect(out.replaceAll(/\s+/g, ' ')).toContain(`tearoom/cups.yaml:2 ${why}`);
});

test('a long name in a table is whole in a pipe, and keeps its end on a terminal', async () => {
  const id = `cred:k8s:porcelain/-/${'long-'.repeat(12)}glaze#kiln`;
  const table = [{ is: 'table' as const, header: ['credential'], rows: [[id]] }];
  const draw = (whole: boolean) => drawBlocks(table, { columns: 80, paint: plainPaint, whole }, {});
  expect(draw(true)).toContain(id);
  const shown = draw(false).trim().split('\n').at(-1)?.trim() ?? '';
  expect([widthOf(shown), shown[0]]).toEqual([40, '…']);
  expect(id.endsWith(shown.slice(1))).toBe(true);
  const { out } = await keyturn(['explain', '…amovar-db']);
  expect(out).toBe((await keyturn(['explain', 'samovar-db'])).out);
});

function crowded(count: number): Inventory {
  const credential = tearoom.graph.credentials.get(KETTLE);
  const [finding] = tearoom.findings;
  if (credential === undefined || finding === undefined) throw new Error('the tearoom has both');
  const ids = Array.from({ length: count }, (_, index) => `cred:cup-${String(index).padStart(2, '0')}`);
  return {
    ...tearoom,
    graph: { ...tearoom.graph, credentials: new Map(ids.map((id) => [id, { ...credential, id, name: id.slice(5) }])) },
    findings: ids.map((id) => ({ ...finding, severity: 'warning', message: `${id} is chipped` })),
  };
}

test('long lists end in how many more there are; --all shows them', async () => {
  const short = (await keyturn(['scan'], { inventory: crowded(31) })).out;
  expect(short).toContain('… 6 more, shown with --all');
  expect(short).toContain('… 29 more');
  expect(short).not.toContain('cup-30');
  const long = (await keyturn(['scan', '--all'], { inventory: crowded(31) })).out;
  expect(long).toContain('cup-30 is chipped');
  expect(long).not.toContain(' more');
});

test('credentials of one name are told apart by id', async () => {
  const credentials = new Map([...tearoom.graph.credentials].map(([id, one]) => [id, { ...one, name: 'urn' }]));
  const { out } = await keyturn(['scan'], { inventory: { ...tearoom, graph: { ...tearoom.graph, credentials } } });
  expect(out).toContain(SAMOVAR);
  expect(out).toContain(`keyturn explain ${SAMOVAR}`);
});

test('a suggested command reaches the files it speaks of', async () => {
  const suggested = async (...words: readonly string[]) =>
    /keyturn explain .*? shows/s.exec((await keyturn(words, { columns: 160 })).out)?.[0];
  expect(await suggested('scan')).toBe('keyturn explain samovar-db shows');
  expect(await suggested('scan', 'golden')).toBe('keyturn explain samovar-db -C golden shows');
  expect(await suggested('scan', '-C', 'golden', '..')).toBe('keyturn explain samovar-db -C . shows');
});

test('a suggested command cannot be an attack', async () => {
  const inventory = renamed((text) => text.replace('samovar-db', '$(reboot)'));
  const { out } = await keyturn(['scan', 'golden'], { inventory, columns: 160 });
  expect(out).toContain("keyturn explain '$(reboot)' -C golden shows");
});

test('an estate without credentials says so and still says what was not read', async () => {
  const graph = { ...tearoom.graph, credentials: new Map(), consumers: new Map(), paths: [] };
  const { out } = await keyturn(['scan'], { inventory: { ...tearoom, graph, findings: [] } });
  expect(out).toContain('No credential was found.');
  expect(out).toContain('2 files: ignored by git: cellar/.env, tearoom/.env');
});
