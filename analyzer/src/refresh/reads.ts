/**
 * What the code that reads a value says about its refresh mode: the moment of each read, and whether a watcher's client really takes the
 * new value. Only files and stores can be read again; the environment of a running process never changes.
 */
import { type Because, joinBecause } from '../model/evidence.ts';
import type { ReadMoment } from '../model/fact.ts';
import type { CodeRead, PropagationPath } from '../model/graph.ts';
import type { DeliveryForm, RefreshMode } from '../model/vocabulary.ts';
import { leastCooperative, type Statement } from './hops.ts';

const MODES: Readonly<Record<ReadMoment, RefreshMode>> = {
  build: 'build',
  import: 'startup',
  'start-up': 'startup',
  construction: 'startup',
  memoised: 'startup',
  timer: 'poll',
  watch: 'watch',
  'per-call': 'per-call',
  job: 'per-call',
  unknown: 'unknown',
};

/** Forms whose value can change under a running process. */
const CHANGES: ReadonlySet<DeliveryForm> = new Set(['volume', 'csi', 'config-file', 'tls', 'sdk', 'env-file', 'api']);

/** The least cooperative read decides; null: no read was found, or none matters for this form. */
export function readStatement({ reads = [], delivery }: PropagationPath): Statement | null {
  const statements = reads.map(statementOf).filter(({ mode }) => CHANGES.has(delivery.form) || mode === 'build');
  const [first, ...rest] = statements;
  return first ? leastCooperative(first, ...rest) : null;
}

/** A watcher whose client keeps what it was built with is a start-up read (design, section 5). */
function statementOf({ moment, stages, because, declared }: CodeRead): Statement {
  if (declared)
    return { mode: declared.mode, mechanism: `technology:${declared.technology}`, because: declaredOf(because) };
  const keeps = (moment === 'watch' || moment === 'timer') && stages.swaps === false;
  return { mode: keeps ? 'startup' : MODES[moment], mechanism: `code:${keeps ? 'no-swap' : moment}`, because };
}

/** A person's word is as sure as it gets; where the call stands is not what decides. */
function declaredOf(because: Because): Because {
  const said = because.find(({ from }) => from === 'declared');
  return said ? [said] : because;
}

/** The interval of the slowest timer that reads it, in seconds; null: no timer, or not written. */
export function readInterval({ reads = [] }: PropagationPath) {
  const timers = reads.filter(({ moment, interval }) => moment === 'timer' && interval !== null);
  const [first, ...rest] = timers;
  if (!first || first.interval === null) return null;
  const slowest = Math.max(first.interval, ...rest.map(({ interval }) => interval ?? 0));
  return { value: slowest, jitter: 0, because: joinBecause(first.because, ...rest.map(({ because }) => because)) };
}
