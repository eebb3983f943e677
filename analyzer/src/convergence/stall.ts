/**
 * A rotation that stops half-way: how far it is when it stops, who still holds which value, and so what taking the new
 * value back would break and what accepting the old one again would mend. Withdrawing acceptance never changes what a
 * consumer holds.
 */
import type { Seconds } from '../model/duration.ts';
import { type Curve, chanceBy } from './curve.ts';
import { instancesOf } from './estate.ts';
import { boundOf } from './latest.ts';
import { strandsOf } from './milestones.ts';
import { byConsumer, type Rotation } from './rotation.ts';
import { connectionsOf, curveFor, oneConnection, oneInstance } from './standing.ts';

export interface Stall {
  /** Share of instances asked for. */
  readonly share: number;
  /** When it is expected to be reached; null: never by itself. */
  readonly at: Seconds | null;
  /** Share of instances that adopt by themselves at all. */
  readonly plateau: number;
  /** Expected instances with the new value then, and without it. */
  readonly adopted: number;
  readonly stale: number;
  /** Expected connections that were made with the old value and are still open. */
  readonly oldConnections: number;
  readonly connections: number;
  /** Publishing the old value again takes as long as publishing the new one did; null: somebody must act. */
  readonly back: Seconds | null;
}

interface Group {
  readonly instances: number;
  readonly connections: number;
  readonly adopts: Curve | null;
  readonly settles: Curve | null;
  readonly bound: Seconds;
}

/** Rounds of bisection: to a millionth of the bound. */
const ROUNDS = 20;

/** The rotation stopped when this share of instances, from 0 to 1, has adopted. */
export function stallAt(rotation: Rotation, share: number): Stall {
  const groups = byConsumer(rotation.holdings).map(
    ({ consumer, holdings }): Group => ({
      instances: instancesOf(consumer),
      connections: connectionsOf(consumer),
      adopts: curveFor(holdings, 'adopted', oneInstance),
      settles: curveFor(holdings, 'settled', oneConnection),
      bound: boundOf(holdings.flatMap((holding) => strandsOf(holding, 'adopted'))),
    }),
  );
  const all = groups.reduce((sum, { instances }) => sum + instances, 0);
  const moving = groups.filter(({ adopts }) => adopts !== null);
  const plateau = all > 0 ? moving.reduce((sum, { instances }) => sum + instances, 0) / all : 1;
  const end = Math.max(0, ...moving.map(({ bound }) => bound));
  const at =
    plateau + 1e-9 < share ? null : reachedAt((moment) => adoptedBy(groups, moment) / Math.max(1, all), share, end);
  const moment = at ?? end;
  const adopted = adoptedBy(groups, moment);
  return {
    share,
    at,
    plateau,
    adopted,
    stale: all - adopted,
    oldConnections: groups.reduce((sum, group) => sum + oldConnections(group, moment), 0),
    connections: groups.reduce((sum, { instances, connections }) => sum + instances * connections, 0),
    back: moving.length < groups.length ? null : end,
  };
}

function adoptedBy(groups: readonly Group[], moment: Seconds): number {
  return groups.reduce((sum, { instances, adopts }) => sum + (adopts ? instances * chanceBy(adopts, moment) : 0), 0);
}

function oldConnections({ instances, connections, settles }: Group, moment: Seconds): number {
  return instances * connections * (1 - (settles ? chanceBy(settles, moment) : 0));
}

function reachedAt(share: (moment: Seconds) => number, wanted: number, end: Seconds): Seconds {
  let low = 0;
  let high = end;
  for (let round = 0; round < ROUNDS; round++) {
    const middle = (low + high) / 2;
    if (share(middle) >= wanted) high = middle;
    else low = middle;
  }
  return high;
}
