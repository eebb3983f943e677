/**
 * What an old value that dies at a given moment does to one consumer, worked out from the delays its path has in the
 * inventory: an independent sum (midpoint rule over every draw), so that the samples are checked against the design and not
 * against the engine's own arithmetic.
 */
import { parseDuration } from '../../analyzer/src/model/duration.ts';
import type { WireDelay } from '../../analyzer/src/wire/types.ts';

export interface Shares {
  /** Instances that still present the old value. */
  readonly staleInstances: number;
  /** Chance that at least one of the instances still does; what they wait for together is drawn once. */
  readonly staleAny: number;
  /** Connections made with the old value that still stand. */
  readonly oldConnections: number;
  /** Connections that come to their end while their instance is stale: each a failed handshake. */
  readonly failingConnections: number;
  /** Instances with at least one of those. */
  readonly failingInstances: number;
}

const POINTS = 1000;
const PER_INSTANCE = new Set(['instance', 'connection', 'node']);

/** Shares at `at` seconds. A schedule counts as uniform over its longest gap: the samples' jobs run at even gaps. */
export function sharesAt(delays: readonly WireDelay[], at: number, instances: number, connections: number): Shares {
  const arrival = delays.filter(({ hop }) => hop !== 'drain');
  const shared = sums(arrival.filter(({ per }) => !PER_INSTANCE.has(per)));
  const own = sums(arrival.filter(({ per }) => PER_INSTANCE.has(per)));
  const drain = delays.find(({ hop }) => hop === 'drain');
  const lifetime = drain ? secondsOf(drain.max) : 0;
  const total = { staleInstances: 0, staleAny: 0, oldConnections: 0, failingConnections: 0, failingInstances: 0 };
  for (const together of shared) {
    let stale = 0;
    for (const alone of own) {
      const late = together + alone - at;
      const reconnects = late > 0 && lifetime > 0 ? Math.min(1, late / lifetime) : 0;
      if (late > 0) stale++;
      total.oldConnections += late > 0 ? 1 : lifetime > 0 ? Math.max(0, 1 + late / lifetime) : 0;
      total.failingConnections += reconnects;
      total.failingInstances += 1 - (1 - reconnects) ** connections;
    }
    total.staleInstances += stale;
    total.staleAny += 1 - (1 - stale / own.length) ** instances;
  }
  const draws = shared.length * own.length;
  return {
    staleInstances: total.staleInstances / draws,
    staleAny: total.staleAny / shared.length,
    oldConnections: total.oldConnections / draws,
    failingConnections: total.failingConnections / draws,
    failingInstances: total.failingInstances / draws,
  };
}

/** Every sum of one draw each, at the midpoints of equally likely slices. */
function sums(delays: readonly WireDelay[]): readonly number[] {
  return delays.map(draws).reduce((all, next) => all.flatMap((sum) => next.map((draw) => sum + draw)), [0]);
}

function draws({ kind, min, max, hop }: WireDelay): readonly number[] {
  const low = min === null ? 0 : secondsOf(min);
  const high = secondsOf(max);
  if (low === high) return [low];
  if (kind !== 'uniform' && kind !== 'schedule') throw new Error(`${hop}: cannot sum a delay of kind ${kind}`);
  return Array.from({ length: POINTS }, (_, slice) => low + ((slice + 0.5) * (high - low)) / POINTS);
}

function secondsOf(duration: string | null): number {
  const seconds = duration === null ? null : parseDuration(duration);
  if (seconds === null) throw new Error('a delay without an end');
  return seconds;
}
