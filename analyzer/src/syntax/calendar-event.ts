/**
 * Schedules as systemd, EventBridge and App Engine write them, turned into cron text. What cron cannot say stays as written, so that
 * it is said to be unreadable and never taken for something else.
 */

/** Words of systemd.time(7); cron has the same but for these two. */
const WORDS: Readonly<Record<string, string>> = {
  minutely: '* * * * *',
  hourly: '@hourly',
  daily: '@daily',
  weekly: '0 0 * * 1',
  monthly: '@monthly',
  yearly: '@yearly',
  annually: '@yearly',
  quarterly: '0 0 1 1,4,7,10 *',
  semiannually: '0 0 1 1,7 *',
};
const DAYS: Readonly<Record<string, number>> = { sun: 0, mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6 };

const CALENDAR =
  /^(?:((?:sun|mon|tue|wed|thu|fri|sat)[a-z]*(?:(?:,|\.\.|-)(?:sun|mon|tue|wed|thu|fri|sat)[a-z]*)*)\s+)?(?:(?:\*|\d{4})-)?(?:([\d*,/.]+)-([\d*,/.~]+))?\s*(?:([\d*,/.]+):([\d*,/.]+)(?::([\d*,/.]+))?)?(?:\s+([A-Za-z]+(?:\/[\w+-]+)*))?$/i;

export interface CalendarEvent {
  readonly cron: string;
  readonly timeZone: string | null;
}

/** `OnCalendar=`: `Mon..Fri 08:00`, `*-*-* 02:30:00 Europe/Lisbon`, `*:0/15`, `daily`. */
export function calendarEvent(written: string): CalendarEvent {
  const [word = '', zone = null] = written.trim().split(/\s+/);
  const known = Object.hasOwn(WORDS, word.toLowerCase()) ? WORDS[word.toLowerCase()] : undefined;
  if (known !== undefined) return { cron: known, timeZone: zone };
  const match = CALENDAR.exec(written.trim());
  if (!match || written.trim() === '' || /\b\d{4}-/.test(written)) return { cron: written, timeZone: null };
  const [, days, month = '*', day = '*', hour = '0', minute = '0', second = '0', timeZone = null] = match;
  const fields = [minute, hour, day, month].map(cronField);
  const weekdays = days === undefined ? '*' : cronDays(days);
  if (fields.some((field) => field === null) || Number(second) !== 0 || month.includes('~') || day.includes('~'))
    return { cron: written, timeZone };
  return { cron: [...fields, weekdays].join(' '), timeZone };
}

/** `08` → `8`, `0/15` → `0-59/15` as croner reads a start with a step, `1..5` → `1-5`. */
function cronField(field: string): string | null {
  const plain = field.replaceAll('..', '-').replace(/\b0+(?=\d)/g, '');
  if (!/^[\d*,/-]+$/.test(plain)) return null;
  return plain.replace(/^0\/(\d+)$/, '*/$1');
}

function cronDays(days: string): string {
  const number = (day: string) => DAYS[day.slice(0, 3).toLowerCase()] ?? '*';
  return days
    .split(',')
    .map((part) =>
      part
        .split(/\.\.|-/)
        .map(number)
        .join('-'),
    )
    .join(',');
}

const UNITS: Readonly<Record<string, string>> = { s: 's', m: 'm', h: 'h', d: 'd', w: 'w' };

/** A time span of systemd.time(7) as `@every`; null where there is none. A bare number is seconds. */
export function everySpan(written: string): string | null {
  const parts = [...written.matchAll(/(\d+)\s*([a-z]*)/gi)].map(([, amount, unit = '']) => {
    const letter = unit === '' ? 's' : unit.toLowerCase() === 'ms' ? undefined : UNITS[unit.charAt(0).toLowerCase()];
    return letter && !/^mo/i.test(unit) ? `${amount}${letter}` : null;
  });
  return parts.length === 0 || parts.includes(null) ? null : `@every ${parts.join('')}`;
}

/** `rate(5 minutes)` and `cron(0 12 ? * MON-FRI *)` of EventBridge: six fields with a year, Sunday is 1. */
export function eventBridgeSchedule(written: string): string {
  const rate = /^rate\((\d+)\s+(minute|hour|day)s?\)$/.exec(written.trim());
  if (rate) return `@every ${rate[1]}${rate[2]?.charAt(0)}`;
  const fields = /^cron\((.*)\)$/.exec(written.trim())?.[1]?.trim().split(/\s+/);
  const [minute, hour, day, month, weekday = '', year] = fields ?? [];
  if (fields?.length !== 6 || year !== '*') return written;
  const days = weekday.replace('?', '*').replace(/\b[1-7]\b(?!#)/g, (number) => String(Number(number) - 1));
  return [minute, hour, day?.replace('?', '*'), month, days].join(' ');
}
