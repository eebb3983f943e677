/** Joins each read to the deliveries it uses; a read that nothing delivers becomes a delivery that only code shows. */
import type { Knowledge } from '../../knowledge/tables.ts';
import { type Because, seen } from '../../model/evidence.ts';
import type { CodeSource, ConnectionFact, DeliveryFact, ReadFact } from '../../model/fact.ts';
import type { CodeRead } from '../../model/graph.ts';
import { groupBy } from '../../model/group.ts';
import type { DeliveryForm } from '../../model/vocabulary.ts';
import { type Address, isWhole, objectId } from '../address.ts';
import { consumerKey, type ResolvedDelivery } from '../deliveries.ts';
import type { PlacedFacts } from '../place.ts';
import type { Resolver } from '../resolve.ts';
import { createCodeDelivery } from './deliver.ts';
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
}

export function matchReads(
  running: readonly Running[],
  facts: PlacedFacts,
  deliveries: readonly ResolvedDelivery[],
  resolver: Resolver,
  knowledge: Knowledge,
): Matched {
  const readsOf = groupBy(new Set(facts.read.map(({ fact }) => fact)), ({ at }) => at.file);
  const clientsOf = groupBy(new Set(facts.connection.map(({ fact }) => fact)), ({ at }) => at.file);
  const given = groupBy(deliveries, ({ fact, place }) => consumerKey(fact.consumer, place));
  const keys = knownKeys(facts, resolver);
  const deliver = createCodeDelivery(facts, resolver);
  const reads = new Map<DeliveryFact, CodeRead[]>();
  const made = new Map<string, ResolvedDelivery>();
  const connections: Matched['connections'][number][] = [];

  const spell = createSpelling();

  function take(one: Running, written: ReadFact): void {
    const read = spell(one, written);
    const own = (given.get(one.key) ?? []).filter(({ fact }) => sameContainer(fact, one));
    const used = own.filter((delivery) => serves(delivery, read.source, keys));
    for (const delivery of used) attach(reads, delivery.fact, read, one);
    // Libraries ask for variables by themselves: what nobody delivers there is usually a role or a default, not a credential.
    if (used.length > 0 || (read.implicitBy !== null && read.optional && !deliver.hasFile(read, one))) return;
    const delivery = fromOpenObject(read, own, keys, knowledge) ?? deliver(read, one);
    const key = `${one.key} ${JSON.stringify([delivery.fact.form, delivery.fact.from])}`;
    if (!made.has(key)) made.set(key, delivery);
    attach(reads, (made.get(key) ?? delivery).fact, read, one);
  }

  for (const one of running) {
    for (const file of one.scope.files) {
      for (const read of readsOf.get(file) ?? []) take(one, read);
      for (const fact of clientsOf.get(file) ?? [])
        connections.push({
          consumer: one.key,
          fact,
          because: [seen(fact.at, `builds a client (${fact.row})`), ...one.scope.because],
        });
    }
  }
  return { deliveries: [...made.values()], reads, connections };
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
  const { source, moment, interval, stages, at, decidedAt, says } = read;
  const because: Because = [seen(at, `reads ${sayOf(source)}`), seen(decidedAt, says), ...scope.because];
  reads.set(fact, [...(reads.get(fact) ?? []), { source, moment, interval, stages, because }]);
}

function sayOf(source: CodeSource): string {
  if (source.kind === 'env') return source.name;
  if (source.kind === 'file') return source.path;
  return source.carrier.key === null ? source.carrier.name : `${source.carrier.name}#${source.carrier.key}`;
}

function sameContainer({ container }: DeliveryFact, { scope }: Running): boolean {
  return scope.container === null || container === null || container === scope.container;
}

interface KnownKeys {
  readonly keys: ReadonlySet<string>;
  /** Filled from a whole item, or declared nowhere: it may hold more. */
  readonly open: boolean;
}

type KeysOf = (address: Address) => KnownKeys;

function knownKeys(facts: PlacedFacts, resolver: Resolver): KeysOf {
  const objects = new Map<string, { keys: Set<string>; open: boolean }>();
  function know(address: Address): void {
    const known = objects.get(objectId(address)) ?? { keys: new Set<string>(), open: false };
    objects.set(objectId(address), known);
    if (address.key === null) known.open = true;
    else known.keys.add(address.key);
  }
  for (const { fact, place } of facts.carrier)
    if (fact.carrier.key !== null) know(resolver.resolve(fact.carrier, place).address);
  for (const { fact, place } of facts.derivation) know(resolver.resolve(fact.to, place).address);
  return (address) => objects.get(objectId(address)) ?? { keys: new Set(), open: true };
}

/** Whether what the workload is given is what the code reads. */
function serves({ fact, address }: ResolvedDelivery, source: CodeSource, keysOf: KeysOf): boolean {
  switch (source.kind) {
    case 'env':
      return fact.variable !== null && !fact.variable.endsWith('*')
        ? fact.variable === source.name || isPathFor(fact, source.name)
        : isWhole(address) && keysOf(address).keys.has(unprefixed(fact.variable, source.name));
    case 'file':
      return (
        fact.path !== null && (fact.path === source.path || source.path.startsWith(`${fact.path.replace(/\/$/, '')}/`))
      );
    case 'store':
      return fact.form === 'sdk' && fact.from.name === source.carrier.name && fact.from.key === source.carrier.key;
  }
}

/** `NAME_FILE` holds the path of a file that is mounted for NAME: the custom of Docker's official images, kept by much code. */
function isPathFor({ variable, path }: DeliveryFact, name: string): boolean {
  return path !== null && variable === `${name}_FILE`;
}

/** `PREFIX*` stands for every key of the object behind a prefix. */
function unprefixed(variable: string | null, name: string): string {
  const prefix = variable?.slice(0, -1) ?? '';
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

/** Forms that hand over every key of an object. */
const GIVES_MANY: ReadonlySet<DeliveryForm> = new Set(['env-from', 'env-file']);

/** A secret's name that nothing else delivers, beside the one object whose keys are not known: it is a key of that. */
function fromOpenObject(
  { source, at }: ReadFact,
  own: readonly ResolvedDelivery[],
  keysOf: KeysOf,
  knowledge: Knowledge,
): ResolvedDelivery | null {
  if (source.kind !== 'env' || knowledge.judgeName(source.name).is !== 'secret') return null;
  const open = own.filter(({ fact, address }) => GIVES_MANY.has(fact.form) && isWhole(address) && keysOf(address).open);
  const [only] = open;
  if (!only || open.length > 1) return null;
  const key = unprefixed(only.fact.variable, source.name);
  const fact: DeliveryFact = { ...only.fact, from: { ...only.fact.from, key }, variable: source.name };
  const because = seen(
    at,
    `read by its code, and ${only.fact.from.name} is the one source whose keys are not known`,
    'inferred',
  );
  return { fact, place: only.place, address: { ...only.address, key }, because: [...only.because, because] };
}
