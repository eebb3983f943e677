/**
 * Factors into a score: saturation, rounding and bands, the same for both radii (design, section 7). It knows nothing of graphs.
 */
import type { Because } from '../model/evidence.ts';
import type { Band, Factor } from '../model/radius.ts';

/** Share of the maximum that `x` things earn: 0 for none, 1 from `ref` on, logarithmic between. Negative counts as none. */
export function sat(x: number, ref: number): number {
  return Math.min(1, Math.log1p(Math.max(0, x)) / Math.log1p(ref));
}

/** A factor worth `share` of `max`, to one decimal, so that the factors shown add up to the score shown. */
export function factor(name: string, value: number | string, max: number, share: number, because: Because): Factor {
  return { name, value, points: tenths(max * share), max, because };
}

/** Bands by their upper end: contained < 25 ≤ moderate < 50 ≤ wide < 75 ≤ critical. */
const BANDS_BELOW: ReadonlyArray<readonly [number, Band]> = [
  [25, 'contained'],
  [50, 'moderate'],
  [75, 'wide'],
];

/** A radius in the model, and in any form that keeps the points. */
export interface Sum<F> {
  readonly score: number;
  readonly band: Band;
  readonly factors: readonly F[];
}

/** The sum of the factors, 0–100. */
export function radiusOf<F extends { readonly points: number }>(factors: readonly F[]): Sum<F> {
  const score = tenths(factors.reduce((sum, { points }) => sum + points, 0));
  const band = BANDS_BELOW.find(([end]) => score < end)?.[1] ?? 'critical';
  return { score, band, factors };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
