/** Whether a credential became shared: across services, owners or environments, in words of who shares it now. */
import { consumerName } from '../explain/view.ts';
import { sayList } from '../explain/words.ts';
import { compareText } from '../model/place.ts';
import type { WireConsumer, WireSeverity } from '../wire/types.ts';
import type { Seen } from './change.ts';
import { type Pairs, placeOfUse } from './pairs.ts';
import type { Side, Use } from './sides.ts';

/** What can differ between the consumers; unnamed owners and environments are not known to differ. As the rule shared-credential. */
const DIFFERENCES: ReadonlyArray<{ readonly of: string; readonly by: (consumer: WireConsumer) => string | null }> = [
  { of: 'owners', by: ({ owner }) => owner },
  { of: 'environments', by: ({ environment }) => environment },
  { of: 'services', by: ({ application, name }) => application ?? name },
];

export function newlyShared({ before, after, identity, newUses }: Pairs): readonly Seen[] {
  return after.inventory.credentials.flatMap((credential): Seen[] => {
    const uses = sharersOf(after.usesOf.get(credential.id) ?? []);
    const earlier = identity.credentials.get(credential.id);
    const had = differencesOf(sharersOf(before.usesOf.get(earlier ?? '') ?? []), before);
    const has = differencesOf(uses, after);
    const added = has.filter((difference) => !had.includes(difference));
    const arrived = uses.filter((use) => earlier === undefined || newUses.includes(use));
    const [first] = arrived;
    if (added.length === 0 || !first) return [];
    const who = sayList(uses.map(({ consumer }) => consumerName(after, consumer)).sort(compareText));
    const from = earlier === undefined ? 'from the start ' : '';
    return [
      {
        rule: 'new-shared-credential',
        severity: severityOf(has),
        credential: credential.id,
        consumer: arrived.length === 1 ? first.consumer : null,
        says: (names) => `${names}: now shared ${from}across ${added.join(' and ')} (${who}).`,
        place: placeOfUse(first),
        related: uses.filter((use) => use !== first).map(placeOfUse),
      },
    ];
  });
}

/** Uses by several on one side: one who presents it and one who accepts it are its two ends, and share nothing. */
function sharersOf(uses: readonly Use[]): readonly Use[] {
  const accepts = ({ paths }: Use) => paths.every(({ role }) => role === 'accepts');
  const acceptors = uses.filter(accepts).length;
  const presenters = uses.length - acceptors;
  return uses.filter((use) => (accepts(use) ? acceptors : presenters) > 1);
}

function differencesOf(uses: readonly Use[], { consumers }: Side): readonly string[] {
  const users = uses.flatMap(({ consumer }) => consumers.get(consumer) ?? []);
  return DIFFERENCES.filter(({ by }) => new Set(users.map(by).filter((value) => value !== null)).size > 1).map(
    ({ of }) => of,
  );
}

function severityOf(differences: readonly string[]): WireSeverity {
  return differences.includes('owners') && differences.includes('environments') ? 'error' : 'warning';
}
