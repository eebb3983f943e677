/**
 * What the death of the old value at a moment does to one consumer that runs all the time. A hop of unknown length makes
 * it a consumer that cannot be judged, never a safe one.
 */
import type { Seconds } from '../model/duration.ts';
import type { Consumer, Dependency } from '../model/graph.ts';
import { chanceBy, errorNear, excess } from './curve.ts';
import { instancesOf } from './estate.ts';
import { effectOf, type Fails, failsWhen, worksInRuns } from './fails.ts';
import { boundOf, distribution } from './latest.ts';
import { obstacleOf } from './laws.ts';
import { type Milestone, strandsOf } from './milestones.ts';
import type { Held } from './rotation.ts';
import { SAMPLING_ERROR } from './sampled.ts';
import {
  anyReopened,
  connectionLife,
  connectionsOf,
  curveFor,
  isExact,
  oneConnection,
  oneInstance,
  reopensWithin,
  whole,
} from './standing.ts';

/** Shares and chances from 0 to 1; durations in seconds after the old value has died. */
export interface Breakage {
  readonly consumer: Consumer;
  readonly fails: Fails;
  /** Chance that any of it fails; null: cannot be judged. */
  readonly chance: number | null;
  /** Where it cannot be judged: the chance it has if every hop of unknown length takes no time. */
  readonly atLeast: number | null;
  /** It accepts the credential only: stale, it refuses whoever presents the new value. */
  readonly accepts: boolean;
  /** Instances of which it is known that they run. */
  readonly instances: number;
  /** Expected share of its instances that hold what is refused. */
  readonly stale: number | null;
  /** Expected share of its connections, or runs, that are refused before it has the new value; null: not known. */
  readonly refused: number | null;
  /** Chance that an instance sees a refusal at all: where connections are kept open, fewer than are stale. */
  readonly noticing: number | null;
  /** Chance that a given connection made with the old value is still open. */
  readonly open: number | null;
  /** It notices within; null: not known, or no limit. */
  readonly within: Seconds | null;
  /** It works again by itself within; null: not before somebody acts, or not known. */
  readonly heals: Seconds | null;
  /** Codes: why it never converges by itself, or cannot be judged. */
  readonly reasons: readonly string[];
  /** Runs only: chance that no run has started with the new value yet, so that nothing proves it. */
  readonly unproven: number | null;
  /** Runs only: the next one after the old value has died, in seconds since 1970; null: start not given, or not known. */
  readonly nextRun: Seconds | null;
  /** Largest error of the figures. */
  readonly error: number;
}

/** Laws that settle the matter whatever the unknown ones say. */
const SURELY_NOT: ReadonlySet<string> = new Set(['never', 'unbounded']);

/** What keeps a milestone from having a distribution. */
export interface Obstacle {
  /** It is surely not reached by itself; false: nobody can tell. */
  readonly sure: boolean;
  readonly reasons: readonly string[];
}

/** The obstacle of the holdings on the way to the milestone; null: there is none. */
export function obstacleTo({ holdings }: Held, milestone: Milestone): Obstacle | null {
  const laws = holdings.flatMap((holding) => strandsOf(holding, milestone)).flatMap(({ delays }) => delays);
  const stuck = laws.filter(({ law }) => obstacleOf(law) !== null).map(({ law }) => law);
  if (stuck.length === 0) return null;
  const never = stuck.filter(({ kind }) => SURELY_NOT.has(kind));
  const reasons = (never.length > 0 ? never : stuck).flatMap((law) => obstacleOf(law) ?? []);
  return { sure: never.length > 0, reasons: [...new Set(reasons)] };
}

/** Judges one consumer at `moment`, in seconds after publication. */
export function breakageOf(held: Held, dependency: Dependency | null, moment: Seconds): Breakage {
  const { safe } = effectOf(dependency);
  const obstacle = obstacleTo(held, safe);
  const found = { ...frameOf(held, dependency), open: openShare(held, moment) };
  if (obstacle) return { ...found, ...behind(held, safe, moment, obstacle), reasons: obstacle.reasons };
  const judged = { ...found, ...measured(held, found.fails, safe, moment) };
  // It has the new value, and nobody knows what becomes of sessions made with the old one.
  const doubtful = judged.chance === 0 && judged.open !== 0 && !dependency?.sessionClass && !worksInRuns(held);
  return doubtful ? { ...judged, ...UNJUDGED, reasons: ['session-effect-unknown'] } : judged;
}

/** Below this a chance is the rounding of the computation, not a chance. */
const ROUNDING = 1e-9;

/** What is left of a share that is reached. */
export function leftOf(reached: number): number {
  const left = 1 - reached;
  return left < ROUNDING ? 0 : left;
}

/** Figures of a consumer that surely has not got there. */
export const SURE = { chance: 1, stale: 1, refused: 1, noticing: 1 } as const;
/** Figures of a consumer that nobody can judge. */
export const UNJUDGED = { chance: null, stale: null, refused: null, noticing: null } as const;

/** A hop of unknown length takes no time at best: what is not there even then is surely not there. */
function behind({ holdings }: Held, safe: Milestone, moment: Seconds, { sure }: Obstacle): Partial<Breakage> {
  if (sure) return SURE;
  const strands = holdings.flatMap((holding) => strandsOf(holding, safe));
  const atLeast = leftOf(chanceBy(distribution(strands, boundOf(strands)), moment));
  return atLeast >= 1 ? SURE : { ...UNJUDGED, atLeast };
}

/** What is known of a consumer before anything is judged. */
export function frameOf(held: Held, dependency: Dependency | null): Breakage {
  const fails = failsWhen(held, dependency);
  const within: Readonly<Record<Fails, Seconds | null>> = {
    'at-once': 0,
    'next-connection': reopensWithin(held.holdings),
    'next-run': null,
    'on-restart': null,
  };
  return {
    consumer: held.consumer,
    fails,
    ...UNJUDGED,
    accepts: held.holdings.every(({ role }) => role === 'accepts'),
    instances: instancesOf(held.consumer),
    open: null,
    atLeast: null,
    within: within[fails],
    heals: null,
    reasons: [],
    unproven: null,
    nextRun: null,
    error: 0,
  };
}

/** Chance that a given connection made with the old value is still open; null: not known. */
export function openShare(held: Held, moment: Seconds): number | null {
  const obstacle = obstacleTo(held, 'settled');
  if (obstacle) return obstacle.sure ? 1 : null;
  const curve = curveFor(held.holdings, 'settled', oneConnection);
  return curve ? leftOf(chanceBy(curve, moment)) : null;
}

function measured({ consumer, holdings }: Held, fails: Fails, safe: Milestone, moment: Seconds): Partial<Breakage> {
  const one = curveFor(holdings, safe, safe === 'settled' ? oneSession(consumer) : oneInstance);
  const all = curveFor(holdings, safe, whole);
  if (!one || !all) return {};
  const stale = leftOf(chanceBy(one, moment));
  const life = fails === 'next-connection' ? connectionLife(holdings) : null;
  const kept = life !== null && life > 0;
  const end = boundOf(holdings.flatMap((holding) => strandsOf(holding, safe)));
  const sampling = isExact(holdings, safe, whole) ? 0 : SAMPLING_ERROR;
  return {
    chance: leftOf(chanceBy(all, moment)),
    stale,
    refused: kept ? excess(one, moment, life) / life : stale,
    noticing: kept ? anyReopened(one, moment, life, consumer) : stale,
    heals: Math.max(0, end - moment),
    error: sampling + errorNear(all, chanceBy(all, moment)),
  };
}

/** One instance with all its connections: cut sessions count for the instance that held them. */
function oneSession(consumer: Consumer): typeof oneInstance {
  return (strand) => ({ ...oneInstance(strand), connections: connectionsOf(consumer) });
}
