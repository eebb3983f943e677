/**
 * What the page of a credential is called: made of its id, safe on every disk and in every address, never the same for two. Must not
 * depend on anything but the ids, so that an address lives as long as the credential.
 */
import { compareText } from '../model/place.ts';
import type { WireCredential } from '../wire/types.ts';

/** By credential id. */
export type PageNames = ReadonlyMap<string, string>;

/** A name of at most `longest` lower-case letters, digits and `-`; a number is added where two would be the same. */
export function pageNamesOf(credentials: readonly WireCredential[], longest = 96): PageNames {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const ids = credentials.map(({ id }) => id).toSorted(compareText);
  for (const id of ids) {
    const wanted = slug(id, longest);
    let name = wanted;
    for (let again = 2; taken.has(name); again++) name = `${wanted.slice(0, longest - 7)}-${again}`;
    taken.add(name);
    names.set(id, name);
  }
  return names;
}

/** The end of an id tells more than its start. */
function slug(id: string, longest: number): string {
  const words = id
    .replace(/^cred:/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return words.slice(-longest).replace(/^-+|-+$/g, '') || 'credential';
}
