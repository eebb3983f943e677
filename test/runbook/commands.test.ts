/** `keyturn runbook` and `keyturn readiness` as typed: exit codes, errors, files. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeInventory } from '../../analyzer/src/wire/write.ts';
import { keyturn } from '../cli/run.ts';
import { inventoryOf } from './planned.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-runbook-'));
const run = (...words: string[]) => keyturn([...words, '--from', 'feed.json'], { directory: folder });

beforeAll(async () => {
  const redis = await inventoryOf('redis-team');
  writeFileSync(path.join(folder, 'feed.json'), writeInventory(redis));
  const lonely = { ...redis, paths: [] };
  writeFileSync(path.join(folder, 'lonely.json'), writeInventory(lonely));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

it.each(['md', 'html', 'json'])('writes %s, which is checked clean', async (format) => {
  const written = await run('runbook', 'feed-cache', '--format', format, '--out', `plan.${format}`);
  expect([written.code, written.out, written.err]).toEqual([0, '', '']);
  expect(await run('runbook', '--check', `plan.${format}`)).toMatchObject({
    code: 0,
    out: 'nothing changed since this runbook was made\n',
  });
});

it('ends 1 when something changed since', async () => {
  await run('runbook', 'feed-cache', '--out', 'old.md');
  const old = path.join(folder, 'old.md');
  writeFileSync(old, readFileSync(old, 'utf8').replace('2 to 2 instances', '4 to 4 instances'));
  const checked = await run('runbook', '--check', 'old.md');
  expect(checked.code).toBe(1);
  expect(checked.out).toMatch(/feed-indexer: was service; 4 to 4 instances.*now service; 2 to 2 instances/);
});

it.each([
  [['runbook', 'feed-cash'], 'did you mean feed-cache?'],
  [['runbook'], 'give either a CREDENTIAL or --check FILE'],
  [['runbook', 'feed-cache', '--check', 'plan.md'], 'give either a CREDENTIAL or --check FILE'],
  [['runbook', 'feed-cache', '--window', '0s'], '--window must be longer than zero'],
  [['runbook', 'feed-cache', '--start', '2019-03-01T02:00Z'], 'is in the past'],
  [['runbook', 'feed-cache', '--start', 'tonight'], 'is a time with its zone'],
  [['runbook', '--check', 'feed.json'], 'no record of keyturn runbook'],
  [['runbook', '--check', 'nowhere.md'], 'no such file'],
])('refuses %j in one sentence', async (words, says) => {
  const { code, out, err } = await run(...words);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(says);
  expect(err.trim().split('\n')).toHaveLength(1);
});

it('refuses a credential that nobody is known to use', async () => {
  const { code, err } = await keyturn(['runbook', 'feed-cache', '--from', 'lonely.json'], { directory: folder });
  expect(code).toBe(2);
  expect(err).toContain('no consumer of feed-cache is known here');
});

it('says what is missing, for people and as JSON', async () => {
  const text = await run('readiness');
  expect(text.code).toBe(1);
  expect(text.out).toContain('missing: a way to take a new value without an action for cache-console');
  expect(Math.max(...text.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  const json = await run('readiness', '--format', 'json');
  expect(JSON.parse(json.out)).toHaveLength(1);
});
