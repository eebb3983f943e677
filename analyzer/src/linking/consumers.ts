/** Consumers as nodes: what manifests state, corrected by overrides, and those only a person knows. One per object and place. */
import type {
  ActionDeclaration,
  Configuration,
  ConsumerDeclaration,
  OverrideDeclaration,
} from '../model/configuration.ts';
import { type Because, declared, type Evidence, seen } from '../model/evidence.ts';
import type { ConsumerFact, ScalingFact, Schedule } from '../model/fact.ts';
import type { Action, Consumer, ConsumerOverrides } from '../model/graph.ts';
import type { Span } from '../model/place.ts';
import { consumerKey } from './deliveries.ts';
import { consumerGlob, speaksFor } from './match.ts';
import type { Owned, OwnerOf } from './owners.ts';
import { canonicalEnvironment, environmentAt, type Place, type Placed } from './place.ts';

/** A consumer with what linking needs beside the node. */
export interface LinkedConsumer {
  readonly node: Consumer;
  /** null for declared ones. */
  readonly fact: ConsumerFact | null;
  readonly place: Place | null;
  /** Override entries that fit, in order. */
  readonly overrides: readonly OverrideDeclaration[];
}

/** Consumers outside Kubernetes, whose kinds are written in lower case, are (repository, kind, folder, name); short names for the common ones. */
const SHORT: Readonly<Record<string, string>> = { 'compose-service': 'compose', workflow: 'ci', crontab: 'cron' };

function schemeOf(kind: string): string | null {
  return /^[A-Z]/.test(kind) ? null : (SHORT[kind] ?? kind);
}

/** By `consumerKey`. Facts about one object at one place (a Compose service in several files) are one consumer. */
export function linkConsumers(
  facts: readonly Placed<ConsumerFact>[],
  scaling: readonly Placed<ScalingFact>[],
  configuration: Configuration,
  ownerOf: OwnerOf,
): ReadonlyMap<string, LinkedConsumer> {
  const globs = configuration.overrides.map((entry) => ({ entry, fits: consumerGlob(entry.consumer) }));
  const scaled = new Map(scaling.map((placed) => [consumerKey(placed.fact.consumer, placed.place), placed.fact]));
  const consumers = new Map<string, LinkedConsumer>();
  for (const { fact, place } of facts) {
    const key = consumerKey(fact.consumer, place);
    const known = consumers.get(key);
    if (known?.fact?.consumer.kind === 'compose-service')
      consumers.set(key, { ...known, fact: withImages(known.fact, fact) });
    if (known) continue;
    const namespace = fact.consumer.namespace ?? place.namespace;
    const overrides = globs
      .filter(
        ({ entry, fits }) =>
          speaksFor(entry.within, fact.at.file) &&
          fits({ namespace, kind: fact.consumer.kind, name: fact.consumer.name }),
      )
      .map(({ entry }) => entry);
    consumers.set(key, {
      node: nodeOf(fact, place, overrides, ownerOf, scaled.get(key) ?? null),
      fact,
      place,
      overrides,
    });
  }
  return consumers;
}

/** A Compose file for each database the service may be: it is all of them. */
function withImages(fact: ConsumerFact, { images }: ConsumerFact): ConsumerFact {
  const more = images.filter(({ image, container }) =>
    fact.images.every((use) => use.image !== image || use.container !== container),
  );
  return more.length > 0 ? { ...fact, images: [...fact.images, ...more] } : fact;
}

function nodeOf(
  fact: ConsumerFact,
  place: Place,
  overrides: readonly OverrideDeclaration[],
  ownerOf: OwnerOf,
  scaling: ScalingFact | null,
): Consumer {
  const { kind, name } = fact.consumer;
  const scheme = schemeOf(kind);
  const namespace = scheme ? null : (fact.consumer.namespace ?? place.namespace);
  const folder = scheme ? fact.consumer.namespace : null;
  const label: Owned | null = fact.owner
    ? { owner: fact.owner, because: seen(fact.at, `labelled ${fact.owner}`) }
    : null;
  const ownerOverride = last(overrides, ({ owner }) => owner);
  const owner = ownerOverride
    ? { owner: ownerOverride.value, because: ownerOverride.because }
    : ownerOf(fact.at.file, label);
  const count = last(overrides, ({ instances }) => instances);
  const schedules = last(overrides, (entry) => declaredSchedule(entry));
  const connections = last(overrides, (entry) => entry.connections);
  return {
    id: scheme
      ? `consumer:${scheme}:${[place.scope, folder, name].filter(Boolean).join('/')}`
      : `consumer:k8s:${place.scope}/${namespace ?? '-'}/${kind}/${name}`,
    name,
    kind: fact.kind,
    objectKind: kind,
    application: fact.application,
    cluster: place.cluster?.name ?? null,
    namespace,
    environment: environmentAt(place, namespace),
    owner: owner?.owner ?? null,
    instances: count
      ? { min: count.value, max: count.value, declared: true }
      : (boundsOf(scaling) ?? perNode(fact, place)),
    connections: connections?.value ?? null,
    schedules: schedules ? [schedules.value] : fact.schedules,
    dormant: fact.dormant ?? (scaling?.min === 0 ? 'scales to zero' : null),
    freshProcess: fact.freshProcess,
    lifecycle: fact.lifecycle,
    overrides: overridesOf(overrides),
    at: fact.at,
    because: [seen(fact.at, `${kind} ${name}`), ...(owner ? [owner.because] : []), ...(count ? [count.because] : [])],
  };
}

/** Bounds of an autoscaler; the most instances count. */
function boundsOf(scaling: ScalingFact | null): Consumer['instances'] | null {
  return scaling && { min: scaling.min, max: scaling.max, declared: true };
}

/** A DaemonSet runs once per node: as many as the cluster is declared to have. */
function perNode(fact: ConsumerFact, place: Place): Consumer['instances'] {
  const nodes = place.cluster?.nodes ?? null;
  return fact.consumer.kind === 'DaemonSet' && nodes !== null
    ? { min: nodes, max: nodes, declared: true }
    : fact.instances;
}

interface Said<T> {
  readonly value: T;
  readonly because: Evidence;
}

/** The last entry that says something wins: folder files come after the root's. */
function last<T>(
  entries: readonly OverrideDeclaration[],
  pick: (entry: OverrideDeclaration) => T | null,
): Said<T> | null {
  for (const entry of [...entries].reverse()) {
    const value = pick(entry);
    if (value !== null) return { value, because: declared(entry.at, entry.reason ?? `declared for ${entry.consumer}`) };
  }
  return null;
}

function overridesOf(entries: readonly OverrideDeclaration[]): ConsumerOverrides {
  const refresh = last(entries, ({ refresh }) => refresh);
  const interval = last(entries, ({ interval }) => interval);
  const jitter = last(entries, ({ jitter }) => jitter);
  const startup = last(entries, ({ startup }) => startup);
  const run = last(entries, ({ run }) => run);
  const action = last(entries, ({ action }) => action);
  return {
    ...(refresh ? { refresh: { mode: refresh.value, because: [refresh.because] as Because } } : {}),
    ...(interval ? { interval: { value: interval.value, because: [interval.because] as Because } } : {}),
    ...(jitter ? { jitter: { value: jitter.value, because: [jitter.because] as Because } } : {}),
    ...(startup ? { startup: { value: startup.value, because: [startup.because] as Because } } : {}),
    ...(run ? { run: { value: run.value, because: [run.because] as Because } } : {}),
    ...(action ? { action: actionOf(action.value) } : {}),
  };
}

function actionOf(action: ActionDeclaration): Action {
  const { does, takes, parallel, contact, at } = action;
  return { does, takes, parallel, contact, because: [declared(at, does)] };
}

function declaredSchedule(entry: { schedule: string | null; timeZone: string | null; at: Span }): Schedule | null {
  if (entry.schedule === null) return null;
  return {
    cron: entry.schedule,
    timeZone: entry.timeZone,
    concurrency: 'Allow',
    startingDeadline: null,
    row: 'unix-crontab',
    at: entry.at,
  };
}

/** A consumer that only `keyturn.yaml` knows. */
export function declaredConsumer(entry: ConsumerDeclaration, repository: string): Consumer {
  const because: Because = [declared(entry.at, `${entry.kind} ${entry.name} declared`)];
  const schedule = declaredSchedule(entry);
  const count = entry.instances ?? 1;
  const fresh = schedule !== null && (entry.refresh === null || entry.refresh === 'scheduled');
  return {
    id: `consumer:declared:${entry.cluster ?? repository}/${entry.name}`,
    name: entry.name,
    kind: entry.kind,
    objectKind: 'declared',
    application: null,
    cluster: entry.cluster,
    namespace: null,
    environment: canonicalEnvironment(entry.environment),
    owner: entry.owner,
    instances: { min: count, max: count, declared: entry.instances !== null },
    connections: entry.connections,
    schedules: schedule ? [schedule] : [],
    dormant: null,
    freshProcess: fresh,
    lifecycle: null,
    overrides: {
      ...(entry.refresh ? { refresh: { mode: entry.refresh, because } } : {}),
      ...(entry.interval !== null ? { interval: { value: entry.interval, because } } : {}),
      ...(entry.jitter !== null ? { jitter: { value: entry.jitter, because } } : {}),
      ...(entry.startup !== null ? { startup: { value: entry.startup, because } } : {}),
      ...(entry.run !== null ? { run: { value: entry.run, because } } : {}),
      ...(entry.action ? { action: actionOf(entry.action) } : {}),
    },
    at: entry.at,
    because,
  };
}
