/**
 * Cron text to the days it fires on and the seconds of such a day. Croner reads the text; whole days are matched here,
 * because asking it for every fire of eight years would take seconds. It never throws: what cannot be read becomes a
 * reason.
 */
import { Cron, CronPattern } from 'croner';
import type { Seconds } from '../model/duration.ts';
import { parseDuration } from '../model/duration.ts';
import type { Schedule } from '../model/fact.ts';
import { DAY, HORIZON_END, HORIZON_START, type Zone, zoneOf } from './zone.ts';

export const DAYS = (HORIZON_END - HORIZON_START) / DAY;

export interface Calendar {
  readonly zone: Zone;
  readonly zoneName: string;
  /** Seconds of the local day at which it fires, sorted. */
  readonly seconds: readonly Seconds[];
  /** Whether it fires on a local day, counted from the start of the horizon. */
  readonly firesOn: readonly boolean[];
  /** A fire that the clock change skips happens right after it, and one shown twice happens once. */
  readonly madeUp: boolean;
}

export type ReadSchedule =
  | { readonly kind: 'calendar'; readonly calendar: Calendar }
  /** Counted from its own start, not from the clock. */
  | { readonly kind: 'every'; readonly gap: Seconds }
  | { readonly kind: 'none'; readonly reason: string };

/**
 * Schedulers that fire whenever the wall clock matches: skipped hours are lost, repeated hours fire twice. All use
 * robfig/cron, whose documentation says so (https://pkg.go.dev/github.com/robfig/cron/v3#hdr-Time_zones). The others
 * follow Vixie cron: jobs at fixed times are made up for (https://manpages.debian.org/bookworm/cron/cron.8.en.html).
 */
const LOSES_SKIPPED_HOURS = new Set(['k8s-cronjob-schedule', 'argo-cronworkflow']);

/** Croner's mark for a weekday on any of its occurrences in a month. */
const ANY_WEEK = 63;

/** Reads one schedule; a missing time zone is UTC, where cluster and CI schedulers run unless told otherwise. */
export function readSchedule({ cron, timeZone, row }: Schedule): ReadSchedule {
  const prefixed = /^(?:CRON_)?TZ=(\S+)\s+(.+)$/.exec(cron.trim());
  const text = prefixed?.[2] ?? cron.trim();
  if (/^@reboot$/i.test(text)) return { kind: 'none', reason: 'schedule-runs-at-boot-only' };
  if (/^@every\s/i.test(text)) return readEvery(text.slice('@every'.length));
  const zoneName = prefixed?.[1] ?? timeZone ?? 'UTC';
  const zone = zoneOf(zoneName);
  if (!zone) return { kind: 'none', reason: 'schedule-time-zone-unknown' };
  const pattern = readPattern(text);
  if (!pattern) return { kind: 'none', reason: 'schedule-not-readable' };
  const madeUp = !LOSES_SKIPPED_HOURS.has(row) && isFixedTime(text);
  const calendar = { zone, zoneName, seconds: secondsOf(pattern), firesOn: daysOf(pattern, text), madeUp };
  return { kind: 'calendar', calendar };
}

function readEvery(text: string): ReadSchedule {
  const gap = parseDuration(text);
  return gap !== null && gap > 0 ? { kind: 'every', gap } : { kind: 'none', reason: 'schedule-not-readable' };
}

function readPattern(text: string): CronPattern | null {
  try {
    return new CronPattern(text, 'UTC', { mode: '5-or-6-parts', sloppyRanges: true });
  } catch {
    // TypeError, with the text in its message: said by the reason alone.
    return null;
  }
}

/** No wildcard in minute and hour: what Vixie cron makes up for after a clock change. */
function isFixedTime(text: string): boolean {
  const fields = text.split(/\s+/);
  const [minute, hour] = fields.length === 6 ? fields.slice(1, 3) : fields;
  return !/[*?]/.test(`${minute}${hour ?? ''}`) || /^@(daily|midnight|weekly|monthly|yearly|annually)$/i.test(text);
}

function secondsOf({ hour, minute, second }: CronPattern): readonly Seconds[] {
  const set = (field: readonly number[]) => field.flatMap((on, value) => (on ? [value] : []));
  return set(hour).flatMap((h) => set(minute).flatMap((m) => set(second).map((s) => h * 3600 + m * 60 + s)));
}

/** Days already matched, by the fields that choose them; emptied when full. */
const MOST_DAY_SETS = 1000;
const daySets = new Map<string, readonly boolean[]>();

function daysOf(pattern: CronPattern, text: string): readonly boolean[] {
  const key = text.startsWith('@') ? text : text.split(/\s+/).slice(-3).join(' ');
  const known = daySets.get(key);
  if (known) return known;
  const days = isPlain(pattern) ? plainDays(pattern) : specialDays(key);
  if (daySets.size >= MOST_DAY_SETS) daySets.clear();
  daySets.set(key, days);
  return days;
}

function plainDays(pattern: CronPattern): readonly boolean[] {
  return Array.from({ length: DAYS }, (_, day) => matchesDay(pattern, new Date((HORIZON_START + day * DAY) * 1000)));
}

/** Only lists of days: no last, nearest or n-th weekday, which croner alone understands. */
function isPlain(pattern: CronPattern): boolean {
  const special = pattern.lastDayOfMonth || pattern.lastWeekday || pattern.useAndLogic;
  return !special && !pattern.nearestWeekdays.some(Boolean) && pattern.dayOfWeek.every((week) => week % ANY_WEEK === 0);
}

/** Day of month and weekday are alternatives once both are limited (crontab(5)). */
function matchesDay({ month, day, dayOfWeek, starDOM, starDOW }: CronPattern, date: Date): boolean {
  if (!month[date.getUTCMonth()]) return false;
  const byDate = Boolean(day[date.getUTCDate() - 1]);
  const byWeek = Boolean(dayOfWeek[date.getUTCDay()]);
  return starDOM || starDOW ? byDate && byWeek : byDate || byWeek;
}

function specialDays(fields: string): readonly boolean[] {
  const stopAt = new Date(HORIZON_END * 1000);
  const noons = new Cron(`0 12 ${fields}`, { timezone: 'UTC', paused: true, sloppyRanges: true, stopAt });
  const start = new Date(HORIZON_START * 1000 - 1000);
  const fires = noons.nextRuns(DAYS, start).map((fire) => Math.floor((Number(fire) / 1000 - HORIZON_START) / DAY));
  const days = new Set(fires);
  return Array.from({ length: DAYS }, (_, day) => days.has(day));
}
