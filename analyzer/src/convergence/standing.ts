/**
 * How far the passages of a consumer are at a moment, as distributions: one instance, one connection, or all of them.
 * A passage with a hop that has no end, or none that is known, has no distribution; its caller says which it is.
 */
import type { Seconds } from '../model/duration.ts';
import type { Consumer } from '../model/graph.ts';
import { type Curve, chanceBy } from './curve.ts';
import { boundOf, distribution } from './latest.ts';
import { obstacleOf } from './laws.ts';
import { type Milestone, type Passage, strandsOf } from './milestones.ts';
import { lastable, type Strand } from './strand.ts';
import { growTree } from './tree.ts';

/** Which part of a consumer a figure is about. */
export type Narrow = (strand: Strand) => Strand;
export const whole: Narrow = (strand) => strand;
export const oneInstance: Narrow = (strand) => ({ ...strand, instances: 1, view: 'one' });
export const oneConnection: Narrow = (strand) => ({ ...strand, instances: 1, connections: 1, view: 'one' });

/** When all passages have reached the milestone; null: never by themselves, or not known. */
export function curveFor(passages: readonly Passage[], milestone: Milestone, narrow: Narrow): Curve | null {
  const strands = passages.flatMap((passage) => strandsOf(passage, milestone)).map(narrow);
  const stuck = strands.some(({ delays }) => delays.some(({ law }) => obstacleOf(law) !== null));
  return stuck ? null : distribution(strands, boundOf(strands));
}

/** Whether the figure is a closed form; false: it is sampled, with a seed, and has a sampling error. */
export function isExact(passages: readonly Passage[], milestone: Milestone, narrow: Narrow): boolean {
  const strands = passages.flatMap((passage) => strandsOf(passage, milestone)).map(narrow);
  return growTree(lastable(strands), strands[0]?.view ?? 'every') !== null;
}

/** The chance that it is reached by the moment; 0 where it never is. */
export function shareBy(curve: Curve | null, moment: Seconds): number {
  return curve ? chanceBy(curve, moment) : 0;
}

/** Connections one instance holds; one where nobody says. */
export function connectionsOf({ connections }: Consumer): number {
  return Math.max(1, connections ?? 1);
}

/** The longest life of a connection of these passages; null: none known. */
export function connectionLife(passages: readonly Passage[]): Seconds | null {
  const lives = passages
    .flatMap(({ delays }) => delays)
    .flatMap(({ hop, law }) => (hop === 'drain' && law.kind === 'uniform' ? [law.max] : []));
  return lives.length > 0 ? Math.max(...lives) : null;
}

/** Within what time a stale consumer opens a connection anew, while it has work; null: not known, or nothing makes it. */
export function reopensWithin(passages: readonly Passage[]): Seconds | null {
  const kept = passages.flatMap(({ connection }) => (connection?.law.kind === 'uniform' ? [connection.law.max] : []));
  return connectionLife(passages) ?? (kept.length > 0 ? Math.max(...kept) : null);
}

/** Slices of the integral below: an error of about one millionth. */
const SLICES = 1000;

/**
 * Chance that any of an instance's connections must open again between `moment` and adoption: the first of m even
 * renewals in a life falls after x with density m (1 − x/life)^(m−1) / life.
 */
export function anyReopened(adopted: Curve, moment: Seconds, life: Seconds, consumer: Consumer): number {
  const connections = connectionsOf(consumer);
  const width = 1 / SLICES;
  let sum = 0;
  for (let slice = 0; slice < SLICES; slice++) {
    const from = (1 - slice * width) ** connections;
    const to = (1 - (slice + 1) * width) ** connections;
    sum += (from - to) * (1 - chanceBy(adopted, moment + (slice + 0.5) * width * life));
  }
  return sum;
}
