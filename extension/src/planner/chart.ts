/** The curve of the planner as numbers: places and paths of an SVG. No document, no colour. */
import type { Shares, TimelinePoint } from '../../../language-server/src/protocol.ts';
import { partOf } from './scale.ts';

/** Pixels of the drawing. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export const FRAME: Frame = { width: 760, height: 260, left: 44, right: 14, top: 12, bottom: 30 };

export type ShareOf = keyof Shares;

/** Seconds to pixels from the left. */
export function xOf(seconds: number, until: number, { width, left, right }: Frame = FRAME): number {
  return left + partOf(seconds, until) * (width - left - right);
}

/** Share between 0 and 1 to pixels from the top. */
export function yOf(share: number, { height, top, bottom }: Frame = FRAME): number {
  return top + (1 - Math.min(1, Math.max(0, share))) * (height - top - bottom);
}

/** The `d` of a path through the points. */
export function curve(
  points: readonly TimelinePoint[],
  of: 'adopted' | 'settled',
  share: ShareOf,
  until: number,
): string {
  return points
    .filter(({ at }) => at <= until)
    .map((point, index) => `${index === 0 ? 'M' : 'L'}${fixed(xOf(point.at, until))} ${fixed(yOf(point[of][share]))}`)
    .join('');
}

const fixed = (pixels: number): string => pixels.toFixed(1);

/** Shares at a moment, between the points around it. */
export function sharesAt(
  points: readonly TimelinePoint[],
  seconds: number,
  of: 'adopted' | 'settled',
  share: ShareOf,
): number {
  const after = points.findIndex(({ at }) => at >= seconds);
  const next = points[after < 0 ? points.length - 1 : after];
  const before = points[after <= 0 ? 0 : after - 1];
  if (!next || !before) return 0;
  if (after < 0 || next.at === before.at) return next[of][share];
  const way = (seconds - before.at) / (next.at - before.at);
  return before[of][share] + way * (next[of][share] - before[of][share]);
}
