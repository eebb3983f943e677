/** Points in time, written down: a moment is seconds since 1970, and which one is “now” is never asked here. */
import type { Seconds } from './duration.ts';

/** `2026-11-26 02:00 UTC`; a moment that no calendar has is said, never thrown. */
export function sayMoment(moment: Seconds): string {
  if (Number.isNaN(new Date(moment * 1000).getTime())) return 'after the end of the calendar';
  return `${new Date(moment * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** ISO 8601, to the second. */
export function writeMoment(moment: Seconds): string {
  return new Date(moment * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}
