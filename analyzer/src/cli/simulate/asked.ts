/** What `simulate` is asked, read from the command line: every wrong figure is a usage error that shows a right one. */
import { type Changes, COUNTS, DURATIONS, type Parameter } from '../../convergence/changed.ts';
import { parseDuration, type Seconds } from '../../model/duration.ts';
import { UsageError } from '../exit.ts';

/** More would be no estate but an attempt to keep the machine busy. */
const MOST = 1_000_000;

/** `sync=30s,pool=10m,replicas=12`. */
export function readChanges(typed: string | null): Changes {
  const changes = new Map<Parameter, number>();
  for (const part of typed === null ? [] : typed.split(',')) {
    const [name = '', value = ''] = part.split('=', 2).map((text) => text.trim());
    const parameter = [...DURATIONS, ...COUNTS].find((known) => known === name);
    if (parameter === undefined) {
      throw new UsageError(`--set knows ${[...DURATIONS, ...COUNTS].join(', ')}, not ${name === '' ? part : name}`);
    }
    changes.set(parameter, readValue(parameter, value));
  }
  return changes;
}

function readValue(parameter: Parameter, value: string): number {
  if (DURATIONS.some((known) => known === parameter)) {
    const seconds = parseDuration(value);
    if (seconds !== null) return seconds;
    throw new UsageError(`--set ${parameter} is a duration such as 30s or 10m, not ${value}`);
  }
  const count = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (count >= 1 && count <= MOST) return count;
  throw new UsageError(`--set ${parameter} is a number from 1 to ${MOST}, not ${value}`);
}

/** `40%` as 0.4; null where it was not given. */
export function readStall(typed: string | null): number | null {
  if (typed === null) return null;
  const match = /^(\d+(?:\.\d+)?)\s*%$/.exec(typed.trim());
  const percent = match ? Number(match[1]) : Number.NaN;
  if (percent > 0 && percent <= 100) return percent / 100;
  throw new UsageError(`--stall is a share above 0 and up to 100 %, such as 40%, not ${typed}`);
}

/** A window in which nothing can happen is a slip, not a question. */
export function readWindow(window: Seconds | null): Seconds | null {
  if (window === null || window > 0) return window;
  throw new UsageError('--window must be longer than nothing: a window of zero is a cutover (see --revoke-at 0s)');
}

/** A timeline that ends as it begins shows nothing. */
export function readUntil(until: Seconds | null): Seconds | null {
  if (until === null || until > 0) return until;
  throw new UsageError('--until must be longer than nothing');
}
