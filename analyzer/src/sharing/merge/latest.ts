/** The later of what several repositories say about one milestone: a bound that cannot be stated is later than any. */
import { parseDuration } from '../../model/duration.ts';
import type { WireMilestones, WireTimes } from '../../wire/types.ts';

/** The latest, milestone by milestone. */
export function latestOf([first, ...rest]: readonly [WireMilestones, ...WireMilestones[]]): WireMilestones {
  return rest.reduce(
    (a, b) => ({
      adopted: later(a.adopted, b.adopted),
      settled: later(a.settled, b.settled),
      confirmed: later(a.confirmed, b.confirmed),
    }),
    first,
  );
}

function later(a: WireTimes, b: WireTimes): WireTimes {
  return isLater(b.bound, a.bound) ? b : a;
}

/** Whether `a` comes after `b`; null is no end, after everything. */
export function isLater(a: string | null, b: string | null): boolean {
  if (b === null) return false;
  return a === null || (parseDuration(a) ?? 0) > (parseDuration(b) ?? 0);
}

/** The latest of durations; null where one of them has no end. */
export function latestDuration(durations: readonly (string | null)[]): string | null {
  const [first = null, ...rest] = durations;
  return rest.reduce((a, b) => (isLater(b, a) ? b : a), first);
}
