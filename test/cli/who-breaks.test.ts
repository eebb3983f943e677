/** `who-breaks` at the command line: what a person reads at night, what a script reads, and what a slip of the finger gets. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EstateSpec } from '../convergence/estate.ts';
import { inventoryFor } from '../whatif/harbour.ts';
import { fileOf, keyturn } from './run.ts';

const spec: EstateSpec = {
  berths: { pier: { every: 60 } },
  consumers: [
    { name: 'dredger', mode: 'poll', interval: 600, instances: 20, connections: 10, lifetime: 1800 },
    { name: 'tugboat', mode: 'startup', takes: 180 },
    { name: 'ghost-ship', mode: 'unknown' },
    { name: 'logbook', mode: 'scheduled', kind: 'cron', cron: '0 * * * *' },
    { name: 'galley', mode: 'startup', dormant: 'laid up for winter' },
  ],
};
const inventory = inventoryFor(spec);

test('the answer for a terminal of 80 columns', async () => {
  const ran = await keyturn(['who-breaks', 'lantern', '--at', '5m'], { inventory, columns: 80 });
  expect(ran.code).toBe(1);
  expect(ran.out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  await expect(ran.out).toMatchFileSnapshot('golden/who-breaks.txt');
});

test('the answer for a script, from a scan and from a file', async () => {
  const words = ['who-breaks', 'lantern', '--at=5m', '--start', '2026-11-26T02:57:00+00:00', '--format', 'json'];
  const ran = await keyturn(words, { inventory });
  await expect(ran.out).toMatchFileSnapshot('golden/who-breaks.json');
  const file = join(mkdtempSync(join(tmpdir(), 'keyturn-who-')), 'harbour.json');
  writeFileSync(file, fileOf(inventory));
  expect((await keyturn([...words, '--from', file])).out).toBe(ran.out);
});

test('without a moment the old value dies now', async () => {
  const ran = await keyturn(['who-breaks', 'lantern'], { inventory });
  expect(ran.out).toBe((await keyturn(['who-breaks', 'lantern', '--now'], { inventory })).out);
  expect(ran.out).toContain('if the old value dies now');
});

test('where all break for sure, none only may', async () => {
  const stuck = inventoryFor({
    berths: { pier: { every: 60 } },
    consumers: ['tugboat', 'dredger'].map((name) => ({ name, mode: 'startup' as const, lifetime: 60 })),
  });
  expect((await keyturn(['who-breaks', 'lantern'], { inventory: stuck })).out).toContain(
    '2 consumers will surely break.',
  );
});

test('nobody breaks: exit code 0', async () => {
  const calm = inventoryFor({
    berths: { pier: { every: 60 } },
    consumers: [{ name: 'dredger', mode: 'poll', interval: 60, lifetime: 60 }],
  });
  expect((await keyturn(['who-breaks', 'lantern', '--at', '1h'], { inventory: calm })).code).toBe(0);
});

test.each([
  ['an unknown credential', ['lanterm'], 'no credential lanterm here (1 known); did you mean lantern?'],
  ['two moments', ['lantern', '--at', '5m', '--now'], 'either --at or --now'],
  ['a negative moment', ['lantern', '--at=-5m'], '--at is a duration such as 15m'],
  ['a time without a zone', ['lantern', '--start', '2026-11-26T02:57'], '--start is a time with its zone'],
  ['a start beyond every calendar', ['lantern', '--start', '999999-01-01T00:00Z'], '--start is a time with its zone'],
  ['no time at all', ['lantern', '--start', 'tonight'], '--start is a time with its zone'],
  ['a day that is none', ['lantern', '--start', '2026-02-31T99:00Z'], '--start is a time with its zone'],
])('%s is a usage error', async (_what, words, message) => {
  const ran = await keyturn(['who-breaks', ...words], { inventory });
  expect([ran.code, ran.out]).toEqual([2, '']);
  expect(ran.err).toContain(message);
});

test('a credential nobody uses here is a usage error that says where to look', async () => {
  const unused = inventoryFor({ berths: { pier: { every: 60 } }, consumers: [] });
  const ran = await keyturn(['who-breaks', 'lantern'], { inventory: unused });
  expect(ran.code).toBe(2);
  expect(ran.err).toContain('no consumer of lantern is known here');
});

test('a hostile name cannot steer the terminal', async () => {
  const hostile = inventoryFor({ ...spec, consumers: [{ name: '\u001b[2Jevil\u202e', mode: 'startup' }] });
  const ran = await keyturn(['who-breaks', 'lantern'], { inventory: hostile });
  expect(ran.out).toContain('\\x1b[2Jevil\\u{202e}');
});
