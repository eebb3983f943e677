/** All that was asked of one rotation, worked out once, for whichever format shows it. Decides nothing. */
import { type Changes, changeRotation, type Parameter } from '../../convergence/changed.ts';
import { type Outage, outagesOf } from '../../convergence/cutover.ts';
import { type Load, loadOf } from '../../convergence/load.ts';
import { milestonesOf } from '../../convergence/milestones.ts';
import type { Rotation } from '../../convergence/rotation.ts';
import { type Stall, stallAt } from '../../convergence/stall.ts';
import { isExact, whole } from '../../convergence/standing.ts';
import { type SweepRow, sweep, sweepMoments } from '../../convergence/sweep.ts';
import { type TimelinePoint, timelineOf } from '../../convergence/whatif.ts';
import { type WhoBreaks, whoBreaks } from '../../convergence/who-breaks.ts';
import { checkWindow, type WindowCheck } from '../../convergence/window.ts';
import type { Seconds } from '../../model/duration.ts';
import type { Milestones } from '../../model/timing.ts';
import type { WireImprovement } from '../../wire/types.ts';

export interface Asked {
  readonly changes: Changes;
  readonly window: Seconds | null;
  readonly sweep: boolean;
  /** Exposure against outage: the sweep and what it says about a leak. */
  readonly leaked: boolean;
  readonly revokeAt: Seconds | null;
  readonly stall: number | null;
  /** Improvements that the inventory holds; null: not asked for. */
  readonly advice: readonly WireImprovement[] | null;
  /** The timeline ends here; null: where nothing changes by itself any more. */
  readonly until: Seconds | null;
  readonly points: number;
}

export interface Simulation {
  readonly rotation: Rotation;
  readonly untouched: readonly Parameter[];
  readonly milestones: Milestones;
  readonly timeline: readonly TimelinePoint[];
  readonly exact: boolean;
  /** Largest error of the probabilities behind p50 and p99. */
  readonly error: number;
  readonly load: Load;
  readonly outages: readonly Outage[];
  readonly window: WindowCheck | null;
  readonly sweep: readonly SweepRow[] | null;
  readonly leaked: boolean;
  readonly revoked: WhoBreaks | null;
  readonly stall: Stall | null;
  readonly advice: readonly WireImprovement[] | null;
}

/** The simulation of a rotation, changed as asked. */
export function simulate(given: Rotation, asked: Asked): Simulation {
  const { rotation, untouched } = changeRotation(given, asked.changes);
  const { milestones, error } = milestonesOf(rotation.holdings, new Map(), ({ name }, reason) => `${name}: ${reason}`);
  const window = asked.window ?? rotation.overlapWindow;
  const bounds = checkWindow(rotation, 0).bounds;
  return {
    rotation,
    untouched,
    milestones,
    timeline: timelineOf(rotation, momentsTo(asked.until ?? bounds.settled, asked.points)),
    exact: isExact(rotation.holdings, 'settled', whole),
    error,
    load: loadOf(rotation),
    outages: outagesOf(rotation),
    window: window === null ? null : checkWindow(rotation, window),
    sweep: asked.sweep || asked.leaked ? sweep(rotation, sweepMoments(bounds.settled)) : null,
    leaked: asked.leaked,
    revoked: asked.revokeAt === null ? null : whoBreaks(rotation, asked.revokeAt, null),
    stall: asked.stall === null ? null : stallAt(rotation, asked.stall),
    advice: asked.advice,
  };
}

/** Beyond this a straight axis would show everything but the rarest job in its first column. */
const STRAIGHT: Seconds = 4 * 3600;

/** Moments from publication to the end, denser at the start where the end is far. */
function momentsTo(end: Seconds, points: number): readonly Seconds[] {
  const last = end > 0 ? end : 60;
  const power = last > STRAIGHT ? 3 : 1;
  return Array.from({ length: points }, (_, index) => last * (index / Math.max(1, points - 1)) ** power);
}
