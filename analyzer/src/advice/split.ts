/**
 * One credential that too many share, cut along a line that is there already: owners, groups that hang together, regions, kinds of work,
 * or the privilege that is really used. Both radii of every part are measured anew; nothing is recommended that does not lower them.
 */
import type { Knowledge } from '../knowledge/tables.ts';
import type { Consumer, Credential, PropagationPath } from '../model/graph.ts';
import { groupBy } from '../model/group.ts';
import type { Layers } from '../model/inventory.ts';
import { compareText } from '../model/place.ts';
import type { Radii } from '../model/radius.ts';
import type { ConsumerKind, Privilege } from '../model/vocabulary.ts';
import { measureRadii } from '../radius/measure.ts';
import { communitiesOf } from './communities.ts';

export interface Split {
  readonly axis: string;
  readonly parts: number;
  /** The highest score of any part, for each radius. */
  readonly worst: { readonly scope: number; readonly rollout: number };
  /** The largest part first. */
  readonly partition: readonly PartOfSplit[];
}

export interface PartOfSplit {
  /** What its consumers have in common: an owner, a region, a kind of work; a number where only the graph tells. */
  readonly name: string;
  /** Ids, sorted. */
  readonly consumers: readonly string[];
  readonly scope: number;
  readonly rollout: number;
}

/** What a split is made from: one credential with its paths and users. */
interface Shared {
  readonly credential: Credential;
  readonly paths: readonly PropagationPath[];
  readonly consumers: readonly Consumer[];
  readonly layers: Layers;
}

/** Names the part a consumer falls into; null where it has none, so that the axis does not apply. */
type Axis = (shared: Shared) => (consumer: Consumer) => string | null;

/** In the order of the design; of two that do equally well the first is taken. */
const AXES: ReadonlyArray<readonly [name: string, axis: Axis]> = [
  ['owner', () => (consumer) => consumer.owner],
  ['community', ({ paths }) => placeIn(communitiesOf(paths))],
  [
    'region',
    ({ layers }) =>
      (consumer) =>
        regionOf(layers, consumer.cluster),
  ],
  ['job', () => (consumer) => WORK[consumer.kind]],
  [
    'privilege',
    ({ credential }) =>
      (consumer) =>
        privilegeUsed(credential, consumer),
  ],
];

const placeIn =
  (communities: ReadonlyMap<string, string>) =>
  ({ id }: Consumer): string | null =>
    communities.get(id) ?? null;

function regionOf({ configuration }: Layers, cluster: string | null): string | null {
  return configuration.clusters.find(({ name }) => name === cluster)?.region ?? cluster;
}

/** Serving, batch, and people with their tools: each needs other rights and other times. */
const WORK: Readonly<Record<ConsumerKind, 'serving' | 'batch' | 'people'>> = {
  service: 'serving',
  worker: 'serving',
  daemon: 'serving',
  client: 'serving',
  cron: 'batch',
  job: 'batch',
  script: 'batch',
  ci: 'batch',
  backup: 'batch',
  build: 'batch',
  test: 'batch',
  dashboard: 'people',
  vendor: 'people',
  person: 'people',
};

/** Kinds that only look: a dashboard draws, a backup copies. Nobody else's rights can be told from what it is. */
const ONLY_READS: ReadonlySet<ConsumerKind> = new Set<ConsumerKind>(['dashboard', 'backup']);
/** Privileges of which reading is a part. */
const MORE_THAN_READING: ReadonlySet<Privilege> = new Set<Privilege>(['superuser', 'admin', 'read-write']);

function privilegeUsed({ privilege: { value } }: Credential, { kind }: Consumer): Privilege {
  return ONLY_READS.has(kind) && MORE_THAN_READING.has(value) ? 'read-only' : value;
}

/** From this score on a radius is wide (design, section 7); below it more credentials would be overkill. */
const WIDE = 50;
/** More parts are no split but a fleet of credentials of its own. */
const MOST_PARTS = 12;
/** Consumers in a part, on average: a credential for each consumer is no line, it is every line. */
const FEWEST = 2;
/** Points, of both radii together, below which it is not worth anybody's evening. */
const WORTH = 10;

/** The best split of every credential that is wide, by credential id; a credential nobody can split well is left out. */
export function adviseSplits(layers: Layers, knowledge: Knowledge): ReadonlyMap<string, Split> {
  const byCredential = groupBy(layers.graph.paths, ({ credential }) => credential);
  const advice = [...layers.graph.credentials.values()].flatMap((credential): [string, Split][] => {
    const radii = layers.radii.get(credential.id);
    const paths = byCredential.get(credential.id) ?? [];
    if (!radii || Math.max(radii.scope.score, radii.rollout.score) < WIDE) return [];
    // Whoever accepts it must hold what its users present: they cannot be cut apart.
    if (paths.some(({ role }) => role !== 'presents')) return [];
    const split = bestSplit({ credential, paths, consumers: consumersOf(layers, paths), layers }, radii, knowledge);
    return split ? [[credential.id, split]] : [];
  });
  return new Map(advice.sort(([a], [b]) => compareText(a, b)));
}

function consumersOf({ graph }: Layers, paths: readonly PropagationPath[]): readonly Consumer[] {
  return [...new Set(paths.map(({ consumer }) => consumer))].flatMap((id) => graph.consumers.get(id) ?? []);
}

function bestSplit(shared: Shared, before: Radii, knowledge: Knowledge): Split | null {
  const splits = AXES.flatMap(([name, axis]) => splitAlong(shared, name, axis, knowledge) ?? []);
  const sumOf = ({ worst }: Split) => worst.scope + worst.rollout;
  const [best] = splits.toSorted((a, b) => sumOf(a) - sumOf(b) || a.parts - b.parts);
  return best && before.scope.score + before.rollout.score - sumOf(best) >= WORTH ? best : null;
}

function splitAlong(shared: Shared, axis: string, partsBy: Axis, knowledge: Knowledge): Split | null {
  const groups = groupBy(shared.consumers, partsBy(shared));
  const sensible = groups.size >= 2 && groups.size <= MOST_PARTS && shared.consumers.length >= FEWEST * groups.size;
  if (groups.has(null) || !sensible) return null;
  const partition = [...groups].flatMap(([name, part]): PartOfSplit[] => {
    const radii = radiiOf(shared, part, axis === 'privilege' ? name : null, knowledge);
    const consumers = part.map(({ id }) => id).sort(compareText);
    const called = axis === 'community' ? (part[0]?.name ?? '') : (name ?? '');
    return radii ? [{ name: called, consumers, scope: radii.scope.score, rollout: radii.rollout.score }] : [];
  });
  return {
    axis,
    parts: partition.length,
    worst: {
      scope: Math.max(...partition.map(({ scope }) => scope)),
      rollout: Math.max(...partition.map(({ rollout }) => rollout)),
    },
    partition: partition.sort((a, b) => b.consumers.length - a.consumers.length || compareText(a.name, b.name)),
  };
}

/** Both radii of a credential of its own for some of the consumers, held only by the carriers on their paths. */
function radiiOf(
  { credential, paths, layers }: Shared,
  part: readonly Consumer[],
  privilege: string | null,
  knowledge: Knowledge,
): Radii | null {
  const ids = new Set(part.map(({ id }) => id));
  const own = paths.filter(({ consumer }) => ids.has(consumer));
  const carriers = new Set(own.flatMap((path) => path.carriers));
  const held: Credential = {
    ...credential,
    carriers: credential.carriers.filter((id) => carriers.has(id)),
    privilege: privilege === 'read-only' ? { ...credential.privilege, value: privilege } : credential.privilege,
  };
  const graph = { ...layers.graph, credentials: new Map([[credential.id, held]]), paths: own };
  const { refresh, convergence, configuration, timing } = layers;
  return measureRadii(graph, refresh, convergence, knowledge, configuration, timing).get(credential.id) ?? null;
}
