/** When scheduled consumers run next after a given moment, in UTC. No clock: the moment is an argument. Never throws. */
import { Cron } from 'croner';
import { zoneOf } from '../convergence/zone.ts';
import type { WireConsumer } from '../wire/types.ts';

const SHOWN = 3;

/** The first runs at or after `start`, as ISO moments; empty where no schedule can be read. */
export function nextRuns(consumer: WireConsumer, start: string | null): readonly string[] {
  const schedules =
    consumer.schedules ?? (consumer.schedule === null ? [] : [{ cron: consumer.schedule, timeZone: null }]);
  if (start === null) return [];
  const moments = schedules.flatMap(({ cron, timeZone }) => runsOf(cron, timeZone, new Date(start)));
  return [...new Set(moments)].sort().slice(0, SHOWN);
}

function runsOf(cron: string, timeZone: string | null, start: Date): readonly string[] {
  const prefixed = /^(?:CRON_)?TZ=(\S+)\s+(.+)$/.exec(cron.trim());
  const timezone = prefixed?.[1] ?? timeZone ?? 'UTC';
  if (zoneOf(timezone) === null) return [];
  try {
    const options = { timezone, paused: true, mode: '5-or-6-parts', sloppyRanges: true } as const;
    const runs = new Cron(prefixed?.[2] ?? cron.trim(), options).nextRuns(SHOWN, new Date(start.getTime() - 1));
    return runs.map((run) => run.toISOString().replace('.000Z', 'Z'));
  } catch {
    // TypeError, with the text in its message: a schedule that nobody can read has no next run.
    return [];
  }
}
