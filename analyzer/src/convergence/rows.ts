/**
 * Fact rows as laws: the default of the technology, the interval a file states in its place, or what a person declared
 * for this row. The only reader of the refresh table here, so that every figure that comes from a row names it.
 */
import type { RefreshRow, RowDelay } from '../knowledge/tables.ts';
import type { DelayDeclaration } from '../model/configuration.ts';
import type { Seconds } from '../model/duration.ts';
import { type Because, declared, type Evidence } from '../model/evidence.ts';
import type { DrawnPer, Law } from '../model/timing.ts';
import type { Estate } from './estate.ts';

/** A hop without its place on a path. */
export interface RowHop {
  readonly row: RefreshRow;
  readonly law: Law;
  readonly per: DrawnPer;
  readonly trigger: 'own-clock' | 'event';
  readonly because: Because;
}

/** What the file says about the hop: the interval, and where. */
export interface Stated {
  readonly interval: Seconds | null;
  readonly because: Because;
}

/** The hop of a row; null where the tables lack it. A declared delay wins over the file, the file over the row. */
export function hopOfRow({ knowledge, configuration }: Estate, id: string | null, stated: Stated): RowHop | null {
  const row = id === null ? undefined : knowledge.refresh.get(id);
  if (!row) return null;
  const delay = stateOf(row, stated.interval);
  const hop = { row, per: delay.per, trigger: delay.trigger };
  const own = declarationFor(configuration.delays, row.id, stated.because);
  if (own) return { ...hop, law: own.law, because: [declared(own.at, own.reason ?? `delay declared for ${row.id}`)] };
  const law = lawOf(row, delay, stated.interval);
  const because: Because =
    stated.interval === null ? [citing(row), ...stated.because] : [...stated.because, citing(row)];
  return { ...hop, law, because };
}

/** The default of a row as evidence. */
export function citing(row: RefreshRow): Evidence {
  const unverified = row.confidence === 'low';
  return { from: 'default', row: row.id, says: `${row.setting}: ${row.default}`, confidence: 'assumed', unverified };
}

/** The interval with the jitter the technology adds to a configured one. */
export function withJitter({ jitter }: RefreshRow, interval: Seconds): Seconds {
  return interval * (1 + (jitter?.factor ?? 0)) + (jitter?.add ?? 0);
}

/** The setting's state: once a value is written, the one it is in when set. */
function stateOf(row: RefreshRow, interval: Seconds | null): RowDelay {
  return interval !== null && row.whenSet ? row.whenSet : row.delay;
}

/** The nearest folder's declaration for the row that covers the place. */
function declarationFor(
  delays: readonly DelayDeclaration[],
  row: string,
  [first]: Because,
): DelayDeclaration | undefined {
  const file = first.from === 'default' ? '' : first.span.file;
  return delays
    .filter((delay) => delay.row === row && (delay.within === '' || file.startsWith(`${delay.within}/`)))
    .sort((a, b) => b.within.length - a.within.length)[0];
}

/**
 * What is read from a file replaces the upper end of a uniform hop only (facts/README.md). A lease is renewed at a
 * share of its life where the row names one.
 */
function lawOf(row: RefreshRow, delay: RowDelay, interval: Seconds | null): Law {
  if (row.stage === 'lease' && interval !== null)
    return { kind: 'uniform', min: 0, max: (row.fraction ?? 1) * withJitter(row, interval) };
  if (delay.kind === 'uniform') {
    const max = interval === null ? delay.max : withJitter(row, interval);
    const min = Math.min(delay.min ?? 0, max ?? 0);
    return max === null ? { kind: 'unknown', reason: 'interval-unknown' } : { kind: 'uniform', min, max };
  }
  return OTHER_LAWS[delay.kind](delay);
}

const OTHER_LAWS: Readonly<Record<Exclude<RowDelay['kind'], 'uniform'>, (delay: RowDelay) => Law>> = {
  fixed: ({ max, min }) => ({ kind: 'fixed', at: max ?? min ?? 0 }),
  never: () => ({ kind: 'never', reason: 'not-passed-on' }),
  unbounded: () => ({ kind: 'unbounded', reason: 'no-limit' }),
  unknown: () => ({ kind: 'unknown', reason: 'delay-unknown' }),
  // Only a consumer has a schedule or a fleet; a row of these kinds elsewhere says nothing about time.
  schedule: () => ({ kind: 'unknown', reason: 'schedule-unknown' }),
  rollout: () => ({ kind: 'unknown', reason: 'delay-unknown' }),
};
