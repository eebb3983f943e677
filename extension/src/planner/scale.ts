/**
 * Time along the chart and the sliders alike, as a part of their length: even up to some hours; for longer stretches the first
 * minutes keep their room, because that is where most of a rotation happens.
 */

/** Seconds up to which time is drawn evenly. */
const EVEN = 3 * 3600;
/** Seconds that are nearly even at the start of a long stretch. */
const FINE = 60;

/** Where a moment stands between 0 and 1. */
export function partOf(seconds: number, until: number): number {
  if (until <= 0) return 0;
  const held = Math.min(until, Math.max(0, seconds));
  return until <= EVEN ? held / until : Math.log1p(held / FINE) / Math.log1p(until / FINE);
}

/** The moment at a part, as people would type it: steps of 5 s, of minutes, of quarters of an hour, of hours. */
export function secondsAt(part: number, until: number): number {
  const held = Math.min(1, Math.max(0, part));
  const seconds = until <= EVEN ? held * until : FINE * Math.expm1(held * Math.log1p(until / FINE));
  const step = seconds < 600 ? 5 : seconds < 36_000 ? 60 : seconds < 172_800 ? 900 : 3600;
  return Math.round(seconds / step) * step;
}

/** How far time reaches: past everything that happens by itself and everything that was typed. */
export function reach(end: number, ...typed: ReadonlyArray<number | null>): number {
  return Math.max(60, end * 1.15, ...typed.map((seconds) => (seconds ?? 0) * 1.1));
}

/** Moments that people count in. */
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const STEPS = [1, 5, 10, 15, 30, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR];
const MARKS = [
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  HOUR,
  4 * HOUR,
  DAY,
  3 * DAY,
  7 * DAY,
  30 * DAY,
  90 * DAY,
  365 * DAY,
  3650 * DAY,
];

/** Marks at round times, from 0 on: even ones, or for a long stretch those with room between them. */
export function ticks(until: number): readonly number[] {
  if (until > EVEN) return [0, ...MARKS.filter((at) => at < until * 0.8)];
  const step = STEPS.find((one) => until / one <= 8) ?? HOUR;
  return Array.from({ length: Math.floor(until / step) + 1 }, (_, at) => at * step);
}
