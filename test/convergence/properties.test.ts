/** What must hold of any estate: percentiles in order, and more consumers never make it quicker. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ConsumerSpec, type EstateSpec, estateOf } from './estate.ts';

const seconds = fc.integer({ min: 0, max: 4000 });
const berth = fc.constantFrom('east', 'west');

const consumer = fc.record({
  mode: fc.constantFrom<ConsumerSpec['mode']>('poll', 'watch', 'per-call', 'startup', 'restart-on-change'),
  interval: seconds,
  lifetime: fc.integer({ min: 1, max: 4000 }),
  instances: fc.integer({ min: 1, max: 2000 }),
  connections: fc.integer({ min: 1, max: 50 }),
  mounted: fc.boolean(),
  takes: seconds,
  reads: fc.uniqueArray(berth, { minLength: 1 }),
  lifecycle: fc.record({ startup: seconds, grace: seconds }),
});

const estate = fc.record({
  east: seconds,
  west: seconds,
  chained: fc.boolean(),
  consumers: fc.array(consumer, { minLength: 1, maxLength: 5 }),
});

type Drawn = typeof estate extends fc.Arbitrary<infer T> ? T : never;

function specOf({ east, west, chained, consumers }: Drawn): EstateSpec {
  return {
    berths: { east: { every: east }, west: { every: west, ...(chained ? { from: 'east' } : {}) } },
    consumers: consumers.map((drawn, index) => ({ ...drawn, name: `barque-${index}` })),
  };
}

/** A grid cell: how finely a percentile is known. */
const blur = (bound: number) => bound / 256 + 1e-6;

test('p50 ≤ p99 ≤ bound, and adopted ≤ settled ≤ confirmed', () => {
  fc.assert(
    fc.property(estate, (drawn) => {
      const { withActions } = estateOf(specOf(drawn)).convergence;
      const { adopted, settled, confirmed } = withActions;
      for (const { bound, p50, p99 } of [adopted, settled, confirmed]) {
        if (bound === null || p50 === null || p99 === null) throw new Error('every consumer here has an end');
        expect(p50).toBeGreaterThanOrEqual(0);
        expect(p50).toBeLessThanOrEqual(p99);
        expect(p99).toBeLessThanOrEqual(bound);
      }
      expect(adopted.bound ?? 0).toBeLessThanOrEqual(settled.bound ?? 0);
      expect(settled.bound ?? 0).toBeLessThanOrEqual(confirmed.bound ?? 0);
    }),
    { seed: 1848, numRuns: 150 },
  );
});

test('adding a consumer never shortens convergence', () => {
  fc.assert(
    fc.property(estate, (drawn) => {
      const spec = specOf(drawn);
      const all = estateOf(spec).convergence;
      const fewer = estateOf({ ...spec, consumers: spec.consumers.slice(0, -1) }).convergence;
      if (spec.consumers.length === 1) return;
      for (const milestone of ['adopted', 'settled'] as const) {
        const [more, less] = [all.withActions[milestone], fewer.withActions[milestone]];
        const slack = blur(more.bound ?? 0);
        expect(more.bound ?? 0).toBeGreaterThanOrEqual(less.bound ?? 0);
        if (all.numericError + fewer.numericError > 0.02) continue;
        expect(more.p50 ?? 0).toBeGreaterThanOrEqual((less.p50 ?? 0) - slack);
        expect(more.p99 ?? 0).toBeGreaterThanOrEqual((less.p99 ?? 0) - slack);
      }
    }),
    { seed: 1912, numRuns: 150 },
  );
});
