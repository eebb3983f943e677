/**
 * Code ↔ workload (design, section 4, join 6): the same name read by code that is built into the workload that receives it. Reads
 * join the deliveries they use; a read that nothing delivers is a delivery of its own, from an env file beside the code or from whoever
 * starts the process.
 */
import type { Knowledge } from '../../knowledge/tables.ts';
import { seen } from '../../model/evidence.ts';
import type { ConsumerFact } from '../../model/fact.ts';
import { groupBy } from '../../model/group.ts';
import type { Span } from '../../model/place.ts';
import type { LinkedConsumer } from '../consumers.ts';
import { consumerKey, type ResolvedDelivery } from '../deliveries.ts';
import type { Place, Placed, PlacedFacts } from '../place.ts';
import type { Resolver } from '../resolve.ts';
import { type Builds, dockerfileOf, indexBuilds } from './builds.ts';
import { type CodeFiles, indexCode, join, parent } from './files.ts';
import { type Matched, matchReads } from './match-reads.ts';
import type { Running } from './running.ts';
import { type Application, applicationsOf, type CodeScope, scopesOf } from './scopes.ts';

export interface LinkedCode extends Matched {
  /** Consumers that only code shows. */
  readonly applications: readonly Placed<ConsumerFact>[];
  /** `consumerKey` → the one application package a scanned consumer runs: what its developers call it. */
  readonly names: ReadonlyMap<string, string>;
}

const NOTHING: LinkedCode = {
  applications: [],
  names: new Map(),
  deliveries: [],
  reads: new Map(),
  connections: [],
  signals: [],
};

export function linkCode(
  facts: PlacedFacts,
  consumers: ReadonlyMap<string, LinkedConsumer>,
  deliveries: readonly ResolvedDelivery[],
  resolver: Resolver,
  repository: string,
  knowledge: Knowledge,
): LinkedCode {
  const code = indexCode(facts);
  if (code.files.length === 0) return NOTHING;
  const builds = indexBuilds(facts, repository);
  const scanned = [...consumers].flatMap(([key, consumer]) => runningOf(key, consumer, facts, builds, code));
  const taken = new Set(scanned.flatMap(({ scope }) => [...scope.files]));
  const scripts = new Set(
    facts.consumer.filter(({ fact }) => fact.consumer.kind === 'script').map(({ fact }) => fact.consumer.name),
  );
  const carried = carriedByName(facts, taken);
  const applications = applicationsOf(code, new Set([...taken, ...scripts]), repository, (file) =>
    firstPlace(facts, file),
  );
  const place: Place = {
    cluster: null,
    scope: repository,
    shared: repository,
    root: '',
    namespace: null,
    environment: null,
  };
  const made = applications.map((application) => consumerFact(application, endsByItself(application, facts)));
  const running = [
    ...scanned,
    ...applications.map((application, index) => alone(made[index] as ConsumerFact, application, place)),
    ...facts.consumer
      .filter(({ fact: { consumer } }) => scripts.has(consumer.name) && !carried.has(consumer.name))
      .map(({ fact, place: at }) => scriptOf(fact, at)),
  ];
  return {
    applications: made.map((fact) => ({ fact, place })),
    names: new Map(
      scanned.flatMap(({ key, scope }) => applicationName(scope, code).map((name) => [key, name] as const)),
    ),
    ...matchReads(running, facts, deliveries, resolver, knowledge),
  };
}

/** Files that a Dockerfile copies by their own name into an image some consumer runs: they are run in there, not beside it. */
function carriedByName({ build, recipe }: PlacedFacts, taken: ReadonlySet<string>): ReadonlySet<string> {
  const recipes = groupBy(recipe, ({ fact }) => fact.dockerfile);
  const copied = build.flatMap(({ fact }) =>
    fact.mounted
      ? []
      : (recipes.get(dockerfileOf(fact)) ?? []).flatMap((one) =>
          one.fact.copies.map((path) => join(fact.context, path)),
        ),
  );
  return new Set(copied.filter((file) => taken.has(file)));
}

function runningOf(
  key: string,
  consumer: LinkedConsumer,
  { entry }: PlacedFacts,
  builds: Builds,
  code: CodeFiles,
): readonly Running[] {
  const { fact, place } = consumer;
  if (!fact || !place || fact.consumer.kind === 'script') return [];
  return scopesOf(consumer, entry, builds, code).map((scope) => ({
    key,
    consumer: fact.consumer,
    place,
    scope,
    folder: commonFolder(scope.files),
  }));
}

/** `@acme/web` is called web. Several applications in one image have no common name. */
function applicationName({ files }: CodeScope, code: CodeFiles): readonly string[] {
  const packages = new Set([...files].flatMap((file) => code.packageOf(file) ?? []).filter((one) => one.application));
  const [only] = packages;
  const name = only?.name.slice(only.name.lastIndexOf('/') + 1);
  return packages.size === 1 && name ? [name] : [];
}

function alone(fact: ConsumerFact, { files, because, folder }: Application, place: Place): Running {
  return {
    key: consumerKey(fact.consumer, place),
    consumer: fact.consumer,
    place,
    scope: { files, because, container: null },
    folder,
  };
}

/** A script is its own and only file. */
function scriptOf(fact: ConsumerFact, place: Place): Running {
  const scope: CodeScope = {
    files: new Set([fact.at.file]),
    because: [seen(fact.at, `script ${fact.consumer.name}`)],
    container: null,
  };
  return {
    key: consumerKey(fact.consumer, place),
    consumer: fact.consumer,
    place,
    scope,
    folder: parent(fact.at.file),
  };
}

/** A package whose every read is a script's or a build's work (the root of a workspace, say): nothing of it stays running. */
function endsByItself({ files }: Application, { read, connection, entry }: PlacedFacts): boolean {
  const moments = [...read, ...connection].filter(({ fact }) => files.has(fact.at.file)).map(({ fact }) => fact.moment);
  const started = entry.some(({ fact }) => files.has(fact.at.file));
  return !started && moments.includes('job') && moments.every((moment) => moment === 'job' || moment === 'build');
}

function consumerFact({ name, folder, at }: Application, ends: boolean): ConsumerFact {
  return {
    fact: 'consumer',
    consumer: { kind: 'application', namespace: folder || null, name },
    kind: ends ? 'job' : 'service',
    application: name,
    instances: { min: 1, max: null, declared: false },
    schedules: [],
    dormant: null,
    freshProcess: ends,
    lifecycle: null,
    images: [],
    serviceAccount: null,
    owner: null,
    at,
  };
}

function firstPlace(facts: PlacedFacts, file: string): Span {
  const placed = [facts.read, facts.connection, facts.import, facts.entry]
    .flatMap((all) => all.map(({ fact }) => fact.at))
    .find((at) => at.file === file);
  return placed ?? { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
}

/** The longest folder all files share. */
function commonFolder(files: ReadonlySet<string>): string {
  const [first, ...rest] = [...files].map((file) => parent(file).split('/'));
  let length = first?.length ?? 0;
  for (const parts of rest)
    while (length > 0 && parts.slice(0, length).join('/') !== (first ?? []).slice(0, length).join('/')) length -= 1;
  return (first ?? []).slice(0, length).join('/');
}
