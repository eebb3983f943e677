/**
 * Schedules to the law of waiting for their next fire: the gaps between fires over the horizon, clock changes
 * included. Regular days are counted, never listed, so that `* * * * *` costs as little as `@yearly`.
 */
import type { Seconds } from '../model/duration.ts';
import type { Schedule } from '../model/fact.ts';
import type { Law } from '../model/timing.ts';
import { type Calendar, DAYS, type ReadSchedule, readSchedule } from './calendar.ts';
import { changeSkipping, DAY, HORIZON_START, momentsOf, offsetAt, type Zone } from './zone.ts';

/**
 * A list of gaps is shortened to about this length, its proportions kept: five times a day for eight years still fit
 * exactly.
 */
const MOST_GAPS = 20_000;
/** Fires that are listed one by one at most, where runs that overlap must be thinned out. */
const MOST_FIRES = 5_000_000;

/** How often each gap occurs. */
type Gaps = Map<Seconds, number>;

/** Fires of one day: `start` plus each of `seconds`. Regular days share their list. */
interface Block {
  readonly start: Seconds;
  readonly seconds: readonly Seconds[];
}

/** Laws kept for schedules met again; emptied when full, so that a hostile estate cannot fill memory. */
const MOST_LAWS = 4000;
const laws = new Map<string, Law>();

/**
 * The wait for the next run at an unknown phase. `run`: how long a run lasts, where `concurrency: Forbid` makes a fire
 * be skipped while one is going on; null where it is not known and taken to be shorter than any gap. `never` with a
 * reason where no schedule fires twice.
 */
export function waitForRun(schedules: readonly Schedule[], run: Seconds | null, bestEffort: boolean): Law {
  const skips = schedules.some(({ concurrency }) => concurrency === 'Forbid') ? (run ?? 0) : 0;
  const names = schedules.map(({ cron, timeZone, row }) => [cron, timeZone, row]);
  const key = JSON.stringify([names, skips, bestEffort]);
  const known = laws.get(key);
  if (known) return known;
  const law = readLaw(schedules.map(readSchedule), skips, bestEffort);
  if (laws.size >= MOST_LAWS) laws.clear();
  laws.set(key, law);
  return law;
}

function readLaw(read: readonly ReadSchedule[], skips: Seconds, bestEffort: boolean): Law {
  const calendars = read.flatMap((schedule) => (schedule.kind === 'calendar' ? [schedule.calendar] : []));
  const alternatives = [
    ...read.flatMap((schedule): Gaps[] => (schedule.kind === 'every' ? [everyGap(schedule.gap, skips)] : [])),
    ...byZone(calendars).map((together) => gapsOf(together, skips)),
  ].filter((gaps) => gaps.size > 0);
  const [soonest] = alternatives.sort((a, b) => longestOf(a) - longestOf(b));
  if (soonest) return { kind: 'schedule', gaps: listOf(soonest), bestEffort };
  const reason = read.flatMap((schedule) => (schedule.kind === 'none' ? [schedule.reason] : []))[0];
  return { kind: 'never', reason: reason ?? (read.length > 0 ? 'schedule-never-fires' : 'schedule-unknown') };
}

/**
 * Schedules of one zone fire together; of several zones, only those of the one with the shortest longest gap are
 * counted, because the others can only shorten the wait.
 */
function byZone(calendars: readonly Calendar[]): readonly (readonly Calendar[])[] {
  return [...new Set(calendars.map(({ zoneName }) => zoneName))].map((name) =>
    calendars.filter(({ zoneName }) => zoneName === name),
  );
}

function everyGap(gap: Seconds, skips: Seconds): Gaps {
  return new Map([[gap * Math.max(1, Math.ceil(skips / gap)), 1]]);
}

function gapsOf(calendars: readonly Calendar[], skips: Seconds): Gaps {
  const counted = countGaps(calendars);
  if ([...counted.keys()].every((gap) => skips <= gap)) return counted;
  const [only] = counted.keys();
  return counted.size === 1 && only !== undefined ? everyGap(only, skips) : thinned(calendars, skips);
}

function countGaps(calendars: readonly Calendar[]): Gaps {
  const gaps: Gaps = new Map();
  const regular = new Map<readonly Seconds[], number>();
  const period = repeatsWeekly(calendars) ? WEEK : null;
  let first: Seconds | null = null;
  let last: Seconds | null = null;
  for (const { start, seconds } of blocksOf(calendars, period ?? DAYS)) {
    const begin = start + (seconds[0] ?? 0);
    if (last !== null) count(gaps, begin - last, 1);
    regular.set(seconds, (regular.get(seconds) ?? 0) + 1);
    first ??= begin;
    last = start + (seconds.at(-1) ?? 0);
  }
  if (period !== null && first !== null && last !== null) count(gaps, first + period * DAY - last, 1);
  for (const [seconds, days] of regular)
    for (let index = 1; index < seconds.length; index++)
      count(gaps, (seconds[index] ?? 0) - (seconds[index - 1] ?? 0), days);
  return gaps;
}

/** Days after which a schedule without dates repeats itself. */
const WEEK = 7;

/**
 * One week then stands for all of them, with no end of a horizon to cut a gap: only where the clock is never changed.
 */
function repeatsWeekly(calendars: readonly Calendar[]): boolean {
  return calendars.every(
    ({ zone, firesOn }) => zone.length === 1 && firesOn.every((fires, day) => fires === firesOn[day % WEEK]),
  );
}

/** Gaps between starts when each run keeps the next from starting for `run` seconds. */
function thinned(calendars: readonly Calendar[], run: Seconds): Gaps {
  const gaps: Gaps = new Map();
  let last: Seconds | null = null;
  let fires = 0;
  for (const { start, seconds } of blocksOf(calendars, DAYS)) {
    fires += seconds.length;
    if (fires > MOST_FIRES) break;
    for (const second of seconds) {
      const fire = start + second;
      if (last !== null && fire < last + run) continue;
      if (last !== null) count(gaps, fire - last, 1);
      last = fire;
    }
  }
  return gaps;
}

function longestOf(gaps: Gaps): Seconds {
  let longest = 0;
  for (const gap of gaps.keys()) longest = Math.max(longest, gap);
  return longest;
}

function count(gaps: Gaps, gap: Seconds, times: number): void {
  if (gap > 0) gaps.set(gap, (gaps.get(gap) ?? 0) + times);
}

/** The days on which any of the calendars, all of one zone, fires. */
function* blocksOf(calendars: readonly Calendar[], days: number): Generator<Block> {
  const zone = calendars[0]?.zone ?? [];
  const changes = changeDays(zone);
  const together = new Map<string, readonly Seconds[]>();
  for (let day = 0; day < days; day++) {
    const firing = calendars.filter(({ firesOn, seconds }) => seconds.length > 0 && firesOn[day]);
    if (firing.length === 0) continue;
    const local = HORIZON_START + day * DAY;
    if (changes.has(day)) {
      const moments = firing.flatMap((calendar) => changeDayMoments(calendar, local));
      if (moments.length > 0) yield { start: 0, seconds: sortedOnce(moments) };
      continue;
    }
    const key = firing.map((calendar) => calendars.indexOf(calendar)).join();
    const seconds = together.get(key) ?? sortedOnce(firing.flatMap((calendar) => calendar.seconds));
    together.set(key, seconds);
    yield { start: local - offsetAt(zone, local), seconds };
  }
}

/** Local days, counted from the start of the horizon, in which the clock is changed. */
function changeDays(zone: Zone): ReadonlySet<number> {
  const days = zone.flatMap(({ from, offset }, index) => {
    const before = zone[index - 1]?.offset;
    const ends = before === undefined ? [] : [from + before, from + offset];
    return ends.map((local) => Math.floor((local - HORIZON_START) / DAY));
  });
  return new Set(days);
}

function changeDayMoments({ zone, seconds, madeUp }: Calendar, local: Seconds): readonly Seconds[] {
  return seconds.flatMap((second) => {
    const moments = momentsOf(zone, local + second);
    if (!madeUp) return moments;
    return moments.length > 0 ? moments.slice(0, 1) : [changeSkipping(zone, local + second) ?? local];
  });
}

function sortedOnce(moments: readonly Seconds[]): readonly Seconds[] {
  return [...new Set(moments)].sort((a, b) => a - b);
}

/** One entry per occurrence, in lowest terms, shortest first; every kind of gap is kept. */
function listOf(gaps: Gaps): readonly Seconds[] {
  const kinds = [...gaps].sort((a, b) => a[0] - b[0]);
  const divisor = kinds.reduce((common, [, times]) => commonDivisor(common, times), 0);
  const total = kinds.reduce((sum, [, times]) => sum + times, 0) / divisor;
  const share = Math.min(1, MOST_GAPS / total) / divisor;
  return kinds.flatMap(([gap, times]) => new Array<Seconds>(Math.max(1, Math.round(times * share))).fill(gap));
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
