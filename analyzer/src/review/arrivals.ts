/** What is there now and was not: credentials, and consumers of credentials that existed. */
import { consumerName } from '../explain/view.ts';
import { REFRESH_SENTENCE, sayDelivery, sayList } from '../explain/words.ts';
import type { WireCredential } from '../wire/types.ts';
import type { Seen } from './change.ts';
import { type Pairs, placeOfUse } from './pairs.ts';
import { worstMode } from './refresh.ts';
import type { Side, Use } from './sides.ts';

/** A credential that nobody uses is told only once somebody does; a slip in a name makes none. */
export function newCredentials({ after, identity }: Pairs): readonly Seen[] {
  const slips = new Set(
    after.inventory.findings
      .filter(({ rule, severity }) => rule === 'dangling-reference' && severity !== 'note')
      .map(({ credential }) => credential),
  );
  return after.inventory.credentials.flatMap((credential): Seen[] => {
    const uses = after.usesOf.get(credential.id) ?? [];
    const [first] = uses;
    if (identity.credentials.has(credential.id) || slips.has(credential.id) || !first) return [];
    const users = sayList(uses.map((use) => `${consumerName(after, use.consumer)} (${worstMode(use)})`));
    return [
      {
        rule: 'new-credential',
        credential: credential.id,
        consumer: uses.length === 1 ? first.consumer : null,
        says: (names) => `New: ${names}, used by ${users}.`,
        place: declarationOf(credential, after) ?? placeOfUse(first),
        related: uses.map(placeOfUse),
      },
    ];
  });
}

function declarationOf({ carriers }: WireCredential, after: Side) {
  const declared = carriers.flatMap((id) => after.carriers.get(id) ?? []).find((carrier) => carrier.declared !== false);
  return declared?.because.find(({ file }) => file !== null) ?? null;
}

export function newConsumers({ after, newUses }: Pairs): readonly Seen[] {
  return newUses.map((use) => ({
    rule: 'new-consumer',
    credential: use.credential,
    consumer: use.consumer,
    says: (names) =>
      `${consumerName(after, use.consumer)} now takes ${names} ${sayForms(use)}, and ${REFRESH_SENTENCE[worstMode(use)]}.`,
    place: placeOfUse(use),
  }));
}

function sayForms({ paths }: Use): string {
  return [...new Set(paths.map(({ delivery: { form } }) => sayDelivery({ form, variable: null, path: null })))].join(
    ' and ',
  );
}
