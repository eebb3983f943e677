/**
 * Where rules point and whom they name: a path's reference line, credentials by carrier, a few names in a sentence. It claims nothing.
 */
import { declared, type Evidence, seen } from '../model/evidence.ts';
import type { Carrier, Consumer, Graph, PropagationPath } from '../model/graph.ts';
import { groupBy } from '../model/group.ts';
import { compareText } from '../model/place.ts';

/** The line by which the consumer gets the credential; a line of `keyturn.yaml` for one that only a person knows. */
export function referenceOf(path: PropagationPath, consumer: Consumer, says: string): Evidence {
  const { at } = path.delivery;
  return consumer.objectKind === 'declared' ? declared(at, says) : seen(at, says);
}

/** Where the consumer stands. */
export function consumerAt(consumer: Consumer, says: string): Evidence {
  return consumer.objectKind === 'declared' ? declared(consumer.at, says) : seen(consumer.at, says);
}

/** Paths of one consumer to one credential: what a finding may speak of once. */
export interface Use {
  readonly consumer: Consumer;
  readonly paths: readonly [PropagationPath, ...PropagationPath[]];
}

/** Each (credential, consumer) once, in the order of the graph's paths. */
export function usesOf(graph: Graph, paths: readonly PropagationPath[] = graph.paths): readonly Use[] {
  return [...groupBy(paths, ({ credential, consumer }) => `${credential} ${consumer}`).values()].flatMap(
    ([first, ...rest]): Use[] => {
      const consumer = first && graph.consumers.get(first.consumer);
      return consumer ? [{ consumer, paths: [first, ...rest] }] : [];
    },
  );
}

/** Uses by several on one side: one who presents it and one who accepts it are its two ends, and share nothing. */
export function sharersOf(uses: readonly Use[]): readonly Use[] {
  const accepts = ({ paths }: Use) => paths.every(({ role }) => role === 'accepts');
  const acceptors = uses.filter(accepts).length;
  const presenters = uses.length - acceptors;
  return uses.filter((use) => (accepts(use) ? acceptors : presenters) > 1);
}

/** Name of a credential, for a sentence. */
export function credentialName({ credentials }: Graph, id: string): string {
  return credentials.get(id)?.name ?? id;
}

/** `orders-db#password`, `.env#TOKEN`. */
export function carrierName({ name, key }: Pick<Carrier, 'name' | 'key'>): string {
  return key === null ? name : `${name}#${key}`;
}

/** Carrier id → ids of the credentials it holds, sorted. */
export function credentialsByCarrier({ credentials }: Graph): ReadonlyMap<string, readonly string[]> {
  const pairs = [...credentials.values()].flatMap(({ id, carriers }) => carriers.map((carrier) => ({ carrier, id })));
  const grouped = groupBy(pairs, ({ carrier }) => carrier);
  return new Map([...grouped].map(([carrier, held]) => [carrier, held.map(({ id }) => id).sort(compareText)]));
}

/** How many names a sentence lists before it counts the rest. */
const NAMED = 3;

/** `a, b, c and 4 more`: sorted, each once. */
export function nameFew(names: readonly string[]): string {
  const distinct = [...new Set(names)].sort(compareText);
  const more = distinct.length - NAMED;
  return `${distinct.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
