/** The name somebody probably meant: one or two slips of the finger away. It offers; it never decides. */
import { compareText } from '../model/place.ts';

/** Longer texts are no typing slips, and comparing them costs. */
const LONGEST = 200;

/** The nearest of the names, within two edits and a third of the length; null where none is so near. Case and separators cost nothing. */
export function nearestName(wanted: string, names: Iterable<string>): string | null {
  if (wanted.length > LONGEST) return null;
  const allowed = Math.min(2, Math.floor(wanted.length / 3));
  const near = [...new Set(names)]
    .filter((name) => name !== wanted && Math.abs(plain(name).length - plain(wanted).length) <= allowed)
    .map((name) => ({ name, edits: editsBetween(plain(wanted), plain(name)) }))
    .filter(({ edits }) => edits <= allowed)
    .sort((a, b) => a.edits - b.edits || compareText(a.name, b.name));
  return near[0]?.name ?? null;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Insert, delete, replace, or swap two neighbours. */
function editsBetween(from: string, to: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let at = 0; at < from.length; at++) {
    const next = [at + 1];
    for (let column = 1; column <= to.length; column++) {
      const same = from[at] === to[column - 1];
      const replaced = (row[column - 1] ?? 0) + (same ? 0 : 1);
      const crossed = from[at] === to[column - 2] && from[at - 1] === to[column - 1];
      const swapped = crossed ? (before[column - 2] ?? 0) + 1 : replaced;
      next.push(Math.min(replaced, swapped, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[to.length] ?? 0;
}
