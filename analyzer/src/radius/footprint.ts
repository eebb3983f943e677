/**
 * One credential with everything that both radii count: its paths and consumers, their refresh, and the words for saying who. It only gathers.
 */
import type { Knowledge } from '../knowledge/tables.ts';
import type { Configuration } from '../model/configuration.ts';
import { absent, type Because, declared, type Evidence, seen } from '../model/evidence.ts';
import type { Consumer, Credential, Graph, PropagationPath } from '../model/graph.ts';
import { compareText, type Span } from '../model/place.ts';
import type { Convergence, PathRefresh, PathTiming } from '../model/timing.ts';

/** The layers that radii are measured on. */
export interface Measured {
  readonly graph: Graph;
  readonly refresh: ReadonlyMap<string, PathRefresh>;
  readonly convergence: ReadonlyMap<string, Convergence>;
  /** Empty where the caller has none: schedules are then judged by the consumer's start bound. */
  readonly timing: ReadonlyMap<string, PathTiming>;
  readonly knowledge: Knowledge;
  readonly configuration: Configuration;
}

export interface Footprint {
  readonly credential: Credential;
  readonly paths: readonly PropagationPath[];
  /** Distinct, by id. */
  readonly consumers: readonly Consumer[];
  readonly measured: Measured;
}

/** Footprints of all credentials, in one pass over the paths. */
export function footprints(measured: Measured): readonly Footprint[] {
  const { graph } = measured;
  const byCredential = new Map<string, PropagationPath[]>();
  for (const path of graph.paths) {
    const group = byCredential.get(path.credential);
    if (group) group.push(path);
    else byCredential.set(path.credential, [path]);
  }
  return [...graph.credentials.values()].map((credential) => {
    const paths = byCredential.get(credential.id) ?? [];
    const ids = [...new Set(paths.map(({ consumer }) => consumer))].sort(compareText);
    const consumers = ids.flatMap((id) => graph.consumers.get(id) ?? []);
    return { credential, paths, consumers, measured };
  });
}

/** How many run at most; "1 or more" counts as what is sure. */
export function instancesOf({ instances }: Consumer): number {
  return instances.max ?? Math.max(instances.min, 1);
}

/** The sum, and whether it is a lower bound. */
export function countInstances(consumers: readonly Consumer[]): { readonly count: number; readonly open: boolean } {
  return {
    count: consumers.reduce((sum, consumer) => sum + instancesOf(consumer), 0),
    open: consumers.some(({ instances }) => instances.max === null),
  };
}

/** Owners that have to be asked: every named one, and each unowned consumer for itself, so that naming owners never raises a count. */
export function ownersOf(consumers: readonly Consumer[]): readonly string[] {
  return [...new Set(consumers.map(({ owner, id }) => owner ?? `unowned ${id}`))].sort(compareText);
}

/** How many names a sentence lists before it counts the rest. */
const NAMED = 3;

/** `a, b, c and 4 more`, each name once. */
export function nameSome(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const more = distinct.length - NAMED;
  const listed = distinct.slice(0, NAMED).join(', ');
  return more > 0 ? `${listed} and ${more} more` : listed;
}

/** A count of consumers as evidence: the sentence at the first, then where the others stand, a few of them; absence where there are none. */
export function countedAt(footprint: Footprint, says: string, counted: readonly Consumer[]): Because {
  const [first, ...rest] = counted;
  if (!first) return nothingAt(footprint, says);
  return [placed(first, says), ...rest.slice(0, NAMED - 1).map((consumer) => placed(consumer, consumer.name))];
}

function placed({ objectKind, at }: Consumer, says: string): Evidence {
  return objectKind === 'declared' ? declared(at, says) : seen(at, says);
}

/** Evidence that nothing was counted, at the credential. */
export function nothingAt(footprint: Footprint, says: string): Because {
  const [first] = footprint.credential.because;
  const span = spanOf(first);
  return [span ? absent(span, says, 'inferred') : { ...first, says }];
}

function spanOf(evidence: Evidence): Span | null {
  return evidence.from === 'default' ? null : evidence.span;
}
