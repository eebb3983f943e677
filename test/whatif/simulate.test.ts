/** What would be if: windows, sweeps, stalls, load and other parameters, each against a figure worked out by hand. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Changes, changeRotation, type Parameter } from '../../analyzer/src/convergence/changed.ts';
import { outagesOf } from '../../analyzer/src/convergence/cutover.ts';
import { loadOf } from '../../analyzer/src/convergence/load.ts';
import type { Rotation } from '../../analyzer/src/convergence/rotation.ts';
import { stallAt } from '../../analyzer/src/convergence/stall.ts';
import { sweep, sweepMoments } from '../../analyzer/src/convergence/sweep.ts';
import { timelineOf } from '../../analyzer/src/convergence/whatif.ts';
import { checkWindow } from '../../analyzer/src/convergence/window.ts';
import type { ConsumerSpec, EstateSpec } from '../convergence/estate.ts';
import { rotationFor, rotationRead } from './harbour.ts';

const MINUTE = 60;
const FLEET: ConsumerSpec = {
  name: 'dredger',
  mode: 'poll',
  interval: 300,
  instances: 30,
  connections: 10,
  lifetime: 2700,
};
const LOG: ConsumerSpec = { name: 'logbook', mode: 'scheduled', kind: 'cron', cron: '0 * * * *' };
const TUG: ConsumerSpec = { name: 'tugboat', mode: 'startup', instances: 10 };

function rotation(...consumers: readonly ConsumerSpec[]): Rotation {
  return rotationFor({ berths: { pier: { every: 60 } }, consumers });
}

describe('an overlap window', () => {
  test('is fiction at 15 min: 73.3 % of connections and 75.8 % of job phases remain', () => {
    const { settled, adopted } = checkWindow(rotation(FLEET, LOG), 15 * MINUTE);
    expect(settled.map(({ consumer }) => consumer.name)).toEqual(['dredger', 'logbook']);
    expect((settled[0]?.share ?? 0) * 100).toBeCloseTo(73.3, 1);
    expect((settled[1]?.chance ?? 0) * 100).toBeCloseTo(75.8, 1);
    expect(adopted.map(({ consumer }) => consumer.name)).toEqual(['logbook']);
  });

  test('is fiction up to the bound itself, and long enough after it', () => {
    const { bounds } = checkWindow(rotation(FLEET), 1);
    expect(bounds).toEqual({ adopted: 6 * MINUTE, settled: 51 * MINUTE });
    expect(checkWindow(rotation(FLEET), 51 * MINUTE).settled).toHaveLength(1);
    expect(checkWindow(rotation(FLEET), 51 * MINUTE + 1).settled).toEqual([]);
  });

  test('strands for ever who needs a hand, and whoever nobody can judge', () => {
    const { settled } = checkWindow(rotation(TUG, { name: 'ghost-ship', mode: 'unknown' }), 1e8);
    expect(settled.map(({ consumer, chance, reasons }) => [consumer.name, chance, reasons])).toEqual([
      ['ghost-ship', null, ['reader-not-found', 'connection-lifetime-unknown']],
      ['tugboat', 1, ['restart-by-hand']],
    ]);
  });
});

describe('a sweep', () => {
  test('ends where waiting mends nothing more, and counts who is stuck', () => {
    const rows = sweep(rotation(FLEET, TUG), sweepMoments(51 * MINUTE));
    expect(rows.map(({ at }) => at)).toEqual([0, 60, 120, 300, 600]);
    expect(rows[0]).toMatchObject({ stranded: 1, strandedInstances: 40, stuck: 1, unjudged: 0 });
    expect(rows.at(-1)).toMatchObject({ stranded: 0.25, strandedInstances: 10, staleTime: 0, stuck: 1 });
  });

  test('adds up how long instances are stale: half a minute of sync and half of the interval each', () => {
    const [now] = sweep(rotation(FLEET), [0]);
    expect(now?.staleTime).toBeCloseTo(30 * (30 + 150), -1);
    // As many of an instance's ten connections come to their end in 180 of 2,700 seconds.
    expect(now?.failingHandshakes).toBeCloseTo((300 * 180) / 2700, 1);
  });
});

describe('a stall', () => {
  test('says when it is reached and who holds what then', () => {
    const stall = stallAt(rotation(FLEET, TUG), 0.3);
    expect(stall.plateau).toBeCloseTo(0.75);
    expect(stall.adopted).toBeCloseTo(12, 1);
    expect(stall.stale).toBeCloseTo(28, 1);
    // Adoption is 40 % of the fleet: sync (mean 30 s) and 0.4 of the interval.
    expect(stall.at).toBeCloseTo(30 + 0.4 * 300, 0);
    expect(stall.back).toBeNull();
  });

  test('never gets there by itself where too many need a hand', () => {
    expect(stallAt(rotation(FLEET, TUG), 0.8).at).toBeNull();
    expect(stallAt(rotation(FLEET), 1).back).toBe(6 * MINUTE);
  });
});

describe('load', () => {
  test('is what pools do anyway where they drain slowly', () => {
    const load = loadOf(rotation(FLEET));
    expect(load.connections).toBe(300);
    expect(load.usual).toBeCloseTo((300 * 60) / 2700);
    expect(load.peak).toBeCloseTo((300 * 60) / 2700, 1);
  });

  test('finds the peak of many beside a job that runs once a year', () => {
    const [alone, beside] = [loadOf(rotation(FLEET)), loadOf(rotation(FLEET, { ...LOG, cron: '0 0 1 1 *' }))];
    expect(beside.peak).toBeCloseTo(alone.peak, 1);
  });

  test('is everybody at once where nothing spreads them', () => {
    const all = loadOf(rotation({ ...FLEET, mode: 'per-call', interval: 0, lifetime: 0 }));
    expect(all.peak).toBe(300);
    expect(all.peakAt + 60).toBeGreaterThanOrEqual(60);
    expect(all.peakAt).toBeLessThanOrEqual(60);
  });

  test('gives the ring that fits below the limit', () => {
    const limited = (connectionLimit: number) =>
      loadOf(rotationFor({ berths: { pier: { every: 60 } }, consumers: [FLEET], dependency: { connectionLimit } }));
    expect(limited(345).ring).toBe(4);
    expect(limited(290).ring).toBe(0);
    expect(loadOf(rotation(FLEET)).ring).toBeNull();
  });

  test('bursts where revoking cuts sessions', () => {
    const spec: EstateSpec = { consumers: [FLEET], dependency: { sessionClass: 'killed-client-reconnects' } };
    expect(loadOf(rotationFor(spec)).burst).toBe(300);
  });
});

test('a cutover is an outage until each has the new value; two valid values are none', () => {
  const spec: EstateSpec = {
    berths: { pier: { every: 60 } },
    consumers: [FLEET, TUG],
    dependency: { acceptance: 'cutover' },
  };
  const outages = outagesOf(rotationFor(spec));
  expect(outages.map(({ consumer, bound }) => [consumer.name, bound])).toEqual([
    ['tugboat', null],
    ['dredger', 6 * MINUTE],
  ]);
  expect(outagesOf(rotationRead(spec)).map(({ bound }) => bound)).toEqual([null, 6 * MINUTE]);
  expect(outagesOf(rotation(FLEET))).toEqual([]);
});

describe('other parameters', () => {
  const changed = (given: Rotation, ...changes: ReadonlyArray<[Parameter, number]>) =>
    changeRotation(given, new Map(changes));

  test('change the hops they name and nothing else', () => {
    const { rotation: quicker, untouched } = changed(rotation(FLEET), ['sync', 30], ['poll', 60], ['pool', 600]);
    expect(untouched).toEqual([]);
    expect(checkWindow(quicker, 1).bounds).toEqual({ adopted: 90, settled: 690 });
  });

  test('never turn who needs a hand into who needs none', () => {
    const { rotation: same, untouched } = changed(rotation(TUG), ['poll', 1]);
    expect(untouched).toEqual(['poll']);
    expect(checkWindow(same, 1e6).settled).toHaveLength(1);
  });

  test('count: more replicas, more connections', () => {
    expect(loadOf(changed(rotation(FLEET), ['replicas', 7], ['connections', 3]).rotation).connections).toBe(21);
  });
});

const drawn = fc.array(
  fc.record({
    mode: fc.constantFrom<ConsumerSpec['mode']>('poll', 'watch', 'startup', 'unknown'),
    interval: fc.integer({ min: 1, max: 2000 }),
    lifetime: fc.integer({ min: 1, max: 3000 }),
    instances: fc.integer({ min: 1, max: 50 }),
  }),
  { minLength: 1, maxLength: 4 },
);
const named = (consumers: readonly Omit<ConsumerSpec, 'name'>[]) =>
  consumers.map((consumer, index): ConsumerSpec => ({ ...consumer, name: `barque-${index}` }));

test('waiting longer never strands more, shares only grow, and a quicker sync is never worse', () => {
  fc.assert(
    fc.property(drawn, (consumers) => {
      const given = rotation(...named(consumers));
      const rows = sweep(given, [0, 30, 60, 500, 2000, 6000]);
      const shares = timelineOf(given, [0, 30, 60, 500, 2000, 6000]);
      for (const [index, row] of rows.entries()) {
        expect(row.strandedInstances).toBeLessThanOrEqual((rows[index - 1]?.strandedInstances ?? 1e9) + 0.01);
        expect(row.staleTime).toBeLessThanOrEqual((rows[index - 1]?.staleTime ?? 1e12) + 0.01);
      }
      for (const [index, { adopted, settled }] of shares.entries()) {
        expect(adopted.instances).toBeGreaterThanOrEqual((shares[index - 1]?.adopted.instances ?? 0) - 1e-6);
        expect(settled.connections).toBeGreaterThanOrEqual((shares[index - 1]?.settled.connections ?? 0) - 1e-6);
        expect(settled.connections).toBeLessThanOrEqual(adopted.instances + 1e-2);
      }
      const quicker: Changes = new Map([['sync', 10]]);
      const [before, after] = [given, changeRotation(given, quicker).rotation].map((one) => checkWindow(one, 1).bounds);
      expect(after?.settled ?? 0).toBeLessThanOrEqual(before?.settled ?? 0);
    }),
    { seed: 1714, numRuns: 50 },
  );
});

test('a longer window strands some of those that a shorter one strands, and each less surely', () => {
  fc.assert(
    fc.property(
      drawn,
      fc.integer({ min: 1, max: 6000 }),
      fc.integer({ min: 0, max: 6000 }),
      (consumers, window, more) => {
        const given = rotation(...named(consumers));
        const [short, long] = [checkWindow(given, window), checkWindow(given, window + more)];
        for (const milestone of ['settled', 'adopted'] as const)
          for (const { consumer, chance, share } of long[milestone]) {
            const before = short[milestone].find((one) => one.consumer.id === consumer.id);
            expect(before).toBeDefined();
            expect(chance ?? 0).toBeLessThanOrEqual((before?.chance ?? 1) + 1e-6);
            expect(share ?? 0).toBeLessThanOrEqual((before?.share ?? 1) + 1e-6);
          }
        const settled = new Set(short.settled.map(({ consumer }) => consumer.id));
        for (const { consumer } of short.adopted) expect(settled).toContain(consumer.id);
      },
    ),
    { seed: 1715, numRuns: 50 },
  );
});
