/** When scheduled consumers run next after a given moment, in UTC. No clock: the moment is an argument. Never throws. */
import { Cron } from 'croner';
import { zoneOf } from '../convergence/zone.ts';
import type { Seconds } from '../model/duration.ts';
import type { WireConsumer } from '../wire/types.ts';

const SHOWN = 3;

/**
 * The first runs that are sure to read the new value, as ISO moments: those after `start` and `arrival`, in seconds after it.
 * A run at the moment of publication still gets the old one. Empty where no schedule can be read, or no arrival is bounded.
 */
export function nextRuns(consumer: WireConsumer, start: string | null, arrival: Seconds | null): readonly string[] {
  const schedules =
    consumer.schedules ?? (consumer.schedule === null ? [] : [{ cron: consumer.schedule, timeZone: null }]);
  if (start === null || arrival === null) return [];
  const from = new Date(Date.parse(start) + arrival * 1000);
  const moments = schedules.flatMap(({ cron, timeZone }) => runsOf(cron, timeZone, from));
  return [...new Set(moments)].sort().slice(0, SHOWN);
}

function runsOf(cron: string, timeZone: string | null, start: Date): readonly string[] {
  const prefixed = /^(?:CRON_)?TZ=(\S+)\s+(.+)$/.exec(cron.trim());
  const timezone = prefixed?.[1] ?? timeZone ?? 'UTC';
  if (zoneOf(timezone) === null) return [];
  try {
    const options = { timezone, paused: true, mode: '5-or-6-parts', sloppyRanges: true } as const;
    const runs = new Cron(prefixed?.[2] ?? cron.trim(), options).nextRuns(SHOWN, start);
    return runs.map((run) => run.toISOString().replace('.000Z', 'Z'));
  } catch {
    // TypeError, with the text in its message: a schedule that nobody can read has no next run.
    return [];
  }
}
