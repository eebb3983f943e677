/**
 * Kubernetes workloads as consumers: how many, when they run, how their instances are replaced. It never guesses what the
 * object leaves to the API server, except the two defaults the API itself documents (replicas 1, grace 30 s).
 */
import type { ConsumerFact, ImageUse, Instances, Lifecycle, Schedule } from '../model/fact.ts';
import type { ConsumerKind } from '../model/vocabulary.ts';
import { commandTexts, commandWords } from '../syntax/command-words.ts';
import { annotationsOf, consumerOf } from '../syntax/kubernetes.ts';
import { mayHoldWorkload, readWorkloads, type Workload } from '../syntax/kubernetes-pod.ts';
import { at, entriesAt, isTrue, numberAt, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'kubernetes-workload',
  reads: 'Pods, Deployments, StatefulSets, DaemonSets, ReplicaSets, Jobs and CronJobs as consumers',
  syntax: 'yaml',
  accepts: (unit) => mayHoldWorkload(unit.content),
  read: (unit) => readWorkloads(unit.content, (workload) => ({ facts: [consumerFact(workload)] })),
});

/** What the object alone says it is; every other kind is a service. */
const CONSUMER_KINDS: Readonly<Record<string, ConsumerKind>> = {
  CronJob: 'cron',
  Job: 'job',
  ScaledJob: 'job',
  DaemonSet: 'daemon',
};

function consumerFact(workload: Workload): ConsumerFact {
  const { kind, tree, template } = workload;
  return {
    fact: 'consumer',
    consumer: consumerOf(workload),
    kind: CONSUMER_KINDS[kind] ?? 'service',
    application: firstLabel([tree, template], APPLICATION_LABELS),
    instances: instancesOf(workload),
    schedules: schedulesOf(workload),
    dormant: dormancyOf(workload),
    freshProcess: kind === 'Job' || kind === 'CronJob' || kind === 'ScaledJob',
    lifecycle: lifecycleOf(workload),
    images: imagesOf(workload),
    serviceAccount: textAt(workload.pod, 'serviceAccountName') || textAt(workload.pod, 'serviceAccount') || null,
    owner: firstLabel([tree, template], OWNER_LABELS),
    at: workload.at,
  };
}

/** kubernetes.io, "Recommended Labels"; `app` is the habit before them. The first that is set names the whole. */
const APPLICATION_LABELS = ['app.kubernetes.io/name', 'app.kubernetes.io/instance', 'app'];

/**
 * Who owns an object, strongest first: the annotation of "Annotating Kubernetes Services for Humans" (kubernetes.io/blog,
 * 2021-04-20), then the labels Kubecost and OpenCost take an owner from by default (owner, team).
 */
const OWNER_LABELS = ['a8r.io/owner', 'owner', 'team'];

function firstLabel(trees: readonly (Tree | null)[], names: readonly string[]): string | null {
  for (const name of names)
    for (const tree of trees)
      for (const { key, value } of [...entriesAt(tree, 'metadata', 'labels'), ...annotationsOf(tree)])
        if (key.text === name && value.kind === 'scalar' && value.text) return value.text;
  return null;
}

/** A count that is written but is none (a template) bounds nothing. */
function counted(tree: Tree | null, field: string): Instances {
  if (textAt(tree, field) === null) return { min: 1, max: 1, declared: false };
  const count = numberAt(tree, field) ?? Number.NaN;
  return !Number.isSafeInteger(count) || count < 0
    ? { min: 1, max: null, declared: false }
    : { min: count, max: count, declared: true };
}

function instancesOf({ kind, tree }: Workload): Instances {
  if (kind === 'Pod') return { min: 1, max: 1, declared: true };
  if (kind === 'DaemonSet') return { min: 1, max: null, declared: false };
  if (kind === 'Job' || kind === 'CronJob') return podsOfJob(jobSpec(kind, tree));
  return counted(at(tree, 'spec'), 'replicas');
}

/** Pods of a Job that run at once: `parallelism`, never more than `completions` asks for (batch/v1 JobSpec). */
function podsOfJob(spec: Tree | null): Instances {
  const parallel = counted(spec, 'parallelism');
  const completions = counted(spec, 'completions');
  if (!completions.declared || parallel.max === null) return parallel;
  const count = Math.min(parallel.max, completions.min);
  return { min: count, max: count, declared: true };
}

function jobSpec(kind: string, tree: Tree): Tree | null {
  return kind === 'CronJob' ? at(tree, 'spec', 'jobTemplate', 'spec') : at(tree, 'spec');
}

function dormancyOf({ kind, tree }: Workload): string | null {
  if (isTrue(tree, 'spec', 'suspend') || isTrue(jobSpec(kind, tree), 'suspend')) return 'suspended';
  if (numberAt(tree, 'spec', 'replicas') === 0) return 'replicas 0';
  return numberAt(jobSpec(kind, tree), 'parallelism') === 0 ? 'parallelism 0' : null;
}

/** `CRON_TZ=` and `TZ=` inside the schedule were accepted, undocumented, before `timeZone` (kubernetes.io, "CronJob limitations"). */
const ZONE_PREFIX = /^(?:CRON_)?TZ=(\S+)\s+/;

function schedulesOf({ kind, tree }: Workload): readonly Schedule[] {
  const cron = kind === 'CronJob' ? scalarAt(tree, 'spec', 'schedule') : null;
  if (!cron?.text) return [];
  const policy = textAt(tree, 'spec', 'concurrencyPolicy');
  const schedule: Schedule = {
    cron: cron.text.replace(ZONE_PREFIX, ''),
    timeZone: textAt(tree, 'spec', 'timeZone') ?? ZONE_PREFIX.exec(cron.text)?.[1] ?? null,
    concurrency: policy === 'Forbid' || policy === 'Replace' ? policy : 'Allow',
    startingDeadline: numberAt(tree, 'spec', 'startingDeadlineSeconds'),
    row: 'k8s-cronjob-schedule',
    at: cron.span,
  };
  return [schedule];
}

type Replacement = Pick<Lifecycle, 'strategy'> & { readonly rolling?: readonly string[] };

/** How a changed pod template reaches the pods (Kubernetes API reference, the strategy of each kind). */
const REPLACEMENTS: Readonly<Record<string, (spec: Tree | null) => Replacement>> = {
  Deployment: (spec) => {
    if (isTrue(spec, 'paused')) return { strategy: 'paused' };
    if (textAt(spec, 'strategy', 'type') === 'Recreate') return { strategy: 'recreate' };
    return { strategy: 'rolling', rolling: ['strategy', 'rollingUpdate'] };
  },
  StatefulSet: (spec) => {
    if (textAt(spec, 'updateStrategy', 'type') === 'OnDelete') return { strategy: 'on-delete' };
    const partition = numberAt(spec, 'updateStrategy', 'rollingUpdate', 'partition') ?? 0;
    return { strategy: partition > 0 ? 'partition' : 'ordered', rolling: ['updateStrategy', 'rollingUpdate'] };
  },
  // argo-rollouts, "Rollout Specification": both strategies bring up new pods beside the old ones; a canary takes maxSurge.
  Rollout: (spec) =>
    isTrue(spec, 'paused') ? { strategy: 'paused' } : { strategy: 'rolling', rolling: ['strategy', 'canary'] },
  // OpenShift, "DeploymentConfig strategies".
  DeploymentConfig: (spec) => {
    if (isTrue(spec, 'paused')) return { strategy: 'paused' };
    if (textAt(spec, 'strategy', 'type') === 'Recreate') return { strategy: 'recreate' };
    return { strategy: 'rolling', rolling: ['strategy', 'rollingParams'] };
  },
  // Every change of the template is a new revision that takes over (knative.dev, "Revisions").
  Service: () => ({ strategy: 'rolling' }),
  DaemonSet: (spec) =>
    textAt(spec, 'updateStrategy', 'type') === 'OnDelete'
      ? { strategy: 'on-delete' }
      : { strategy: 'per-node', rolling: ['updateStrategy', 'rollingUpdate'] },
  // These two keep the pods they have when the template changes.
  ReplicaSet: () => ({ strategy: 'on-delete' }),
  ReplicationController: () => ({ strategy: 'on-delete' }),
};

/** `terminationGracePeriodSeconds` when the pod does not set it (core/v1 PodSpec). */
const DEFAULT_GRACE = 30;

function lifecycleOf(workload: Workload): Lifecycle {
  const spec = at(workload.tree, 'spec');
  const replacement = REPLACEMENTS[workload.kind]?.(spec) ?? { strategy: 'none' };
  const rolling = replacement.rolling ? at(spec, ...replacement.rolling) : null;
  return {
    strategy: replacement.strategy,
    maxSurge: textAt(rolling, 'maxSurge'),
    maxUnavailable: textAt(rolling, 'maxUnavailable'),
    startup: startupOf(workload),
    minReady: numberAt(spec, 'minReadySeconds') ?? 0,
    grace: numberAt(workload.pod, 'terminationGracePeriodSeconds') ?? DEFAULT_GRACE,
    at: (at(spec, 'strategy') ?? at(spec, 'updateStrategy'))?.span ?? workload.at,
  };
}

/**
 * The longest start-up its startup probes allow: initialDelaySeconds + failureThreshold × periodSeconds, with the defaults of
 * core/v1 Probe (0, 3, 10). Containers start side by side. null: no startup probe.
 */
function startupOf({ containers }: Workload): number | null {
  const bounds = containers.flatMap(({ tree }) => {
    const probe = at(tree, 'startupProbe');
    if (probe?.kind !== 'mapping') return [];
    const [delay, failures, period] = [
      numberAt(probe, 'initialDelaySeconds') ?? 0,
      numberAt(probe, 'failureThreshold') ?? 3,
      numberAt(probe, 'periodSeconds') ?? 10,
    ];
    return [delay + failures * period];
  });
  return bounds.length > 0 ? Math.max(...bounds) : null;
}

function imagesOf({ containers }: Workload): readonly ImageUse[] {
  return containers.flatMap(({ name, tree }) => {
    const image = scalarAt(tree, 'image');
    const command = commandWords([...commandTexts(tree, 'command'), ...commandTexts(tree, 'args')]);
    if (!image) return [];
    return [{ container: name, image: image.text, ...(command.length > 0 ? { command } : {}), at: image.span }];
  });
}
