/**
 * The engine against a simulation that knows nothing of it: publication happens, every clock ticks on its own, and the
 * last instance or connection is looked at. Random estates, seeded; a percentile must cut the samples where it says.
 */
import { expect, test } from 'vitest';
import { type BerthSpec, type ConsumerSpec, type EstateSpec, estateOf } from './estate.ts';

const SAMPLES = 6000;
/** Four standard errors: one false alarm in ten thousand, and the seeds never change. */
const tolerance = (share: number) => 4 * Math.sqrt((share * (1 - share)) / SAMPLES);

/** Park–Miller, unlike the engine's own generator. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Minutes of the hour at which each cron text fires. */
const CRONS: Readonly<Record<string, readonly number[]>> = {
  '0 * * * *': [0],
  '0,10 * * * *': [0, 10],
  '*/20 * * * *': [0, 20, 40],
};

function waitFor(cron: string, roll: () => number): number {
  const now = roll() * 60;
  const minutes = CRONS[cron] ?? [];
  return (
    60 * Math.min(...[...minutes, ...minutes.map((minute) => minute + 60)].filter((m) => m >= now).map((m) => m - now))
  );
}

interface Moments {
  readonly adopted: number;
  readonly settled: number;
}

function simulate({ berths, consumers }: EstateSpec, roll: () => number): Moments {
  const arrivals = new Map<string, number>();
  const arrive = (name: string): number => {
    const known = arrivals.get(name);
    if (known !== undefined) return known;
    const { from, every } = berths?.[name] ?? {};
    const moment = (from ? arrive(from) : 0) + roll() * (every ?? 3600);
    arrivals.set(name, moment);
    return moment;
  };
  const all = consumers.map((consumer) => simulateConsumer(consumer, (consumer.reads ?? []).map(arrive), roll));
  return {
    adopted: Math.max(...all.map(({ adopted }) => adopted)),
    settled: Math.max(...all.map(({ settled }) => settled)),
  };
}

function simulateConsumer(consumer: ConsumerSpec, arrivals: readonly number[], roll: () => number): Moments {
  const arrived = Math.max(0, ...arrivals);
  if (consumer.cron) {
    const start = arrived + waitFor(consumer.cron, roll);
    return { adopted: start, settled: start };
  }
  let adopted = 0;
  let settled = 0;
  for (let instance = 0; instance < (consumer.instances ?? 1); instance++) {
    const node = consumer.mounted ? roll() * 90 : 0;
    const moment = arrived + node + roll() * (consumer.interval ?? 0) * (1 + (consumer.jitter ?? 0));
    adopted = Math.max(adopted, moment);
    for (let connection = 0; connection < (consumer.connections ?? 1); connection++)
      settled = Math.max(settled, moment + roll() * (consumer.lifetime ?? 0));
  }
  return { adopted, settled };
}

function randomEstate(seed: number): EstateSpec {
  const roll = dice(seed);
  const pick = <T>(items: readonly [T, ...T[]]): T => items[Math.floor(roll() * items.length)] ?? items[0];
  const berths: Record<string, BerthSpec> = { quay: { every: pick([30, 60, 300]) } };
  for (const name of ['east', 'west'])
    berths[name] = { every: pick([60, 600, 900]), ...(roll() < 0.6 ? { from: 'quay' } : {}) };
  const consumers = Array.from({ length: 2 + Math.floor(roll() * 3) }, (_, index): ConsumerSpec => {
    const reads = roll() < 0.25 ? ['east', 'west'] : [pick(['east', 'west', 'quay'])];
    if (roll() < 0.3)
      return {
        name: `bell-${index}`,
        mode: 'scheduled',
        kind: 'cron',
        cron: pick(['0 * * * *', '0,10 * * * *', '*/20 * * * *']),
        reads,
      };
    return {
      name: `sloop-${index}`,
      mode: 'poll',
      interval: pick([20, 120, 600]),
      jitter: pick([0, 0.2]),
      mounted: roll() < 0.5,
      instances: 1 + Math.floor(roll() * 12),
      connections: 1 + Math.floor(roll() * 4),
      lifetime: pick([60, 600, 1800]),
      reads,
    };
  });
  return { berths, consumers };
}

test.each([3, 11, 29, 47, 71, 97, 131, 173, 211, 257])(
  'estate %i: median and 99th percentile cut the samples as they say',
  (seed) => {
    const spec = randomEstate(seed);
    const { automatic, numericError } = estateOf(spec).convergence;
    const roll = dice(seed * 7919);
    const samples = Array.from({ length: SAMPLES }, () => simulate(spec, roll));
    for (const milestone of ['adopted', 'settled'] as const) {
      const share = (moment: number | null) =>
        samples.filter((sample) => sample[milestone] <= (moment ?? Number.NaN)).length / SAMPLES;
      expect(Math.abs(share(automatic[milestone].p50) - 0.5)).toBeLessThan(tolerance(0.5) + numericError);
      expect(Math.abs(share(automatic[milestone].p99) - 0.99)).toBeLessThan(tolerance(0.99) + numericError);
      expect(Math.max(...samples.map((sample) => sample[milestone]))).toBeLessThanOrEqual(
        automatic[milestone].bound ?? 0,
      );
    }
  },
);
