/** The answer of `who-breaks` as JSON: every figure of the model with the names a reader needs, and no text to parse. */
import type { Breakage } from '../../convergence/breakage.ts';
import type { Rotation } from '../../convergence/rotation.ts';
import type { WhoBreaks } from '../../convergence/who-breaks.ts';
import { formatDuration, type Seconds } from '../../model/duration.ts';
import type { Consumer } from '../../model/graph.ts';
import { writeMoment } from '../../model/moment.ts';
import { roundShare } from '../../wire/share.ts';

/** JSON text; durations are ISO 8601, shares and chances stand between 0 and 1. */
export function writeAnswer(rotation: Rotation, answer: WhoBreaks, start: Seconds | null): string {
  return `${JSON.stringify(answerToJson(rotation, answer, start), null, 2)}\n`;
}

/** The same as a value, for answers that hold it. */
export function answerToJson(rotation: Rotation, answer: WhoBreaks, start: Seconds | null) {
  const { credential, name, cutover, dependency } = rotation;
  return {
    credential,
    name,
    at: formatDuration(answer.moment),
    start: start === null ? null : writeMoment(start),
    cutover,
    sessionClass: dependency?.sessionClass ?? null,
    breaks: answer.breaks.map(breakageToJson),
    unjudged: answer.unjudged.map(breakageToJson),
    unproven: answer.unproven.map(breakageToJson),
    safe: answer.safe.map(breakageToJson),
    dormant: answer.asleep.map((consumer) => ({ ...whoToJson(consumer), reason: consumer.dormant })),
  };
}

function breakageToJson(breakage: Breakage) {
  const { consumer, fails, accepts, instances, reasons, nextRun } = breakage;
  const { action } = consumer.overrides;
  return {
    ...whoToJson(consumer),
    fails,
    accepts,
    chance: roundShare(breakage.chance),
    atLeast: roundShare(breakage.atLeast),
    instances,
    stale: roundShare(breakage.stale),
    refused: roundShare(breakage.refused),
    noticing: roundShare(breakage.noticing),
    open: roundShare(breakage.open),
    unproven: roundShare(breakage.unproven),
    within: durationOf(breakage.within),
    heals: durationOf(breakage.heals),
    nextRun: nextRun === null ? null : writeMoment(nextRun),
    reasons,
    action: action ? { does: action.does, takes: durationOf(action.takes), contact: action.contact } : null,
    error: roundShare(breakage.error),
  };
}

function whoToJson({ id, name, kind, environment, owner, at }: Consumer) {
  return { consumer: id, name, kind, environment, owner, file: at.file === '' ? null : at.file, line: at.line };
}

function durationOf(seconds: Seconds | null): string | null {
  return seconds === null ? null : formatDuration(seconds);
}
