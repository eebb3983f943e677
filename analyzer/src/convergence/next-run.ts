/**
 * The next and the last moment at which schedules fire, where the moment of a rotation is known. It reads no clock: the moment is
 * given. What cannot be read fires at no moment we know.
 */
import type { Seconds } from '../model/duration.ts';
import type { Schedule } from '../model/fact.ts';
import { type Calendar, DAYS, readSchedule } from './calendar.ts';
import { changeSkipping, DAY, HORIZON_START, momentsOf } from './zone.ts';

/**
 * The first fire at or after `moment`, both in seconds since 1970; null: none in the horizon, or not known (an interval
 * counted from its own start has a phase that no file tells).
 */
export function nextRun(schedules: readonly Schedule[], moment: Seconds): Seconds | null {
  const fires = schedules.flatMap((schedule) => {
    const read = readSchedule(schedule);
    return read.kind === 'calendar' ? (nextFire(read.calendar, moment) ?? []) : [];
  });
  return fires.length > 0 ? Math.min(...fires) : null;
}

/** The last fire in [from, moment], both in seconds since 1970; null: none there, or not known. */
export function lastRun(schedules: readonly Schedule[], from: Seconds, moment: Seconds): Seconds | null {
  const fires = schedules.flatMap((schedule) => {
    const read = readSchedule(schedule);
    return read.kind === 'calendar' ? (lastFire(read.calendar, from, moment) ?? []) : [];
  });
  return fires.length > 0 ? Math.max(...fires) : null;
}

function lastFire(calendar: Calendar, from: Seconds, moment: Seconds): Seconds | null {
  const first = Math.max(0, dayOf(from) - 1);
  for (let day = Math.min(DAYS - 1, dayOf(moment) + 1); day >= first; day--) {
    if (!calendar.firesOn[day]) continue;
    const fires = firesOf(calendar, HORIZON_START + day * DAY).filter((fire) => fire >= from && fire <= moment);
    if (fires.length > 0) return Math.max(...fires);
  }
  return null;
}

function dayOf(moment: Seconds): number {
  return Math.floor((moment - HORIZON_START) / DAY);
}

function nextFire(calendar: Calendar, moment: Seconds): Seconds | null {
  // A day before: the local day may have begun earlier than the day of UTC.
  const from = Math.max(0, dayOf(moment) - 1);
  for (let day = from; day < DAYS; day++) {
    if (!calendar.firesOn[day]) continue;
    const fires = firesOf(calendar, HORIZON_START + day * DAY).filter((fire) => fire >= moment);
    if (fires.length > 0) return Math.min(...fires);
  }
  return null;
}

/** The moments of one local day; clock changes as the scheduler takes them. */
function firesOf({ zone, seconds, madeUp }: Calendar, local: Seconds): readonly Seconds[] {
  return seconds.flatMap((second) => {
    const moments = momentsOf(zone, local + second);
    if (!madeUp) return moments;
    return moments.length > 0 ? moments.slice(0, 1) : (changeSkipping(zone, local + second) ?? []);
  });
}
