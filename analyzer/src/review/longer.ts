/** Whether a duration grew enough to be news: a bound that moves by a second with every replica would make every review speak. */
import { parseDuration } from '../model/duration.ts';

/** Seconds, and share of the earlier duration, that a longer one must have more. */
const SECONDS = 60;
const SHARE = 0.1;

/** Durations are ISO 8601; null has no bound. What had none cannot get longer. */
export function isLonger(before: string | null, after: string | null): boolean {
  if (before === null) return false;
  if (after === null) return true;
  const [was, is] = [parseDuration(before) ?? 0, parseDuration(after) ?? 0];
  return is - was >= Math.min(SECONDS, was) && is - was > SHARE * was && is > was;
}
