/**
 * What every what-if is asked about: one credential, whoever holds it and the delays ahead of each of its paths. Made
 * from a graph here and from an inventory file in `wire/`, so that both give the same answers. It concludes nothing.
 */
import type { Seconds } from '../model/duration.ts';
import type { Consumer, Credential, Dependency, Graph } from '../model/graph.ts';
import type { PathTiming } from '../model/timing.ts';
import type { DeliveryForm, Role } from '../model/vocabulary.ts';
import { isCutover } from './conditions.ts';
import { groupBy } from './estate.ts';
import type { Passage } from './milestones.ts';

/** A passage with what decides how it fails. */
export interface Holding extends Passage {
  readonly role: Role;
  readonly form: DeliveryForm;
}

export interface Rotation {
  readonly credential: string;
  readonly name: string;
  readonly dependency: Dependency | null;
  /** The change is the revocation: one value is valid at a time. */
  readonly cutover: boolean;
  /** Declared for this credential; null: not declared. */
  readonly overlapWindow: Seconds | null;
  /** Of consumers that are awake. */
  readonly holdings: readonly Holding[];
  /** Dormant consumers: nobody is waited for while asleep, and none may be forgotten. */
  readonly asleep: readonly Consumer[];
}

/** The rotation of one credential; paths without a timing are left out, as no stage has judged them. */
export function rotationOf(graph: Graph, timing: ReadonlyMap<string, PathTiming>, credential: Credential): Rotation {
  const own = graph.paths.flatMap((path): Holding[] => {
    const consumer = graph.consumers.get(path.consumer);
    const timed = timing.get(path.id);
    if (path.credential !== credential.id || !consumer || !timed) return [];
    const { delays, connection } = timed;
    const kept = connection === undefined ? {} : { connection };
    return [{ path: path.id, consumer, delays, ...kept, role: path.role, form: path.delivery.form }];
  });
  const dependency = graph.dependencies.get(credential.dependency ?? '') ?? null;
  return {
    credential: credential.id,
    name: credential.name,
    dependency,
    cutover: isCutover(credential, dependency),
    overlapWindow: credential.overlapWindow?.value ?? null,
    ...byWakefulness(own),
  };
}

/** Awake and asleep, told apart once. */
export function byWakefulness(holdings: readonly Holding[]): Pick<Rotation, 'holdings' | 'asleep'> {
  const asleep = holdings.filter(({ consumer }) => consumer.dormant !== null).map(({ consumer }) => consumer);
  return {
    holdings: holdings.filter(({ consumer }) => consumer.dormant === null),
    asleep: [...new Map(asleep.map((consumer) => [consumer.id, consumer])).values()],
  };
}

/** Holdings by consumer, in the order they come. */
export function byConsumer(holdings: readonly Holding[]): readonly Held[] {
  return [...groupBy(holdings, ({ consumer }) => consumer.id).values()].flatMap((own) => {
    const [first] = own;
    return first ? [{ consumer: first.consumer, holdings: own }] : [];
  });
}

/** One consumer with all it holds of the credential. */
export interface Held {
  readonly consumer: Consumer;
  readonly holdings: readonly Holding[];
}
