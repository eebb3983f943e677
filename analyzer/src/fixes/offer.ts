/** Every fix that a situation allows, in the order of the menu. A fixer that fails offers nothing. */
import { compareText } from '../model/place.ts';
import type { Fix, Situation } from './contract.ts';
import { FIXERS } from './registry.generated.ts';

/** What mends the cause first; declaring and ignoring last. */
const LATER: ReadonlyMap<string, number> = new Map([
  ['declare-owner', 1],
  ['declare-consumer', 2],
  ['ignore-here', 3],
  ['ignore-finding', 4],
]);

export function offerFixes(situation: Situation): readonly Fix[] {
  return [...FIXERS]
    .sort((a, b) => (LATER.get(a.id) ?? 0) - (LATER.get(b.id) ?? 0) || compareText(a.id, b.id))
    .flatMap(({ offer }) => {
      try {
        return offer(situation);
      } catch {
        return [];
      }
    });
}
