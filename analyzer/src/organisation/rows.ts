/** An inventory as rows of the tables. Numbers rows by their place in the inventory, and rewrites only what PostgreSQL cannot hold in a text. */
import { parseDuration } from '../model/duration.ts';
import { everyUse, identitiesOf, qualifier, type Use, useConsumers } from '../sharing/use.ts';
import type { WireCredential, WireInventory } from '../wire/types.ts';
import type { Row } from './database.ts';

/** A table's name → its rows, without the snapshot, which is the same for all. */
export type Rows = Readonly<Record<'credential' | 'carrier' | 'consumer' | 'path', readonly Row[]>>;

/** Rows of one inventory, published as `repository`. */
export function rowsOf(repository: string, inventory: WireInventory): Rows {
  const uses = everyUse(repository, inventory);
  return {
    credential: inventory.credentials.map((credential, n) => credentialRow(credential, uses[n], n)),
    carrier: carrierRows(repository, inventory),
    consumer: consumerRows(repository, inventory),
    path: pathRows(inventory, uses),
  };
}

function credentialRow(credential: WireCredential, use: Use | undefined, n: number): Row {
  const { id, name, kind, environments, scopeRadius, rolloutRadius, convergence, difficulty } = credential;
  return {
    n,
    id: storable(id),
    name: storable(name),
    kind: storable(kind),
    privilege: use?.privilege ?? 'unknown',
    reach: use?.reach ?? 'production',
    acceptance: use?.acceptance ?? null,
    owners_related: use?.ownersRelated ?? true,
    environments: environments.map(storable),
    scope: scopeRadius.score,
    rollout: rolloutRadius.score,
    settled_seconds: seconds(convergence.automatic.settled.bound),
    settled_with_actions_seconds: seconds(convergence.withActions.settled.bound),
    difficulty,
    file: storable(use?.at.file ?? ''),
    line: use?.at.line ?? 1,
  };
}

function carrierRows(repository: string, inventory: WireInventory): readonly Row[] {
  const names = qualifier(repository, inventory);
  const identities = identitiesOf(inventory);
  const carriers = new Map(inventory.carriers.map((carrier) => [carrier.id, carrier]));
  return inventory.credentials
    .flatMap((credential, of) => credential.carriers.map((id) => ({ of, id, carrier: carriers.get(id) })))
    .map(({ of, id, carrier }, n) => {
      const identity = identities.get(id);
      return {
        n,
        credential: of,
        carrier: storable(identity?.key ?? names.own(id)),
        type: carrier?.type ?? 'unknown',
        name: storable(carrier?.name ?? id),
        environment: storable(carrier?.environment ?? null),
        identity: storable(identity?.key ?? null),
        item: storable(identity?.whole ?? null),
      };
    });
}

function consumerRows(repository: string, inventory: WireInventory): readonly Row[] {
  const uses = useConsumers(repository, inventory);
  return inventory.consumers.map(({ namespace }, n) => {
    const use = uses[n];
    if (!use) throw new Error('a consumer of the inventory has no row');
    return {
      n,
      id: storable(use.id),
      name: storable(use.name),
      kind: use.kind,
      owner: storable(use.owner),
      cluster: storable(use.cluster),
      namespace: storable(namespace),
      environment: storable(use.environment),
      least: use.min,
      most: use.max,
      dormant: use.dormant,
      longest_gap_seconds: use.longestGap,
      declared: use.declared,
      file: storable(use.at.file),
      line: use.at.line,
    };
  });
}

function pathRows({ credentials, consumers, paths }: WireInventory, uses: readonly Use[]): readonly Row[] {
  const credential = new Map(credentials.map(({ id }, n) => [id, n]));
  const consumer = new Map(consumers.map(({ id }, n) => [id, n]));
  const seen = new Map<string, number>();
  return paths.flatMap((path, n) => {
    const [of, by] = [credential.get(path.credential), consumer.get(path.consumer)];
    if (of === undefined || by === undefined) return [];
    const place = seen.get(path.credential) ?? 0;
    seen.set(path.credential, place + 1);
    const use = uses[of]?.paths[place];
    return [
      {
        n,
        credential: of,
        consumer: by,
        way: storable(use?.way ?? ''),
        mode: path.refresh.mode,
        mechanism: storable(use?.mechanism ?? 'none'),
        intent: use?.intent ?? false,
        settled_seconds: seconds(path.settled.bound),
      },
    ];
  });
}

function seconds(duration: string | null): number | null {
  return duration === null ? null : parseDuration(duration);
}

/** PostgreSQL's text holds every character but NUL (documentation, section 8.3); JSON, no half of a surrogate pair. */
export function storable(text: string): string;
export function storable(text: string | null): string | null;
export function storable(text: string | null): string | null {
  return text === null ? null : text.replaceAll('\0', '\u2400').replace(/\p{Cs}/gu, '\ufffd');
}
