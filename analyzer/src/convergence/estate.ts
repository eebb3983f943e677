/**
 * All that the delays of a path are made from, indexed once. It concludes nothing.
 */

import type { Knowledge } from '../knowledge/tables.ts';
import type { Configuration } from '../model/configuration.ts';
import type {
  Carrier,
  Connection,
  Consumer,
  Dependency,
  Graph,
  PropagationPath,
  RestartTrigger,
} from '../model/graph.ts';
import type { PathRefresh } from '../model/timing.ts';
import type { Rollout } from './rollout.ts';

export interface Estate {
  readonly graph: Graph;
  readonly refresh: ReadonlyMap<string, PathRefresh>;
  readonly knowledge: Knowledge;
  readonly configuration: Configuration;
  readonly triggers: ReadonlyMap<string, readonly RestartTrigger[]>;
  readonly connections: ReadonlyMap<string, readonly Connection[]>;
  readonly paths: ReadonlyMap<string, readonly PropagationPath[]>;
  /** Campaigns already computed, by consumer: the only thing here that grows. */
  readonly campaigns: Map<string, Rollout>;
}

/** A path with the nodes it names. */
export interface Route {
  readonly path: PropagationPath;
  readonly consumer: Consumer;
  readonly refresh: PathRefresh;
  readonly dependency: Dependency | null;
}

/** Indexes the graph by consumer and, for paths, by credential. */
export function surveyEstate(
  graph: Graph,
  refresh: ReadonlyMap<string, PathRefresh>,
  knowledge: Knowledge,
  configuration: Configuration,
): Estate {
  return {
    graph,
    refresh,
    knowledge,
    configuration,
    triggers: groupBy(graph.triggers, ({ consumer }) => consumer),
    connections: groupBy(graph.connections, ({ consumer }) => consumer),
    paths: groupBy(graph.paths, ({ credential }) => credential),
    campaigns: new Map(),
  };
}

/** The path with its consumer; null where the graph does not hold what it names, or no mode was decided. */
export function routeOf({ graph, refresh }: Estate, path: PropagationPath): Route | null {
  const consumer = graph.consumers.get(path.consumer);
  const mode = refresh.get(path.id);
  const credential = graph.credentials.get(path.credential);
  const dependency = graph.dependencies.get(path.dependency ?? credential?.dependency ?? '') ?? null;
  return consumer && mode ? { path, consumer, refresh: mode, dependency } : null;
}

/** Whoever refreshes a carrier refreshes all keys of its object at once: the id without the key. */
export function objectOf(carrier: Carrier | undefined, id: string): string {
  const key = carrier?.key ? `#${carrier.key}` : '';
  return key && id.endsWith(key) ? id.slice(0, -key.length) : id;
}

/** Instances that count in bounds: the most there can be, one where nobody says. */
export function instancesOf({ instances }: Consumer): number {
  return Math.max(1, instances.max ?? instances.min);
}

/** Items by key, in the order they come. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
