/**
 * Changes that people make to shorten a rotation or to shrink what it touches, as edits of the graph: what the files would say after it.
 * The cheapest first. A change says what it does and whom it touches; whether it is worth it is measured, not known here.
 */
import { RUNS } from '../convergence/fails.ts';
import { declared, type Evidence } from '../model/evidence.ts';
import type { CodeRead, Connection, Consumer, Derivation, PropagationPath, RestartTrigger } from '../model/graph.ts';
import type { PathRefresh } from '../model/timing.ts';
import type { CarrierType, RefreshMode } from '../model/vocabulary.ts';
import { keepPaths, type Part } from './part.ts';

/** What a change takes: the order is its price. */
export const COSTS = ['setting', 'manifest', 'code', 'account'] as const;
export type Price = (typeof COSTS)[number];

export interface Tried {
  readonly part: Part;
  /** Ids of the consumers it touches; empty: the change has nothing to do here. */
  readonly touches: readonly string[];
}

export interface Change {
  readonly does: string;
  readonly costs: Price;
  /** What it is for: the figures that must be better. */
  readonly aims: 'convergence' | 'radius';
  readonly make: (part: Part, refresh: ReadonlyMap<string, PathRefresh>) => Tried;
}

/** Seconds. */
const SHORT_SYNC = 30;
const SHORT_POLL = 60;
const SHORT_POOL = 600;

export const CHANGES: readonly Change[] = [
  { does: 'sync the store every 30 s', costs: 'setting', aims: 'convergence', make: shorterSync },
  { does: 'look for a new value every 60 s', costs: 'setting', aims: 'convergence', make: shorterPoll },
  { does: 'retire connections after 10 min', costs: 'setting', aims: 'convergence', make: shorterPool },
  {
    does: 'deploy the controller that the restart annotation needs, or declare it in clusters of keyturn.yaml',
    costs: 'setting',
    aims: 'convergence',
    make: controllerSeen,
  },
  { does: 'restart them when the value changes', costs: 'manifest', aims: 'convergence', make: restartTrigger },
  {
    does: 'mount the directory instead of a subPath: the code already reads the file again',
    costs: 'manifest',
    aims: 'convergence',
    make: directoryMount,
  },
  {
    does: 'mount the directory instead of a subPath, and read the file again when it changes',
    costs: 'code',
    aims: 'convergence',
    make: directoryMountWithReader,
  },
  { does: 'rebuild the client when the value changes', costs: 'code', aims: 'convergence', make: clientRebuilt },
  { does: 'give what works in runs an account of its own', costs: 'account', aims: 'radius', make: withoutRuns },
  { does: 'give the largest service an account of its own', costs: 'account', aims: 'radius', make: withoutLargest },
];

const WHAT_IF: Evidence = declared({ file: '', line: 1, column: 1, endLine: 1, endColumn: 1 }, 'tried by the advice');

/** Paths with some of them changed; the consumers of those that were. */
function changePaths(part: Part, change: (path: PropagationPath) => PropagationPath): Tried {
  const paths = part.graph.paths.map(change);
  const touched = paths.filter((path, index) => path !== part.graph.paths[index]);
  return { part: { ...part, graph: { ...part.graph, paths } }, touches: distinct(touched) };
}

function distinct(items: ReadonlyArray<{ readonly consumer: string }>): readonly string[] {
  return [...new Set(items.map(({ consumer }) => consumer))];
}

/** Only syncs that take longer today, and that pass a change on at all. */
function shorterSync(part: Part): Tried {
  const isLong = ({ row, interval, frozen }: Derivation): boolean => {
    const known = row === null ? undefined : part.knowledge.refresh.get(row);
    if (frozen !== null || known?.stage !== 'store-sync' || known.delay.trigger === 'event') return false;
    return (interval ?? known.delay.max ?? 0) > SHORT_SYNC;
  };
  return changePaths(part, (path) =>
    path.derivations.some(isLong)
      ? { ...path, derivations: path.derivations.map((one) => (isLong(one) ? { ...one, interval: SHORT_SYNC } : one)) }
      : path,
  );
}

/** Declared intervals stand at the consumer, those of code at its reads. */
function shorterPoll(part: Part): Tried {
  const isLong = ({ overrides: { interval, refresh } }: Consumer) =>
    refresh?.mode === 'poll' && (interval?.value ?? 0) > SHORT_POLL;
  const slow = [...part.graph.consumers.values()].filter(isLong);
  const consumers = new Map(part.graph.consumers);
  for (const { overrides, ...consumer } of slow)
    consumers.set(consumer.id, {
      ...consumer,
      overrides: { ...overrides, interval: { value: SHORT_POLL, because: [WHAT_IF] } },
    });
  const isSlow = ({ moment, interval }: CodeRead) => moment === 'timer' && (interval ?? 0) > SHORT_POLL;
  const read = changeReads(part, isSlow, (one) => ({ ...one, interval: SHORT_POLL }));
  return {
    part: { ...read.part, graph: { ...read.part.graph, consumers } },
    touches: [...new Set([...slow.map(({ id }) => id), ...read.touches])],
  };
}

function changeReads(part: Part, fits: (read: CodeRead) => boolean, change: (read: CodeRead) => CodeRead): Tried {
  return changePaths(part, (path) =>
    path.reads?.some(fits) ? { ...path, reads: path.reads.map((one) => (fits(one) ? change(one) : one)) } : path,
  );
}

/** Known clients only: where nobody saw one there is no setting to change. */
function shorterPool(part: Part): Tried {
  const isLong = ({ lifetime, row }: Connection) => {
    const known = row === null ? undefined : part.knowledge.refresh.get(row);
    return lifetime === null ? (known?.delay.max ?? Infinity) > SHORT_POOL : lifetime === 0 || lifetime > SHORT_POOL;
  };
  const connections = part.graph.connections.map((one) => (isLong(one) ? { ...one, lifetime: SHORT_POOL } : one));
  const touched = connections.filter((one, index) => one !== part.graph.connections[index]);
  return { part: { ...part, graph: { ...part.graph, connections } }, touches: distinct(touched) };
}

function controllerSeen(part: Part): Tried {
  const triggers = part.graph.triggers.map((one) =>
    one.controllerSeen === false ? { ...one, controllerSeen: true } : one,
  );
  const touched = triggers.filter((one, index) => one !== part.graph.triggers[index]);
  return { part: { ...part, graph: { ...part.graph, triggers } }, touches: distinct(touched) };
}

/** Object kinds that a controller such as Reloader restarts (https://github.com/stakater/Reloader). */
const RESTARTABLE: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout']);
const WATCHABLE: ReadonlySet<CarrierType> = new Set<CarrierType>(['kubernetes-secret', 'config-map']);
const TRIGGER_ROW = 'reloader-auto';

/** Modes in which a running process may keep the old value. */
const KEEPS: ReadonlySet<RefreshMode> = new Set<RefreshMode>(['startup', 'unknown']);

/** For workloads that a restart would help and that nothing restarts yet; whoever sleeps starts anew when it wakes. */
function restartTrigger(part: Part, refresh: ReadonlyMap<string, PathRefresh>): Tried {
  const { graph } = part;
  const has = new Set(graph.triggers.map(({ consumer }) => consumer));
  const keeping = new Set(
    graph.paths.filter(({ id }) => KEEPS.has(refresh.get(id)?.mode ?? 'unknown')).map(({ consumer }) => consumer),
  );
  const added = [...graph.consumers.values()].flatMap(({ id, objectKind, dormant }): RestartTrigger[] => {
    if (has.has(id) || !keeping.has(id) || dormant !== null || !RESTARTABLE.has(objectKind)) return [];
    const watches = new Set(
      graph.paths
        .filter(({ consumer }) => consumer === id)
        .flatMap(({ carriers }) => carriers.filter((one) => WATCHABLE.has(graph.carriers.get(one)?.type ?? 'file'))),
    );
    if (watches.size === 0) return [];
    return [{ consumer: id, row: TRIGGER_ROW, watches, controllerSeen: true, because: [WHAT_IF] }];
  });
  return { part: { ...part, graph: { ...graph, triggers: [...graph.triggers, ...added] } }, touches: distinct(added) };
}

const READS_AGAIN: ReadonlySet<CodeRead['moment']> = new Set<CodeRead['moment']>(['watch', 'timer', 'per-call']);

function isMountedAlone({ delivery }: PropagationPath): boolean {
  return delivery.form === 'sub-path';
}

function mounted(path: PropagationPath): PropagationPath {
  return { ...path, delivery: { ...path.delivery, form: 'volume', row: 'k8s-secret-volume' } };
}

function directoryMount(part: Part): Tried {
  return changePaths(part, (path) =>
    isMountedAlone(path) && path.reads?.some(({ moment }) => READS_AGAIN.has(moment)) ? mounted(path) : path,
  );
}

/** A reader that watches the file and swaps what it built with the old value. */
function directoryMountWithReader(part: Part): Tried {
  return changePaths(part, (path) => {
    if (!isMountedAlone(path) || path.reads?.some(({ moment }) => READS_AGAIN.has(moment))) return path;
    const reader: CodeRead = {
      source: { kind: 'file', path: path.delivery.path ?? '' },
      moment: 'watch',
      interval: null,
      stages: { observes: true, validates: true, swaps: true, drains: null },
      because: [WHAT_IF],
    };
    return { ...mounted(path), reads: [reader] };
  });
}

function clientRebuilt(part: Part): Tried {
  return changeReads(
    part,
    ({ stages }) => stages.swaps === false,
    (read) => ({ ...read, stages: { ...read.stages, swaps: true } }),
  );
}

function withoutRuns(part: Part): Tried {
  return without(part, ({ kind, freshProcess }) => freshProcess || RUNS.has(kind));
}

/** Of three and more: of two each would be the largest. */
function withoutLargest(part: Part): Tried {
  const size = ({ instances }: Consumer) => instances.max ?? Math.max(1, instances.min);
  const services = [...part.graph.consumers.values()].filter(({ kind }) => kind === 'service' || kind === 'worker');
  const largest = services.reduce<Consumer | null>((most, one) => (most && size(most) >= size(one) ? most : one), null);
  if (!largest || part.graph.consumers.size < 3) return { part, touches: [] };
  return without(part, ({ id }) => id === largest.id);
}

/** The credential that stays with the others; who accepts it must stay with whoever presents it. */
function without(part: Part, leaves: (consumer: Consumer) => boolean): Tried {
  const { graph } = part;
  const gone = new Set([...graph.consumers.values()].filter(leaves).map(({ id }) => id));
  const stay = graph.paths.filter(({ consumer }) => !gone.has(consumer));
  const accepts = graph.paths.some(({ role, consumer }) => role !== 'presents' && gone.has(consumer));
  if (accepts || gone.size === 0 || stay.length === 0) return { part, touches: [] };
  return { part: keepPaths(part, stay), touches: [...gone] };
}
