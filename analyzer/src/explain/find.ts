/** Finds the credential somebody means: by id, by name, or by an unambiguous suffix. Never picks one of several. */
import type { WireCredential, WireInventory } from '../wire/types.ts';
import { nearest } from './nearest.ts';

export type Found =
  | { readonly found: WireCredential }
  /** Several are meant; sorted by id. */
  | { readonly several: readonly WireCredential[] }
  /** None is meant; names that look alike, the nearest first. */
  | { readonly near: readonly string[] };

type Test = (credential: WireCredential, text: string) => boolean;

/** The strictest first: the first that anything passes decides. */
const TESTS: readonly Test[] = [
  (credential, text) => credential.id === text,
  (credential, text) => credential.name === text,
  (credential, text) => [credential.id, credential.name].some((name) => endsAtBoundary(name, text)),
  (credential, text) => credential.id.endsWith(text) || credential.name.endsWith(text),
];

/** The credential that `text` names in this inventory. */
export function findCredential(inventory: WireInventory, text: string): Found {
  for (const test of text === '' ? [] : TESTS) {
    const [first, ...others] = inventory.credentials.filter((credential) => test(credential, text));
    if (first === undefined) continue;
    return others.length === 0 ? { found: first } : { several: [first, ...others] };
  }
  const names = inventory.credentials.flatMap(({ id, name }) => [name, id.slice(id.lastIndexOf('/') + 1)]);
  return { near: nearest(text, names) };
}

/** `orders/db#password` ends `prod/orders/db#password` at a boundary, `ders/db#password` does not. */
function endsAtBoundary(name: string, text: string): boolean {
  return name.endsWith(text) && /[/:#.]/.test(name.charAt(name.length - text.length - 1));
}
