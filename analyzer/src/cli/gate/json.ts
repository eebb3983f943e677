/** The judgement and the backtest for scripts: moments as ISO 8601, durations as ISO 8601. Labels are in neither. */
import type { Backtest } from '../../evidence/backtest.ts';
import { MILESTONES } from '../../evidence/judge.ts';
import type { Judgement } from '../../evidence/judgement.ts';
import { isoOf } from '../../evidence/moments.ts';
import type { Verdict } from '../../evidence/verdict.ts';
import { formatDuration } from '../../model/duration.ts';

const moment = (at: number | null): string | null => (at === null ? null : isoOf(at));
const duration = (seconds: number | null): string | null => (seconds === null ? null : formatDuration(seconds));
const verdict = ({ at, earliest, ...shown }: Verdict) => ({ ...shown, at: moment(at), earliest: moment(earliest) });

/** Version 1. */
export function judgementJson({ about, consumers, gates, presenters, measured, ...whole }: Judgement): unknown {
  const { runbook, published, now, evidences } = about;
  return {
    gateVersion: 1,
    credential: { id: runbook.credential.id, name: runbook.credential.name },
    published: { at: isoOf(published.at), declared: published.declared },
    judgedAt: isoOf(now),
    verdict: whole.verdict,
    consumers: consumers.map(({ consumer, milestones, worst }) => ({
      id: consumer.id,
      name: consumer.name,
      owner: consumer.owner,
      verdict: worst,
      milestones: Object.fromEntries(MILESTONES.map((milestone) => [milestone, verdict(milestones[milestone])])),
    })),
    gates: gates.map(({ verdict: shown, ...gate }) => ({ ...gate, ...verdict(shown) })),
    presenters: presenters.map(({ last, due, ...who }) => ({ ...who, last: isoOf(last), due: moment(due) })),
    measured: measured.map(({ took, atLeast, hops, ...one }) => ({
      ...one,
      took: formatDuration(took),
      atLeast: formatDuration(atLeast),
      rows: hops.flatMap(({ row }) => row ?? []),
    })),
    evidence: evidences.sources.map(({ from, to, ...source }) => ({ ...source, from: moment(from), to: moment(to) })),
    doubts: evidences.doubts,
  };
}

/** Version 1. */
export function backtestJson({ about }: Judgement, { comparisons, wrong, suspects, byMedian }: Backtest): unknown {
  const { runbook, published } = about;
  return {
    backtestVersion: 1,
    credential: { id: runbook.credential.id, name: runbook.credential.name },
    published: isoOf(published.at),
    comparisons: comparisons.map(({ consumer, p50, bound, actual, earliest, ...one }) => ({
      consumer: consumer.id,
      ...one,
      p50: duration(p50),
      bound: duration(bound),
      actual: duration(actual),
      earliest: duration(earliest),
    })),
    wrong: wrong.map(({ max, atLeast, assumed, ...row }) => ({
      ...row,
      max: formatDuration(max),
      atLeast: formatDuration(atLeast),
      assumed: duration(assumed),
    })),
    suspects: suspects.map(({ excess, hops, ...one }) => ({
      ...one,
      excess: formatDuration(excess),
      hops: hops.map(({ hop, max, row }) => ({ hop, max, row })),
    })),
    byMedian,
  };
}
