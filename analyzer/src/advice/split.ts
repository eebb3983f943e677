/**
 * One credential that too many share, cut along a line that is there already: owners, regions, kinds of work, or groups
 * that share no carrier. Both radii of every part are measured anew; nothing is recommended that does not lower them. The
 * privilege each consumer really uses is no axis: no file tells it.
 */
import type { Knowledge } from '../knowledge/tables.ts';
import type { Consumer, Credential, PropagationPath } from '../model/graph.ts';
import { groupBy } from '../model/group.ts';
import type { Layers } from '../model/inventory.ts';
import { compareText } from '../model/place.ts';
import type { Radii } from '../model/radius.ts';
import type { ConsumerKind } from '../model/vocabulary.ts';
import { measureRadii } from '../radius/measure.ts';
import { communitiesOf } from './communities.ts';

export interface Split {
  readonly axis: string;
  readonly parts: number;
  /** The highest score of any part, for each radius. */
  readonly worst: { readonly scope: number; readonly rollout: number };
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
  [
    'owner',
    () =>
      ({ owner }) =>
        owner,
  ],
  ['community', ({ paths }) => placeIn(communitiesOf(paths))],
  [
    'region',
    ({ layers }) =>
      ({ cluster }) =>
        regionOf(layers, cluster),
  ],
  [
    'job',
    () =>
      ({ kind }) =>
        WORK[kind],
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

function splitAlong(shared: Shared, name: string, axis: Axis, knowledge: Knowledge): Split | null {
  const partOf = axis(shared);
  const parts = groupBy(shared.consumers, partOf);
  const sensible = parts.size >= 2 && parts.size <= MOST_PARTS && shared.consumers.length >= FEWEST * parts.size;
  if (parts.has(null) || !sensible) return null;
  const radii = [...parts.values()].flatMap((part) => radiiOf(shared, part, knowledge) ?? []);
  return {
    axis: name,
    parts: parts.size,
    worst: {
      scope: Math.max(...radii.map(({ scope }) => scope.score)),
      rollout: Math.max(...radii.map(({ rollout }) => rollout.score)),
    },
  };
}

/** Both radii of a credential of its own for some of the consumers, held only by the carriers on their paths. */
function radiiOf({ credential, paths, layers }: Shared, part: readonly Consumer[], knowledge: Knowledge): Radii | null {
  const ids = new Set(part.map(({ id }) => id));
  const own = paths.filter(({ consumer }) => ids.has(consumer));
  const carriers = new Set(own.flatMap((path) => path.carriers));
  const held = { ...credential, carriers: credential.carriers.filter((id) => carriers.has(id)) };
  const graph = { ...layers.graph, credentials: new Map([[credential.id, held]]), paths: own };
  const { refresh, convergence, configuration, timing } = layers;
  return measureRadii(graph, refresh, convergence, knowledge, configuration, timing).get(credential.id) ?? null;
}
