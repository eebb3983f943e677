/** Both radii: the figures of the design's worked examples, and the laws a score must keep. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { declared } from '../../analyzer/src/model/evidence.ts';
import type { Consumer } from '../../analyzer/src/model/graph.ts';
import type { Radius } from '../../analyzer/src/model/radius.ts';
import { because, CREDENTIAL, consumer, layersOf, line, TIDAL, type UseSpec, type Weir } from '../judging/estate.ts';

function radii(weir: Weir) {
  const found = layersOf(weir).radii.get(CREDENTIAL);
  if (!found) throw new Error('no radii');
  return found;
}

function factorOf({ factors }: Radius, name: string) {
  const found = factors.find((factor) => factor.name === name);
  if (!found) throw new Error(`no factor ${name}`);
  return found;
}

const said = [declared(line(4, 'keyturn.yaml'), 'declared at the weir')] as const;
const running = (count: number): Partial<Consumer> => ({ instances: { min: count, max: count, declared: true } });
const mode = (value: 'poll' | 'startup' | 'manual', every?: number): Partial<Consumer> => ({
  overrides: {
    refresh: { mode: value, because: said },
    ...(every === undefined ? {} : { interval: { value: every, because: said } }),
  },
});

test('design, section 6, example 2: one cache, one owner', () => {
  const owner = { owner: 'heron-team' };
  const uses = [
    { by: consumer('api', { ...owner, ...running(6), ...mode('poll', 60) }) },
    { by: consumer('worker', { ...owner, ...running(2), ...mode('startup') }) },
    { by: consumer('console', { ...owner, ...running(3), ...mode('manual'), kind: 'person', objectKind: 'declared' }) },
  ];
  const credential = {
    carriers: ['carrier:store', 'carrier:nest'],
    reach: { value: 'derived-data', because },
  } as const;
  const { scope, rollout } = radii({ uses, credential });
  expect(scope.score).toBeGreaterThanOrEqual(24.5);
  expect(scope.score).toBeLessThanOrEqual(26.5);
  expect(rollout.score).toBeGreaterThanOrEqual(32);
  expect(rollout.score).toBeLessThanOrEqual(45);
  expect(rollout.band).toBe('moderate');
});

/** 38 services, 1,250 instances, and everything else that example 3 counts. */
function sharedPostgres(): readonly UseSpec[] {
  const team = (index: number) => ({
    owner: `team-${index % 6}`,
    cluster: `weir-${index % 3}`,
    environment: 'production',
  });
  const many = (count: number, name: string, says: (index: number) => Partial<Consumer>) =>
    Array.from({ length: count }, (_, index) => ({
      by: consumer(`${name}-${index}`, { ...team(index), ...says(index) }),
    }));
  return [
    ...many(38, 'svc', (index) => ({
      ...running(index === 0 ? 1250 - 37 * 33 : 33),
      ...(index < 3 ? mode('startup') : mode('poll', [30, 60, 300, 600][index % 4])),
    })),
    ...many(26, 'events', () => mode('poll', 120)),
    ...many(11, 'cron', () => ({ kind: 'cron', freshProcess: true, schedules: [TIDAL] })),
    ...many(7, 'desk', (index) => ({
      kind: index === 6 ? 'vendor' : 'dashboard',
      objectKind: 'declared',
      ...mode('manual'),
    })),
  ];
}

test('design, section 6, example 3: one database for everybody', () => {
  const customers = radii({ uses: sharedPostgres(), credential: { reach: { value: 'customer-data', because: said } } });
  expect(customers.scope.score).toBe(80.5);
  expect(customers.scope.band).toBe('critical');
  expect(customers.rollout.score).toBeGreaterThanOrEqual(80);
  expect(customers.rollout.score).toBeLessThanOrEqual(96);
  expect(customers.rollout.band).toBe('critical');

  const undeclared = radii({ uses: sharedPostgres() });
  expect(undeclared.scope.score).toBe(71.4);
  expect(undeclared.scope.band).toBe('wide');
  const { because: why } = factorOf(undeclared.scope, 'privilege × reach');
  expect(why.map(({ says }) => says).join('; ')).toContain('customer or payment data would make this 45.5');
});

const arbitraryConsumer = fc.record({
  owner: fc.constantFrom(null, 'reed', 'rush', 'sedge'),
  environment: fc.constantFrom(null, 'production', 'staging'),
  instances: fc
    .constantFrom(0, 1, 7, 400)
    .map((count) => ({ min: count, max: count === 7 ? null : count, declared: true })),
  dormant: fc.constantFrom(null, 'replicas 0'),
});
const arbitraryFleet = fc.array(arbitraryConsumer, { maxLength: 12 });
const usesOf = (fleet: readonly Partial<Consumer>[]) =>
  fleet.map((says, index) => ({ by: consumer(`reed-${index}`, says) }));

test('a score is the sum of its factors, each within its maximum and with a reason', () => {
  fc.assert(
    fc.property(arbitraryFleet, (fleet) => {
      const { scope, rollout } = radii({ uses: usesOf(fleet) });
      for (const { score, factors } of [scope, rollout]) {
        expect(factors.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 6);
        expect(factors.every(({ points, max, because: why }) => points >= 0 && points <= max && why.length > 0)).toBe(
          true,
        );
        expect(factors.reduce((sum, { max }) => sum + max, 0)).toBe(100);
      }
    }),
    { numRuns: 60, seed: 20261125 },
  );
});

test('another consumer never lowers a radius', () => {
  fc.assert(
    fc.property(arbitraryFleet, arbitraryConsumer, (fleet, more) => {
      const [before, after] = [radii({ uses: usesOf(fleet) }), radii({ uses: usesOf([...fleet, more]) })];
      expect(after.scope.score).toBeGreaterThanOrEqual(before.scope.score);
      expect(after.rollout.score).toBeGreaterThanOrEqual(before.rollout.score);
    }),
    { numRuns: 60, seed: 20261125 },
  );
});

test('naming an owner never raises a radius', () => {
  fc.assert(
    fc.property(arbitraryFleet, (fleet) => {
      const named = fleet.map((says) => ({ ...says, owner: says.owner ?? 'reed' }));
      const [before, after] = [radii({ uses: usesOf(fleet) }), radii({ uses: usesOf(named) })];
      expect(after.scope.score).toBeLessThanOrEqual(before.scope.score);
      expect(after.rollout.score).toBeLessThanOrEqual(before.rollout.score);
    }),
    { numRuns: 60, seed: 20261125 },
  );
});

const twoOwners = [{ by: consumer('reed', { owner: 'marsh' }) }, { by: consumer('rush', { owner: 'fen' }) }];

test.each([
  ['two that nobody owns', [null, null], 10],
  ['one that nobody owns beside an owned one', ['marsh', null], 10],
  ['one that nobody owns, alone', [null], 0],
  ['two of one owner', ['marsh', 'marsh'], 0],
])('sharing by %s', (_, owners, points) => {
  const uses = owners.map((owner, index) => ({ by: consumer(`reed-${index}`, { owner }) }));
  expect(factorOf(radii({ uses }).scope, 'unrelated owners').points).toBe(points);
});

test.each([
  ['strangers', { parents: new Map(), related: [] }, 10],
  [
    'teams below one team',
    {
      parents: new Map([
        ['marsh', 'wetland'],
        ['fen', 'wetland'],
      ]),
      related: [],
    },
    0,
  ],
  ['teams declared related', { parents: new Map(), related: [new Set(['fen', 'marsh'])] }, 0],
  [
    'a hierarchy that loops',
    {
      parents: new Map([
        ['marsh', 'bog'],
        ['bog', 'marsh'],
      ]),
      related: [],
    },
    10,
  ],
])('owners are %s', (_, teams, points) => {
  expect(factorOf(radii({ uses: twoOwners, graph: { teams } }).scope, 'unrelated owners').points).toBe(points);
});

test('a consumer counts as rare from the longest gap of its schedule on, whatever delays stand before it', () => {
  const by = consumer('tidal-count', { kind: 'cron', freshProcess: true, schedules: [TIDAL] });
  const rare = (lowFrequency: number) => {
    const thresholds = { maxRolloutRadius: null, maxMechanisms: 3, lowFrequency };
    return factorOf(radii({ uses: [{ by }], configuration: { thresholds } }).rollout, 'low-frequency or dormant').value;
  };
  expect(rare(3 * 3600)).toBe(1);
  expect(rare(3 * 3600 + 1)).toBe(0);
});

test('an unlimited count is said to be a lower bound', () => {
  const by = consumer('reed', { instances: { min: 0, max: null, declared: false } });
  expect(factorOf(radii({ uses: [{ by }] }).rollout, 'instances').value).toBe('1 or more');
});
