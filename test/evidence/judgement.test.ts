/** What evidence comes to. The sample has six polling services and an hourly job; N is 67 minutes. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Runbook } from '../../analyzer/src/evidence/runbook.ts';
import {
  APIS,
  after,
  changed,
  converged,
  fileOf,
  gateOf,
  judgeFiles,
  LABELS,
  log,
  PUBLISHED,
  run,
  runbookOf,
  sessions,
  smallPlan,
  synced,
  versions,
  wordsOf,
} from './rotation.ts';

let runbook: Runbook;
beforeAll(async () => {
  runbook = runbookOf(await smallPlan());
}, 60_000);

/** All of it, with one file changed. */
const but = (name: string, content: unknown) =>
  converged().map((file) => (file.file === name ? fileOf(name, content) : file));
const without = (...names: readonly string[]) => converged().filter(({ file }) => !names.includes(file));
const cluster = (...items: readonly unknown[]) => ({ apiVersion: 'v1', kind: 'List', items });

describe('a rotation that is done', () => {
  it('passes every gate and every milestone', () => {
    const judged = judgeFiles(runbook, converged());
    for (const name of [...APIS, 'hourly-figures'])
      expect([name, wordsOf(judged, name)]).toEqual([name, 'pass pass pass pass pass pass']);
    expect(judged.gates.map(({ id, verdict }) => `${id} ${verdict.verdict}`)).toEqual([
      'G1 pass',
      'G2 pass',
      'G3 pass',
      'G4 pass',
      'G7 pass',
    ]);
    expect(judged.verdict).toBe('pass');
  });

  it.each(['cluster.json', 'server.log', 'sessions.csv'])(
    'never passes without %s, and says what to export',
    (name) => {
      const judged = judgeFiles(runbook, without(name));
      expect(judged.verdict).not.toBe('pass');
      const open = judged.gates.filter(({ verdict }) => verdict.verdict !== 'pass');
      expect(open.length).toBeGreaterThan(0);
      for (const { verdict } of open.filter(({ verdict }) => verdict.verdict === 'unknown'))
        expect(verdict.ask).not.toBeNull();
    },
  );

  it('takes the log alone for adoption, where it is quiet for as long as a consumer may be silent', () => {
    const judged = judgeFiles(runbook, without('versions.json'));
    expect(wordsOf(judged, 'cart-api')).toBe('pass pass pass pass pass pass');
    const loaded = judged.consumers.find(({ consumer }) => consumer.name === 'cart-api')?.milestones.loaded;
    expect(loaded).toMatchObject({ by: 'implied', says: 'shown by confirmed' });
  });

  it('does not depend on the names or the order of files', () => {
    const renamed = converged()
      .toReversed()
      .map((file, at) => ({ ...file, file: `${at}` }));
    const words = (judged: ReturnType<typeof judgeFiles>) =>
      judged.consumers.map(({ consumer }) => wordsOf(judged, consumer.name));
    expect(words(judgeFiles(runbook, renamed))).toEqual(words(judgeFiles(runbook, converged())));
  });

  it('is judged as of the moment asked for, not by what came later', () => {
    expect(judgeFiles(runbook, converged(), { now: PUBLISHED + 3000 }).verdict).toBe('wait');
    expect(gateOf(judgeFiles(runbook, converged(), { now: PUBLISHED + 20_000 }), 'G2')).toMatchObject({
      word: 'unknown',
      says: expect.stringContaining('before the moment that is judged'),
    });
  });
});

describe('whoever reads at its start only', () => {
  const pod = (seconds: number) => ({
    kind: 'Pod',
    metadata: {
      name: 'cart-api-7c9d5f6b8-quay1',
      namespace: 'orders',
      labels: { 'pod-template-hash': '7c9d5f6b8' },
      ownerReferences: [{ kind: 'ReplicaSet', name: 'cart-api-7c9d5f6b8' }],
    },
    status: { phase: 'Running', startTime: after(seconds), conditions: [{ type: 'Ready', status: 'True' }] },
  });
  const loaded = (mode: 'startup' | 'poll', started: number, declared: boolean) => {
    const atStart = { ...runbook, consumers: runbook.consumers.map((one) => ({ ...one, mode })) };
    const judged = judgeFiles(atStart, [fileOf('pods.json', cluster(pod(started)))], { declared });
    return judged.consumers.find(({ consumer }) => consumer.name === 'cart-api')?.milestones.loaded;
  };

  it('and started before publication waits, although nobody shows when the value arrived', () => {
    expect(loaded('startup', -60, true)).toMatchObject({
      verdict: 'wait',
      says: '1 of 1 instance started before publication',
    });
  });

  it('is not judged by its age where it started later, where it reloads, or where publication is only planned', () => {
    for (const [mode, started, declared] of [
      ['startup', 60, true],
      ['poll', -60, true],
      ['startup', -60, false],
    ] as const)
      expect(loaded(mode, started, declared)?.verdict).toBe('unknown');
  });
});

describe('old from new', () => {
  it('cannot be told where both have one name: unknown, never pass', () => {
    const labels = { old: ['orders_blue', 'orders_green'], new: ['orders_blue', 'orders_green'] };
    const judged = judgeFiles(runbook, converged(), { labels });
    expect(judged.verdict).toBe('unknown');
    expect(gateOf(judged, 'G2')).toMatchObject({ word: 'unknown', says: expect.stringContaining('the same name') });
    expect(wordsOf(judged, 'cart-api')).toBe('pass pass unknown unknown unknown unknown');
  });

  it('cannot be told where nobody says which is which', () => {
    const judged = judgeFiles(runbook, converged(), { labels: { old: [], new: [] } });
    expect(judged.verdict).toBe('unknown');
    expect(gateOf(judged, 'G2').ask).toContain('--old NAME');
  });

  it('is not trusted where the old name never occurs: it may be a slip', () => {
    const judged = judgeFiles(runbook, converged(), { labels: { old: ['orders_bleu'], new: LABELS.new } });
    expect(gateOf(judged, 'G2')).toMatchObject({
      word: 'unknown',
      says: expect.stringContaining('a slip in its name'),
    });
    expect(gateOf(judged, 'G4').word).toBe('unknown');
  });
});

describe('who presents the old value', () => {
  const logins = (...more: ReadonlyArray<readonly [number, string, string, boolean?]>) =>
    [...APIS, 'hourly-figures'].map((app) => [4000, 'orders_green', app] as const).concat(more as never);

  it('is sorted by the bounds of the plan', () => {
    const judged = judgeFiles(
      runbook,
      but(
        'server.log',
        log(
          logins(
            [300, 'orders_blue', 'cart-api'],
            [900, 'orders_blue', 'loyalty-api'],
            [2000, 'orders_blue', 'hourly-figures'],
            [2500, 'orders_blue', 'crows-nest', true],
          ),
          -900,
          9000,
        ),
      ),
    );
    expect(judged.presenters.map(({ sort, consumer, name }) => [sort, consumer?.split('/').at(-1) ?? name])).toEqual([
      ['should-have-moved', 'loyalty-api'],
      ['unknown', 'crows-nest'],
      ['stale-but-expected', 'hourly-figures'],
      ['stale-but-expected', 'cart-api'],
    ]);
  });

  it('blocks while it is nobody of the runbook, until somebody names it', () => {
    const strange = but('server.log', log(logins([300, 'orders_blue', 'crows-nest']), -900, 9000));
    expect(gateOf(judgeFiles(runbook, strange), 'G2')).toMatchObject({
      word: 'unknown',
      says: expect.stringContaining('1 attempt of nobody'),
    });
    const named = fileOf('named.csv', 'consumer,milestone,by,at\ncrows-nest,adopted,Moll,2026-12-01T03:00:00Z');
    expect(gateOf(judgeFiles(runbook, [...strange, named]), 'G2').word).toBe('pass');
  });

  it('is not taken for a consumer because its name begins alike', () => {
    const judged = judgeFiles(
      runbook,
      but('server.log', log(logins([300, 'orders_blue', 'cart-api-admin']), -900, 9000)),
    );
    expect(judged.presenters.map(({ sort }) => sort)).toEqual(['unknown']);
  });

  it('is known by the address of one of its pods', () => {
    const pod = {
      kind: 'Pod',
      metadata: {
        name: 'cart-api-7c9d5f6b8-4xkzq',
        namespace: 'orders',
        labels: { 'pod-template-hash': '7c9d5f6b8' },
        ownerReferences: [{ kind: 'ReplicaSet', name: 'cart-api-7c9d5f6b8' }],
      },
      status: { phase: 'Running', podIP: '192.0.2.7', startTime: '2026-12-01T01:00:00Z' },
    };
    const files = but('server.log', log(logins([300, 'orders_blue', '']), -900, 9000));
    const judged = judgeFiles(runbook, [...files, fileOf('pods.json', cluster(pod))]);
    expect(judged.presenters).toMatchObject([
      { sort: 'stale-but-expected', consumer: expect.stringContaining('cart-api') },
    ]);
  });
});

describe('milestones', () => {
  it.each([
    [
      'a sync that failed',
      but('cluster.json', cluster(synced(40, { worked: false }), run(3600, 4020))),
      'cart-api',
      'pass wait pass pass pass pass',
    ],
    [
      'a sync from before publication',
      but('cluster.json', cluster(synced(-10), run(3600, 4020))),
      'hourly-figures',
      'pass wait pass pass pass wait',
    ],
    [
      'one instance with the old version',
      but('versions.json', versions(400, { 'loyalty-api': 1 })),
      'loyalty-api',
      'pass pass wait pass pass pass',
    ],
    [
      'a run from before the value arrived',
      but('cluster.json', cluster(changed(40), run(0, 420))),
      'hourly-figures',
      'pass pass wait pass pass wait',
    ],
    [
      'a run that failed',
      but('cluster.json', cluster(synced(40), run(3600, 4020, false))),
      'hourly-figures',
      'pass pass pass pass pass wait',
    ],
    [
      'an old session',
      but('sessions.csv', sessions(8990, [['orders_blue', 'cart-api', -100]])),
      'cart-api',
      'pass pass pass pass wait pass',
    ],
    [
      'old sessions of nobody',
      but('sessions.csv', sessions(8990, [['orders_blue', 'crows-nest', -100]])),
      'cart-api',
      'pass pass pass pass unknown pass',
    ],
    [
      'sessions from before adoption',
      but('sessions.csv', sessions(300, [])),
      'cart-api',
      'pass pass pass pass unknown pass',
    ],
  ])('%s', (_what, files, name, words) => {
    expect(wordsOf(judgeFiles(runbook, files), name)).toBe(words);
  });

  it('takes the plan for no proof of publication', () => {
    expect(
      wordsOf(judgeFiles(runbook, [fileOf('c.json', cluster(synced(40)))], { declared: false }), 'cart-api'),
    ).toMatch(/^pass pass unknown/);
    expect(
      wordsOf(judgeFiles(runbook, [fileOf('c.json', cluster(synced(-40)))], { declared: false }), 'cart-api'),
    ).toMatch(/^wait wait/);
  });

  it('lets a statement fill what nobody sees, and what was seen outweigh it', () => {
    const stated = (milestone: string) =>
      fileOf('stated.csv', `consumer,milestone,by,at\ncart-api,${milestone},Moll,2026-12-01T04:00:00Z`);
    expect(wordsOf(judgeFiles(runbook, [...without('versions.json'), stated('loaded')]), 'cart-api')).toBe(
      'pass pass pass pass pass pass',
    );
    const open = but('sessions.csv', sessions(8990, [['orders_blue', 'cart-api', -100]]));
    expect(wordsOf(judgeFiles(runbook, [...open, stated('settled')]), 'cart-api')).toBe(
      'pass pass pass pass wait pass',
    );
  });
});

describe('N', () => {
  it('is counted from the last step, and a log that is too short waits', () => {
    const short = but(
      'server.log',
      log(
        [
          [-600, 'orders_blue', 'cart-api'],
          ...[...APIS, 'hourly-figures'].map((app) => [4000, 'orders_green', app] as const),
        ],
        -900,
        5000,
      ),
    );
    expect(
      gateOf(
        judgeFiles(
          runbook,
          [...short].filter(({ file }) => file !== 'sessions.csv'),
        ),
        'G2',
      ),
    ).toMatchObject({ word: 'wait', says: expect.stringMatching(/^quiet for 23\.3 min of N = 1 h 7 min/) });
  });

  it('does not run across a hole between two logs', () => {
    const moved = log(
      [
        [-600, 'orders_blue', 'cart-api'],
        ...[...APIS, 'hourly-figures'].map((app) => [4000, 'orders_green', app] as const),
      ],
      -900,
      5000,
    );
    const later = (from: number) => log([[from, 'orders_green', 'cart-api']], from, 9000);
    const gate = (from: number) =>
      gateOf(
        judgeFiles(runbook, [...without('server.log'), fileOf('a.log', moved), fileOf('b.log', later(from))]),
        'G2',
      );
    expect(gate(5050).word).toBe('pass');
    expect(gate(5200)).toMatchObject({
      word: 'wait',
      says: expect.stringMatching(/^quiet for 1 h 3 min of N = 1 h 7 min/),
    });
  });
});
