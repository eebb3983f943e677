/**
 * Who breaks if the old value dies at a moment: every consumer of a rotation judged, worst first, those that cannot be
 * judged apart and never among the safe.
 */
import type { Seconds } from '../model/duration.ts';
import type { Consumer } from '../model/graph.ts';
import { compareText } from '../model/place.ts';
import { type Breakage, breakageOf } from './breakage.ts';
import { FAILS, worksInRuns } from './fails.ts';
import { byConsumer, type Rotation } from './rotation.ts';
import { runBreakageOf } from './run-breakage.ts';

export interface WhoBreaks {
  /** Seconds after publication. */
  readonly moment: Seconds;
  /** Each with a chance above zero: by when they fail, the surest and the largest first. */
  readonly breaks: readonly Breakage[];
  readonly unjudged: readonly Breakage[];
  /** They would not fail, but nothing has proven it: no run with the new value yet. */
  readonly unproven: readonly Breakage[];
  readonly safe: readonly Breakage[];
  readonly asleep: readonly Consumer[];
}

/** `start`: publication in seconds since 1970, where it is known. */
export function whoBreaks(rotation: Rotation, moment: Seconds, start: Seconds | null): WhoBreaks {
  const { dependency, asleep } = rotation;
  const all = byConsumer(rotation.holdings)
    .map((held) =>
      worksInRuns(held) ? runBreakageOf(held, dependency, moment, start) : breakageOf(held, dependency, moment),
    )
    .sort(worstFirst);
  const without = all.filter(({ chance }) => chance === 0);
  return {
    moment,
    breaks: all.filter(({ chance }) => chance !== null && chance > 0),
    unjudged: all.filter(({ chance }) => chance === null),
    unproven: without.filter(isUnproven),
    safe: without.filter((one) => !isUnproven(one)),
    asleep: [...asleep].sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id)),
  };
}

function isUnproven({ unproven }: Breakage): boolean {
  return unproven !== null && unproven > 0;
}

function worstFirst(a: Breakage, b: Breakage): number {
  return (
    FAILS.indexOf(a.fails) - FAILS.indexOf(b.fails) ||
    (b.chance ?? 2) - (a.chance ?? 2) ||
    (b.stale ?? 0) * b.instances - (a.stale ?? 0) * a.instances ||
    compareText(a.consumer.name, b.consumer.name) ||
    compareText(a.consumer.id, b.consumer.id)
  );
}
