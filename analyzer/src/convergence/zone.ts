/**
 * The clock changes of an IANA time zone over the horizon, so that wall-clock times become moments. It knows no cron
 * and asks no clock: the horizon is fixed. The zone table is the engine's own (ICU).
 */
import type { Seconds } from '../model/duration.ts';

/** Schedules are judged over eight years, so that a leap day occurs twice. */
export const HORIZON_START: Seconds = Date.UTC(2024, 0, 1) / 1000;
export const HORIZON_END: Seconds = Date.UTC(2032, 0, 1) / 1000;
export const DAY: Seconds = 86_400;

/** Local time is `offset` seconds ahead of UTC from `from` on. */
interface Period {
  readonly from: Seconds;
  readonly offset: Seconds;
}

/** The offsets in force, in order. */
export type Zone = readonly Period[];

const zones = new Map<string, Zone | null>();

/** The zone of that name; null: the engine knows none. */
export function zoneOf(name: string): Zone | null {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = readZone(name);
  zones.set(name, zone);
  return zone;
}

/** Offset in force at a moment of UTC. */
export function offsetAt(zone: Zone, moment: Seconds): Seconds {
  let offset = zone[0]?.offset ?? 0;
  for (const period of zone) if (period.from <= moment) offset = period.offset;
  return offset;
}

/**
 * The moments at which the wall clock shows `local` seconds: one, none where it is skipped, two where it is shown
 * twice.
 */
export function momentsOf(zone: Zone, local: Seconds): readonly Seconds[] {
  return zone.flatMap(({ from, offset }, index) => {
    const moment = local - offset;
    return moment >= from && moment < (zone[index + 1]?.from ?? Number.POSITIVE_INFINITY) ? [moment] : [];
  });
}

/** The moment of the change that skips `local`, for jobs that are made up for afterwards; null: it is not skipped. */
export function changeSkipping(zone: Zone, local: Seconds): Seconds | null {
  const skipped = zone.find(({ from, offset }, index) => {
    const before = zone[index - 1]?.offset;
    return before !== undefined && from + before <= local && local < from + offset;
  });
  return skipped?.from ?? null;
}

function readZone(name: string): Zone | null {
  const read = offsetReader(name);
  if (!read) return null;
  const week = 7 * DAY;
  const zone: Period[] = [{ from: HORIZON_START - 2 * DAY, offset: read(HORIZON_START - 2 * DAY) }];
  for (let from = HORIZON_START - 2 * DAY; from < HORIZON_END + 2 * DAY; from += week) {
    if (read(from) === read(from + week)) continue;
    const change = changeBetween(read, from, from + week);
    zone.push({ from: change, offset: read(change) });
  }
  return zone;
}

/** Bisects to the minute: no zone has changed between minutes since 1972. */
function changeBetween(read: (moment: Seconds) => Seconds, from: Seconds, to: Seconds): Seconds {
  const before = read(from);
  let low = from / 60;
  let high = to / 60;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (read(middle * 60) === before) low = middle;
    else high = middle;
  }
  return high * 60;
}

function offsetReader(name: string): ((moment: Seconds) => Seconds) | null {
  if (name === 'UTC') return () => 0;
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    return (moment) => wallClock(format, moment) - moment;
  } catch {
    // RangeError: a name that ICU does not know.
    return null;
  }
}

function wallClock(format: Intl.DateTimeFormat, moment: Seconds): Seconds {
  const part = new Map(format.formatToParts(moment * 1000).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes) => part.get(type) ?? 0;
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) / 1000;
}
