/** Who breaks when the old value dies: the fate of each kind of consumer, and what nobody can judge. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type WhoBreaks, whoBreaks } from '../../analyzer/src/convergence/who-breaks.ts';
import type { ConsumerSpec, EstateSpec } from '../convergence/estate.ts';
import { rotationFor, rotationRead } from './harbour.ts';

const MINUTE = 60;
const UTC = (text: string) => Date.parse(text) / 1000;

function ask(spec: EstateSpec, moment: number, start: number | null = null): WhoBreaks {
  return whoBreaks(rotationFor(spec), moment, start);
}

function names(members: WhoBreaks['breaks']): readonly string[] {
  return members.map(({ consumer }) => consumer.name);
}

/** Berth filled within a minute. */
const PIER: Pick<EstateSpec, 'berths'> = { berths: { pier: { every: 60 } } };
const POOL: ConsumerSpec = {
  name: 'dredger',
  mode: 'poll',
  interval: 600,
  instances: 20,
  connections: 10,
  lifetime: 1800,
};

describe('by what accepts the credential', () => {
  test.each([
    ['per-request', 'at-once'],
    ['killed-client-reconnects', 'at-once'],
    ['survives', 'next-connection'],
    [null, 'next-connection'],
  ] as const)('%s: a stale pool fails %s', (sessionClass, fails) => {
    const [broken] = ask({ ...PIER, consumers: [POOL], dependency: { sessionClass } }, 5 * MINUTE).breaks;
    expect(broken?.fails).toBe(fails);
  });

  test('sessions that stay cut break who has the new value already', () => {
    const spec = { ...PIER, consumers: [POOL], dependency: { sessionClass: 'killed-no-reconnect' as const } };
    const [broken] = ask(spec, 12 * MINUTE).breaks;
    expect(broken?.fails).toBe('at-once');
    expect(broken?.chance).toBeGreaterThan(0.99);
    expect(ask({ ...spec, dependency: { sessionClass: 'survives' } }, 12 * MINUTE).breaks).toEqual([]);
  });

  test('while nobody knows what becomes of open sessions, having the new value is not being safe', () => {
    const spec = { ...PIER, consumers: [POOL], dependency: { sessionClass: null } };
    const { unjudged } = ask(spec, 12 * MINUTE);
    expect(unjudged.map(({ reasons }) => reasons)).toEqual([['session-effect-unknown']]);
    expect(names(ask(spec, 42 * MINUTE).safe)).toEqual(['dredger']);
  });
});

test('the figures of early revocation: 55 % stale, 5.1 % of connections refused, 31 % of pods see it', () => {
  const [broken] = ask({ ...PIER, consumers: [POOL] }, 5 * MINUTE).breaks;
  expect((broken?.stale ?? 0) * 100).toBeCloseTo(55, 1);
  expect((broken?.refused ?? 0) * 100).toBeCloseTo(5.1, 1);
  expect((broken?.noticing ?? 0) * 100).toBeCloseTo(30.7, 0);
  expect(broken?.heals).toBe(6 * MINUTE);
  expect(broken?.within).toBe(30 * MINUTE);
});

test('who needs a hand is sure to break, says why and never heals', () => {
  const spec = { ...PIER, consumers: [POOL, { name: 'tugboat', mode: 'startup', takes: 180 } as const] };
  const { breaks, safe } = ask(spec, 60 * MINUTE);
  expect(breaks.map(({ consumer, chance, reasons, heals }) => [consumer.name, chance, reasons, heals])).toEqual([
    ['tugboat', 1, ['restart-by-hand'], null],
  ]);
  expect(names(safe)).toEqual(['dredger']);
});

test('a program nobody found cannot be judged, and is never safe', () => {
  const { unjudged, safe, breaks } = ask({ ...PIER, consumers: [{ name: 'ghost-ship', mode: 'unknown' }] }, 1e7);
  expect([names(unjudged), safe, breaks]).toEqual([['ghost-ship'], [], []]);
  expect(unjudged[0]?.reasons).toEqual(['reader-not-found']);
  expect(unjudged[0]?.atLeast).toBe(0);
});

test('what is not there even if unknown hops take no time is surely stale', () => {
  const spec: EstateSpec = { ...PIER, consumers: [{ name: 'ghost-ship', mode: 'unknown', mounted: true }] };
  const [now] = ask(spec, 0).breaks;
  expect([now?.chance, now?.reasons, now?.heals]).toEqual([1, ['reader-not-found'], null]);
  // Uniform over 60 s of sync and 90 s of node sync: 30² / (2 × 60 × 90) is left two minutes later.
  expect(ask(spec, 120).unjudged[0]?.atLeast).toBeCloseTo(30 ** 2 / (2 * 60 * 90), 3);
});

test('connections that nothing retires break only with a restart', () => {
  const spec = { ...PIER, consumers: [{ ...POOL, connectionRow: 'ioredis-single-connection', lifetime: 0 }] };
  const without = {
    ...spec,
    consumers: [{ name: 'anchor', mode: 'poll', interval: 600, connectionRow: 'ioredis-single-connection' }],
  } as const;
  expect(ask(without, MINUTE).breaks[0]?.fails).toBe('on-restart');
  expect(ask(spec, MINUTE).breaks[0]?.fails).toBe('next-connection');
});

test('a dormant consumer is counted nowhere and named', () => {
  const { asleep, breaks } = ask({ ...PIER, consumers: [{ ...POOL, dormant: 'laid up' }] }, 0);
  expect([asleep.map(({ name }) => name), breaks]).toEqual([['dredger'], []]);
});

describe('runs', () => {
  const LOG: ConsumerSpec = { name: 'logbook', mode: 'scheduled', kind: 'cron', cron: '0 * * * *' };

  test('a run breaks only if it starts before the value arrives', () => {
    const [broken] = ask({ ...PIER, consumers: [LOG] }, 0).breaks;
    // Half a minute on average in an hour.
    expect(broken?.chance).toBeCloseTo(30 / 3600, 3);
    expect([broken?.fails, broken?.within]).toEqual(['next-run', 3600]);
  });

  test('a run still going on has the old value', () => {
    const [broken] = ask({ ...PIER, consumers: [{ ...LOG, run: 540 }] }, 0).breaks;
    expect(broken?.chance).toBeCloseTo((30 + 540) / 3600, 3);
  });

  test('once the value has arrived no run breaks; until one has run, none proves it', () => {
    const { breaks, unproven } = ask({ ...PIER, consumers: [LOG] }, 15 * MINUTE);
    expect(breaks).toEqual([]);
    expect((unproven[0]?.unproven ?? 0) * 100).toBeCloseTo(75.8, 1);
  });

  test('with a start the next run has a time, and chance ends', () => {
    const start = UTC('2026-11-26T02:50:00Z');
    const later = ask({ ...PIER, consumers: [LOG] }, 5 * MINUTE, start).unproven[0];
    expect([later?.nextRun, later?.unproven]).toEqual([UTC('2026-11-26T03:00:00Z'), 1]);
    const done = ask({ ...PIER, consumers: [LOG] }, 15 * MINUTE, start);
    expect(names(done.safe)).toEqual(['logbook']);
    const early = ask({ ...PIER, consumers: [LOG] }, 0, UTC('2026-11-26T02:59:45Z')).breaks[0];
    expect(early?.chance).toBeCloseTo(0.75, 2);
  });

  test('a job that reads a frozen carrier breaks at its next run', () => {
    const spec: EstateSpec = { berths: { pier: { frozen: 'pinned version' } }, consumers: [LOG] };
    const [broken] = ask(spec, 3600).breaks;
    expect([broken?.fails, broken?.chance, broken?.reasons]).toEqual(['next-run', 1, ['pinned version']]);
  });

  test('a schedule that promises nothing proves nothing', () => {
    const spec = { ...PIER, consumers: [{ ...LOG, scheduleRow: 'gha-schedule' }] };
    expect(ask(spec, 86_400).unproven[0]?.unproven).toBe(1);
  });
});

test('worst first: at what moment, then how surely, then how many', () => {
  const spec: EstateSpec = {
    berths: { pier: { every: 60 }, mole: { frozen: 'pinned version' } },
    consumers: [
      { name: 'logbook', mode: 'scheduled', kind: 'cron', cron: '0 * * * *', reads: ['mole'] },
      { ...POOL, name: 'small-pool', instances: 2 },
      { ...POOL, name: 'stuck', mode: 'startup', instances: 1 },
      { ...POOL, name: 'large-pool', instances: 5 },
    ],
  };
  expect(names(ask(spec, 5 * MINUTE).breaks)).toEqual(['stuck', 'large-pool', 'small-pool', 'logbook']);
});

const consumer = fc.record({
  mode: fc.constantFrom<ConsumerSpec['mode']>('poll', 'watch', 'startup', 'unknown', 'restart-on-change'),
  interval: fc.integer({ min: 0, max: 2000 }),
  lifetime: fc.integer({ min: 1, max: 4000 }),
  instances: fc.integer({ min: 1, max: 300 }),
  connections: fc.integer({ min: 1, max: 20 }),
  mounted: fc.boolean(),
  cron: fc.option(fc.constantFrom('*/20 * * * *', '7 3 * * *'), { nil: undefined }),
  lifecycle: fc.record({ startup: fc.integer({ min: 0, max: 300 }) }),
});
const estate = fc.record({
  every: fc.integer({ min: 0, max: 1000 }),
  sessionClass: fc.constantFrom('per-request', 'survives', 'killed-no-reconnect', null),
  consumers: fc.array(consumer, { minLength: 1, maxLength: 4 }),
});

function specOf({
  every,
  sessionClass,
  consumers,
}: typeof estate extends fc.Arbitrary<infer T> ? T : never): EstateSpec {
  const specs = consumers.map(({ cron, ...drawn }, index): ConsumerSpec => {
    const scheduled = cron === undefined ? {} : { cron, mode: 'scheduled' as const, kind: 'cron' as const };
    return { ...drawn, name: `barque-${index}`, ...scheduled };
  });
  return { berths: { pier: { every } }, dependency: { sessionClass }, consumers: specs };
}

test('a longer window never strands more, and every consumer is somewhere', () => {
  fc.assert(
    fc.property(estate, fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 4000 }), (drawn, at, more) => {
      const spec = specOf(drawn);
      const [early, late] = [ask(spec, at), ask(spec, at + more)];
      const chances = new Map(early.breaks.map(({ consumer: { id }, chance }) => [id, chance ?? 0]));
      for (const {
        consumer: { id },
        chance,
      } of late.breaks) {
        expect(chances.get(id) ?? 0).toBeGreaterThanOrEqual((chance ?? 0) - 0.005);
      }
      const { breaks, unjudged, unproven, safe } = late;
      expect(breaks.length + unjudged.length + unproven.length + safe.length).toBe(spec.consumers.length);
    }),
    { seed: 1805, numRuns: 60 },
  );
});

test('an inventory file gives the same answer as the scan that wrote it', () => {
  fc.assert(
    fc.property(estate, fc.integer({ min: 0, max: 4000 }), (drawn, at) => {
      const [scanned, read] = [rotationFor(specOf(drawn)), rotationRead(specOf(drawn))].map((rotation) =>
        shown(whoBreaks(rotation, at, null)),
      );
      expect(read).toEqual(scanned);
    }),
    { seed: 1779, numRuns: 40 },
  );
});

/** The figures, without the evidence that a file writes in another form. */
function shown(answer: WhoBreaks) {
  const figures = ({ consumer: { id }, ...rest }: WhoBreaks['breaks'][number]) => ({ id, ...rest });
  return [answer.breaks, answer.unjudged, answer.unproven, answer.safe].map((members) => members.map(figures));
}
