/**
 * Facts → graph: the only place that joins what different files say (design, section 4). A list of steps; each lives in a file of
 * its own, and every join carries the reason it was made for.
 */

import type { Knowledge } from '../knowledge/tables.ts';
import type { Configuration, ConsumerDeclaration } from '../model/configuration.ts';
import type { UnitFacts } from '../model/fact.ts';
import type { CodeRead, Consumer, Credential, Dependency, Graph, PropagationPath, Unresolved } from '../model/graph.ts';
import { groupBy } from '../model/group.ts';
import { compareSpans, compareText } from '../model/place.ts';
import { addressId, carrierId, objectId } from './address.ts';
import type { Candidate } from './candidate.ts';
import { findCandidates } from './candidates.ts';
import { carrierNode } from './carriers.ts';
import { type LinkedCode, linkCode } from './code/link-code.ts';
import { codeConnections } from './code/sessions.ts';
import { linkConnections } from './connections.ts';
import { declaredConsumer, type LinkedConsumer, linkConsumers } from './consumers.ts';
import { finishCredential, joinCredentials, longName } from './credentials.ts';
import { consumerKey, resolveDeliveries } from './deliveries.ts';
import { type Flow, traceFlow } from './flow.ts';
import { findHoles } from './holes.ts';
import { createImages, type ImagesOf } from './images.ts';
import type { Joined } from './joined.ts';
import { withLabels } from './labelled.ts';
import { linkMayFetch, unplacedBindings } from './may-fetch.ts';
import { createOwners, teamsOf } from './owners.ts';
import { declaredPath, distinctPaths, pathOf } from './paths.ts';
import { placeFacts } from './place.ts';
import { placeProcesses } from './processes.ts';
import { withReferences } from './references.ts';
import { createResolver } from './resolve.ts';
import { roleOf } from './roles.ts';
import { pairServers } from './servers.ts';
import { linkTriggers } from './triggers.ts';

export interface LinkOptions {
  /** Name of the repository: what ids begin with where no cluster is declared. */
  readonly repository: string;
  readonly configuration: Configuration;
  readonly knowledge: Knowledge;
  /** `file:line:column` of a value → class of equal values; only values that occur twice. */
  readonly valueClasses: ReadonlyMap<string, number>;
  /** The same for passwords of any length among connection strings and what they may equal. */
  readonly passwordClasses: ReadonlyMap<string, number>;
}

/** Joins all facts into the graph. Pure and deterministic. */
export function link(units: readonly UnitFacts[], options: LinkOptions): Graph {
  const { configuration, knowledge, repository } = options;
  const facts = placeProcesses(withReferences(placeFacts(units, configuration, repository)), repository);
  const resolver = createResolver(facts, repository);
  const stated = withLabels(resolveDeliveries(facts, resolver), facts, resolver, knowledge);
  const ownerOf = createOwners(facts, configuration);
  const scanned = linkConsumers(facts.consumer, facts.scaling, configuration, ownerOf);
  const code = linkCode(facts, scanned, stated, resolver, repository, knowledge);
  const deliveries = [...stated, ...code.deliveries];
  const flow = traceFlow(
    facts,
    resolver,
    deliveries.map(({ address }) => address),
  );
  const consumers = new Map([
    ...calledByCode(scanned, code),
    ...linkConsumers(code.applications, [], configuration, ownerOf),
  ]);
  const found = findCandidates(deliveries, flow, knowledge);
  const imagesOf = createImages(facts, repository);
  const imagesOfUse = ({ delivery: { fact, place } }: Candidate) =>
    imagesOf(consumers.get(consumerKey(fact.consumer, place)));
  const served = pairServers(found.candidates, imagesOfUse, flow, knowledge, options.passwordClasses);
  const { joined, copies, unmatched } = joinCredentials(
    { ...found, pairs: [...found.pairs, ...served] },
    configuration,
    knowledge,
    options.valueClasses,
  );

  const uses = usesByCredential(found.candidates, joined);
  const built = buildCredentials(joined, uses, consumers, imagesOf, code, flow, options);
  const people = declareConsumers(configuration, built.credentials, repository);
  const paths = distinctPaths([...built.paths, ...people.paths]);
  const carriers = new Map(
    joined.flatMap((entry) =>
      entry.holders.map(
        (address) => [carrierId(address), carrierNode(address, flow, entry.origins[0]?.at ?? ZERO)] as const,
      ),
    ),
  );
  return {
    credentials: sorted(built.credentials),
    carriers: sorted(carriers),
    derivations: [...flow.incoming.values()]
      .flat()
      .map(({ derivation }) => derivation)
      .filter(({ from, to }) => carriers.has(from) && carriers.has(to))
      .sort((a, b) => compareText(a.to, b.to) || compareText(a.from, b.from)),
    consumers: sorted(usedConsumers(consumers, people.consumers, paths)),
    dependencies: sorted(built.dependencies),
    paths,
    connections: [
      ...linkConnections(consumers.values(), people.entries),
      ...codeConnections(code.connections, { ...built, paths, idOf: (key) => consumers.get(key)?.node.id }),
    ],
    signals: code.signals.flatMap(({ consumer: key, ...signal }) => {
      const consumer = consumers.get(key)?.node.id;
      return consumer === undefined ? [] : [{ consumer, ...signal }];
    }),
    triggers: linkTriggers(facts, consumers, paths, flow.addresses, resolver, knowledge, configuration),
    holes: findHoles(stated, flow).filter(({ carrier }) => carriers.has(carrier)),
    copies,
    mayFetch: linkMayFetch(facts, sorted(built.credentials).values(), { consumers, paths, addresses: flow.addresses }),
    unresolved: unresolvedOf(units, [
      ...flow.unresolved,
      ...found.unresolved,
      ...people.unresolved,
      ...unmatched,
      ...unplacedBindings(facts),
    ]),
    teams: teamsOf(configuration),
  };
}

/** A consumer without a label of its own goes by the name of the application it runs. */
function calledByCode(
  scanned: ReadonlyMap<string, LinkedConsumer>,
  { names }: LinkedCode,
): ReadonlyMap<string, LinkedConsumer> {
  return new Map(
    [...scanned].map(([key, consumer]) => {
      const application = names.get(key);
      const labelled = consumer.node.application !== null && /^[A-Z]/.test(consumer.node.objectKind);
      return [key, application && !labelled ? { ...consumer, node: { ...consumer.node, application } } : consumer];
    }),
  );
}

const ZERO = { file: '', line: 1, column: 1, endLine: 1, endColumn: 1 };

function sorted<T>(nodes: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return new Map([...nodes].sort(([a], [b]) => compareText(a, b)));
}

/** Credential key → the candidates that begin at one of its origins. */
function usesByCredential(
  candidates: readonly Candidate[],
  joined: readonly Joined[],
): ReadonlyMap<string, readonly Candidate[]> {
  const owner = new Map(
    joined.flatMap((entry) => entry.origins.map((origin) => [addressId(origin.address), entry.key] as const)),
  );
  const uses = new Map<string, Candidate[]>(joined.map(({ key }) => [key, []]));
  for (const candidate of candidates)
    uses.get(owner.get(addressId(candidate.route.addresses[0])) ?? '')?.push(candidate);
  return uses;
}

function buildCredentials(
  joined: readonly Joined[],
  uses: ReadonlyMap<string, readonly Candidate[]>,
  consumers: ReadonlyMap<string, LinkedConsumer>,
  imagesOf: ImagesOf,
  code: LinkedCode,
  flow: Flow,
  options: LinkOptions,
) {
  const { configuration, knowledge } = options;
  const siblings = new Map<string, number>();
  for (const { origins } of joined)
    for (const object of new Set(origins.map(({ address }) => objectId(address))))
      siblings.set(object, (siblings.get(object) ?? 0) + 1);
  const credentials = new Map<string, Credential>();
  const dependencies = new Map<string, Dependency>();
  const paths: PropagationPath[] = [];
  for (const entry of joined) {
    const used = (uses.get(entry.key) ?? []).flatMap((candidate) => {
      const consumer = consumers.get(consumerKey(candidate.delivery.fact.consumer, candidate.delivery.place));
      return consumer ? [{ candidate, consumer }] : [];
    });
    const finished = finishCredential(
      entry,
      used.map(({ candidate }) => candidate),
      used.map(({ consumer }) => consumer.node),
      siblings,
      flow,
      configuration,
      knowledge,
    );
    credentials.set(finished.credential.id, finished.credential);
    for (const dependency of finished.dependencies)
      if (!dependencies.has(dependency.id)) dependencies.set(dependency.id, dependency);
    for (const { candidate, consumer } of used) {
      const said = [...consumer.overrides].reverse().find(({ role }) => role !== null)?.role ?? null;
      const reads = readsOf(candidate, code);
      const role = roleOf(candidate, imagesOf(consumer), knowledge, said, reads);
      paths.push(pathOf(candidate, finished.credential, consumer.node.id, role, reads));
    }
  }
  return { credentials: withOwnNames(credentials, joined), dependencies, paths };
}

/** Where several credentials have one name, each that nobody named gets the place it is from. */
function withOwnNames(
  credentials: ReadonlyMap<string, Credential>,
  joined: readonly Joined[],
): ReadonlyMap<string, Credential> {
  const named = groupBy(credentials.values(), ({ name }) => name);
  const entries = new Map(joined.map((entry) => [`cred:${entry.key}`, entry]));
  return new Map(
    [...credentials].map(([id, credential]) => {
      const entry = entries.get(id);
      const isPlain =
        (named.get(credential.name) ?? []).length < 2 || entry?.declarations.some(({ name }) => name !== null);
      return [id, isPlain || !entry ? credential : { ...credential, name: longName(entry) }];
    }),
  );
}

/** The reads of this very key: a delivery of a whole object is read key by key. */
function readsOf({ delivery, route }: Candidate, { reads }: LinkedCode): readonly CodeRead[] {
  const all = reads.get(delivery.fact) ?? [];
  const key = route.addresses.at(-1)?.key ?? null;
  if (delivery.fact.variable !== null || key === null) return all;
  return all.filter(({ source }) => source.kind !== 'env' || source.name.endsWith(key));
}

/** Consumers that only `keyturn.yaml` knows, with a path for each credential they use; a name that fits none is said. */
function declareConsumers(
  configuration: Configuration,
  credentials: ReadonlyMap<string, Credential>,
  repository: string,
) {
  const all = [...credentials.values()];
  const entries: { entry: ConsumerDeclaration; consumer: string }[] = [];
  const consumers: Consumer[] = [];
  const paths: PropagationPath[] = [];
  const unresolved: Unresolved[] = [];
  for (const entry of configuration.consumers) {
    const consumer = declaredConsumer(entry, repository);
    consumers.push(consumer);
    entries.push({ entry, consumer: consumer.id });
    for (const name of entry.uses) {
      const meant = all.filter((credential) => credential.name === name || credential.id === name);
      if (meant.length === 0)
        unresolved.push({ what: `${entry.name} uses ${name}, which no file shows`, at: entry.at });
      for (const credential of meant) paths.push(declaredPath(entry, credential, consumer.id));
    }
  }
  return { entries, consumers, paths, unresolved };
}

function usedConsumers(
  consumers: ReadonlyMap<string, LinkedConsumer>,
  people: readonly Consumer[],
  paths: readonly PropagationPath[],
): ReadonlyMap<string, Consumer> {
  const used = new Set(paths.map(({ consumer }) => consumer));
  const scanned = [...consumers.values()].map(({ node }) => node).filter(({ id }) => used.has(id));
  return new Map([...scanned, ...people].map((node) => [node.id, node]));
}

function unresolvedOf(units: readonly UnitFacts[], more: readonly Unresolved[]): readonly Unresolved[] {
  const notes = units.flatMap((unit) =>
    unit.notes.filter(({ note }) => note === 'unresolved').map(({ what, at }) => ({ what, at })),
  );
  const known = new Map(
    [...notes, ...more].map((item) => [`${item.at.file}:${item.at.line}:${item.at.column} ${item.what}`, item]),
  );
  return [...known.values()].sort((a, b) => compareSpans(a.at, b.at) || compareText(a.what, b.what));
}
