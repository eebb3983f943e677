/**
 * What the death of the old value at a moment does to a consumer that works in runs: a run fails only if it starts before
 * the new value has arrived where it reads, or is still going on from then. A run that has not happened yet proves nothing,
 * and is said apart from one that fails.
 */
import type { Seconds } from '../model/duration.ts';
import type { Dependency } from '../model/graph.ts';
import { type Breakage, frameOf, leftOf, obstacleTo, openShare, SURE, UNJUDGED } from './breakage.ts';
import { type Curve, chanceBy, errorNear } from './curve.ts';
import { boundOf } from './latest.ts';
import { endOf, obstacleOf, quantileOf } from './laws.ts';
import { strandsOf } from './milestones.ts';
import { lastRun, nextRun } from './next-run.ts';
import type { Held, Holding } from './rotation.ts';
import { waitForRun } from './schedule.ts';
import { curveFor, shareBy, whole } from './standing.ts';

/** `start`: publication in seconds since 1970; null: at an unknown phase of every schedule. */
export function runBreakageOf(
  held: Held,
  dependency: Dependency | null,
  moment: Seconds,
  start: Seconds | null,
): Breakage {
  const arrival = { ...held, holdings: held.holdings.map(untilArrival) };
  const rhythm = rhythmOf(held, moment, start);
  const curve = curveFor(arrival.holdings, 'adopted', whole);
  const frame: Breakage = {
    ...frameOf(held, dependency),
    open: openShare(held, moment),
    within: rhythm.within,
    nextRun: rhythm.nextRun,
    unproven: isMade(held) ? (rhythm.chanceOfNone(curve) ?? notYet(held, moment)) : null,
  };
  const obstacle = obstacleTo(arrival, 'adopted');
  if (obstacle) return { ...frame, ...(obstacle.sure ? SURE : UNJUDGED), reasons: obstacle.reasons };
  const chance = curve ? rhythm.chanceBefore(curve) : null;
  if (!curve || chance === null) return { ...frame, reasons: ['schedule-unknown'] };
  const arrives = boundOf(arrival.holdings.flatMap((holding) => strandsOf(holding, 'adopted')));
  return {
    ...frame,
    chance,
    stale: chance,
    refused: chance,
    noticing: chance,
    heals: Math.max(0, arrives - moment),
    error: errorNear(curve, chanceBy(curve, moment)),
  };
}

/** Chance that no run has started with the new value by the moment; a schedule that promises nothing proves nothing. */
function notYet({ holdings }: Held, moment: Seconds): number {
  return leftOf(shareBy(curveFor(holdings, 'adopted', whole), moment));
}

/** Whether a run is what makes it adopt: else somebody must act, and no run proves anything. */
function isMade({ holdings }: Held): boolean {
  return holdings.some(({ delays }) => delays.some(({ hop }) => hop === 'schedule'));
}

/** The path up to where a run reads it; a new process waits for nothing after that. */
function untilArrival(holding: Holding): Holding {
  return { ...holding, delays: holding.delays.filter(({ hop }) => hop !== 'schedule' && hop !== 'drain') };
}

interface Rhythm {
  /** The next run comes within; null: not known. */
  readonly within: Seconds | null;
  readonly nextRun: Seconds | null;
  /** Chance that a run falls between the moment, or is still going on then, and the arrival; null: not known. */
  chanceBefore(arrival: Curve): number | null;
  /** Chance that no run falls between the arrival and the moment, where the phase of the schedule is known; else null. */
  chanceOfNone(arrival: Curve | null): number | null;
}

/** Points at which the wait for a run is taken: an error of a thousandth. */
const POINTS = 1000;

function rhythmOf({ consumer, holdings }: Held, moment: Seconds, start: Seconds | null): Rhythm {
  const run = consumer.overrides.run?.value ?? 0;
  const first = start === null ? null : nextRun(consumer.schedules, start + moment - run);
  const wait = waitOf(holdings, consumer.schedules);
  const known = obstacleOf(wait) === null;
  return {
    within: known ? endOf(wait) : null,
    nextRun: start === null ? null : nextRun(consumer.schedules, start + moment),
    chanceOfNone(arrival) {
      if (start === null || first === null || !arrival) return null;
      const last = lastRun(consumer.schedules, start, start + moment);
      return last === null ? 1 : leftOf(chanceBy(arrival, last - start));
    },
    chanceBefore(arrival) {
      if (chanceBy(arrival, moment - run) >= 1) return 0;
      if (first !== null && start !== null) return leftOf(chanceBy(arrival, first - start));
      if (!known) return null;
      let sum = 0;
      for (let point = 0; point < POINTS; point++) {
        const fires = moment - run + quantileOf(wait, (point + 0.5) / POINTS, 'every');
        sum += 1 - chanceBy(arrival, fires);
      }
      return leftOf(1 - sum / POINTS);
    },
  };
}

/** The wait for the next run: as the path has it, else by the schedule of a consumer that takes nothing by itself. */
function waitOf(holdings: readonly Holding[], schedules: Held['consumer']['schedules']) {
  const own = holdings
    .flatMap(({ delays }) => delays)
    .find(({ hop, law }) => hop === 'schedule' && law.kind === 'schedule');
  return own?.law ?? waitForRun(schedules, null, false);
}
