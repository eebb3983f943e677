/** The whole answer of `keyturn gate`: consumers, gates, presenters, measured delays, in one plain form for every output. */
import { compareText } from '../model/place.ts';
import { type Asked, type Case, caseOf } from './case.ts';
import { gatesOf, type JudgedGate } from './gates.ts';
import { judge, MILESTONES, type Milestones } from './judge.ts';
import { type Measured, measuredIn } from './measured.ts';
import { type Presenter, presentersOf } from './presenters.ts';
import type { Evidences } from './read.ts';
import type { JudgedConsumer, Runbook } from './runbook.ts';
import { VERDICTS, type Word, worst } from './verdict.ts';

export interface JudgedOne {
  readonly consumer: JudgedConsumer;
  readonly milestones: Milestones;
  /** Over delivered to confirmed. */
  readonly worst: Word;
}

export interface Judgement {
  readonly about: Case;
  /** Of the gates: only where all pass may the old value die. */
  readonly verdict: Word;
  /** Worst first. */
  readonly consumers: readonly JudgedOne[];
  readonly gates: readonly JudgedGate[];
  readonly presenters: readonly Presenter[];
  readonly measured: readonly Measured[];
}

/** Judges one rotation. */
export function judgeRotation(runbook: Runbook, evidences: Evidences, asked: Asked): Judgement {
  const about = caseOf(runbook, evidences, asked);
  const judged = new Map(runbook.consumers.map((consumer) => [consumer.id, judge(about, consumer)]));
  const gates = gatesOf(about, judged);
  const presenters = presentersOf(about);
  return {
    about,
    verdict: worst(gates.map(({ verdict }) => verdict.verdict)),
    consumers: runbook.consumers
      .flatMap((consumer) => judgedOne(consumer, judged.get(consumer.id)))
      .toSorted(worstFirst),
    gates,
    presenters,
    measured: measuredIn(runbook, judged),
  };
}

function judgedOne(consumer: JudgedConsumer, milestones: Milestones | undefined): readonly JudgedOne[] {
  if (milestones === undefined) return [];
  const words = MILESTONES.map((milestone) => milestones[milestone].verdict);
  return [{ consumer, milestones, worst: worst(words) }];
}

/** By the worst milestone, then by how many are open, then by name. */
function worstFirst(a: JudgedOne, b: JudgedOne): number {
  return (
    VERDICTS.indexOf(a.worst) - VERDICTS.indexOf(b.worst) ||
    openOf(b) - openOf(a) ||
    compareText(a.consumer.name, b.consumer.name) ||
    compareText(a.consumer.id, b.consumer.id)
  );
}

function openOf({ milestones }: JudgedOne): number {
  return MILESTONES.filter((milestone) => milestones[milestone].verdict !== 'pass').length;
}
