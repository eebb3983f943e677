/** Names like the one somebody typed. Offers; never decides. */
import { compareText } from '../model/place.ts';

const LONGEST = 200;

/** Edits from one text to the other: insert, delete, replace, or swap two neighbours. */
function distance(from: string, to: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let at = 0; at < from.length; at++) {
    const next = [at + 1];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (row[column - 1] ?? 0) + (to[column - 1] === from[at] ? 0 : 1);
      const swapped =
        to[column - 1] === from[at - 1] && to[column - 2] === from[at] ? (before[column - 2] ?? 0) + 1 : replaced;
      next.push(Math.min(replaced, swapped, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[to.length] ?? 0;
}

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
  if (name.includes(wanted)) return 0.5;
  const allowed = Math.max(1, Math.floor(Math.max(wanted.length, name.length) / 3));
  if (Math.abs(wanted.length - name.length) > allowed) return null;
  const away = distance(wanted, name);
  return away <= allowed ? away : null;
}
