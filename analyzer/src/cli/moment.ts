/** Points in time on the command line: `--start 2026-11-26T02:00Z`. Without a zone a time means nothing to a fleet. */
import type { Seconds } from '../model/duration.ts';
import { UsageError } from './exit.ts';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)$/;

/** Seconds since 1970; null where the option was not given. */
export function readMoment(option: string, typed: string | null): Seconds | null {
  if (typed === null) return null;
  const moment = TIME.test(typed) ? Date.parse(typed) / 1000 : Number.NaN;
  if (Number.isFinite(moment)) return moment;
  throw new UsageError(`--${option} is a time with its zone, such as 2026-11-26T02:00Z, not ${typed}`);
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** A day such as `2026-11-26`; null where the option was not given. */
export function readDay(option: string, typed: string | null): string | null {
  if (typed === null) return null;
  const moment = DAY.test(typed) ? Date.parse(`${typed}T00:00:00Z`) : Number.NaN;
  // A month of 30 days read as one of 31 is a slip, which the round trip shows.
  if (Number.isFinite(moment) && new Date(moment).toISOString().startsWith(typed)) return typed;
  throw new UsageError(`--${option} is a day such as 2026-11-26, not ${typed}`);
}

/** Today by the clock of this machine, in UTC. */
export function dayByClock(): string {
  return new Date().toISOString().slice(0, 10);
}
