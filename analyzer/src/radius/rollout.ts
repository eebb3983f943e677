/**
 * Rollout radius: how much a bad rotation can break (design, section 7). Nine counts, each saturating at what a large estate has, and one more for
 * how the dependency accepts a new value.
 */
import { type Because, joinBecause } from '../model/evidence.ts';
import type { Consumer } from '../model/graph.ts';
import type { Factor, Radius } from '../model/radius.ts';
import type { Acceptance, RefreshMode } from '../model/vocabulary.ts';
import { countedAt, countInstances, type Footprint, nameSome, nothingAt, ownersOf } from './footprint.ts';
import { rarelyRunning } from './rarely.ts';
import { factor, radiusOf, sat } from './score.ts';

/** In the order of the design, which is the order of the output. */
const FACTORS: ReadonlyArray<(footprint: Footprint) => Factor> = [
  consumerCount,
  instanceCount,
  pathCount,
  mechanisms,
  owners,
  uncooperative,
  rarely,
  places,
  acceptance,
];

export function rolloutRadius(footprint: Footprint): Radius {
  return radiusOf(FACTORS.map((measure) => measure(footprint)));
}

const names = (consumers: readonly Consumer[]) => nameSome(consumers.map(({ name }) => name));

function consumerCount(footprint: Footprint): Factor {
  const { consumers } = footprint;
  const says = consumers.length === 0 ? 'no consumer found' : `used by ${names(consumers)}`;
  return factor('consumers', consumers.length, 25, sat(consumers.length, 40), countedAt(footprint, says, consumers));
}

function instanceCount(footprint: Footprint): Factor {
  const largest = [...footprint.consumers].sort((a, b) => countInstances([b]).count - countInstances([a]).count);
  const { count, open } = countInstances(largest);
  const most = largest.slice(0, 3).map((consumer) => `${consumer.name} ${sayInstances(consumer)}`);
  const says = most.length === 0 ? 'no instance found' : `most run as ${most.join(', ')}`;
  const value = open ? `${count} or more` : count;
  return factor('instances', value, 10, sat(count, 1500), countedAt(footprint, says, largest));
}

function sayInstances(consumer: Consumer): string {
  const { count, open } = countInstances([consumer]);
  return open ? `${count} or more` : String(count);
}

function pathCount(footprint: Footprint): Factor {
  const { paths, consumers } = footprint;
  const ways = paths.length === 1 ? '1 way' : `${paths.length} ways`;
  const says = paths.length === 0 ? 'no propagation path found' : `${ways} from the origin to a consumer`;
  return factor('paths', paths.length, 10, sat(paths.length, 40), countedAt(footprint, says, consumers));
}

function mechanisms(footprint: Footprint): Factor {
  const { paths, measured } = footprint;
  const deciding = new Map<string, Because>();
  for (const { id } of paths) {
    const refresh = measured.refresh.get(id);
    if (refresh && !deciding.has(refresh.mechanism)) deciding.set(refresh.mechanism, refresh.because);
  }
  const [first, ...rest] = [...deciding.values()];
  const says = `refreshed by ${nameSome([...deciding.keys()])}`;
  const because = first
    ? joinBecause([{ ...first[0], says }], ...rest.slice(0, 2).map(([evidence]) => [evidence]))
    : null;
  const share = sat(deciding.size - 1, 5);
  return factor('refresh mechanisms', deciding.size, 15, share, because ?? nothingAt(footprint, 'no refresh known'));
}

function owners(footprint: Footprint): Factor {
  const { consumers } = footprint;
  const unowned = consumers.filter(({ owner }) => owner === null);
  const named = ownersOf(consumers.filter(({ owner }) => owner !== null));
  const parts = [
    ...(named.length > 0 ? [nameSome(named)] : []),
    ...(unowned.length > 0 ? [`${unowned.length} unowned, each an owner of its own`] : []),
  ];
  const count = named.length + unowned.length;
  const says = count === 0 ? 'no owner to ask' : `owned by ${parts.join('; ')}`;
  return factor(
    'owners',
    count,
    10,
    sat(count - 1, 8),
    countedAt(footprint, says, [...unowned, ...consumers].slice(0, 1)),
  );
}

const UNCOOPERATIVE: ReadonlySet<RefreshMode> = new Set<RefreshMode>(['startup', 'manual', 'build', 'unknown']);

function uncooperative(footprint: Footprint): Factor {
  const { paths, consumers, measured } = footprint;
  const ids = new Set(
    paths.flatMap(({ id, consumer }) => {
      const refresh = measured.refresh.get(id);
      return refresh && (UNCOOPERATIVE.has(refresh.mode) || refresh.intent) ? [consumer] : [];
    }),
  );
  const counted = consumers.filter(({ id }) => ids.has(id));
  const says =
    counted.length === 0 ? 'every consumer takes a new value by itself' : `somebody must act for ${names(counted)}`;
  return factor('uncooperative', counted.length, 15, sat(counted.length, 10), countedAt(footprint, says, counted));
}

function rarely(footprint: Footprint): Factor {
  const counted = rarelyRunning(footprint);
  const says = counted.length === 0 ? 'nothing sleeps or runs rarely' : `${names(counted)} show up rarely`;
  return factor(
    'low-frequency or dormant',
    counted.length,
    8,
    sat(counted.length, 12),
    countedAt(footprint, says, counted),
  );
}

function places(footprint: Footprint): Factor {
  const byPlace = new Map(
    footprint.consumers.map((consumer) => [
      `${consumer.cluster ?? 'no cluster known'}, ${consumer.environment ?? 'no environment known'}`,
      consumer,
    ]),
  );
  const says = byPlace.size === 0 ? 'runs nowhere here' : `runs in ${nameSome([...byPlace.keys()])}`;
  const because = countedAt(footprint, says, [...byPlace.values()]);
  return factor('clusters and environments', byPlace.size, 2, sat(byPlace.size - 1, 4), because);
}

const ACCEPTANCE_POINTS = 5;
/** Points for how the dependency takes a new value: at once and for good, as a second identity, or side by side. */
const ACCEPTANCE: Readonly<Partial<Record<Acceptance, number>>> = { cutover: 5, 'identity-replacement': 2 };

/** As the dependency states it, else as the kind's row does; not known earns nothing. */
function acceptance(footprint: Footprint): Factor {
  const { credential, measured } = footprint;
  const dependency = measured.graph.dependencies.get(credential.dependency ?? '');
  const kind = measured.knowledge.kinds.get(credential.kind ?? '');
  const accepts = dependency?.acceptance ?? kind?.overlap ?? null;
  const points = (accepts && ACCEPTANCE[accepts]) ?? 0;
  const because = acceptanceBecause(footprint, dependency?.acceptance ? dependency.because : null, kind);
  return factor('acceptance', accepts ?? 'not known', ACCEPTANCE_POINTS, points / ACCEPTANCE_POINTS, because);
}

function acceptanceBecause(
  footprint: Footprint,
  stated: Because | null,
  kind: { readonly id: string; readonly revocationEffect: string; readonly confidence: string } | undefined,
): Because {
  if (stated) return stated;
  if (!kind) return nothingAt(footprint, 'nothing tells what accepts it, or how it takes a new value');
  const unverified = kind.confidence === 'low';
  return [{ from: 'default', row: kind.id, says: kind.revocationEffect, confidence: 'assumed', unverified }];
}
