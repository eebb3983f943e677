/** A finished rotation against its prediction: who was outside the bound, by which assumption, and what would have fitted. */

import { formatDuration, type Seconds } from '../model/duration.ts';
import { compareText } from '../model/place.ts';
import { secondsOf } from './case.ts';
import type { JudgedOne, Judgement } from './judgement.ts';
import { type MeasuredRow, measuredRows } from './measured.ts';
import type { JudgedConsumer } from './runbook.ts';

const COMPARED = ['adopted', 'settled', 'confirmed'] as const;
export type Compared = (typeof COMPARED)[number];

export interface Comparison {
  readonly consumer: JudgedConsumer;
  readonly milestone: Compared;
  /** With the actions of the plan. */
  readonly p50: Seconds | null;
  readonly bound: Seconds | null;
  /** After publication, at the latest and at the earliest; null: the evidence does not tell. */
  readonly actual: Seconds | null;
  readonly earliest: Seconds | null;
  /** `unbounded`: there was no bound to miss. */
  readonly outcome: 'within' | 'outside' | 'unbounded' | 'not shown';
  /** Why it is not shown. */
  readonly says: string;
}

export interface WrongRow extends MeasuredRow {
  /** As a row of `keyturn.yaml` would have it. */
  readonly fits: string;
}

export interface Suspect {
  readonly consumer: string;
  readonly milestone: Compared;
  readonly excess: Seconds;
  /** Hops that the measured time passes, the longest first: the evidence does not tell which of them it was. */
  readonly hops: JudgedConsumer['expected']['hops'];
}

export interface Backtest {
  readonly comparisons: readonly Comparison[];
  /** Rows that a measurement contradicts. */
  readonly wrong: readonly WrongRow[];
  /** Misses that no single row explains. */
  readonly suspects: readonly Suspect[];
  /** Share of the shown milestones that were done by their median: near one half if the model is right. */
  readonly byMedian: { readonly done: number; readonly of: number };
}

/** Compares; the judgement is of evidence up to the end of the rotation. */
export function backtest(judgement: Judgement): Backtest {
  const comparisons = judgement.consumers
    .flatMap((one) => COMPARED.map((milestone) => compare(judgement, one, milestone)))
    .toSorted(worstFirst);
  const wrong = measuredRows(judgement.measured)
    .filter(({ atLeast, assumed }) => assumed !== null && atLeast > assumed)
    .map((row) => ({ ...row, fits: `uniform, PT0S to ${formatDuration(row.max)}` }));
  const timed = comparisons.filter(({ actual, p50 }) => actual !== null && p50 !== null);
  return {
    comparisons,
    wrong,
    suspects: comparisons.flatMap((one) => suspectOf(one, wrong)),
    byMedian: { done: timed.filter(({ actual, p50 }) => (actual ?? 0) <= (p50 ?? 0)).length, of: timed.length },
  };
}

function compare({ about }: Judgement, { consumer, milestones }: JudgedOne, milestone: Compared): Comparison {
  const { bound, p50 } = consumer.expected.withActions[milestone];
  const shown = milestones[milestone];
  const since = (at: Seconds | null) =>
    shown.verdict === 'pass' && at !== null ? Math.max(0, at - about.published.at) : null;
  const [actual, earliest] = [since(shown.at), since(shown.earliest)];
  const limit = secondsOf(bound);
  return {
    consumer,
    milestone,
    p50: secondsOf(p50),
    bound: limit,
    actual,
    earliest,
    outcome: outcomeOf(actual, earliest, limit),
    says: actual === null ? shown.says : 'it was looked at too seldom to tell on which side of the bound it was',
  };
}

function outcomeOf(actual: Seconds | null, earliest: Seconds | null, limit: Seconds | null): Comparison['outcome'] {
  if (actual === null || earliest === null) return 'not shown';
  if (limit === null) return 'unbounded';
  if (earliest > limit) return 'outside';
  return actual <= limit ? 'within' : 'not shown';
}

/** A miss that is wholly one row's is explained; any other leaves the hops of its way under suspicion. */
function suspectOf(
  { consumer, milestone, outcome, earliest, bound }: Comparison,
  wrong: readonly WrongRow[],
): readonly Suspect[] {
  if (outcome !== 'outside' || earliest === null || bound === null) return [];
  const { hops } = consumer.expected;
  const way = milestone === 'adopted' ? hops.filter(({ hop }) => hop !== 'drain') : hops;
  if (way.some(({ row }) => wrong.some((one) => one.row === row))) return [];
  const longest = way.toSorted((a, b) => (secondsOf(b.max) ?? Infinity) - (secondsOf(a.max) ?? Infinity));
  return [{ consumer: consumer.id, milestone, excess: earliest - bound, hops: longest }];
}

const OUTCOMES = ['outside', 'unbounded', 'not shown', 'within'] as const;

function worstFirst(a: Comparison, b: Comparison): number {
  const beyond = ({ actual, bound }: Comparison) => (actual ?? 0) - (bound ?? 0);
  return (
    OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome) ||
    (a.outcome === 'outside' ? beyond(b) - beyond(a) : 0) ||
    compareText(a.consumer.name, b.consumer.name) ||
    COMPARED.indexOf(a.milestone) - COMPARED.indexOf(b.milestone)
  );
}
