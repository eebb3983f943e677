/** Evidence that cannot be used is refused by name, in one sentence, which repeats nothing of what the file holds. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Runbook } from '../../analyzer/src/evidence/runbook.ts';
import type { Plan } from '../../analyzer/src/runbook/plan.ts';
import { keyturn } from '../cli/run.ts';
import { converged, fileOf, log, read, runbookOf, smallPlan, synced, versions } from './rotation.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-gate-'));
const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
const ask = (...words: readonly string[]) => keyturn(words, { directory: folder });
const LABELS = ['--old', 'orders_blue', '--new', 'orders_green'];

let plan: Plan;
let runbook: Runbook;
beforeAll(async () => {
  plan = await smallPlan();
  runbook = runbookOf(plan);
  write('runbook.json', JSON.stringify(plan));
  for (const { file, text } of converged()) write(file, text);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const VALUE = 'never-looked-at';
const list = (...items: readonly unknown[]) => ({ apiVersion: 'v1', kind: 'List', items });
const answer = (result: unknown, more = {}) => ({ status: 'success', data: { resultType: 'vector', result }, ...more });

describe('a file of evidence', () => {
  it.each([
    ['nothing', '', 'the file is empty'],
    ['a text of another kind', `${VALUE}\nand more`, 'no kind of evidence looks like this'],
    ['JSON of another kind', { password: VALUE }, 'no kind of evidence looks like this'],
    ['JSON that was cut', JSON.stringify(list(synced(40))).slice(0, -30), 'the JSON is not whole'],
    [
      'a table that was cut',
      `sampled_at,usename,application_name,client_addr,backend_start\n2026-12-01 03:15:00+00,${VALUE}`,
      'the last row is cut off',
    ],
    [
      'a page of a longer answer',
      { ...list(synced(40)), metadata: { continue: VALUE } },
      'one page of a longer answer',
    ],
    [
      'a page of CloudTrail',
      { Records: [{ eventName: 'GetObject', eventTime: '2026-12-01T02:00:00Z', userIdentity: {} }], NextToken: VALUE },
      'one page of a longer answer',
    ],
    [
      'a failed query',
      { status: 'error', error: VALUE, data: { resultType: 'vector', result: [] } },
      'the query failed',
    ],
    ['a partial answer', answer([], { warnings: [VALUE] }), 'partial'],
    ['an answer without series', answer([]), 'no series'],
    [
      'a signal without a name',
      answer([{ metric: { app: 'cart-api' }, value: [1796090400, '1'] }]),
      'does not say which signal it is',
    ],
    ['sessions without a moment', `usename,backend_start,query\n,,${VALUE}`, 'no row tells when it was taken'],
    [
      'another namespace',
      list(synced(40, { namespace: VALUE })),
      'another namespace than the runbook, which knows 1 namespace: orders',
    ],
    [
      'another cluster',
      JSON.parse(JSON.stringify(versions(9)).replaceAll('prod-eu', VALUE)),
      'another cluster than the runbook, which knows 1 cluster: prod-eu',
    ],
  ])('%s', (_what, content, says) => {
    const { refused, observations } = read(runbook, [fileOf('bilge.txt', content)]);
    expect(refused).toEqual([{ file: 'bilge.txt', says: expect.stringContaining(says) }]);
    expect(observations).toEqual([]);
    expect(JSON.stringify(refused)).not.toContain(VALUE);
  });

  it('given as of a cluster that the runbook does not know', () => {
    const { refused } = read(runbook, [fileOf('c.json', list(synced(40)), 'prod-us')]);
    expect(refused).toEqual([
      { file: 'c.json', says: 'it was given as of cluster prod-us, but the runbook knows 1 cluster: prod-eu' },
    ]);
  });

  it('with logins only refused is doubted, and covers nothing: log_connections may be off', () => {
    const text = log([[300, 'orders_blue', 'x', false]], 0, 5000)
      .split('\n')
      .filter((line) => !line.includes('received'))
      .join('\n');
    const { doubts, covers } = read(runbook, [fileOf('server.log', text)]);
    expect(doubts.map(({ says }) => says)).toEqual([expect.stringContaining('log_connections seems to be off')]);
    expect(covers).toEqual([]);
  });
});

describe('the command', () => {
  const evidence = ['cluster.json', 'versions.json', 'server.log', 'sessions.csv'];
  it('ends 0 where all is shown, 1 where not', async () => {
    const passed = await ask(
      'gate',
      'runbook.json',
      '--evidence',
      ...evidence,
      ...LABELS,
      '--published',
      '2026-12-01T02:00Z',
    );
    expect([passed.code, passed.err, passed.out.split('\n')[0]]).toEqual([
      0,
      '',
      'PASS: every gate is shown; the old value may die once the owners have signed (orders-db)',
    ]);
    const open = await ask(
      'gate',
      'runbook.json',
      '--evidence',
      'versions.json',
      '--evidence',
      'sessions.csv',
      ...LABELS,
    );
    expect([open.code, open.out.split('\n')[0]]).toEqual([
      1,
      'UNKNOWN: the evidence does not say that the old value may die (orders-db)',
    ]);
  });

  it.each([
    ['table', 'txt'],
    ['md', 'md'],
    ['json', 'json'],
  ])('%s', async (format, ending) => {
    const words = [
      'gate',
      'runbook.json',
      '--evidence',
      'versions.json',
      'server.log',
      'cluster.json',
      ...LABELS,
      '--published',
      '2026-12-01T02:00Z',
      '--format',
      format,
    ];
    write(
      'server.log',
      log(
        [
          [300, 'orders_blue', 'loyalty-api'],
          [950, 'orders_blue', 'loyalty-api', false],
          [960, 'orders_blue', '<b>@harbourmaster', true],
          [4000, 'orders_green', 'cart-api'],
        ],
        -900,
        5000,
      ),
    );
    const ran = await ask(...words);
    expect(ran.err).toBe('');
    expect(ran.out).not.toMatch(/orders_blue|orders_green/);
    await expect(ran.out).toMatchFileSnapshot(`golden/gate.${ending}`);
  });

  it.each([
    [['gate'], 'gate needs a RUNBOOK'],
    [['gate', 'runbook.json'], '--evidence FILE is missing'],
    [['gate', 'nowhere.json', '--evidence', 'versions.json'], 'cannot read nowhere.json: no such file'],
    [['gate', 'runbook.json', '--evidence', 'nowhere.json'], 'cannot read nowhere.json: no such file'],
    [['gate', 'runbook.json', '--evidence', '.'], '. is not a file'],
    [['gate', 'versions.json', '--evidence', 'versions.json'], 'versions.json: no runbook'],
    [['gate', 'old.json', '--evidence', 'versions.json'], 'made by an older keyturn'],
    [['gate', 'unplanned.json', '--evidence', 'versions.json'], '--published TIME is missing'],
    [['gate', 'runbook.json', '--evidence', 'prod-us=versions.json'], 'prod-us'],
    [['gate', 'runbook.json', '--evidence', 'runbook.json'], 'runbook.json: no kind of evidence looks like this'],
    [['gate', 'runbook.json', '--evidence', 'versions.json', '--now', 'tonight'], '--now is a time with its zone'],
  ])('refuses %j in one sentence', async (words, says) => {
    write('old.json', JSON.stringify({ ...plan, consumers: plan.consumers.map(({ expected: _, ...one }) => one) }));
    write('unplanned.json', JSON.stringify({ ...plan, start: null }));
    const { code, out, err } = await ask(...words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(says);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('names every file that it refuses', async () => {
    write('a.json', '{');
    write('b.csv', 'x,y\n1,2');
    const { code, err } = await ask('gate', 'runbook.json', '--evidence', 'a.json', 'b.csv', 'versions.json');
    expect(code).toBe(2);
    expect(
      err
        .trim()
        .split('\n')
        .map((line) => line.slice(0, 16)),
    ).toEqual(['keyturn: a.json:', 'keyturn: b.csv: ']);
  });

  it('writes measured delays that keyturn.yaml takes', async () => {
    for (const { file, text } of converged()) write(file, text);
    await ask(
      'gate',
      'runbook.json',
      '--evidence',
      ...evidence,
      ...LABELS,
      '--published',
      '2026-12-01T02:00Z',
      '--measured',
      'measured.yaml',
    );
    expect(readFileSync(path.join(folder, 'measured.yaml'), 'utf8')).toContain(
      '  - row: "eso-refresh-interval"\n    delay: { kind: uniform, min: PT0S, max: PT40S }\n    reason: "longest of 7 measurements in the rotation published 2026-12-01T02:00:00Z: cluster.json"\n',
    );
  });
});
