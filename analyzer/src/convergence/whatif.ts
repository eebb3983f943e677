/**
 * Shares over time, and who is stale if the old value is revoked at a moment. Everything is by itself, without actions; a
 * path that never converges by itself stays stale for ever.
 */
import type { Seconds } from '../model/duration.ts';
import type { Graph } from '../model/graph.ts';
import { compareText } from '../model/place.ts';
import type { PathTiming } from '../model/timing.ts';
import { excess } from './curve.ts';
import { instancesOf } from './estate.ts';
import { type Fails, failsWhen } from './fails.ts';
import type { Milestone } from './milestones.ts';
import { byConsumer, type Held, type Holding, type Rotation, rotationOf } from './rotation.ts';
import {
  anyReopened,
  connectionLife,
  connectionsOf,
  curveFor,
  oneConnection,
  oneInstance,
  shareBy,
  whole,
} from './standing.ts';

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
  const known = graph.credentials.get(credential);
  return known ? timelineOf(rotationOf(graph, timing, known), moments) : [];
}

/** The same for a rotation, wherever it was read. */
export function timelineOf({ holdings }: Rotation, moments: readonly Seconds[]): readonly TimelinePoint[] {
  const adopted = sharesOver(holdings, 'adopted');
  const settled = sharesOver(holdings, 'settled');
  return moments.map((at) => ({ at, adopted: adopted(at), settled: settled(at) }));
}

/** Who is stale if the old value is revoked at `moment`, by consumer id; consumers that surely are not are left out. */
export function staleShareAt(
  graph: Graph,
  timing: ReadonlyMap<string, PathTiming>,
  credential: string,
  moment: Seconds,
): readonly StaleShare[] {
  const known = graph.credentials.get(credential);
  return known ? staleSharesOf(rotationOf(graph, timing, known), moment) : [];
}

/** The same for a rotation, wherever it was read. */
export function staleSharesOf(rotation: Rotation, moment: Seconds): readonly StaleShare[] {
  return byConsumer(rotation.holdings)
    .map((held) => staleShare(rotation, held, moment))
    .filter((share) => share.anyInstance > 0 || share.connections > 0)
    .sort((a, b) => compareText(a.consumer, b.consumer));
}

function staleShare({ dependency }: Rotation, held: Held, moment: Seconds): StaleShare {
  const { consumer, holdings } = held;
  const one = curveFor(holdings, 'adopted', oneInstance);
  const stale = 1 - shareBy(one, moment);
  const life = connectionLife(holdings);
  const fails = failsWhen(held, dependency);
  const reopened = fails === 'next-connection' && one && life !== null && life > 0 ? { one, life } : null;
  return {
    consumer: consumer.id,
    fails,
    instances: stale,
    anyInstance: 1 - shareBy(curveFor(holdings, 'adopted', whole), moment),
    connections: 1 - shareBy(curveFor(holdings, 'settled', oneConnection), moment),
    failingConnections: reopened ? excess(reopened.one, moment, reopened.life) / reopened.life : stale,
    failingInstances: reopened ? anyReopened(reopened.one, moment, reopened.life, consumer) : stale,
  };
}

function sharesOver(holdings: readonly Holding[], milestone: Milestone): (at: Seconds) => Shares {
  const curves = byConsumer(holdings).map(({ consumer, holdings: own }) => ({
    instances: instancesOf(consumer),
    connections: instancesOf(consumer) * connectionsOf(consumer),
    instance: curveFor(own, milestone, oneInstance),
    connection: curveFor(own, milestone, oneConnection),
    all: curveFor(own, milestone, whole),
  }));
  const paths = holdings.map((holding) => curveFor([holding], milestone, whole));
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
