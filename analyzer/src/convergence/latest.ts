/**
 * The moment the last of many strands ends: exact bound, median and 99th percentile. It splits the strands into groups
 * that share no draw, so that only a group whose draws are tangled is ever sampled.
 */
import type { Seconds } from '../model/duration.ts';
import type { Times } from '../model/timing.ts';
import { type Curve, errorNear, latest, quantile } from './curve.ts';
import { endOf, isCertain, obstacleOf } from './laws.ts';
import { SAMPLING_ERROR, sampleLatest } from './sampled.ts';
import { lastable, type Strand, stepsOf } from './strand.ts';
import { curveOf, growTree, shapeOf } from './tree.ts';

export interface Figures {
  readonly times: Times;
  /** Largest error of the probabilities behind p50 and p99. */
  readonly error: number;
}

/** Figures of shapes already computed: thousands of credentials share a few dozen shapes. */
export type Known = Map<string, { readonly p50: Seconds; readonly p99: Seconds; readonly error: number }>;

/** A milestone that has no bound. */
export function noBound(reason: string, conditionalBound: Seconds | null): Times {
  return { bound: null, p50: null, p99: null, reason, conditionalBound };
}

/**
 * When the last strand ends. Null with every reason met, in the order of the strands, where one has no end; the
 * conditional bound then counts the hops without an end as zero. `say` words a reason for the reader of this figure.
 */
export function latestEnd(
  strands: readonly Strand[],
  known: Known,
  say: (strand: Strand, reason: string) => string = (_, reason) => reason,
): Figures {
  const bound = boundOf(strands);
  const reasons = reasonsOf(strands, say);
  if (reasons.length > 0) return { times: noBound(listed(reasons), bound), error: 0 };
  const { p50, p99, error } = percentiles(strands, bound, known);
  const times = { bound, p50: Math.min(p50, bound), p99: Math.min(p99, bound), reason: null, conditionalBound: null };
  return { times, error };
}

/** Seconds by which every strand has ended, hops without an end left out. */
export function boundOf(strands: readonly Strand[]): Seconds {
  return strands.reduce(
    (latestSoFar, { delays }) =>
      Math.max(
        latestSoFar,
        delays.reduce((sum, { law }) => sum + endOf(law), 0),
      ),
    0,
  );
}

/** How many reasons are named before the rest is only counted. */
const MOST_NAMED = 3;

/** A list a person can read, however long. */
export function listed(items: readonly string[]): string {
  const rest = items.length - MOST_NAMED;
  return rest > 0 ? `${items.slice(0, MOST_NAMED).join(', ')} and ${rest} more` : items.join(', ');
}

function reasonsOf(strands: readonly Strand[], say: (strand: Strand, reason: string) => string): readonly string[] {
  const reasons = strands.flatMap((strand) =>
    strand.delays.flatMap(({ law }) => {
      const reason = obstacleOf(law);
      return reason === null ? [] : [say(strand, reason)];
    }),
  );
  return [...new Set(reasons)];
}

function percentiles(strands: readonly Strand[], bound: Seconds, known: Known) {
  const certain = strands.every(({ delays, view }) => delays.every(({ law }) => isCertain(law, view)));
  if (certain || bound === 0) return { p50: bound, p99: bound, error: 0 };
  const view = strands[0]?.view ?? 'every';
  const lasting = lastable(strands);
  const tree = growTree(lasting, view);
  if (!tree) return measure(distribution(lasting, bound), SAMPLING_ERROR);
  const shape = shapeOf(tree, view);
  const found = known.get(shape.key);
  if (found) return found;
  const measured = measure(curveOf(shape, bound, new Map()), 0);
  known.set(shape.key, measured);
  return measured;
}

function measure(curve: Curve, sampling: number) {
  const error = sampling + Math.max(errorNear(curve, 0.5), errorNear(curve, 0.99));
  return { p50: quantile(curve, 0.5), p99: quantile(curve, 0.99), error };
}

/** P(every strand has ended by t), on a grid to `end` seconds; the strands must all have an end. */
export function distribution(strands: readonly Strand[], end: Seconds): Curve {
  const view = strands[0]?.view ?? 'every';
  const curves = groupsOf(lastable(strands)).map((group) => {
    const tree = growTree(group, view);
    return tree ? curveOf(shapeOf(tree, view), end, new Map()) : sampleLatest(group, end, view);
  });
  return latest(curves, end);
}

/** Strands that share a draw, directly or through others, in the order of their first member. */
function groupsOf(strands: readonly Strand[]): readonly (readonly Strand[])[] {
  let groups: { readonly ids: Set<string>; readonly strands: readonly Strand[] }[] = [];
  for (const strand of strands) {
    const ids = new Set(stepsOf(strand).map(({ id }) => id));
    const touched = groups.filter((group) => [...ids].some((id) => group.ids.has(id)));
    const merged = {
      ids: new Set([...touched.flatMap((group) => [...group.ids]), ...ids]),
      strands: [...touched.flatMap((group) => group.strands), strand],
    };
    groups = [...groups.filter((group) => !touched.includes(group)), merged];
  }
  return groups.map((group) => group.strands);
}
