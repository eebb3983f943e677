/**
 * The distribution of a random time as its values on an even grid from zero, straight between them: what convolution,
 * product and power need, and nothing else. It must never be given a law that has no end.
 */
import type { Seconds } from '../model/duration.ts';
import type { Piece } from './laws.ts';

/** Cells of a grid: with straight lines between points, a median is then known to about a thousandth of its bound. */
export const CELLS = 512;

/** P(time ≤ index × step); the grid reaches to where it is surely over. */
export interface Curve {
  readonly step: Seconds;
  readonly values: Float64Array;
}

/** Over at once, on a grid that reaches to `end` seconds. */
export function immediate(end: Seconds): Curve {
  return { step: end > 0 ? end / CELLS : 1, values: new Float64Array(CELLS + 1).fill(1) };
}

/** P(time ≤ moment). */
export function chanceBy(curve: Curve, moment: Seconds): number {
  const place = moment / curve.step;
  if (place < -1e-9) return 0;
  const index = Math.floor(Math.max(0, place) + 1e-9);
  const here = curve.values[index];
  const next = curve.values[index + 1];
  if (here === undefined || next === undefined) return 1;
  return here + (next - here) * Math.max(0, place - index);
}

/** The time plus an independent one with the mixture given. */
export function plus(curve: Curve, pieces: readonly Piece[]): Curve {
  const area = areaOf(curve);
  const values = new Float64Array(curve.values.length);
  for (const { weight, min, max } of pieces) {
    if (max > min) {
      const density = (weight * curve.step) / (max - min);
      addAreaShifted(values, curve, area, min, density);
      addAreaShifted(values, curve, area, max, -density);
    } else addShifted(values, curve, min, weight);
  }
  for (let index = 0; index < values.length; index++) values[index] = clamp(values[index] ?? 0);
  return { step: curve.step, values };
}

/**
 * A shift by whole cells and a part of one. The part is the same for every grid point, which is what makes convolution
 * cheap: no point needs a search or a division of its own.
 */
function shiftOf(shift: number): { readonly cells: number; readonly inside: number } {
  const whole = Math.round(shift);
  const exact = Math.abs(shift - whole) < 1e-9 ? whole : shift;
  const cells = Math.ceil(exact);
  return { cells, inside: cells - exact };
}

function addShifted(sum: Float64Array, { step, values }: Curve, by: Seconds, weight: number): void {
  const { cells, inside } = shiftOf(by / step);
  for (let index = cells; index < sum.length; index++) {
    const here = values[index - cells] ?? 1;
    const next = values[index - cells + 1] ?? here;
    sum[index] = (sum[index] ?? 0) + weight * (here + (next - here) * inside);
  }
}

function addAreaShifted(sum: Float64Array, curve: Curve, area: Float64Array, by: Seconds, weight: number): void {
  const { values } = curve;
  const { cells, inside } = shiftOf(by / curve.step);
  const half = inside / 2;
  for (let index = cells; index < sum.length; index++) {
    const here = values[index - cells] ?? 1;
    const next = values[index - cells + 1] ?? here;
    sum[index] = (sum[index] ?? 0) + weight * ((area[index - cells] ?? 0) + inside * (here + (next - here) * half));
  }
}

function clamp(chance: number): number {
  return Math.min(1, Math.max(0, chance));
}

/** The later of independent times. */
export function latest(curves: readonly Curve[], end: Seconds): Curve {
  const [first, ...rest] = curves;
  if (!first) return immediate(end);
  if (rest.length === 0) return first;
  const values = first.values.slice();
  for (const { values: others } of rest)
    for (let index = 0; index < values.length; index++) values[index] = (values[index] ?? 0) * (others[index] ?? 0);
  return { step: first.step, values };
}

/** The latest of `count` independent copies, by squaring: a power of a float costs far more. */
export function latestOf(curve: Curve, count: number): Curve {
  if (count === 1) return curve;
  const values = new Float64Array(curve.values.length);
  for (let index = 0; index < values.length; index++) {
    let base = curve.values[index] ?? 1;
    let power = 1;
    for (let left = count; left > 0 && base < 1; left = Math.floor(left / 2)) {
      if (left % 2 === 1) power *= base;
      base *= base;
    }
    values[index] = power;
  }
  return { step: curve.step, values };
}

/** The earliest moment by which the chance is reached. */
export function quantile(curve: Curve, chance: number): Seconds {
  const index = firstReaching(curve, chance);
  if (index === 0) return 0;
  const before = curve.values[index - 1] ?? 0;
  const after = curve.values[index] ?? 1;
  return (index - 1 + (after > before ? (chance - before) / (after - before) : 1)) * curve.step;
}

/**
 * How far straight lines between grid points can be from the true curve near `chance`: an eighth of the second
 * difference.
 */
export function errorNear(curve: Curve, chance: number): number {
  const index = firstReaching(curve, chance);
  const bend = (at: number) =>
    Math.abs((curve.values[at + 1] ?? 1) - 2 * (curve.values[at] ?? 1) + (curve.values[at - 1] ?? 0)) / 8;
  return Math.max(index > 1 ? bend(index - 1) : 0, bend(Math.max(1, index)));
}

/** Mean of max(0, time − moment), counted up to `most`: the area above the curve. */
export function excess(curve: Curve, moment: Seconds, most: Seconds): Seconds {
  const area = areaOf(curve);
  return Math.max(0, most - (areaBy(curve, area, moment + most) - areaBy(curve, area, moment)) * curve.step);
}

function firstReaching(curve: Curve, chance: number): number {
  let low = 0;
  let high = curve.values.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((curve.values[middle] ?? 1) >= chance - 1e-12) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Area under the curve up to each grid point, in cells. */
function areaOf({ values }: Curve): Float64Array {
  const area = new Float64Array(values.length);
  for (let index = 1; index < area.length; index++)
    area[index] = (area[index - 1] ?? 0) + ((values[index - 1] ?? 0) + (values[index] ?? 0)) / 2;
  return area;
}

/** The area up to a moment, in cells. */
function areaBy({ step, values }: Curve, area: Float64Array, moment: Seconds): number {
  if (moment <= 0) return 0;
  const last = area.length - 1;
  const place = moment / step;
  if (place >= last) return (area[last] ?? 0) + place - last;
  const index = Math.floor(place);
  const inside = place - index;
  const here = values[index] ?? 0;
  const slope = (values[index + 1] ?? here) - here;
  return (area[index] ?? 0) + inside * (here + (slope * inside) / 2);
}
