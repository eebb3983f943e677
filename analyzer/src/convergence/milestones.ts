/**
 * Delays to milestones: when the new value is presented, when nothing made with the old one is left, and when work has
 * succeeded with the new one. The same three for a typical instance, a consumer and a credential.
 */
import type { Because } from '../model/evidence.ts';
import type { Consumer } from '../model/graph.ts';
import type { Delay, Milestones } from '../model/timing.ts';
import { instancesOf } from './estate.ts';
import { type Known, latestEnd } from './latest.ts';
import type { View } from './laws.ts';
import type { Strand } from './strand.ts';

export type Milestone = keyof Milestones;

/** A path of a consumer with the delays that hold in one situation: by itself, or with the actions taken. */
export interface Passage {
  readonly path: string;
  readonly consumer: Consumer;
  readonly delays: readonly Delay[];
  /** How long a connection lives while it keeps the old value, where adoption is a restart and no drain is left. */
  readonly connection?: Delay;
}

export interface MilestoneFigures {
  readonly milestones: Milestones;
  readonly error: number;
}

/** Words a reason for whoever reads the figure. */
export type Say = (strand: Strand, reason: string) => string;

/** The milestones of all passages together: the last instance and connection of any of them. */
export function milestonesOf(passages: readonly Passage[], known: Known, say?: Say): MilestoneFigures {
  return measure((milestone) => passages.flatMap((passage) => strandsOf(passage, milestone)), known, say);
}

/** One instance of one path, its own connections included. */
export function typicalOf(passage: Passage, known: Known): MilestoneFigures {
  const one = (milestone: Milestone) =>
    strandsOf(passage, milestone).map((strand) => ({ ...strand, instances: 1, view: 'one' as View }));
  return measure(one, known);
}

function measure(strands: (milestone: Milestone) => readonly Strand[], known: Known, say?: Say): MilestoneFigures {
  const adopted = latestEnd(strands('adopted'), known, say);
  const settled = latestEnd(strands('settled'), known, say);
  const confirmed = latestEnd(strands('confirmed'), known, say);
  return {
    milestones: { adopted: adopted.times, settled: settled.times, confirmed: confirmed.times },
    error: Math.max(adopted.error, settled.error, confirmed.error),
  };
}

/**
 * What a passage must wait for. A service has worked with the new value once its last old session is replaced; a job
 * once a whole run of it has ended, and until then its old runs must end too.
 */
export function strandsOf(passage: Passage, milestone: Milestone): readonly Strand[] {
  const { path, consumer, delays } = passage;
  const strand = (of: readonly Delay[]): Strand => ({
    path,
    consumer: consumer.id,
    name: consumer.name,
    instances: instancesOf(consumer),
    connections: Math.max(1, consumer.connections ?? 1),
    delays: of,
    view: 'every',
  });
  const adopted = delays.filter(({ hop }) => hop !== 'drain');
  if (milestone === 'adopted') return [strand(adopted)];
  if (milestone === 'settled' || !runsOnSchedule(delays)) return [strand(delays)];
  const run = [...adopted, runOf(consumer)];
  return delays.length === adopted.length ? [strand(run)] : [strand(delays), strand(run)];
}

function runsOnSchedule(delays: readonly Delay[]): boolean {
  return delays.some(({ hop }) => hop === 'schedule');
}

function runOf({ id, overrides, because }: Consumer): Delay {
  const { run } = overrides;
  const why: Because = run?.because ?? because;
  return {
    hop: 'schedule',
    law: run ? { kind: 'fixed', at: run.value } : { kind: 'unknown', reason: 'run-time-unknown' },
    per: 'consumer',
    draw: `run:consumer:${id}`,
    trigger: 'event',
    because: why,
  };
}
