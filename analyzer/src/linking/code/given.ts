/**
 * What a consumer is given, asked from the side of its code: whether a delivery is what a read asks for, whether an object of unknown keys
 * may hold it, whether the environment is written out so that nothing else can. It makes no delivery that no manifest states.
 */
import type { Knowledge } from '../../knowledge/tables.ts';
import { seen } from '../../model/evidence.ts';
import type { CodeSource, DeliveryFact, ReadFact } from '../../model/fact.ts';
import type { DeliveryForm } from '../../model/vocabulary.ts';
import { type Address, isWhole, objectId } from '../address.ts';
import type { ResolvedDelivery } from '../deliveries.ts';
import type { PlacedFacts } from '../place.ts';
import type { Resolver } from '../resolve.ts';
import type { Running } from './running.ts';

interface KnownKeys {
  readonly keys: ReadonlySet<string>;
  /** Filled from a whole item, or declared nowhere: it may hold more. */
  readonly open: boolean;
}

/** What is known of the object of an address. */
export type KeysOf = (address: Address) => KnownKeys;

/** Keys of every object that a file declares or fills; an object nobody declares may hold anything. */
export function knownKeys(facts: PlacedFacts, resolver: Resolver): KeysOf {
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
export function serves({ fact, address }: ResolvedDelivery, source: CodeSource, keysOf: KeysOf): boolean {
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
export function fromOpenObject(
  { source, at, role }: ReadFact,
  own: readonly ResolvedDelivery[],
  keysOf: KeysOf,
  knowledge: Knowledge,
): ResolvedDelivery | null {
  if (source.kind !== 'env' || knowledge.judgeName(source.name).is !== 'secret') return null;
  const open = own.filter(({ fact, address }) => GIVES_MANY.has(fact.form) && isWhole(address) && keysOf(address).open);
  const [only] = open;
  if (!only || open.length > 1) return null;
  const key = unprefixed(only.fact.variable, source.name);
  const fact: DeliveryFact = { ...only.fact, from: { ...only.fact.from, key }, variable: source.name, role };
  const because = seen(
    at,
    `read by its code, and ${only.fact.from.name} is the one source whose keys are not known`,
    'inferred',
  );
  return { fact, place: only.place, address: { ...only.address, key }, because: [...only.because, because] };
}

/** Beside Kubernetes' own kinds, which begin with a capital; a process inside a container has what that has. */
const WRITTEN_OUT: ReadonlySet<string> = new Set(['compose-service', 'supervisor-program', 'uwsgi-process']);

/** Compose and Kubernetes start containers with what is written and nothing else, unless an object of unknown keys is among it. */
export function isWrittenOut({ consumer }: Running, own: readonly ResolvedDelivery[], keysOf: KeysOf): boolean {
  const written = WRITTEN_OUT.has(consumer.kind) || /^[A-Z]/.test(consumer.kind);
  return (
    written && !own.some(({ fact, address }) => GIVES_MANY.has(fact.form) && isWhole(address) && keysOf(address).open)
  );
}
