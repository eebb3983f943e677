/**
 * How each path's consumer comes to use a new value (design, section 5): the least cooperative hop decides. Unknown stays unknown;
 * a restart annotation without its controller is an intent, and says so.
 */
import type { Knowledge } from '../knowledge/tables.ts';
import { type Because, joinBecause } from '../model/evidence.ts';
import type { Consumer, Graph, PropagationPath } from '../model/graph.ts';
import type { PathRefresh } from '../model/timing.ts';
import { REFRESH_MODES } from '../model/vocabulary.ts';
import { processStatement, restartStatement, type Statement, upstreamStatements } from './statements.ts';

/** Decides every path; by path id. */
export function decideRefresh(graph: Graph, knowledge: Knowledge): ReadonlyMap<string, PathRefresh> {
  return new Map(
    graph.paths.flatMap((path) => {
      const consumer = graph.consumers.get(path.consumer);
      return consumer ? [[path.id, decidePath(path, consumer, graph, knowledge)] as const] : [];
    }),
  );
}

function decidePath(path: PropagationPath, consumer: Consumer, graph: Graph, knowledge: Knowledge): PathRefresh {
  const own = withRestart(processStatement(path, consumer, knowledge), path, consumer, graph, knowledge);
  const [decides, ...others] = [own, ...upstreamStatements(path, graph, knowledge)].sort(
    (a, b) => order(a) - order(b),
  ) as [Statement, ...Statement[]];
  const because: Because = joinBecause(
    decides.because,
    others.flatMap((statement) => [...statement.because]),
  );
  return {
    mode: decides.mode,
    because,
    mechanism: decides.mechanism,
    intent: decides === own && own.intent,
    interval: intervalOf(decides, consumer),
  };
}

function order({ mode }: Statement): number {
  return REFRESH_MODES.indexOf(mode);
}

/** A restart helps only a process that would not look again by itself, and never one a person has spoken for. */
function withRestart(
  own: Statement,
  path: PropagationPath,
  consumer: Consumer,
  graph: Graph,
  knowledge: Knowledge,
): Statement & { readonly intent: boolean } {
  const helps = (own.mode === 'startup' || own.mode === 'unknown') && !consumer.overrides.refresh;
  if (!helps) return { ...own, intent: false };
  const restart = restartStatement(path, consumer, graph, knowledge);
  if ('mode' in restart) return { ...restart, because: joinBecause(restart.because, own.because) };
  return { ...own, because: joinBecause(own.because, restart), intent: false };
}

function intervalOf({ mode }: Statement, { overrides }: Consumer): PathRefresh['interval'] {
  if ((mode !== 'poll' && mode !== 'lease') || !overrides.interval) return null;
  const { interval, jitter } = overrides;
  return {
    value: interval.value,
    jitter: jitter?.value ?? 0,
    because: jitter ? joinBecause(interval.because, jitter.because) : interval.because,
  };
}
