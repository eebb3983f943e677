/**
 * What the registry of the organisation adds to a review: which other repositories hold a credential, and that a change made it so. Their part
 * of the radii is in the figures already. Without a registry it has nothing to say.
 */
import { sayList } from '../explain/words.ts';
import type { CredentialShift, Seen } from './change.ts';
import { type Pairs, placeOfUse } from './pairs.ts';

/** Names that a sentence lists before it counts the rest. */
const NAMED = 4;

/** Credentials that repositories hold which did not hold them before. */
export function sharedElsewhere({ before, after, identity }: Pairs): readonly Seen[] {
  return after.inventory.credentials.flatMap((credential): Seen[] => {
    const [first, ...rest] = after.usesOf.get(credential.id) ?? [];
    const had = before.elsewhere.get(identity.credentials.get(credential.id) ?? '') ?? [];
    const added = (after.elsewhere.get(credential.id) ?? []).filter((name) => !had.includes(name));
    if (added.length === 0 || !first) return [];
    return [
      {
        rule: 'new-shared-credential',
        credential: credential.id,
        consumer: null,
        says: (names) => `${names}: now shared with other repositories (${sayList(added, NAMED)}).`,
        place: placeOfUse(first),
        related: rest.map(placeOfUse),
      },
    ];
  });
}

/** What the radii of the credential count beside this repository; null: nothing. The names are not escaped. */
export function sayElsewhere({ name, elsewhere }: CredentialShift): string | null {
  return elsewhere.length === 0 ? null : `the radii of ${name} include ${sayList(elsewhere, NAMED)}`;
}
