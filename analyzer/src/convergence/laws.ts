/**
 * What a `Law` means in numbers: how late it can end, what keeps it from having an end, and the uniform pieces its
 * distribution is made of. Every law that ends is a mixture of uniforms, so one convolution serves them all.
 */
import type { Seconds } from '../model/duration.ts';
import type { Law } from '../model/timing.ts';

/** One piece of a mixture: uniform on [min, max], a point where both are equal. */
export interface Piece {
  readonly weight: number;
  readonly min: Seconds;
  readonly max: Seconds;
}

/** `every`: when the last instance of a campaign is done. `one`: when any one of them is. */
export type View = 'every' | 'one';

/**
 * Above this many kinds of gap or waves, neighbours are merged: a limit for hostile input, far above real schedules.
 */
const MOST_PIECES = 128;

/**
 * Seconds after which the law has surely ended; zero for a law that has no end, so that a conditional bound can be
 * summed.
 */
export function endOf(law: Law): Seconds {
  const end = statedEnd(law);
  return Number.isFinite(end) ? Math.max(0, end) : 0;
}

function statedEnd(law: Law): Seconds {
  switch (law.kind) {
    case 'fixed':
      return law.at;
    case 'uniform':
      return law.max;
    case 'schedule':
      return law.gaps.at(-1) ?? 0;
    case 'campaign':
      return law.waves * law.wave + law.tail;
    default:
      return 0;
  }
}

/** Seconds before which it cannot have ended. */
export function startOf(law: Law): Seconds {
  if (law.kind === 'fixed') return law.at;
  if (law.kind === 'uniform') return law.min;
  return law.kind === 'campaign' ? law.wave : 0;
}

/** Why the law has no bound; null: it has one. A number too large to be one is no limit. */
export function obstacleOf(law: Law): string | null {
  if (law.kind === 'never' || law.kind === 'unbounded' || law.kind === 'unknown') return law.reason;
  if (law.kind === 'schedule' && law.bestEffort) return 'schedule-best-effort';
  return Number.isFinite(statedEnd(law)) ? null : 'no-limit';
}

/** Two laws with one key have one distribution under this view. */
export function keyOf(law: Law, view: View): string {
  switch (law.kind) {
    case 'fixed':
      return `f${law.at}`;
    case 'uniform':
      return `u${law.min}-${law.max}`;
    case 'schedule':
      return `s${piecesOf(law, view)
        .map((piece) => `${piece.weight}*${piece.max}`)
        .join('+')}`;
    case 'campaign':
      return view === 'every' ? `f${endOf(law)}` : `c${law.waves}*${law.wave}+${law.tail}`;
    default:
      return 'f0';
  }
}

/** The mixture; a law without an end counts as over at once (its caller asks `obstacleOf` first). */
export function piecesOf(law: Law, view: View): readonly Piece[] {
  if (law.kind === 'uniform') return [{ weight: 1, min: law.min, max: law.max }];
  if (law.kind === 'schedule') return residualOf(law.gaps);
  if (law.kind === 'campaign' && view === 'one') return wavesOf(law.waves, law.wave, law.tail);
  return [{ weight: 1, min: endOf(law), max: endOf(law) }];
}

/** The value of the law at a quantile, by its exact piecewise-linear distribution; `u` in [0, 1]. */
export function quantileOf(law: Law, u: number, view: View): Seconds {
  if (law.kind === 'uniform') return law.min + u * (law.max - law.min);
  if (law.kind === 'schedule') return residualQuantile(residualOf(law.gaps), u);
  if (law.kind === 'campaign' && view === 'one') return Math.max(1, Math.ceil(u * law.waves)) * law.wave + law.tail;
  return endOf(law);
}

const residuals = new WeakMap<readonly Seconds[], readonly Piece[]>();

/**
 * Wait for the next fire at an unknown phase: a gap is hit with a chance that grows with its length, and the wait in it
 * is uniform (the inspection paradox; Feller II, XI.4).
 */
function residualOf(gaps: readonly Seconds[]): readonly Piece[] {
  const known = residuals.get(gaps);
  if (known) return known;
  const counts = new Map<Seconds, number>();
  for (const gap of gaps) counts.set(gap, (counts.get(gap) ?? 0) + 1);
  const kinds = merge([...counts].sort((a, b) => a[0] - b[0]));
  const total = kinds.reduce((sum, [gap, count]) => sum + gap * count, 0);
  const pieces = kinds.map(([gap, count]) => ({ weight: total > 0 ? (gap * count) / total : 1, min: 0, max: gap }));
  residuals.set(gaps, pieces);
  return pieces;
}

/** Merges neighbours into the longer one until few enough are left: never makes a wait shorter. */
function merge(kinds: readonly (readonly [Seconds, number])[]): readonly (readonly [Seconds, number])[] {
  const stride = Math.ceil(kinds.length / MOST_PIECES);
  if (stride <= 1) return kinds;
  const merged: [Seconds, number][] = [];
  for (let end = kinds.length; end > 0; end -= stride) {
    const slice = kinds.slice(Math.max(0, end - stride), end);
    merged.unshift([slice.at(-1)?.[0] ?? 0, slice.reduce((sum, [, count]) => sum + count, 0)]);
  }
  return merged;
}

function residualQuantile(pieces: readonly Piece[], u: number): Seconds {
  let low = 0;
  let high = pieces.at(-1)?.max ?? 0;
  for (let round = 0; round < 50; round++) {
    const middle = (low + high) / 2;
    const chance = pieces.reduce((sum, { weight, max }) => sum + weight * Math.min(1, max > 0 ? middle / max : 1), 0);
    if (chance < u) low = middle;
    else high = middle;
  }
  return high;
}

function wavesOf(waves: number, wave: Seconds, tail: Seconds): readonly Piece[] {
  if (waves > MOST_PIECES) return [{ weight: 1, min: wave + tail, max: waves * wave + tail }];
  return Array.from({ length: waves }, (_, index) => {
    const end = (index + 1) * wave + tail;
    return { weight: 1 / waves, min: end, max: end };
  });
}

/** Whether it always takes the same time. */
export function isCertain(law: Law, view: View): boolean {
  return law.kind === 'fixed' || (law.kind === 'campaign' && view === 'every');
}
