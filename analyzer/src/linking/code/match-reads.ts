/** Joins each read to the deliveries it uses; a read that nothing delivers becomes a delivery that only code shows. */
import type { Knowledge } from '../../knowledge/tables.ts';
import { type Because, declared, seen } from '../../model/evidence.ts';
import type { CodeSource, ConnectionFact, DeliveryFact, ReadFact } from '../../model/fact.ts';
import type { CodeRead, Signal } from '../../model/graph.ts';
import { groupBy } from '../../model/group.ts';
import { consumerKey, type ResolvedDelivery } from '../deliveries.ts';
import type { PlacedFacts } from '../place.ts';
import type { Resolver } from '../resolve.ts';
import { createCodeDelivery } from './deliver.ts';
import { distinctClients, distinctUses } from './distinct.ts';
import { fromOpenObject, isWrittenOut, knownKeys, serves } from './given.ts';
import type { Running } from './running.ts';

export interface Matched {
  readonly deliveries: readonly ResolvedDelivery[];
  readonly reads: ReadonlyMap<DeliveryFact, readonly CodeRead[]>;
  readonly connections: readonly {
    /** `consumerKey`. */
    readonly consumer: string;
    readonly fact: ConnectionFact;
    readonly because: Because;
  }[];
  /** `consumer`: a `consumerKey`. */
  readonly signals: readonly Signal[];
}

export function matchReads(
  running: readonly Running[],
  facts: PlacedFacts,
  deliveries: readonly ResolvedDelivery[],
  resolver: Resolver,
  knowledge: Knowledge,
): Matched {
  const written = [...new Set(facts.read.map(({ fact }) => fact))];
  const readsOf = groupBy(
    written.filter(({ through }) => !through),
    ({ at }) => at.file,
  );
  const usesOf = groupBy(
    written.filter(({ through }) => through),
    ({ at }) => at.file,
  );
  const clientsOf = groupBy(distinctClients(facts.connection.map(({ fact }) => fact)), ({ at }) => at.file);
  const signalsOf = groupBy(new Set(facts.signal.map(({ fact }) => fact)), ({ at }) => at.file);
  const given = groupBy(deliveries, ({ fact, place }) => consumerKey(fact.consumer, place));
  const keys = knownKeys(facts, resolver);
  const deliver = createCodeDelivery(facts, resolver);
  const reads = new Map<DeliveryFact, CodeRead[]>();
  const made = new Map<string, ResolvedDelivery>();
  const connections: Matched['connections'][number][] = [];
  const signals: Signal[] = [];
  /** Variables that nothing gives to a container whose environment is written out. */
  const missing: { readonly one: Running; readonly read: ReadFact; readonly variable: string }[] = [];
  /** Reads that a Kubernetes workload is given the value for. */
  const served = new Set<string>();
  const spell = createSpelling();

  function take(one: Running, written: ReadFact): void {
    const read = spell(one, written);
    const own = (given.get(one.key) ?? []).filter(({ fact }) => sameContainer(fact, one));
    const used = own.filter((delivery) => serves(delivery, read.source, keys));
    for (const delivery of used) attach(reads, delivery.fact, read, one);
    if (used.length > 0 && isOfKubernetes(one)) served.add(sayAt(read));
    // Libraries ask for variables by themselves: what nobody delivers there is usually a role or a default, not a credential.
    if (used.length > 0 || (read.implicitBy !== null && read.optional && !deliver.hasFile(read, one))) return;
    const opened = fromOpenObject(read, own, keys, knowledge);
    if (BESIDE_A_WORKLOAD.has(one.consumer.kind) && served.has(sayAt(read)) && !deliver.hasFile(read, one)) return;
    if (opened || read.source.kind !== 'env' || !isWrittenOut(one, own, keys) || deliver.hasFile(read, one))
      make(one, read, opened ?? deliver(read, one));
    else missing.push({ one, read, variable: read.source.name });
  }

  function make(one: Running, read: ReadFact, delivery: ResolvedDelivery): void {
    const key = `${one.key} ${JSON.stringify([delivery.fact.form, delivery.fact.from])}`;
    if (!made.has(key)) made.set(key, delivery);
    attach(reads, (made.get(key) ?? delivery).fact, read, one);
  }

  // Workloads come first: what they are given is known before other ways to start the same code are looked at.
  for (const one of [...running].sort((a, b) => Number(isOfKubernetes(b)) - Number(isOfKubernetes(a)))) {
    // What is read comes before what is used, so that a delivery is told by its read.
    for (const file of one.scope.files) for (const read of readsOf.get(file) ?? []) take(one, read);
    for (const file of one.scope.files) {
      for (const use of distinctUses(usesOf.get(file) ?? [])) take(one, use);
      for (const fact of clientsOf.get(file) ?? [])
        connections.push({
          consumer: one.key,
          fact,
          because: [seen(fact.at, `builds a client (${fact.row})`), ...one.scope.because],
        });
      for (const { name, at } of signalsOf.get(file) ?? [])
        signals.push({
          consumer: one.key,
          name,
          because: [seen(at, `exports ${name}`, 'inferred'), ...one.scope.because],
        });
    }
  }
  // A container cannot have what its manifest leaves out. Where nothing else gives the variable to any code, the gap itself is told.
  const known = new Set([...deliveries, ...made.values()].flatMap(({ fact }) => fact.variable ?? []));
  for (const { one, read, variable } of missing) if (!known.has(variable)) make(one, read, deliver(read, one));
  return { deliveries: [...made.values()], reads, connections, signals };
}

/** .NET configuration keys ignore case: one application's spellings of a name are one variable, called as first read. */
function createSpelling(): (one: Running, read: ReadFact) => ReadFact {
  const spellings = new Map<string, string>();
  return ({ key }, read) => {
    if (read.language !== 'csharp' || read.source.kind !== 'env') return read;
    const folded = `${key} ${read.source.name.toLowerCase()}`;
    const name = spellings.get(folded) ?? read.source.name;
    spellings.set(folded, name);
    return { ...read, source: { kind: 'env', name } };
  };
}

function attach(reads: Map<DeliveryFact, CodeRead[]>, fact: DeliveryFact, read: ReadFact, { scope }: Running): void {
  const { source, moment, interval, stages, role, decidedAt, says, declared: said } = read;
  const told = { ...(role === null ? {} : { role }), ...(said ? { declared: said } : {}) };
  const decided = said ? declared(decidedAt, says) : seen(decidedAt, says);
  const because: Because = [...placesOf(read), decided, ...scope.because];
  reads.set(fact, [...(reads.get(fact) ?? []), { source, moment, interval, stages, ...told, because }]);
}

/** Where the value is read and, if that is another file, where it is used. */
function placesOf({ source, at, through }: ReadFact): Because {
  const read = `reads ${sayOf(source)}`;
  if (!through) return [seen(at, read)];
  return [seen(at, `uses ${sayOf(source)} as ${through.written}, ${through.says}`), seen(through.at, read)];
}

function sayOf(source: CodeSource): string {
  if (source.kind === 'env') return source.name;
  if (source.kind === 'file') return source.path;
  return source.carrier.key === null ? source.carrier.name : `${source.carrier.name}#${source.carrier.key}`;
}

/**
 * Other ways to start the code of a workload: a Procfile, or a Compose file whose env file stays on a laptop. The environment that nobody
 * wrote down there is no second credential.
 */
const BESIDE_A_WORKLOAD: ReadonlySet<string> = new Set(['procfile', 'compose-service']);

/** A read by its name and place, whoever runs it. */
function sayAt({ source, at }: ReadFact): string {
  return `${at.file}:${at.line}:${at.column} ${sayOf(source)}`;
}

/** Kinds outside Kubernetes are written in lower case. */
function isOfKubernetes({ consumer }: Running): boolean {
  return /^[A-Z]/.test(consumer.kind);
}

function sameContainer({ container }: DeliveryFact, { scope }: Running): boolean {
  return scope.container === null || container === null || container === scope.container;
}
