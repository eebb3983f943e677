/** When a scheduled consumer runs next after a given moment, in UTC. No clock: the moment is an argument. */
import { nextRun } from '../convergence/next-run.ts';
import type { Seconds } from '../model/duration.ts';
import { schedulesOf } from '../wire/rotation.ts';
import type { WireConsumer } from '../wire/types.ts';

const SHOWN = 3;

/**
 * The first runs that are sure to read the new value, as ISO moments: those after `start` and `arrival`, in seconds after it.
 * A run at the moment of publication still gets the old one. Empty where no schedule can be read, or no arrival is bounded.
 */
export function nextRuns(consumer: WireConsumer, start: string | null, arrival: Seconds | null): readonly string[] {
  if (start === null || arrival === null) return [];
  const schedules = schedulesOf(consumer);
  const moments: Seconds[] = [];
  let moment = Math.floor(Date.parse(start) / 1000 + arrival) + 1;
  for (let shown = 0; shown < SHOWN; shown++) {
    const next = nextRun(schedules, moment);
    if (next === null) break;
    moments.push(next);
    moment = next + 1;
  }
  return moments.map((next) => new Date(next * 1000).toISOString().replace('.000Z', 'Z'));
}
