/**
 * A carrier whose text is the address of a store item (`op://vault/item/field`) is filled from that item, whichever reader saw it. It
 * never says what fills it in: that is a command, which stands elsewhere.
 */
import type { CarrierFact, DerivationFact } from '../model/fact.ts';
import type { CarrierType } from '../model/vocabulary.ts';
import type { Placed, PlacedFacts } from './place.ts';

/** Objects that somebody fills when they are applied; everything else is filled in whenever the program starts. */
const APPLIED: ReadonlySet<CarrierType> = new Set(['kubernetes-secret', 'config-map']);

/** The facts, with a derivation for each address. */
export function withReferences(facts: PlacedFacts): PlacedFacts {
  return { ...facts, derivation: [...facts.derivation, ...facts.carrier.flatMap(derivationOf)] };
}

function derivationOf({ fact, place }: Placed<CarrierFact>): readonly Placed<DerivationFact>[] {
  const from = fact.value.refersTo;
  if (!from) return [];
  const derivation: DerivationFact = {
    fact: 'derivation',
    from,
    to: fact.carrier,
    by: APPLIED.has(fact.carrier.type) ? 'injected-reference' : 'secret-reference',
    row: null,
    interval: null,
    frozen: null,
    embedded: 'whole',
    alternatives: [],
    confidence: 'exact',
    at: fact.at,
  };
  return [{ fact: derivation, place }];
}
