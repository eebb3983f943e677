/** Building blocks of both radii: saturation, bands, and a factor that says what it counted. Every number opens into its terms. */
import { type Because, type Evidence, seen } from '../model/evidence.ts';
import type { Consumer } from '../model/graph.ts';
import type { Band, Factor, Radius } from '../model/radius.ts';

/** Grows with the logarithm of the count and is 1 from `reference` on (design, section 7). */
export function sat(count: number, reference: number): number {
  return Math.min(1, Math.log1p(Math.max(0, count)) / Math.log1p(reference));
}

/** One further than the first: what a single one does not cost. */
export function beyondFirst(count: number): number {
  return Math.max(0, count - 1);
}

/** A factor whose points are a share of its maximum. */
export function factor(name: string, value: number | string, share: number, max: number, because: Because): Factor {
  return { name, value, points: Math.round(share * max * 100) / 100, max, because };
}

/** The sum of its factors, to one decimal, with its band. */
export function radius(factors: readonly Factor[]): Radius {
  const sum = factors.reduce((total, { points }) => total + points, 0);
  const score = Math.min(100, Math.round(sum * 10) / 10);
  return { score, band: bandOf(score), factors };
}

/** Contained < 25 ≤ moderate < 50 ≤ wide < 75 ≤ critical. */
export function bandOf(score: number): Band {
  if (score < 25) return 'contained';
  if (score < 50) return 'moderate';
  return score < 75 ? 'wide' : 'critical';
}

/** How many consumers a factor names; the count says the rest. */
const MOST_NAMED = 5;

/** The consumers behind a count, largest first; a place to say "none" at when there are none. */
export function naming(consumers: readonly Consumer[], says: (consumer: Consumer) => string, none: Evidence): Because {
  const [first, ...rest] = consumers.slice(0, MOST_NAMED).map((consumer) => seen(consumer.at, says(consumer)));
  return first ? [first, ...rest] : [none];
}
