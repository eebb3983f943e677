/**
 * How anybody can tell that a consumer uses the new value, with the evidence for it: one table, the surest way first. What was not
 * found is `none`: nobody is said to be seen because they ought to be.
 */
import type { Because, Evidence } from '../model/evidence.ts';
import type { SignalName } from '../model/fact.ts';
import type { Connection, Consumer, Graph, PropagationPath, Signal } from '../model/graph.ts';
import { groupBy } from '../model/group.ts';
import type { Observability } from '../model/observability.ts';
import type { PathRefresh } from '../model/timing.ts';
import type { ConsumerKind, RefreshMode } from '../model/vocabulary.ts';

/** One consumer with what may show it. */
interface Case {
  readonly consumer: Consumer;
  readonly paths: readonly PropagationPath[];
  readonly refresh: readonly PathRefresh[];
  readonly signals: readonly Signal[];
  readonly named: readonly Connection[];
  readonly graph: Graph;
}

interface Row {
  readonly level: Observability['level'];
  /** The evidence; null: this row does not hold. */
  readonly shows: (of: Case) => readonly Evidence[] | null;
}

const ROWS: readonly Row[] = [
  { level: 'direct', shows: ({ signals }) => signalled(signals, SAYS_VERSION) },
  // A second identity: the name in the log of what accepts it tells old from new.
  { level: 'direct', shows: (of) => (everyPath(of, replacesIdentity) ? evidenceOf(of.named) : null) },
  { level: 'none', shows: ({ consumer }) => (OUTSIDE.has(consumer.kind) ? [] : null) },
  { level: 'inferred', shows: ({ signals }) => signalled(signals, SAYS_PROGRESS) },
  { level: 'inferred', shows: ({ named }) => evidenceOf(named) },
  // A run that succeeded and started after the value arrived.
  { level: 'inferred', shows: (of) => inModes(of, RUNS) },
  // Its age: it started after the value arrived.
  { level: 'inferred', shows: (of) => inModes(of, RESTARTS) },
];

const SAYS_VERSION: ReadonlySet<SignalName> = new Set<SignalName>(['secret_version_loaded', 'db_auth_attempts']);
const SAYS_PROGRESS: ReadonlySet<SignalName> = new Set<SignalName>([
  'config_reload_failures_total',
  'connection_pool_age_seconds',
  'jobs_last_success_seconds',
]);
/** Whose use of a value nobody here can see. */
const OUTSIDE: ReadonlySet<ConsumerKind> = new Set<ConsumerKind>(['vendor', 'person', 'client']);
const RUNS: ReadonlySet<RefreshMode> = new Set<RefreshMode>(['scheduled']);
const RESTARTS: ReadonlySet<RefreshMode> = new Set<RefreshMode>(['startup', 'restart-on-change', 'build']);

/** Of every consumer of the graph, by id. */
export function observe(graph: Graph, refresh: ReadonlyMap<string, PathRefresh>): ReadonlyMap<string, Observability> {
  const paths = groupBy(graph.paths, ({ consumer }) => consumer);
  const signals = groupBy(graph.signals ?? [], ({ consumer }) => consumer);
  const named = groupBy(
    graph.connections.filter(({ attributable }) => attributable === true),
    ({ consumer }) => consumer,
  );
  return new Map(
    [...graph.consumers.values()].map((consumer): [string, Observability] => {
      const own = paths.get(consumer.id) ?? [];
      const of: Case = {
        consumer,
        graph,
        paths: own,
        refresh: own.flatMap(({ id }) => refresh.get(id) ?? []),
        signals: signals.get(consumer.id) ?? [],
        named: named.get(consumer.id) ?? [],
      };
      return [consumer.id, judge(of)];
    }),
  );
}

function judge(of: Case): Observability {
  for (const { level, shows } of ROWS) {
    const because = shows(of);
    if (because !== null) return { level, because };
  }
  return { level: 'none', because: [] };
}

function signalled(signals: readonly Signal[], names: ReadonlySet<SignalName>): readonly Evidence[] | null {
  return evidenceOf(signals.filter(({ name }) => names.has(name)));
}

/** The first reason of each; null: there is none. */
function evidenceOf(items: ReadonlyArray<{ readonly because: Because }>): readonly Evidence[] | null {
  return items.length === 0 ? null : items.map(({ because: [first] }) => first);
}

function everyPath(of: Case, holds: (of: Case, path: PropagationPath) => boolean): boolean {
  return of.paths.length > 0 && of.paths.every((path) => holds(of, path));
}

function replacesIdentity({ graph }: Case, { dependency, credential }: PropagationPath): boolean {
  const accepts = graph.dependencies.get(dependency ?? graph.credentials.get(credential)?.dependency ?? '');
  return accepts?.acceptance === 'identity-replacement';
}

function inModes({ refresh, paths }: Case, modes: ReadonlySet<RefreshMode>): readonly Evidence[] | null {
  if (refresh.length === 0 || refresh.length < paths.length) return null;
  return refresh.every(({ mode }) => modes.has(mode)) ? evidenceOf(refresh.slice(0, 1)) : null;
}
