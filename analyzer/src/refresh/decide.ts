/**
 * Refresh mode per path (design, section 5): how a running consumer comes to use a new value. A table of decisions, the strongest first;
 * the first that has something to say decides. It counts no time: delays belong to the convergence stage.
 */
import type { KindRow, Knowledge } from '../knowledge/tables.ts';
import { formatDuration } from '../model/duration.ts';
import { type Because, joinBecause, seen } from '../model/evidence.ts';
import type { Consumer, Graph, PropagationPath } from '../model/graph.ts';
import { groupBy } from '../model/group.ts';
import { FIRST_INIT, type PathRefresh } from '../model/timing.ts';
import type { RefreshMode } from '../model/vocabulary.ts';
import { behaviours } from './behaviour.ts';
import { deliveryStatement, leastCooperative, type Statement, upstreamStatements, WHATEVER_READS } from './hops.ts';
import { readInterval, readStatement } from './reads.ts';
import { type Restarting, restartingOf } from './restart.ts';

/** Everything known about one path before the decision. */
interface Case {
  readonly path: PropagationPath;
  /** The kind whose server reads this variable only when it initialises its data; null: none does. */
  readonly onceBy: KindRow | null;
  readonly consumer: Consumer;
  readonly upstream: readonly Statement[];
  readonly delivery: Statement;
  readonly restarting: Restarting;
}

interface Verdict extends Statement {
  readonly intent?: true;
}

/** One row of the table: what it decides, or null where it has nothing to say. */
type Decision = (known: Case) => Verdict | null;

const DECISIONS: readonly Decision[] = [
  // A person said so.
  declaredByPerson,
  // A server that takes its own password once, when its data is first made.
  takenOnce,
  // A frozen hop, a rebuild or a person on the way: nothing arrives, whatever reads it.
  heldBack,
  // The consumer is itself started by a schedule or a call and reads at its start.
  startedAnew,
  // A trigger replaces the process: only where the process would otherwise keep the old value.
  restarted,
];

/** Mode, mechanism and evidence of every path of the graph, by path id. Total: a path whose consumer is missing is `unknown`. */
export function decideRefresh(graph: Graph, knowledge: Knowledge): ReadonlyMap<string, PathRefresh> {
  const behaviourOf = behaviours(knowledge);
  const onceBy = firstInit(knowledge);
  const triggers = groupBy(graph.triggers, ({ consumer }) => consumer);
  return new Map(
    graph.paths.map((path): [string, PathRefresh] => {
      const consumer = graph.consumers.get(path.consumer);
      if (!consumer) return [path.id, withoutConsumer(path)];
      const origin = graph.carriers.get(path.carriers[0]);
      const known: Case = {
        path,
        consumer,
        onceBy: onceBy(path),
        upstream: upstreamStatements(path, graph.carriers, behaviourOf),
        delivery: processStatement(path, deliveryStatement(path, consumer, behaviourOf)),
        restarting: restartingOf(path, consumer, origin, triggers.get(consumer.id) ?? [], behaviourOf),
      };
      return [path.id, decide(known)];
    }),
  );
}

/** What the code reads decides, but it cannot read what its delivery never brings: a row says so whatever reads it. */
function processStatement(path: PropagationPath, delivery: Statement): Statement {
  const read = readStatement(path);
  if (!read) return delivery;
  const isFinal = path.delivery.row !== null && WHATEVER_READS.has(delivery.mode);
  return isFinal ? leastCooperative(delivery, read) : read;
}

function decide(known: Case): PathRefresh {
  let verdict: Verdict | null = null;
  for (const decision of DECISIONS) verdict ??= decision(known);
  const { mode, mechanism, because, intent = false } = verdict ?? leastOfHops(known);
  return { mode, mechanism, because, intent, interval: intervalOf(known, mode) };
}

function declaredByPerson({ consumer: { overrides } }: Case): Verdict | null {
  const { refresh, interval, jitter } = overrides;
  if (!refresh) return null;
  const every = interval && TIMED.has(refresh.mode) ? `:${formatDuration(interval.value)}` : '';
  const because = joinBecause(refresh.because, interval?.because ?? [], jitter?.because ?? []);
  return { mode: refresh.mode, mechanism: `declared:${refresh.mode}${every}`, because };
}

/** A container of a run has no data from before: it initialises each time. */
function takenOnce({ consumer, path, onceBy }: Case): Verdict | null {
  if (!onceBy || consumer.freshProcess) return null;
  const says = `${onceBy.name}: the server reads it when it initialises its data; later the new value has to be set inside it`;
  const row = {
    from: 'default',
    row: onceBy.id,
    says,
    confidence: 'assumed',
    unverified: onceBy.confidence === 'low',
  } as const;
  return {
    mode: 'manual',
    mechanism: `${FIRST_INIT}${onceBy.id}`,
    because: [seen(path.delivery.at, 'the server’s own password'), row],
  };
}

/** Finds the kind by the variable that a server is handed as its own. */
function firstInit({ kinds }: Knowledge): (path: PropagationPath) => KindRow | null {
  const rows = [...kinds.values()].filter(({ acceptorReads }) => acceptorReads === 'first-init');
  const byVariable = new Map(rows.flatMap((row) => row.acceptorEnv.map((name) => [name, row] as const)));
  return ({ role, delivery: { variable } }) =>
    role === 'presents' ? null : (byVariable.get((variable ?? '').replace(/_FILE$/, '')) ?? null);
}

const HOLDS_BACK: ReadonlySet<RefreshMode> = new Set<RefreshMode>(['manual', 'build']);

function heldBack({ upstream, delivery }: Case): Verdict | null {
  const [first, ...rest] = [...upstream, delivery].filter(({ mode }) => HOLDS_BACK.has(mode));
  return first ? leastCooperative(first, ...rest) : null;
}

/** The kubelet pulls images when it has none, not at every run: a pull secret is none of the process's reads. */
function startedAnew({ consumer, path }: Case): Verdict | null {
  if (!consumer.freshProcess || path.delivery.form === 'image-pull') return null;
  const [schedule] = consumer.schedules;
  if (schedule) {
    const says = `started at "${schedule.cron}", each run a new process that reads at its start (${schedule.row})`;
    return { mode: 'scheduled', mechanism: schedule.row, because: [seen(schedule.at, says)] };
  }
  const says = 'each run is a new process that reads at its start; no schedule starts it';
  return { mode: 'per-call', mechanism: `run:${consumer.objectKind}`, because: [seen(consumer.at, says)] };
}

const KEEPS_THE_OLD: ReadonlySet<RefreshMode> = new Set<RefreshMode>(['startup', 'unknown']);

function restarted({ upstream, delivery, restarting: { fires } }: Case): Verdict | null {
  if (!fires || !KEEPS_THE_OLD.has(delivery.mode)) return null;
  const restart: Statement = { mode: 'restart-on-change', mechanism: fires.row, because: fires.because };
  const least = leastCooperative(restart, ...upstream);
  return fires.intent && least === restart ? { ...restart, intent: true } : least;
}

/** The end of the table: no hop holds it back and nothing starts the process anew. */
function leastOfHops({ consumer, upstream, delivery, restarting }: Case): Verdict {
  const least = leastCooperative(delivery, ...upstream);
  // Nobody looks for a trigger on a consumer that only a person declared.
  if (restarting.fires || !KEEPS_THE_OLD.has(least.mode) || consumer.objectKind === 'declared') return least;
  return { ...least, because: joinBecause(least.because, restarting.because) };
}

/** Modes that an interval belongs to. */
const TIMED: ReadonlySet<RefreshMode> = new Set<RefreshMode>(['poll', 'lease']);

/** What a person declared, else what the code says. The interval of a fact row stays there: convergence reads it with its declared delays. */
function intervalOf({ consumer, path }: Case, mode: RefreshMode): PathRefresh['interval'] {
  const { interval, jitter } = consumer.overrides;
  if (!TIMED.has(mode)) return null;
  if (!interval) return readInterval(path);
  const because: Because = joinBecause(interval.because, jitter?.because ?? []);
  return { value: interval.value, jitter: jitter?.value ?? 0, because };
}

function withoutConsumer({ because }: PropagationPath): PathRefresh {
  return { mode: 'unknown', mechanism: 'consumer-unknown', because, intent: false, interval: null };
}
