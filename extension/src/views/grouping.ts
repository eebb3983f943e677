/** Which credentials stand under which heading. Plain data in and out: nothing of VS Code, so that a test can ask it. */
import type { ConsumerSummary, CredentialSummary } from '../../../language-server/src/protocol.ts';

export type GroupBy = 'rollout' | 'environment' | 'owner' | 'refresh';

export const GROUPINGS: readonly GroupBy[] = ['rollout', 'environment', 'owner', 'refresh'];

export interface Group<T> {
  /** Band, environment, owner or refresh mode; null: it has none. */
  readonly key: string | null;
  readonly members: readonly T[];
}

const KEYS: Readonly<Record<GroupBy, (credential: CredentialSummary) => readonly (string | null)[]>> = {
  rollout: ({ rollout }) => [rollout.band],
  environment: ({ environments }) => (environments.length > 0 ? environments : [null]),
  owner: ({ owners, unowned }) => [...owners, ...(unowned > 0 || owners.length === 0 ? [null] : [])],
  // The least cooperative path decides when a rotation is over.
  refresh: ({ refresh }) => [refresh[0]?.mode ?? null],
};

/**
 * Groups in the order of `order`, others by name after them, none last. A credential of two environments stands under both.
 * Members keep their order.
 */
export function groupCredentials<T extends { readonly credential: CredentialSummary }>(
  held: readonly T[],
  by: GroupBy,
  order: readonly string[],
): readonly Group<T>[] {
  const groups = new Map<string | null, T[]>();
  for (const one of held)
    for (const key of KEYS[by](one.credential)) {
      const group = groups.get(key);
      if (group) group.push(one);
      else groups.set(key, [one]);
    }
  const rank = (key: string | null) =>
    key === null ? order.length + 1 : order.indexOf(key) < 0 ? order.length : order.indexOf(key);
  return [...groups]
    .map(([key, members]) => ({ key, members }))
    .sort((a, b) => rank(a.key) - rank(b.key) || compare(a.key ?? '', b.key ?? ''));
}

/** Whether every word stands somewhere in what people know of a credential: its name, id, kind, owners, environments, consumers. */
export function matchesFilter(
  credential: CredentialSummary,
  consumers: readonly ConsumerSummary[],
  filter: string,
): boolean {
  const { name, id, kind, dependency, owners, environments, refresh } = credential;
  const known = [name, id, kind, dependency, ...owners, ...environments, ...refresh.map(({ mode }) => mode)]
    .concat(consumers.map((consumer) => consumer.name))
    .join('\n')
    .toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => known.includes(word));
}

/** By code units: the same order on every machine. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
