/**
 * Shares over time, and what happens if the old value is revoked at a moment: the questions of `simulate` and
 * `who-breaks`. Everything is by itself, without actions; a path that never converges by itself stays stale for ever.
 */
import type { Seconds } from '../model/duration.ts';
import type { Consumer, Graph } from '../model/graph.ts';
import { compareText } from '../model/place.ts';
import type { Delay, PathTiming } from '../model/timing.ts';
import { type Curve, chanceBy, excess } from './curve.ts';
import { groupBy, instancesOf } from './estate.ts';
import { boundOf, distribution } from './latest.ts';
import { obstacleOf } from './laws.ts';
import { type Milestone, type Passage, strandsOf } from './milestones.ts';
import type { Strand } from './strand.ts';

/** Expected shares, from 0 to 1. Busy services flatter the first; a gate takes the smallest. */
export interface Shares {
  readonly instances: number;
  readonly connections: number;
  /** Consumers, or paths, of which every instance is there. */
  readonly consumers: number;
  readonly paths: number;
}

export interface TimelinePoint {
  readonly at: Seconds;
  readonly adopted: Shares;
  readonly settled: Shares;
}

/** When a stale consumer notices that its value is refused. */
export type Fails = 'at-once' | 'next-connection' | 'next-run' | 'on-restart';

/** What a revocation at a moment does to one consumer; shares and probabilities from 0 to 1. */
export interface StaleShare {
  readonly consumer: string;
  readonly fails: Fails;
  /** Instances that still present the old value: the chance for each. */
  readonly instances: number;
  /** Chance that any instance does. */
  readonly anyInstance: number;
  /** Connections, or runs, made with the old value that are still open. */
  readonly connections: number;
  /**
   * Connections that must open again while their instance is stale, and so fail; all of a stale instance where nothing
   * keeps them open.
   */
  readonly failingConnections: number;
  /** Instances that see at least one such failure. */
  readonly failingInstances: number;
}

/**
 * Adopted and settled shares of a credential at the moments given, in seconds after publication. Dormant consumers are
 * left out.
 */
export function timeline(
  graph: Graph,
  timing: ReadonlyMap<string, PathTiming>,
  credential: string,
  moments: readonly Seconds[],
): readonly TimelinePoint[] {
  const passages = passagesOf(graph, timing, credential);
  const adopted = sharesOver(passages, 'adopted');
  const settled = sharesOver(passages, 'settled');
  return moments.map((at) => ({ at, adopted: adopted(at), settled: settled(at) }));
}

/** Who is stale if the old value is revoked at `moment`, by consumer id; consumers that surely are not are left out. */
export function staleShareAt(
  graph: Graph,
  timing: ReadonlyMap<string, PathTiming>,
  credential: string,
  moment: Seconds,
): readonly StaleShare[] {
  return [...byConsumer(passagesOf(graph, timing, credential)).values()]
    .map((passages) => staleShare(graph, credential, passages, moment))
    .filter((share): share is StaleShare => share !== null && (share.anyInstance > 0 || share.connections > 0))
    .sort((a, b) => compareText(a.consumer, b.consumer));
}

function staleShare(
  graph: Graph,
  credential: string,
  passages: readonly Passage[],
  moment: Seconds,
): StaleShare | null {
  const [first] = passages;
  if (!first) return null;
  const one = curveFor(passages, 'adopted', oneInstance);
  const stale = 1 - (one ? chanceBy(one, moment) : 0);
  const life = connectionLife(passages);
  const sessions = graph.dependencies.get(graph.credentials.get(credential)?.dependency ?? '')?.sessionClass ?? null;
  const fails = failsWhen(passages, sessions === null ? '' : sessions);
  const reopened = fails === 'next-connection' && one && life !== null && life > 0 ? { one, life } : null;
  return {
    consumer: first.consumer.id,
    fails,
    instances: stale,
    anyInstance: 1 - shareBy(curveFor(passages, 'adopted', whole), moment),
    connections: 1 - shareBy(curveFor(passages, 'settled', oneConnection), moment),
    failingConnections: reopened ? excess(reopened.one, moment, reopened.life) / reopened.life : stale,
    failingInstances: reopened ? anyReopened(reopened.one, moment, reopened.life, first.consumer) : stale,
  };
}

function shareBy(curve: Curve | null, moment: Seconds): number {
  return curve ? chanceBy(curve, moment) : 0;
}

/** Slices of the integral below: an error of about one millionth. */
const SLICES = 1000;

/**
 * Chance that any of an instance's connections must open again between `moment` and adoption: the first of m even
 * renewals in a life falls after x with density m (1 − x/life)^(m−1) / life.
 */
function anyReopened(adopted: Curve, moment: Seconds, life: Seconds, consumer: Consumer): number {
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

function failsWhen(passages: readonly Passage[], sessions: string): Fails {
  const delays = passages.flatMap((passage) => passage.delays);
  if (delays.some(({ hop }) => hop === 'schedule')) return 'next-run';
  if (sessions === 'per-request' || sessions.startsWith('killed')) return 'at-once';
  return delays.some(({ hop, law }) => hop === 'drain' && law.kind === 'unbounded') ? 'on-restart' : 'next-connection';
}

/** The longest connection life of the consumer; null: none known. */
function connectionLife(passages: readonly Passage[]): Seconds | null {
  const lives = passages
    .flatMap(({ delays }) => delays)
    .flatMap(({ hop, law }) => (hop === 'drain' && law.kind === 'uniform' ? [law.max] : []));
  return lives.length > 0 ? Math.max(...lives) : null;
}

type Narrow = (strand: Strand) => Strand;
const whole: Narrow = (strand) => strand;
const oneInstance: Narrow = (strand) => ({ ...strand, instances: 1, view: 'one' });
const oneConnection: Narrow = (strand) => ({ ...strand, instances: 1, connections: 1, view: 'one' });

/** When all strands have passed the milestone; null: never by themselves, or not known. */
function curveFor(passages: readonly Passage[], milestone: Milestone, narrow: Narrow): Curve | null {
  const strands = passages.flatMap((passage) => strandsOf(passage, milestone)).map(narrow);
  const stuck = ({ law }: Delay) => obstacleOf(law) !== null;
  return strands.some(({ delays }) => delays.some(stuck)) ? null : distribution(strands, boundOf(strands));
}

function sharesOver(passages: readonly Passage[], milestone: Milestone): (at: Seconds) => Shares {
  const consumers = [...byConsumer(passages).values()];
  const curves = consumers.map((own) => ({
    instances: own[0] ? instancesOf(own[0].consumer) : 0,
    connections: own[0] ? instancesOf(own[0].consumer) * connectionsOf(own[0].consumer) : 0,
    instance: curveFor(own, milestone, oneInstance),
    connection: curveFor(own, milestone, oneConnection),
    all: curveFor(own, milestone, whole),
  }));
  const paths = passages.map((passage) => curveFor([passage], milestone, whole));
  return (at) => ({
    instances: mean(curves.map(({ instance, instances }) => [shareBy(instance, at), instances])),
    connections: mean(curves.map(({ connection, connections }) => [shareBy(connection, at), connections])),
    consumers: mean(curves.map(({ all }) => [shareBy(all, at), 1])),
    paths: mean(paths.map((curve) => [shareBy(curve, at), 1])),
  });
}

/** Weighted mean; of nothing: all of it is there. */
function mean(shares: readonly (readonly [share: number, weight: number])[]): number {
  const total = shares.reduce((sum, [, weight]) => sum + weight, 0);
  return total === 0 ? 1 : shares.reduce((sum, [share, weight]) => sum + share * weight, 0) / total;
}

function connectionsOf({ connections }: Consumer): number {
  return Math.max(1, connections ?? 1);
}

function passagesOf(graph: Graph, timing: ReadonlyMap<string, PathTiming>, credential: string): readonly Passage[] {
  return graph.paths.flatMap((path) => {
    const consumer = graph.consumers.get(path.consumer);
    const own = timing.get(path.id);
    if (path.credential !== credential || !consumer || consumer.dormant !== null || !own) return [];
    return [{ path: path.id, consumer, delays: own.delays }];
  });
}

function byConsumer(passages: readonly Passage[]): ReadonlyMap<string, readonly Passage[]> {
  return groupBy(passages, ({ consumer }) => consumer.id);
}
