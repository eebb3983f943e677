/**
 * How long it takes to replace all instances of a consumer, by the strategy its manifest states. What the manifest
 * leaves open (start-up, number of nodes) stays unknown and is never guessed.
 */
import type { Configuration } from '../model/configuration.ts';
import { type Seconds, sayDuration } from '../model/duration.ts';
import { type Because, declared, type Evidence, seen } from '../model/evidence.ts';
import type { Lifecycle } from '../model/fact.ts';
import type { Consumer } from '../model/graph.ts';
import type { Law } from '../model/timing.ts';

export interface Rollout {
  readonly law: Law;
  /** How long no instance serves; null: some always do. */
  readonly outage: Seconds | null;
  readonly because: Because;
}

/** What a strategy needs to know. */
interface Fleet {
  readonly instances: number;
  readonly lifecycle: Lifecycle;
  /** Bound on start-up, and the time an instance must stay ready after it. */
  readonly ready: Seconds;
}

type Plan = (fleet: Fleet) => { readonly law: Law; readonly outage: Seconds | null };

/** Deployment defaults (https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable). */
const DEFAULT_SHARE = '25%';

const never =
  (reason: string): Plan =>
  () => ({ law: { kind: 'never', reason }, outage: null });

const PLANS: Readonly<Record<Lifecycle['strategy'], Plan>> = {
  rolling: ({ instances, lifecycle, ready }) => {
    const surge = countOf(lifecycle.maxSurge ?? DEFAULT_SHARE, instances, Math.ceil);
    const unavailable = countOf(lifecycle.maxUnavailable ?? DEFAULT_SHARE, instances, Math.floor);
    const waves = Math.ceil(instances / Math.max(1, surge + unavailable));
    return surge > 0
      ? inWaves(waves, ready, lifecycle.grace)
      : // Without surge a place is free only once the old instance has gone.
        inWaves(waves, lifecycle.grace + ready, 0);
  },
  recreate: ({ lifecycle, ready }) => ({
    law: { kind: 'fixed', at: lifecycle.grace + ready },
    outage: lifecycle.grace + ready,
  }),
  ordered: ({ instances, lifecycle, ready }) => oldFirst(instances, lifecycle, ready),
  'per-node': ({ instances, lifecycle, ready }) => oldFirst(instances, lifecycle, ready),
  'on-delete': never('replaced-on-delete-only'),
  paused: never('rollout-paused'),
  partition: never('partition-keeps-old'),
  // Nothing takes over while the only process starts again.
  none: ({ lifecycle, ready }) => ({
    law: { kind: 'fixed', at: lifecycle.grace + ready },
    outage: lifecycle.grace + ready,
  }),
};

/** Strategies that need no figure to be known. */
const WITHOUT_FIGURES = new Set<Lifecycle['strategy']>(['on-delete', 'paused', 'partition']);

/** The campaign that replaces every instance, from the moment it is started. */
export function rolloutOf(consumer: Consumer, configuration: Configuration): Rollout {
  const { lifecycle } = consumer;
  const because = evidenceOf(consumer);
  if (!lifecycle) return { law: { kind: 'unknown', reason: 'start-up-unknown' }, outage: null, because };
  if (WITHOUT_FIGURES.has(lifecycle.strategy))
    return { ...PLANS[lifecycle.strategy]({ instances: 1, lifecycle, ready: 0 }), because };
  const startup = consumer.overrides.startup?.value ?? lifecycle.startup;
  if (startup === null) return { law: { kind: 'unknown', reason: 'start-up-unknown' }, outage: null, because };
  const { count, evidence } = instancesOf(consumer, configuration);
  if (count === null) return { law: { kind: 'unknown', reason: 'instance-count-unknown' }, outage: null, because };
  const fleet = { instances: count, lifecycle, ready: startup + lifecycle.minReady };
  return { ...PLANS[lifecycle.strategy](fleet), because: [...because, ...evidence] };
}

/** Number or percentage of a fleet, at least zero; text that is neither counts as one. */
function countOf(text: string, instances: number, round: (count: number) => number): number {
  const match = /^\s*(\d+(?:\.\d+)?)\s*(%?)\s*$/.exec(text);
  const amount = match ? Number(match[1]) : 1;
  return match?.[2] ? round((amount * instances) / 100) : Math.floor(amount);
}

function inWaves(waves: number, wave: Seconds, tail: Seconds): ReturnType<Plan> {
  return { law: { kind: 'campaign', waves, wave, tail }, outage: null };
}

/** One instance (or `maxUnavailable`) goes before its successor starts: StatefulSet and DaemonSet without surge. */
function oldFirst(instances: number, { maxUnavailable, grace }: Lifecycle, ready: Seconds): ReturnType<Plan> {
  const together = Math.max(1, countOf(maxUnavailable ?? '1', instances, Math.ceil));
  return inWaves(Math.ceil(instances / together), grace + ready, 0);
}

/** Instances at most; a fleet of one per node takes the nodes declared for its cluster. */
function instancesOf(consumer: Consumer, configuration: Configuration) {
  if (consumer.instances.max !== null) return { count: Math.max(1, consumer.instances.max), evidence: [] };
  const cluster = configuration.clusters.find(({ name, nodes }) => name === consumer.cluster && nodes !== null);
  if (!cluster?.nodes) return { count: null, evidence: [] };
  const evidence: readonly Evidence[] = [declared(cluster.at, `cluster ${cluster.name} has ${cluster.nodes} nodes`)];
  return { count: cluster.nodes, evidence };
}

function evidenceOf({ lifecycle, overrides, because }: Consumer): Because {
  if (!lifecycle) return because;
  const stated = seen(lifecycle.at, `strategy ${lifecycle.strategy}, grace ${sayDuration(lifecycle.grace)}`);
  return overrides.startup ? [stated, ...overrides.startup.because] : [stated];
}
