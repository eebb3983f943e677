/**
 * How one repository uses one credential that others may use too: all that both radii count, and nothing else, so that it can be kept in a
 * table and measured together with what other repositories say. It judges nothing.
 */
import { parseDuration, type Seconds } from '../model/duration.ts';
import { groupBy } from '../model/group.ts';
import type { Span } from '../model/place.ts';
import {
  ACCEPTANCES,
  type Acceptance,
  type ConsumerKind,
  PRIVILEGES,
  type Privilege,
  REACHES,
  type Reach,
  type RefreshMode,
} from '../model/vocabulary.ts';
import type { WireConsumer, WireCredential, WireEvidence, WireInventory, WirePath, WireRadius } from '../wire/types.ts';
import { type Identity, identityOf, ownScopes } from './identity.ts';
import type { At } from './place.ts';

export interface UseConsumer {
  /** The same in two repositories only where it is the same workload. */
  readonly id: string;
  readonly name: string;
  readonly kind: ConsumerKind;
  readonly owner: string | null;
  readonly cluster: string | null;
  readonly environment: string | null;
  readonly min: number;
  /** null: unbounded. */
  readonly max: number | null;
  readonly dormant: boolean;
  /** Longest time between two runs of a scheduled one; null: it has no schedule, or none that can be read. */
  readonly longestGap: Seconds | null;
  readonly declared: boolean;
  readonly at: Span;
}

export interface UsePath {
  /** How the consumer gets it: `app env PGPASSWORD`; with the consumer it names the path, in every repository that shows it. */
  readonly way: string;
  readonly consumer: string;
  readonly mode: RefreshMode;
  readonly mechanism: string;
  readonly intent: boolean;
}

export interface Use extends At {
  /** Id and name in the repository's own inventory. */
  readonly credential: string;
  readonly name: string;
  readonly identities: readonly Identity[];
  readonly carriers: readonly string[];
  readonly privilege: Privilege;
  readonly reach: Reach;
  readonly acceptance: Acceptance | null;
  /** The repository knows its owners to be related, or there is one. */
  readonly ownersRelated: boolean;
  readonly at: Span;
  readonly consumers: readonly UseConsumer[];
  readonly paths: readonly UsePath[];
}

/** Every use of a credential that has an identity outside the repository, in the inventory's order. */
export function usesOf(repository: string, inventory: WireInventory): readonly Use[] {
  return everyUse(repository, inventory).filter(({ identities }) => identities.length > 0);
}

/** One for each credential of the inventory, in its order; most have no identity outside the repository. */
export function everyUse(repository: string, inventory: WireInventory): readonly Use[] {
  const identities = identitiesOf(inventory);
  const names = qualifier(repository, inventory);
  const paths = groupBy(inventory.paths, ({ credential }) => credential);
  const consumers = new Map(inventory.consumers.map((consumer) => [consumer.id, consumer]));
  return inventory.credentials.map((credential): Use => {
    const own = paths.get(credential.id) ?? [];
    const byConsumer = [...groupBy(own, ({ consumer }) => consumer)];
    return {
      repository,
      commit: inventory.source.commit,
      credential: credential.id,
      name: credential.name,
      identities: credential.carriers.flatMap((id) => identities.get(id) ?? []),
      carriers: credential.carriers.map((id) => identities.get(id)?.key ?? names.own(id)),
      ...judgedOf(credential),
      at: spanOf(credential.because),
      consumers: byConsumer.flatMap(([id, used]) => {
        const consumer = consumers.get(id);
        return consumer ? [consumerOf(consumer, used, names)] : [];
      }),
      paths: pathsOf(own, consumers, names),
    };
  });
}

/** One for each consumer of the inventory, in its order, whatever it uses. */
export function useConsumers(repository: string, inventory: WireInventory): readonly UseConsumer[] {
  const names = qualifier(repository, inventory);
  const paths = groupBy(inventory.paths, ({ consumer }) => consumer);
  return inventory.consumers.map((consumer) => consumerOf(consumer, paths.get(consumer.id) ?? [], names));
}

/** Carriers known outside the repository, by id. */
export function identitiesOf(inventory: WireInventory): ReadonlyMap<string, Identity> {
  const own = ownScopes(inventory);
  return new Map(
    inventory.carriers.flatMap((carrier): [string, Identity][] => {
      const identity = identityOf(carrier, own);
      return identity === null ? [] : [[carrier.id, identity]];
    }),
  );
}

export interface Qualifier {
  /** An id that names something of this repository alone: with the repository's name, where that is not what the id begins with. */
  own(id: string): string;
  /** An id of something in a cluster: the same for everybody who names that cluster. */
  placed(id: string, cluster: string | null): string;
}

/** Ids begin with the folder's name; two repositories may have folders of one name. */
export function qualifier(repository: string, { source }: WireInventory): Qualifier {
  const own = (id: string): string =>
    repository === source.root ? id : id.replace(/^([a-z]+):/, `$1:${repository.replaceAll('$', '$$$$')}:`);
  return { own, placed: (id, cluster) => (cluster === null ? own(id) : id) };
}

function judgedOf({
  scopeRadius,
  rolloutRadius,
}: WireCredential): Pick<Use, 'privilege' | 'reach' | 'acceptance' | 'ownersRelated'> {
  const [privilege, reach] = factorOf(scopeRadius, 'privilege × reach').split(' × ');
  const acceptance = factorOf(rolloutRadius, 'acceptance');
  return {
    privilege: PRIVILEGES.find((word) => word === privilege) ?? 'unknown',
    reach: REACHES.find((word) => word === reach) ?? 'production',
    acceptance: ACCEPTANCES.find((word) => word === acceptance) ?? null,
    ownersRelated: factorOf(scopeRadius, 'unrelated owners') !== 'yes',
  };
}

function factorOf({ factors }: WireRadius, name: string): string {
  return String(factors.find((factor) => factor.name === name)?.value ?? '');
}

function consumerOf(wire: WireConsumer, paths: readonly WirePath[], names: Qualifier): UseConsumer {
  const { name, kind, owner, cluster, environment, instances, dormant } = wire;
  return {
    id: names.placed(wire.id, cluster),
    name,
    kind,
    owner,
    cluster,
    environment,
    min: instances.min,
    max: instances.max,
    dormant,
    longestGap: (wire.schedules?.length ?? 0) > 0 || wire.schedule !== null ? longestGapOf(paths) : null,
    declared: wire.objectKind === 'declared',
    at: spanOf(wire.because),
  };
}

function longestGapOf(paths: readonly WirePath[]): Seconds | null {
  const gaps = paths
    .flatMap(({ delays }) => delays)
    .filter(({ kind }) => kind === 'schedule')
    .flatMap(({ gaps: listed, max }) => listed?.map(({ lasts }) => lasts) ?? max ?? [])
    .flatMap((text) => parseDuration(text) ?? []);
  return gaps.length === 0 ? null : gaps.reduce((a, b) => Math.max(a, b));
}

/** A second path of the same consumer and way is told apart by its number. */
function pathsOf(
  paths: readonly WirePath[],
  consumers: ReadonlyMap<string, WireConsumer>,
  names: Qualifier,
): readonly UsePath[] {
  const seen = new Map<string, number>();
  return paths.map(({ consumer, container, delivery, refresh }) => {
    const words = [container, delivery.form, delivery.variable, delivery.path]
      .filter((word) => word !== null)
      .join(' ');
    const times = (seen.get(`${consumer} ${words}`) ?? 0) + 1;
    seen.set(`${consumer} ${words}`, times);
    return {
      way: times === 1 ? words : `${words} (${times})`,
      consumer: names.placed(consumer, consumers.get(consumer)?.cluster ?? null),
      mode: refresh.mode,
      mechanism: refresh.mechanism ?? 'none',
      intent: refresh.intent ?? false,
    };
  });
}

const NOWHERE: Span = { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 };

/** The first place among the reasons. */
function spanOf(because: readonly WireEvidence[] | undefined): Span {
  const placed = because?.find(({ file, line }) => file !== null && line !== null);
  if (!placed || placed.file === null || placed.line === null) return NOWHERE;
  const { file, line, column, endLine, endColumn } = placed;
  return { file, line, column: column ?? 1, endLine: endLine ?? line, endColumn: endColumn ?? 1 };
}
