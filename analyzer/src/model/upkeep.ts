/** What it costs people to keep rotating a credential, and how often it should be rotated: a layer beside the graph. Days are `2026-11-26`. */
import type { Seconds } from './duration.ts';

export interface Upkeep {
  readonly credential: string;
  /** Minutes people spend by hand on its consumers in one rotation; the steps and gates of a runbook come on top. */
  readonly minutes: number;
  /** Of them: minutes nobody declared. */
  readonly assumed: number;
  /** How often it should be rotated; null: it is issued anew by itself, or nothing uses it. */
  readonly recommended: Seconds | null;
  /** What each usual cadence, the recommended one and the declared one cost; the rarest first. */
  readonly costs: readonly Cost[];
}

export interface Cost {
  readonly cadence: Seconds;
  readonly minutesAYear: number;
}

const DAY: Seconds = 86_400;

/** The day that many whole days after another; null where `day` is no day of a calendar, or the sum leaves it. */
export function dayAfter(day: string, span: Seconds): string | null {
  const moment = new Date(Date.parse(`${day}T00:00:00Z`) + Math.floor(span / DAY) * DAY * 1000);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString().slice(0, 10);
}
