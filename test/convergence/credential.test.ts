/**
 * A credential as a whole: who must act, when the old value may die, and what is missing for a rotation nobody
 * notices.
 */
import { describe, expect, test } from 'vitest';
import { type ConsumerSpec, consumerId, type EstateSpec, estateOf } from './estate.ts';

const berths = { slip: { every: 60 } };
const poller: ConsumerSpec = { name: 'junk', mode: 'poll', interval: 120, instances: 3, connections: 4, lifetime: 900 };

function revocationOf(dependency: EstateSpec['dependency'], ...more: readonly ConsumerSpec[]) {
  return estateOf({ berths, dependency: dependency ?? null, consumers: [poller, ...more] }).convergence;
}

describe('revocation by session class', () => {
  test.each<[string, EstateSpec['dependency'], number | null, number | null, number | null]>([
    ['per-request', { sessionClass: 'per-request' }, 180, 180, 180],
    ['survives', { sessionClass: 'survives' }, 180, 1080, 1080],
    ['killed, client reconnects', { sessionClass: 'killed-client-reconnects' }, 180, 180, 180],
    ['killed, no reconnect', { sessionClass: 'killed-no-reconnect' }, 1080, 1080, 1080],
    ['artefacts', { sessionClass: 'artefacts', artefactLife: 5000 }, 5180, 5180, 5180],
    ['unknown', { sessionClass: null }, 1080, 1080, 1080],
  ])('%s', (_, dependency, availability, exposureEnds, overlap) => {
    const { revocation, overlapMinimum } = revocationOf(dependency);
    expect(revocation).toMatchObject({ availability, exposureEnds, outages: [] });
    expect(overlapMinimum).toBe(overlap);
  });
});

describe('one value at a time', () => {
  const cutover = { acceptance: 'cutover', slots: 1 } as const;

  test('is a cutover: outages, no safe moment, no window', () => {
    const { revocation, overlapMinimum } = revocationOf(cutover, { name: 'ark', mode: 'startup', takes: 300 });
    expect(revocation.verdict).toBe('cutover');
    expect(revocation.availability).toBeNull();
    expect(overlapMinimum).toBeNull();
    expect(revocation.outages).toEqual([
      { consumer: consumerId('ark'), from: 0, to: null },
      { consumer: consumerId('junk'), from: 0, to: 180 },
    ]);
    expect(revocation.missing).toContain('old and new coexist: one value is valid at a time');
  });

  test('names that show a second slot are no cutover', () => {
    expect(
      estateOf({ berths, dependency: cutover, slots: 2, consumers: [poller] }).convergence.revocation.verdict,
    ).toBe('zero-downtime');
  });
});

test('what is missing names who, in the words of the six conditions', () => {
  const { revocation } = revocationOf(
    { acceptance: 'dual-valid' },
    { name: 'ark', mode: 'startup', takes: 300 },
    { name: 'raft', mode: 'watch', connectionRow: 'ioredis-single-connection' },
    { name: 'guild', mode: 'manual', kind: 'vendor', objectKind: 'declared', takes: 60 },
  );
  expect(revocation.verdict).toBe('partial');
  expect(revocation.missing).toEqual([
    'adoption without process death: ark',
    'long-lived connections age out: raft',
    'revocation only on evidence: guild',
  ]);
});

test('nobody knows what accepts it: no verdict', () => {
  const { revocation } = estateOf({ berths, dependency: null, consumers: [poller] }).convergence;
  expect(revocation.verdict).toBeNull();
  expect(revocation.missing[0]).toBe('old and new coexist: what accepts it is not known');
});

test('acceptors take it first, so the two times add up', () => {
  const consumers: readonly ConsumerSpec[] = [poller, { name: 'gate', mode: 'poll', interval: 600, role: 'accepts' }];
  const staged = estateOf({ berths, dependency: { sided: 'two' }, consumers }).convergence;
  expect(staged.overlapMinimum).toBe(660 + 1080);
  expect(staged.automatic.settled.bound).toBe(1080);
});

describe('actions', () => {
  test('so many at a time', () => {
    const ark: ConsumerSpec = { name: 'ark', mode: 'startup', instances: 7, takes: 100, parallel: 3 };
    expect(estateOf({ berths, consumers: [ark] }).convergence.withActions.settled.bound).toBe(60 + 300);
  });

  test('sessions that nothing retires: the list grows only where an action was declared', () => {
    const raft: ConsumerSpec = { name: 'raft', mode: 'watch', connectionRow: 'ioredis-single-connection' };
    const alone = estateOf({ berths, consumers: [raft] }).convergence;
    expect(alone.withActions.settled).toMatchObject({
      bound: null,
      reason: 'raft: connections-never-retired',
      conditionalBound: 60,
    });
    expect(alone.neverWithoutAction).toEqual([]);
    const helped = estateOf({ berths, consumers: [{ ...raft, takes: 45 }] }).convergence;
    expect(helped.automatic.adopted.bound).toBe(60);
    expect(helped.withActions.settled.bound).toBe(60 + 45);
    expect(helped.neverWithoutAction).toEqual([consumerId('raft')]);
  });

  test('a program nobody found is restarted, and never called one that never converges', () => {
    const { convergence, consumer } = estateOf({
      berths,
      consumers: [{ name: 'wreck', mode: 'unknown', mounted: true, takes: 30 }],
    });
    expect(convergence.automatic.adopted).toMatchObject({ bound: null, reason: 'wreck: reader-not-found' });
    expect(consumer('wreck').withActions.settled.bound).toBe(90);
    expect(convergence.neverWithoutAction).toEqual([]);
  });
});

test('a dormant consumer delays nothing and is not forgotten', () => {
  const { convergence, consumer } = estateOf({
    berths,
    consumers: [poller, { name: 'hulk', mode: 'startup', dormant: 'replicas 0', kind: 'worker' }],
  });
  expect(convergence.automatic.settled.bound).toBe(1080);
  expect(consumer('hulk').automatic.settled).toMatchObject({ bound: null, reason: 'dormant' });
  expect(convergence.neverWithoutAction).toEqual([]);
  expect(convergence.revocation.missing).toContain('background work converges: hulk');
});

test('a job is confirmed by a whole run, and only if its length is known', () => {
  const bell: ConsumerSpec = { name: 'bell', mode: 'scheduled', kind: 'cron', cron: '0 * * * *' };
  const times = (run?: number) =>
    estateOf({ berths, consumers: [{ ...bell, ...(run ? { run } : {}) }] }).consumer('bell').automatic;
  expect(times(400)).toMatchObject({ settled: { bound: 3660 }, confirmed: { bound: 4060 } });
  expect(times()).toMatchObject({
    settled: { bound: 3660 },
    confirmed: { bound: null, reason: 'run-time-unknown', conditionalBound: 3660 },
  });
});

test('nobody uses it: no figure, and no claim that it may die at once', () => {
  expect(estateOf({ berths, consumers: [] }).convergence.automatic.adopted).toMatchObject({
    bound: null,
    reason: 'no-consumer-known',
  });
});

test('two runs give the same text', () => {
  const spec: EstateSpec = {
    berths: { slip: { every: 60 }, dock: { from: 'slip', every: 300 } },
    consumers: [poller, { ...poller, name: 'yawl', reads: ['slip', 'dock'] }],
  };
  const text = () => JSON.stringify(estateOf(spec).convergence);
  expect(text()).toBe(text());
});
