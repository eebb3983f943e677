/**
 * How values flow between carriers: every object with the keys anybody names, and one edge for each key that is filled from another.
 * Whole-object references are opened here, name by name, so that everything after sees single keys.
 */
import { type Because, type Evidence, seen } from '../model/evidence.ts';
import type { CarrierFact, DerivationFact } from '../model/fact.ts';
import type { Derivation, Unresolved } from '../model/graph.ts';
import type { Span } from '../model/place.ts';
import { type Address, addressId, carrierId, isWhole, objectId, withKey } from './address.ts';
import type { Placed, PlacedFacts } from './place.ts';
import type { Resolver } from './resolve.ts';

/** What is known of one object: a Secret, a store item, a file. */
export interface ObjectKnown {
  readonly keys: Set<string>;
  /** Filled from a whole item somewhere: more keys may exist than are named. */
  open: boolean;
  declaredAt: Span | null;
}

export interface Edge {
  readonly from: Address;
  readonly to: Address;
  /** The value is one part of a longer text. */
  readonly embedded: DerivationFact['embedded'];
  readonly derivation: Derivation;
}

export interface Flow {
  readonly addresses: Map<string, Address>;
  /** Carrier id → the places that declare it. */
  readonly declarations: ReadonlyMap<string, readonly CarrierFact[]>;
  readonly objects: ReadonlyMap<string, ObjectKnown>;
  /** Carrier id → what fills it. */
  readonly incoming: ReadonlyMap<string, readonly Edge[]>;
  readonly unresolved: readonly Unresolved[];
}

interface Filling {
  readonly from: Address;
  readonly to: Address;
  readonly fact: DerivationFact;
  readonly because: Because;
}

/** Opens and joins all derivations. `named`: the addresses that deliveries name. */
export function traceFlow(facts: PlacedFacts, resolver: Resolver, named: readonly Address[]): Flow {
  const addresses = new Map<string, Address>();
  const objects = new Map<string, ObjectKnown>();
  const declarations = new Map<string, CarrierFact[]>();

  for (const { fact, place } of facts.carrier) {
    const { address } = resolver.resolve(fact.carrier, place);
    note(address);
    know(objects, address).declaredAt ??= fact.at;
    declarations.set(carrierId(address), [...(declarations.get(carrierId(address)) ?? []), fact]);
  }
  named.forEach(note);
  const { fillings, unresolved, unfilled } = resolveFillings(facts.derivation, resolver);
  unfilled.forEach(note);
  for (const { from, to, fact } of fillings) {
    note(from);
    note(to);
    const target = know(objects, to);
    target.declaredAt ??= fact.at;
    if (isWhole(to)) target.open = true;
  }
  const explicit = new Set(fillings.filter(({ to }) => !isWhole(to)).map(({ to }) => addressId(to)));
  const whole = fillings.filter(({ to }) => isWhole(to));
  spreadKeys(whole, objects);

  const incoming = new Map<string, Edge[]>();
  function connect(from: Address, to: Address, filling: Filling): void {
    const edge = { from, to, embedded: filling.fact.embedded, derivation: derivationOf(from, to, filling) };
    for (const end of [from, to]) addresses.set(carrierId(end), end);
    incoming.set(carrierId(to), [...(incoming.get(carrierId(to)) ?? []), edge]);
  }
  for (const filling of fillings) if (!isWhole(filling.to)) connect(filling.from, filling.to, filling);
  for (const filling of whole) {
    const keys = [...know(objects, filling.to).keys].filter(
      (key) => !explicit.has(addressId(withKey(filling.to, key))),
    );
    for (const key of keys)
      connect(filling.from.key === null ? withKey(filling.from, key) : filling.from, withKey(filling.to, key), filling);
    if (keys.length === 0) connect(filling.from, filling.to, filling);
  }
  return { addresses, declarations, objects, incoming, unresolved };

  function note(address: Address): void {
    addresses.set(carrierId(address), address);
    const object = know(objects, address);
    if (address.key !== null) object.keys.add(address.key);
  }
}

function know(objects: Map<string, ObjectKnown>, address: Address): ObjectKnown {
  const id = objectId(address);
  const known = objects.get(id) ?? { keys: new Set<string>(), open: false, declaredAt: null };
  objects.set(id, known);
  return known;
}

/** Keys travel along whole-object fillings in both directions: what one end names, the other has. Ends when nothing is new. */
function spreadKeys(whole: readonly Filling[], objects: Map<string, ObjectKnown>): void {
  for (let changed = true; changed; ) {
    changed = false;
    for (const { from, to } of whole) {
      if (from.key !== null) continue;
      const [source, target] = [know(objects, from).keys, know(objects, to).keys];
      for (const key of source) if (!target.has(key)) changed = Boolean(target.add(key));
    }
  }
}

function resolveFillings(
  facts: readonly Placed<DerivationFact>[],
  resolver: Resolver,
): { fillings: Filling[]; unresolved: Unresolved[]; unfilled: Address[] } {
  const unresolved: Unresolved[] = [];
  const unfilled: Address[] = [];
  const alone = new Set(
    facts.flatMap(({ fact, place }) =>
      fact.alternatives.length === 0 && fact.from.key !== null
        ? [addressId(resolver.resolve(fact.from, place).address)]
        : [],
    ),
  );
  const fillings = facts.flatMap(({ fact, place }): Filling[] => {
    const to = resolver.resolve(fact.to, place).address;
    const candidates = [fact.from, ...fact.alternatives].map((ref) => resolver.resolve(ref, place).address);
    const chosen =
      candidates.length === 1 ? candidates : candidates.filter((candidate) => alone.has(addressId(candidate)));
    const from = chosen[0];
    if (from === undefined || chosen.length > 1) {
      unfilled.push(to);
      unresolved.push({
        what: `${fact.to.name}${fact.to.key ? `#${fact.to.key}` : ''}: one of ${candidates.length} items fills it, the file does not say which`,
        at: fact.at,
      });
      return [];
    }
    const evidence: Evidence = seen(
      fact.at,
      `filled from ${sayAddress(from)} by ${fact.by}`,
      candidates.length > 1 ? 'inferred' : fact.confidence,
    );
    return [{ from, to, fact, because: [evidence] }];
  });
  return { fillings, unresolved, unfilled };
}

function derivationOf(from: Address, to: Address, { fact, because }: Filling): Derivation {
  const { by, row, interval, frozen } = fact;
  return { from: carrierId(from), to: carrierId(to), by, row, interval, frozen, because };
}

/** For people: `prod/orders/db#password`. */
export function sayAddress(address: Address): string {
  return address.key === null ? address.object : `${address.object}#${address.key}`;
}
