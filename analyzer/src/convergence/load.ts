/**
 * What a rotation asks of whatever accepts the credential: handshakes in its busiest minute, against what pools do every
 * day, and how many instances may start anew at once below a connection limit.
 */
import type { Seconds } from '../model/duration.ts';
import { groupBy } from '../model/group.ts';
import { chanceBy } from './curve.ts';
import { instancesOf } from './estate.ts';
import { failsWhen } from './fails.ts';
import { boundOf } from './latest.ts';
import { endOf } from './laws.ts';
import { strandsOf } from './milestones.ts';
import { byConsumer, type Held, type Holding, type Rotation } from './rotation.ts';
import { connectionsOf, curveFor, oneConnection, reopensWithin } from './standing.ts';
import { isShared } from './strand.ts';

export interface Load {
  /** Connections of all instances together. */
  readonly connections: number;
  /** Handshakes a minute without a rotation, from pools whose connections are retired. */
  readonly usual: number;
  /** Expected handshakes in the busiest minute, with either value, every shared wait at its longest so that all meet. */
  readonly peak: number;
  readonly peakAt: Seconds;
  /** Sessions that a revocation cuts, so that they all come back at once; null: it cuts none, or nobody knows. */
  readonly burst: number | null;
  /** Connections that the dependency takes at most; null: not declared. */
  readonly limit: number | null;
  /** Instances that may start while the ones they replace are still connected; null: no limit declared. */
  readonly ring: number | null;
  /** Consumers whose connections nobody declared: each instance counts as one connection. */
  readonly assumed: number;
  /** Consumers of whose connections nobody knows how long they live: what they open anew is not counted. */
  readonly uncounted: number;
}

const MINUTE = 60;
/** The load of the rotation as it goes by itself. */
export function loadOf(rotation: Rotation): Load {
  const consumers = byConsumer(rotation.holdings).filter(presents);
  const connections = consumers.reduce((sum, held) => sum + total(held), 0);
  const limit = rotation.dependency?.connectionLimit ?? null;
  const largest = Math.max(1, ...consumers.map(({ consumer }) => connectionsOf(consumer)));
  return {
    connections,
    usual: consumers.reduce((sum, held) => sum + usualOf(held), 0),
    ...busiest(consumers),
    burst: rotation.dependency?.sessionClass === 'killed-client-reconnects' ? connections : null,
    limit,
    ring: limit === null ? null : Math.max(0, Math.floor((limit - connections) / largest)),
    assumed: consumers.filter(({ consumer }) => consumer.connections === null).length,
    uncounted: consumers.filter(
      (held) => failsWhen(held, rotation.dependency) === 'next-connection' && reopensWithin(held.holdings) === null,
    ).length,
  };
}

function presents({ holdings }: Held): boolean {
  return holdings.some(({ role }) => role !== 'accepts');
}

function total({ consumer }: Held): number {
  return instancesOf(consumer) * connectionsOf(consumer);
}

function usualOf(held: Held): number {
  const life = reopensWithin(held.holdings);
  return life !== null && life > 0 ? (total(held) * MINUTE) / life : 0;
}

function busiest(consumers: readonly Held[]): Pick<Load, 'peak' | 'peakAt'> {
  const all = consumers.map((held) => {
    const meeting = held.holdings.map(atItsLongest);
    const end = boundOf(meeting.flatMap((holding) => strandsOf(holding, 'settled')));
    return { held, curve: curveFor(meeting, 'settled', oneConnection), end };
  });
  const curves = all.flatMap(({ held, curve, end }) => (curve ? [{ curve, end, count: total(held) }] : []));
  // Who never settles by itself goes on as every day, beside those who do.
  const beside = all.reduce((sum, { held, curve }) => sum + (curve ? 0 : usualOf(held)), 0);
  let [peak, peakAt] = [beside, 0];
  for (const at of momentsOf(curves.map(({ end }) => end))) {
    // Just before, so that what happens all at once at a moment is inside its minute.
    const from = at - JUST;
    const minute = curves.reduce(
      (sum, { curve, count }) => sum + count * (chanceBy(curve, from + MINUTE) - chanceBy(curve, from)),
      beside,
    );
    if (minute > peak + NOTHING) [peak, peakAt] = [minute, at];
  }
  return { peak, peakAt };
}

/** Of a handshake: two minutes that differ by less are alike, and the earlier is named. */
const NOTHING = 1e-6;
const JUST = 1e-3;

/** Moments looked at on the way to each end, and the ends themselves. */
const STEPS = 100;
/** Different ends looked at: what many consumers share is all that can make a peak. */
const MOST_ENDS = 20;

function momentsOf(ends: readonly Seconds[]): readonly Seconds[] {
  const counts = [...groupBy(ends, (end) => end)].sort(
    ([a, some], [b, others]) => others.length - some.length || a - b,
  );
  const moments = counts
    .slice(0, MOST_ENDS)
    .flatMap(([end]) => Array.from({ length: STEPS + 1 }, (_, step) => (step * end) / STEPS));
  return [...new Set(moments)].sort((a, b) => a - b);
}

/** Shared waits at their end: then everybody behind them starts together. */
function atItsLongest(holding: Holding): Holding {
  const delays = holding.delays.map((delay) =>
    isShared(delay) && delay.per !== 'consumer' && delay.law.kind === 'uniform'
      ? { ...delay, law: { kind: 'fixed' as const, at: endOf(delay.law) } }
      : delay,
  );
  return { ...holding, delays };
}
