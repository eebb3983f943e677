/** Improvement advice: each change with its figures before and after, and nothing that mends nothing. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adviseImprovements, standingOf } from '../../analyzer/src/advice/improvement.ts';
import type { ConsumerSpec } from '../convergence/estate.ts';
import { rotationFor } from '../whatif/harbour.ts';

const POOL: ConsumerSpec = { name: 'dredger', mode: 'poll', interval: 300, lifetime: 1800 };

function advise(every: number, ...consumers: readonly ConsumerSpec[]) {
  return adviseImprovements(rotationFor({ berths: { pier: { every } }, consumers }));
}

test('a long-lived pool, a slow look and a slow sync each have their price', () => {
  const found = advise(600, POOL);
  expect(found.map(({ does, before, after }) => [does, before.settled, after.settled])).toEqual([
    ['retire connections after 10 min', 2700, 1500],
    ['sync the store every 30 s', 2700, 2130],
    ['look for a new value every 60 s', 2700, 2460],
  ]);
  expect(found.map(({ consumers }) => consumers)).toEqual([['dredger'], ['dredger'], ['dredger']]);
});

test('what is short already is left alone', () => {
  expect(advise(30, { ...POOL, interval: 60, lifetime: 600 })).toEqual([]);
});

test('a restart trigger frees who is stuck, in the time somebody declared, else nobody knows in which', () => {
  const [timed] = advise(30, { name: 'tugboat', mode: 'startup', takes: 240 });
  expect(timed).toMatchObject({
    does: 'restart them when the value changes',
    before: { stuck: 1, unknown: 0 },
    after: { stuck: 0, unknown: 0, settled: 270 },
  });
  const [untimed] = advise(30, { name: 'tugboat', mode: 'startup' });
  expect(untimed?.after).toMatchObject({ stuck: 0, unknown: 1 });
});

test('a person needs no restart trigger', () => {
  expect(advise(30, { name: 'harbour-master', mode: 'manual', kind: 'person' })).toEqual([]);
});

test('a connection that nothing retires is freed by a lifetime', () => {
  const [found] = advise(30, { name: 'anchor', mode: 'watch', connectionRow: 'ioredis-single-connection' });
  expect(found).toMatchObject({
    does: 'retire connections after 10 min',
    before: { stuck: 1 },
    after: { stuck: 0, settled: 630 },
  });
});

test('a rare job is told apart from the services it keeps waiting', () => {
  const log: ConsumerSpec = { name: 'logbook', mode: 'scheduled', kind: 'cron', cron: '0 5 * * *' };
  const found = advise(30, { ...POOL, interval: 60, lifetime: 600 }, log);
  expect(found).toMatchObject([{ consumers: ['logbook'], before: { settled: 86_430 }, after: { settled: 690 } }]);
});

const drawn = fc.array(
  fc.record({
    mode: fc.constantFrom<ConsumerSpec['mode']>('poll', 'watch', 'startup', 'unknown', 'manual', 'restart-on-change'),
    interval: fc.integer({ min: 1, max: 4000 }),
    lifetime: fc.integer({ min: 1, max: 4000 }),
  }),
  { minLength: 1, maxLength: 4 },
);

test('no change makes anything worse, and every one makes something better', () => {
  fc.assert(
    fc.property(drawn, fc.integer({ min: 1, max: 4000 }), (consumers, every) => {
      const named = consumers.map((one, index): ConsumerSpec => ({ ...one, name: `barque-${index}` }));
      const rotation = rotationFor({ berths: { pier: { every } }, consumers: named });
      for (const { before, after } of adviseImprovements(rotation)) {
        expect(before).toEqual(standingOf(rotation));
        expect(after.stuck).toBeLessThanOrEqual(before.stuck);
        expect(after).not.toEqual(before);
      }
    }),
    { seed: 1697, numRuns: 60 },
  );
});
