/**
 * When two facts say the same, wherever each stands: a key without places, its namespaces written out. It knows nothing of which
 * side a fact is from.
 */
import type { CarrierRef, ConsumerRef, Fact, UnitContext } from '../model/fact.ts';

type Place = Pick<UnitContext, 'namespace'>;

/** Equal for facts that say the same. */
export function sameFact(fact: Fact, place: Place): string {
  switch (fact.fact) {
    case 'consumer':
      return JSON.stringify(['consumer', consumerKey(fact.consumer, place)]);
    case 'carrier':
      return JSON.stringify(['carrier', carrierKey(fact.carrier, place)]);
    case 'delivery':
      return JSON.stringify([
        'delivery',
        consumerKey(fact.consumer, place),
        carrierKey(fact.from, place),
        deliveredAs(fact),
      ]);
    default:
      return JSON.stringify([fact, place.namespace], (name, value) => (PLACES.has(name) ? undefined : value));
  }
}

/** What tells the deliveries of one consumer apart, whatever the carriers are called. */
export function deliveredAs(fact: Extract<Fact, { fact: 'delivery' }>): readonly (string | null)[] {
  return [fact.container, fact.from.type, fact.from.key, fact.form, fact.variable, fact.path];
}

/** Fields that hold a place. */
const PLACES: ReadonlySet<string> = new Set(['at', 'valueAt', 'decidedAt']);

function consumerKey({ kind, namespace, name }: ConsumerRef, place: Place): readonly (string | null)[] {
  return [kind, namespace ?? place.namespace, name];
}

function carrierKey({ type, scope, name, key }: CarrierRef, place: Place): readonly (string | null)[] {
  return [type, scope ?? place.namespace, name, key];
}
