/** The name somebody probably meant: one or two slips of the finger away. It offers; it never decides. */

import { compareText } from '../model/place.ts';
import { countSlips } from '../model/slips.ts';

/** Longer texts are no typing slips, and comparing them costs. */
const LONGEST = 200;

/** The nearest of the names, within two edits and a third of the length; null where none is so near. Case and separators cost nothing. */
export function nearestName(wanted: string, names: Iterable<string>): string | null {
  if (wanted.length > LONGEST) return null;
  const allowed = Math.min(2, Math.floor(wanted.length / 3));
  const near = [...new Set(names)]
    .filter((name) => name !== wanted && Math.abs(plain(name).length - plain(wanted).length) <= allowed)
    .map((name) => ({ name, edits: countSlips(plain(wanted), plain(name)) }))
    .filter(({ edits }) => edits <= allowed)
    .sort((a, b) => a.edits - b.edits || compareText(a.name, b.name));
  return near[0]?.name ?? null;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
