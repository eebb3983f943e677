/**
 * What is the same on both sides. Ids decide; what is left over on both sides is paired by what it is made of, because a renamed
 * Secret, a moved folder or another namespace is not news. Never pairs a node twice, and never two that have nothing in common.
 */
import { groupBy } from '../model/group.ts';
import { compareText } from '../model/place.ts';
import type { WireCarrier, WireConsumer, WireCredential } from '../wire/types.ts';
import { consumersIn, handlesOf, lastPart, type Side } from './sides.ts';

/** Ids of the later side → ids of the earlier one; what is new has none. */
export interface Identity {
  readonly credentials: ReadonlyMap<string, string>;
  readonly consumers: ReadonlyMap<string, string>;
  readonly carriers: ReadonlyMap<string, string>;
}

/** Names and handles of a node that could tell it; a node is in the bucket of each. */
type KeysOf<T> = (node: T, side: Side, canonical: Canonical) => readonly string[];

/** Ids of either side → one name for both. */
interface Canonical {
  consumer(id: string, side: Side): string;
  credential(id: string, side: Side): string;
}

/** Share of the uses of the smaller of two consumers that the other must have too, to be the same one elsewhere. */
const MOVED = 0.5;

/** Pairs the nodes of two sides. */
export function identify(before: Side, after: Side): Identity {
  const consumers = sameIds(consumersIn(before), consumersIn(after));
  const credentials = sameIds(before.inventory.credentials, after.inventory.credentials);
  const nameOf = (pairs: ReadonlyMap<string, string>, id: string, side: Side) =>
    side === after ? (pairs.get(id) ?? `new ${id}`) : id;
  const canonical: Canonical = {
    consumer: (id, side) => nameOf(consumers, id, side),
    credential: (id, side) => nameOf(credentials, id, side),
  };
  const sides = { before, after, canonical };
  // Each round knows more of the other kind: a moved consumer tells a moved credential, and the other way round.
  for (let round = 0; round < 2; round += 1) {
    for (const keys of CONSUMER_KEYS) pair(consumersIn, consumers, keys, sides, sharesUses);
    for (const keys of CREDENTIAL_KEYS) pair(({ inventory }) => inventory.credentials, credentials, keys, sides);
  }
  const carriers = sameIds(before.inventory.carriers, after.inventory.carriers);
  pair(({ inventory }) => inventory.carriers, carriers, CARRIER_KEYS, sides);
  return { credentials, consumers, carriers };
}

interface Sides {
  readonly before: Side;
  readonly after: Side;
  readonly canonical: Canonical;
}

interface Node {
  readonly id: string;
}

function sameIds(before: readonly Node[], after: readonly Node[]): Map<string, string> {
  const known = new Set(before.map(({ id }) => id));
  return new Map(after.filter(({ id }) => known.has(id)).map(({ id }) => [id, id]));
}

/** Pairs what is left over on both sides and has a key in common; of several that fit, the first by id. */
function pair<T extends Node>(
  nodesOf: (side: Side) => readonly T[],
  pairs: Map<string, string>,
  keys: KeysOf<T>,
  { before, after, canonical }: Sides,
  fits: (before: T, after: T, sides: Sides) => boolean = () => true,
): void {
  const taken = new Set(pairs.values());
  const gone = nodesOf(before).filter(({ id }) => !taken.has(id));
  const come = nodesOf(after).filter(({ id }) => !pairs.has(id));
  if (gone.length === 0 || come.length === 0) return;
  const buckets = groupBy(
    gone.flatMap((node) => keys(node, before, canonical).map((key) => ({ key, node }))),
    ({ key }) => key,
  );
  for (const node of come) {
    const candidates = keys(node, after, canonical).flatMap((key) => buckets.get(key) ?? []);
    const free = [...new Set(candidates.map((candidate) => candidate.node))].filter(({ id }) => !taken.has(id));
    const fitting = free.filter((candidate) => fits(candidate, node, { before, after, canonical }));
    const [found] = fitting.sort((a, b) => compareText(a.id, b.id));
    if (!found) continue;
    pairs.set(node.id, found.id);
    taken.add(found.id);
  }
}

/** In falling order of what they prove. */
const CONSUMER_KEYS: readonly KeysOf<WireConsumer>[] = [
  // Another kind: a Deployment became a StatefulSet.
  ({ name, namespace, cluster, environment }) => [JSON.stringify([name, namespace, cluster, environment])],
  // Another folder, namespace or cluster.
  ({ name, objectKind, kind, environment }) => [JSON.stringify([stemOf(name), objectKind ?? kind, environment])],
  // Another name: everything it gets is the same.
  ({ id, objectKind, kind, environment }, side, canonical) => {
    const uses = usesAsText(id, side, canonical);
    return uses.length === 0 ? [] : [JSON.stringify([objectKind ?? kind, environment, uses])];
  },
  // Another name and kind at once: a CronJob became a Job whose name ends in a hash.
  ({ id, cluster, namespace, environment }, side, canonical) => {
    const uses = usesAsText(id, side, canonical);
    return uses.length === 0 ? [] : [JSON.stringify([cluster, namespace, environment, uses])];
  },
  // Another chart: the same credentials, handed over otherwise.
  ({ id, cluster, namespace, environment }, side, canonical) => {
    const credentials = credentialsOf(id, side, canonical);
    return credentials.length === 0 ? [] : [JSON.stringify([cluster, namespace, environment, credentials])];
  },
];

const CREDENTIAL_KEYS: readonly KeysOf<WireCredential>[] = [
  // The same carriers elsewhere.
  ({ carriers, environments }, side) => [JSON.stringify([carriers.map((id) => carrierAsText(id, side)), environments])],
  // One consumer gets it in the same way, whatever it is called.
  ({ id }, side, canonical) =>
    (side.usesOf.get(id) ?? []).flatMap((use) =>
      handlesOf(use).map((handle) => `${canonical.consumer(use.consumer, side)} ${handle}`),
    ),
  // One of that name went and one came: it is delivered in another way, by something that is called otherwise.
  ({ name, environments }) => [JSON.stringify([name, environments])],
];

const CARRIER_KEYS: KeysOf<WireCarrier> = ({ id }, side) => [carrierAsText(id, side)];

function carrierAsText(id: string, { carriers }: Side): string {
  const carrier = carriers.get(id);
  return carrier ? JSON.stringify([carrier.type, lastPart(carrier.name), carrier.key]) : id;
}

function usesAsText(consumer: string, side: Side, canonical: Canonical): readonly string[] {
  return (side.usesBy.get(consumer) ?? [])
    .flatMap((use) => handlesOf(use).map((handle) => `${canonical.credential(use.credential, side)} ${handle}`))
    .sort(compareText);
}

/** Without folders, and without the hash that a Job's name ends in where it is to run again after a change. */
function stemOf(name: string): string {
  return lastPart(name).replace(/-(?=[a-z]*\d)[0-9a-f]{6,10}$/, '');
}

function credentialsOf(consumer: string, side: Side, canonical: Canonical): readonly string[] {
  return (side.usesBy.get(consumer) ?? []).map((use) => canonical.credential(use.credential, side)).sort(compareText);
}

/** Whether two consumers get enough of the same, or in the same way: a credential may have moved as well. */
function sharesUses(one: WireConsumer, other: WireConsumer, { before, after, canonical }: Sides): boolean {
  const handles = (id: string, side: Side) => (side.usesBy.get(id) ?? []).flatMap(handlesOf);
  return (
    overlap(handles(one.id, before), handles(other.id, after)) ||
    overlap(credentialsOf(one.id, before, canonical), credentialsOf(other.id, after, canonical))
  );
}

function overlap(one: readonly string[], other: readonly string[]): boolean {
  const [left, right] = [new Set(one), new Set(other)];
  const common = [...left].filter((item) => right.has(item)).length;
  return common > 0 && common >= MOVED * Math.min(left.size, right.size);
}
