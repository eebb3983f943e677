/**
 * Uses of several repositories → what is one credential: whatever two of them know by one identity. Order-independent. Must never join two
 * properties of one item; a use of the whole item holds each of them, and stays a credential of its own.
 */
import { groupBy } from '../model/group.ts';
import { compareText } from '../model/place.ts';
import type { Use } from './use.ts';

/** All that joining looks at. */
export type Joinable = Pick<Use, 'repository' | 'identities'>;
type Some<U> = readonly [U, ...U[]];

export interface Together<U = Use> {
  /** The smallest of its identities, by text. */
  readonly key: string;
  readonly uses: Some<U>;
  /** Uses of the whole item: they hold this property too. */
  readonly ofWhole: readonly U[];
}

/** Every credential that uses of at least `least` repositories meet in, sorted by key. */
export function joinUses<U extends Joinable>(uses: readonly U[], least = 2): readonly Together<U>[] {
  const wholes = groupBy(
    uses.flatMap((use) => use.identities.filter(({ whole }) => whole === null).map(({ key }) => ({ key, use }))),
    ({ key }) => key,
  );
  return components(uses)
    .map((members): Together<U> => {
      const keys = members.flatMap(({ identities }) => identities.map(({ key }) => key)).sort(compareText);
      const items = new Set(members.flatMap(({ identities }) => identities.flatMap(({ whole }) => whole ?? [])));
      const ofWhole = [...items].flatMap((item) => wholes.get(item) ?? []).map(({ use }) => use);
      return {
        key: keys[0] ?? '',
        uses: members,
        ofWhole: [...new Set(ofWhole)].filter((use) => !members.includes(use)),
      };
    })
    .filter((together) => repositoriesOf(together).length >= least)
    .sort((a, b) => compareText(a.key, b.key));
}

/** Repositories that hold it, sorted. */
export function repositoriesOf({ uses, ofWhole }: Together<Joinable>): readonly string[] {
  return [...new Set([...uses, ...ofWhole].map(({ repository }) => repository))].sort(compareText);
}

/** Everything that counts for its radii. */
export function allUses<U>({ uses: [first, ...rest], ofWhole }: Together<U>): Some<U> {
  return [first, ...rest, ...ofWhole];
}

/** Sets of uses that a chain of shared identities connects. */
function components<U extends Joinable>(uses: readonly U[]): readonly Some<U>[] {
  const byKey = new Map(
    groupBy(
      uses.flatMap((use) => use.identities.map(({ key }) => ({ key, use }))),
      ({ key }) => key,
    ),
  );
  const reached = new Set<U>();
  return uses.flatMap((start): Some<U>[] => {
    if (reached.has(start)) return [];
    reached.add(start);
    const members: [U, ...U[]] = [start];
    // Grows while it is walked: each member brings those that share an identity with it.
    for (const { identities } of members) {
      for (const { use } of identities.flatMap(({ key }) => taken(byKey, key))) {
        if (reached.has(use)) continue;
        reached.add(use);
        members.push(use);
      }
    }
    return [members];
  });
}

/** What stands under a key, once: a second visit would find the same. */
function taken<T>(map: Map<string, readonly T[]>, key: string): readonly T[] {
  const found = map.get(key) ?? [];
  map.delete(key);
  return found;
}
