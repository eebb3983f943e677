/** From a path to its delays: which hops each mode adds, where they come from, and what has no end. */
import { describe, expect, test } from 'vitest';
import type { Law } from '../../analyzer/src/model/timing.ts';
import { type ConsumerSpec, type EstateSpec, estateOf } from './estate.ts';

const berths = { slip: { every: 240 } };

interface Drawn extends Partial<ConsumerSpec> {
  readonly mode: ConsumerSpec['mode'];
  readonly pooled?: boolean;
}

function delaysOf({ pooled = true, ...consumer }: Drawn, more: Partial<EstateSpec> = {}) {
  const pool = pooled ? { lifetime: 600 } : {};
  const { timing } = estateOf({ berths, consumers: [{ name: 'raft', ...pool, ...consumer }], ...more });
  return [...timing.values()].flatMap(({ delays }) => delays);
}

const hopsOf = (...args: Parameters<typeof delaysOf>) => delaysOf(...args).map(({ hop, law }) => `${hop} ${told(law)}`);

function told(law: Law): string {
  if (law.kind === 'uniform') return `${law.min}–${law.max}`;
  if (law.kind === 'fixed') return `${law.at}`;
  return law.kind === 'never' || law.kind === 'unknown' || law.kind === 'unbounded'
    ? `${law.kind} ${law.reason}`
    : law.kind;
}

test.each<[string, Partial<ConsumerSpec> & Pick<ConsumerSpec, 'mode'>, readonly string[]]>([
  [
    'a mounted poller',
    { mode: 'poll', mounted: true, interval: 100, jitter: 0.5 },
    ['store-sync 0–240', 'node-sync 0–90', 'app-reload 0–150', 'drain 0–600'],
  ],
  ['a watcher', { mode: 'watch' }, ['store-sync 0–240', 'app-reload 0', 'drain 0–600']],
  [
    'a poller of unknown interval',
    { mode: 'poll' },
    ['store-sync 0–240', 'app-reload unknown poll-interval-unknown', 'drain 0–600'],
  ],
  [
    'a program nobody found',
    { mode: 'unknown', mounted: true },
    ['store-sync 0–240', 'node-sync 0–90', 'app-reload unknown reader-not-found', 'drain 0–600'],
  ],
  ['an environment variable', { mode: 'startup' }, ['store-sync 0–240', 'action never restart-by-hand']],
  ['a baked image', { mode: 'build' }, ['store-sync 0–240', 'action never rebuild-needed']],
  ['a mounted job', { mode: 'scheduled', cron: '0 * * * *', mounted: true }, ['store-sync 0–240', 'schedule schedule']],
  [
    'a late scheduler',
    { mode: 'scheduled', cron: '0 * * * *', scheduleRow: 'gitlab-schedule' },
    ['store-sync 0–240', 'schedule schedule', 'schedule 0–600'],
  ],
  [
    'runs that overlap',
    { mode: 'scheduled', cron: '*/10 * * * *', run: 1000 },
    ['store-sync 0–240', 'schedule schedule', 'drain 400'],
  ],
  ['an acceptor', { mode: 'watch', role: 'accepts' }, ['store-sync 0–240', 'app-reload 0']],
])('%s', (_, consumer, hops) => {
  expect(hopsOf(consumer)).toEqual(hops);
});

describe('derivations', () => {
  test.each<[string, EstateSpec['berths'], string]>([
    ['the interval of the file', { slip: { every: 45 } }, 'store-sync 0–45'],
    ['else the default of the row', { slip: {} }, 'store-sync 0–3600'],
    ['a share of a lease', { slip: { row: 'cert-manager-renew-before', every: 1000 } }, 'lease 0–500'],
    ['one text with its origin', { slip: { row: null, by: 'interpolation' } }, 'store-sync 0'],
    ['a way nobody timed', { slip: { row: null, by: 'terraform' } }, 'store-sync unknown delay-unknown'],
    ['a row the tables lack', { slip: { row: 'lamp-oil', by: 'lamp-oil' } }, 'store-sync unknown delay-unknown'],
  ])('%s', (_, filled, hop) => {
    expect(hopsOf({ mode: 'watch' }, { berths: filled ?? {} })[0]).toBe(hop);
  });

  test('a pinned version stops the path once, and the action lets it go on', () => {
    const spec: EstateSpec = {
      berths: { slip: { frozen: 'pinned to version 7' } },
      consumers: [{ name: 'raft', mode: 'manual', takes: 90 }],
    };
    const { timing, consumer } = estateOf(spec);
    expect([...timing.values()].flatMap(({ delays }) => delays.map(({ law }) => told(law)))).toEqual([
      'never pinned to version 7',
    ]);
    expect(consumer('raft').withActions.adopted.bound).toBe(90);
  });

  test('a declared delay wins over the file and says who declared it', () => {
    const [sync] = delaysOf(
      { mode: 'watch' },
      { delays: { 'eso-refresh-interval': { kind: 'uniform', min: 11, max: 13 } } },
    );
    expect(sync?.law).toEqual({ kind: 'uniform', min: 11, max: 13 });
    expect(sync?.because[0]).toMatchObject({ from: 'declared', confidence: 'declared', says: 'measured' });
  });

  test('every delay has evidence, and a default names its row', () => {
    const delays = delaysOf({ mode: 'poll', mounted: true, interval: 60 });
    expect(delays.every(({ because }) => because.length > 0)).toBe(true);
    expect(delays[1]?.because[0]).toMatchObject({ from: 'default', row: 'k8s-secret-volume', confidence: 'assumed' });
  });
});

describe('drain', () => {
  const drainOf = (...args: Parameters<typeof delaysOf>) =>
    hopsOf(...args).find((hop) => hop.startsWith('drain')) ?? null;
  test.each<[string, Partial<ConsumerSpec>, EstateSpec['dependency'], string | null]>([
    ['the default of the client', { connectionRow: 'hikaricp-max-lifetime' }, {}, 'drain 0–1800'],
    ['what the file says', { connectionRow: 'hikaricp-max-lifetime', lifetime: 77 }, {}, 'drain 0–77'],
    [
      'switched off',
      { connectionRow: 'hikaricp-max-lifetime', lifetime: 0 },
      {},
      'drain unbounded connections-never-retired',
    ],
    ['never retired', { connectionRow: 'ioredis-single-connection' }, {}, 'drain unbounded connections-never-retired'],
    ['no client seen', {}, {}, 'drain unknown connection-lifetime-unknown'],
    ['no client, class unknown', {}, { sessionClass: null }, 'drain unknown connection-lifetime-unknown'],
    ['asked on each request', {}, { sessionClass: 'per-request' }, null],
    ['behind a proxy', { connectionRow: 'ioredis-single-connection' }, { behind: 'pgbouncer' }, 'drain 0–3600'],
    ['tokens outlive it', {}, { sessionClass: 'artefacts', artefactLife: 7200 }, 'drain 7200'],
    [
      'tokens of unknown life',
      {},
      { sessionClass: 'artefacts', artefactLife: 'declared' },
      'drain unknown artefact-life-unknown',
    ],
  ])('%s', (_, consumer, dependency, hop) => {
    expect(drainOf({ mode: 'watch', pooled: false, ...consumer }, { dependency: dependency ?? null })).toBe(hop);
  });
});

describe('the connections of whoever waits for a restart', () => {
  const keptBy = (consumer: Drawn, dependency: EstateSpec['dependency'] = {}) => {
    const pool = { connectionRow: 'hikaricp-max-lifetime', lifetime: 77 };
    const { timing } = estateOf({ berths, consumers: [{ name: 'raft', ...pool, ...consumer }], dependency });
    return [...timing.values()].map(({ connection }) => connection?.law);
  };
  const life = [{ kind: 'uniform', min: 0, max: 77 }];
  test('are known although none is left to drain', () => {
    expect(keptBy({ mode: 'startup' })).toEqual(life);
    expect(keptBy({ mode: 'restart-on-change' })).toEqual(life);
    expect(hopsOf({ mode: 'startup' }).filter((hop) => hop.startsWith('drain'))).toEqual([]);
  });
  test('are not said twice, of nobody who keeps none open, and never guessed', () => {
    expect(keptBy({ mode: 'watch' })).toEqual([undefined]);
    expect(keptBy({ mode: 'startup' }, { sessionClass: 'per-request' })).toEqual([undefined]);
    const { timing } = estateOf({ berths, consumers: [{ name: 'raft', mode: 'startup' }] });
    expect([...timing.values()].map(({ connection }) => connection)).toEqual([undefined]);
  });
});

test('where nothing but a frozen carrier is in the way, a restart alone would read the old value again', () => {
  const does = (frozen: string | undefined, mode: Drawn['mode'], objectKind: string) =>
    estateOf({
      berths: { slip: frozen === undefined ? { every: 240 } : { frozen } },
      consumers: [{ name: 'raft', mode, objectKind }],
    }).convergence.consumers[0]?.action?.does;
  expect(does('refreshPolicy CreatedOnce', 'manual', 'Gateway')).toBe('make the frozen carrier anew');
  expect(does('refreshPolicy CreatedOnce', 'manual', 'Deployment')).toBe(
    'make the frozen carrier anew, then restart the Deployment',
  );
  expect(does(undefined, 'startup', 'Deployment')).toBe('restart the Deployment');
});

test('a default that decides nothing is no reason: with its time zone written, what a run does is', () => {
  const said = (more: Partial<ConsumerSpec>) =>
    delaysOf({ mode: 'scheduled', cron: '0 4 * * *', ...more }).flatMap(({ hop, because }) =>
      hop === 'schedule' ? because.flatMap(({ from, says }) => (from === 'default' ? [says] : [])) : [],
    );
  expect(said({ timeZone: 'Atlantic/Faroe' })).toEqual(['each run lights a lamp of its own']);
  for (const more of [{}, { timeZone: 'Atlantic/Faroe', scheduleRow: 'gha-schedule' }]) {
    expect(said(more)).toHaveLength(1);
    expect(said(more)).not.toContain('each run lights a lamp of its own');
  }
});

test('a schedule on best effort has no bound, only one if it is on time', () => {
  const { convergence } = estateOf({
    berths,
    consumers: [{ name: 'raft', mode: 'scheduled', cron: '0 * * * *', scheduleRow: 'gha-schedule' }],
  });
  expect(convergence.automatic.adopted).toMatchObject({
    bound: null,
    reason: 'raft: schedule-best-effort',
    conditionalBound: 3840,
  });
  expect(convergence.neverWithoutAction).toEqual([]);
});

test.each([Number.POSITIVE_INFINITY, Number.MAX_VALUE])(
  'an interval of %d seconds is no bound and no crash',
  (interval) => {
    const { automatic } = estateOf({
      berths,
      consumers: [{ name: 'raft', mode: 'poll', interval, jitter: 3, lifetime: 600 }],
    }).consumer('raft');
    expect(automatic.settled).toMatchObject({ bound: null, reason: 'no-limit', conditionalBound: 840 });
  },
);
