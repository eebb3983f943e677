/** Names like the one somebody typed. Offers; never decides. */

import { compareText } from '../model/place.ts';
import { countSlips } from '../model/slips.ts';

const LONGEST = 200;

/** At most `most` of the names that are within a third of their length of `text`, or contain it; the nearest first. */
export function nearest(text: string, names: readonly string[], most = 3): readonly string[] {
  const wanted = text.toLowerCase().slice(0, LONGEST);
  if (wanted === '') return [];
  return [...new Set(names)]
    .map((name) => ({ name, away: awayFrom(wanted, name.toLowerCase().slice(0, LONGEST)) }))
    .filter(({ away }) => away !== null)
    .sort((a, b) => (a.away ?? 0) - (b.away ?? 0) || compareText(a.name, b.name))
    .slice(0, most)
    .map(({ name }) => name);
}

function awayFrom(wanted: string, name: string): number | null {
  // Of names that contain it the one with the least besides; all of them before any slip.
  if (name.includes(wanted)) return (name.length - wanted.length) / (2 * LONGEST);
  const allowed = Math.max(1, Math.floor(Math.max(wanted.length, name.length) / 3));
  if (Math.abs(wanted.length - name.length) > allowed) return null;
  const away = countSlips(wanted, name);
  return away <= allowed ? away : null;
}
