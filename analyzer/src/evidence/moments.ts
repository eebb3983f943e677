/** Moments as exports write them, in seconds since 1970. A moment without a zone is none: it could be hours off. */
import type { Seconds } from '../model/duration.ts';

const WRITTEN = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)(?:[.,](\d{1,9}))?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)$/i;

/** RFC 3339, and how PostgreSQL writes it (`2026-12-01 02:00:00.123+00`, `… UTC`); null: no moment, or no zone. */
export function momentOf(text: unknown): Seconds | null {
  if (typeof text !== 'string' || text.length > 60) return null;
  const [, day, time, fraction = '0', zone = ''] = WRITTEN.exec(text.trim()) ?? [];
  if (day === undefined || time === undefined) return null;
  const whole = Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}Z`) / 1000;
  return Number.isFinite(whole) ? whole + Number(`0.${fraction}`) - offsetOf(zone) : null;
}

function offsetOf(zone: string): Seconds {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

/** ISO 8601 to the second, in UTC. */
export function isoOf(moment: Seconds): string {
  const date = new Date(Math.round(moment) * 1000);
  return Number.isNaN(date.getTime()) ? 'after the end of the calendar' : date.toISOString().replace('.000Z', 'Z');
}

/** The latest; null: none. Any number of them. */
export function latest(moments: readonly Seconds[]): Seconds | null {
  return moments.reduce<Seconds | null>((last, moment) => (last === null || moment > last ? moment : last), null);
}

/** The earliest; null: none. */
export function earliest(moments: readonly Seconds[]): Seconds | null {
  return moments.reduce<Seconds | null>((first, moment) => (first === null || moment < first ? moment : first), null);
}
