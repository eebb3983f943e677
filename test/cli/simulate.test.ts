/** `simulate` at the command line: the chart, the three formats, and what a slip of the finger gets. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EstateSpec } from '../convergence/estate.ts';
import { inventoryFor } from '../whatif/harbour.ts';
import { fileOf, keyturn } from './run.ts';

const spec: EstateSpec = {
  berths: { pier: { every: 60 } },
  dependency: { connectionLimit: 345 },
  consumers: [
    { name: 'dredger', mode: 'poll', interval: 300, instances: 30, connections: 10, lifetime: 2700 },
    { name: 'tugboat', mode: 'startup', takes: 180 },
    { name: 'logbook', mode: 'scheduled', kind: 'cron', cron: '0 * * * *' },
    { name: 'galley', mode: 'startup', dormant: 'laid up for winter' },
  ],
};
const inventory = inventoryFor(spec);
const ASKED = ['simulate', 'lantern', '--window', '15m', '--leaked', '--stall', '40%', '--revoke-at', '2m', '--advice'];

test('everything asked at once, in 80 columns', async () => {
  const ran = await keyturn(ASKED, { inventory, columns: 200 });
  expect(ran.code).toBe(1);
  expect(ran.out.split('\n').filter((line) => [...line].length > 80)).toEqual([]);
  await expect(ran.out).toMatchFileSnapshot('golden/simulate.txt');
});

test('a file gives what the scan gives, as JSON', async () => {
  const words = [...ASKED, '--format', 'json'];
  const ran = await keyturn(words, { inventory });
  const file = join(mkdtempSync(join(tmpdir(), 'keyturn-simulate-')), 'harbour.json');
  writeFileSync(file, fileOf(inventory));
  expect((await keyturn([...words, '--from', file])).out).toBe(ran.out);
  const json = JSON.parse(ran.out);
  expect(json.window).toMatchObject({ window: 'PT15M', fiction: true, settledBound: 'PT1H1M', adoptedBound: 'PT1H1M' });
  expect(json.sweep.map(({ exposure }: { exposure: string }) => exposure)).toContain('PT5M');
  expect(json.revoked.breaks.map(({ name }: { name: string }) => name)).toContain('tugboat');
  expect(json.timeline).toHaveLength(201);
  expect(json.advice[0]).toMatchObject({
    does: 'restart them when the value changes',
    consumers: ['consumer:harbour/tugboat'],
    before: { stuck: 1 },
    after: { stuck: 0 },
  });
});

test('the picture stands alone and holds no markup of a name', async () => {
  const hostile = inventoryFor(spec);
  const credential = [...hostile.graph.credentials.values()][0];
  if (!credential) throw new Error('no credential');
  const renamed = { ...credential, name: '<script>lantern&"' };
  const graph = { ...hostile.graph, credentials: new Map([[credential.id, renamed]]) };
  const { out } = await keyturn(['simulate', credential.id, '--format', 'svg'], { inventory: { ...hostile, graph } });
  expect(out).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" /);
  expect(out).not.toContain('<script>');
  expect(out.match(/<polyline /g)).toHaveLength(6);
});

test('other parameters are said, and those that touch nothing are refused', async () => {
  const ran = await keyturn(['simulate', 'lantern', '--set', 'sync=10s,pool=1m'], { inventory });
  expect(ran.out).toContain('nobody acts, with sync=10s,pool=1m');
  const none = await keyturn(['simulate', 'lantern', '--set', 'node=10s'], { inventory });
  expect([none.code, none.out]).toEqual([2, '']);
  expect(none.err).toContain('--set node changes nothing here');
});

test('a cutover says so and how long each is out', async () => {
  const cutover = inventoryFor({ ...spec, dependency: { acceptance: 'cutover' } });
  const { out } = await keyturn(['simulate', 'lantern'], { inventory: cutover });
  expect(out).toContain('CUTOVER: outage of each consumer');
  expect(out).toContain('dredger (no owner named): within 6 min');
  expect(out).toContain('tugboat (no owner named): until somebody acts');
});

test('a cutover has no window, and no later moment to revoke at', async () => {
  const cutover = inventoryFor({ ...spec, dependency: { acceptance: 'cutover' } });
  const words = ['simulate', 'lantern', '--window', '999h', '--leaked', '--stall', '40%'];
  const { out, code } = await keyturn(words, { inventory: cutover });
  expect(code).toBe(1);
  expect(out).toContain('FICTION');
  expect(out).toContain('it cannot exist: one value is valid at a time');
  expect(out).toContain('publication revokes the old one');
  expect(out).not.toContain('revoked at');
  expect(out).toContain('a second outage');
});

test('without a window nothing is checked: exit code 0', async () => {
  expect((await keyturn(['simulate', 'lantern'], { inventory })).code).toBe(0);
});

test.each([
  ['a window of nothing', ['--window', '0s'], '--window must be longer than nothing'],
  ['a negative window', ['--window=-5m'], '--window is a duration'],
  ['a stall of everything and more', ['--stall', '101%'], '--stall is a share above 0 and up to 100 %'],
  ['a stall without its sign', ['--stall', '40'], '--stall is a share'],
  ['a parameter nobody knows', ['--set', 'speed=9'], '--set knows sync, node'],
  ['a duration without a unit', ['--set', 'sync=10'], '--set sync is a duration'],
  ['no replicas', ['--set', 'replicas=0'], '--set replicas is a number from 1'],
  ['nothing set', ['--set', ','], '--set knows'],
  ['a timeline of nothing', ['--until', '0s'], '--until must be longer'],
])('%s is a usage error', async (_what, words, message) => {
  const ran = await keyturn(['simulate', 'lantern', ...words], { inventory });
  expect([ran.code, ran.out]).toEqual([2, '']);
  expect(ran.err).toContain(message);
});
