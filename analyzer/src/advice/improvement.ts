/**
 * The cheapest changes that would shorten a rotation, each tried alone on the same delays: what it is now, what it would be.
 * A change that mends nothing is not shown, and none is invented that no path has a hop for.
 */
import { obstacleTo } from '../convergence/breakage.ts';
import { changeRotation, type Parameter } from '../convergence/changed.ts';
import { worksInRuns } from '../convergence/fails.ts';
import { boundOf } from '../convergence/latest.ts';
import { strandsOf } from '../convergence/milestones.ts';
import { byConsumer, type Holding, type Rotation } from '../convergence/rotation.ts';
import type { Seconds } from '../model/duration.ts';
import type { Delay } from '../model/timing.ts';

/** How a rotation goes by itself, in three figures. */
export interface Standing {
  /** Consumers that never settle by themselves. */
  readonly stuck: number;
  /** Consumers of which nobody knows whether they settle. */
  readonly unknown: number;
  /** Seconds until everybody else has settled. */
  readonly settled: Seconds;
}

export interface Improvement {
  readonly does: string;
  /** Names of those it changes, sorted as the rotation has them. */
  readonly consumers: readonly string[];
  readonly before: Standing;
  readonly after: Standing;
}

/** A change and whom it touches; null: nobody here. */
type Change = (rotation: Rotation) => { readonly rotation: Rotation; readonly touches: readonly Holding[] } | null;

/** Cheapest first: a setting, then a manifest, then an account. */
const CHANGES: ReadonlyArray<readonly [does: string, change: Change]> = [
  ['sync the store every 30 s', shorter('sync', 30)],
  ['look for a new value every 60 s', shorter('poll', 60)],
  ['retire connections after 10 min', shorter('pool', 600)],
  ['restart them when the value changes', restarted],
  ['give what works in runs an account of its own', withoutRuns],
];

/** Every change that mends something, what gets the most consumers going first, then the shortest time. */
export function adviseImprovements(rotation: Rotation): readonly Improvement[] {
  const before = standingOf(rotation);
  return CHANGES.flatMap(([does, change]): Improvement[] => {
    const changed = change(rotation);
    if (!changed) return [];
    const after = standingOf(changed.rotation);
    if (!isBetter(before, after)) return [];
    return [{ does, consumers: [...new Set(changed.touches.map(({ consumer }) => consumer.name))], before, after }];
  }).sort(
    (a, b) => a.after.stuck - b.after.stuck || a.after.unknown - b.after.unknown || a.after.settled - b.after.settled,
  );
}

/** The three figures of a rotation. */
export function standingOf({ holdings }: Rotation): Standing {
  const judged = byConsumer(holdings).map((held) => ({ held, obstacle: obstacleTo(held, 'settled') }));
  const moving = judged.filter(({ obstacle }) => obstacle === null).flatMap(({ held }) => held.holdings);
  return {
    stuck: judged.filter(({ obstacle }) => obstacle?.sure).length,
    unknown: judged.filter(({ obstacle }) => obstacle && !obstacle.sure).length,
    settled: boundOf(moving.flatMap((holding) => strandsOf(holding, 'settled'))),
  };
}

/** Of the time it takes now: less is lost in how people round. */
const MATTERS = 0.95;

function isBetter(before: Standing, after: Standing): boolean {
  if (after.stuck !== before.stuck) return after.stuck < before.stuck;
  if (after.unknown !== before.unknown) return after.unknown < before.unknown;
  return before.settled > 0 && after.settled <= before.settled * MATTERS;
}

/** Only hops that take longer today. */
function shorter(parameter: Parameter, seconds: Seconds): Change {
  return (rotation) => {
    const to = changeRotation(rotation, new Map([[parameter, seconds]])).rotation.holdings;
    const holdings = rotation.holdings.map((holding, index) => shorterOf(holding, to[index] ?? holding, seconds));
    const touches = holdings.filter((holding, index) => holding !== rotation.holdings[index]);
    return touches.length > 0 ? { rotation: { ...rotation, holdings }, touches } : null;
  };
}

function shorterOf(holding: Holding, changed: Holding, seconds: Seconds): Holding {
  const delays = holding.delays.map((delay, index) => {
    const other = changed.delays[index];
    const long = delay.law.kind !== 'uniform' || delay.law.max > seconds;
    return other && other !== delay && long ? other : delay;
  });
  return delays.some((delay, index) => delay !== holding.delays[index]) ? { ...holding, delays } : holding;
}

/** A restart trigger does what somebody does by hand; how long that takes stays as it is declared, or unknown. */
function restarted(rotation: Rotation): ReturnType<Change> {
  const touches = rotation.holdings.filter(({ delays }) => delays.some(waitsForRestart));
  if (touches.length === 0) return null;
  const holdings = rotation.holdings.map((holding) => {
    const takes = holding.consumer.overrides.action?.takes ?? null;
    const law: Delay['law'] =
      takes === null ? { kind: 'unknown', reason: 'start-up-unknown' } : { kind: 'fixed', at: takes };
    return { ...holding, delays: holding.delays.map((delay) => (waitsForRestart(delay) ? { ...delay, law } : delay)) };
  });
  return { rotation: { ...rotation, holdings }, touches };
}

function waitsForRestart({ law }: Delay): boolean {
  return law.kind === 'never' && (law.reason === 'restart-by-hand' || law.reason === 'controller-not-seen');
}

function withoutRuns(rotation: Rotation): ReturnType<Change> {
  const runs = new Set(
    byConsumer(rotation.holdings)
      .filter(worksInRuns)
      .map(({ consumer }) => consumer.id),
  );
  const touches = rotation.holdings.filter(({ consumer }) => runs.has(consumer.id));
  const holdings = rotation.holdings.filter(({ consumer }) => !runs.has(consumer.id));
  return touches.length > 0 && holdings.length > 0 ? { rotation: { ...rotation, holdings }, touches } : null;
}
