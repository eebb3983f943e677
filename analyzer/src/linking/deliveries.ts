/**
 * Every delivery with its carrier resolved: those that files state, and those that follow from another object, such as the pull
 * secrets of a ServiceAccount or the secrets a workflow inherits from its caller.
 */
import { type Evidence, seen } from '../model/evidence.ts';
import type { ConsumerFact, ConsumerRef, DeliveryFact } from '../model/fact.ts';
import type { Address } from './address.ts';
import type { Place, Placed, PlacedFacts } from './place.ts';
import type { Resolver } from './resolve.ts';

export interface ResolvedDelivery {
  readonly fact: DeliveryFact;
  readonly place: Place;
  readonly address: Address;
  /** Beyond the delivery's own line: why this carrier, why this consumer. */
  readonly because: readonly Evidence[];
}

/** Resolves stated and implied deliveries. */
export function resolveDeliveries(facts: PlacedFacts, resolver: Resolver): readonly ResolvedDelivery[] {
  const stated = facts.delivery.map(({ fact, place, because = [] }) => ({ fact, place, because: [...because] }));
  return [...stated, ...pullSecrets(facts), ...inheritedSecrets(facts)].map(({ fact, place, because }) => {
    const { address, inferred } = resolver.resolve(fact.from, place);
    return { fact, place, address, because: inferred ? [...because, seen(fact.at, inferred, 'inferred')] : because };
  });
}

interface Implied {
  readonly fact: DeliveryFact;
  readonly place: Place;
  readonly because: Evidence[];
}

/** A pod without pull secrets of its own uses those of its ServiceAccount (the ServiceAccount admission controller adds them). */
function pullSecrets(facts: PlacedFacts): readonly Implied[] {
  const accounts = new Map(
    facts['service-account'].map(({ fact, place }) => [
      accountKey(place, fact.namespace ?? place.namespace, fact.name),
      fact,
    ]),
  );
  const own = new Set(
    facts.delivery
      .filter(({ fact }) => fact.form === 'image-pull')
      .map(({ fact, place }) => consumerKey(fact.consumer, place)),
  );
  return facts.consumer.flatMap(({ fact, place }) => {
    if (fact.images.length === 0 || !isPod(fact.consumer) || own.has(consumerKey(fact.consumer, place))) return [];
    const namespace = fact.consumer.namespace ?? place.namespace;
    const account = accounts.get(accountKey(place, namespace, fact.serviceAccount ?? 'default'));
    return (account?.pullSecrets ?? []).map(({ name, at }) => ({
      fact: implied(
        fact,
        { type: 'kubernetes-secret', scope: namespace, name, key: null },
        'image-pull',
        'k8s-image-pull-secrets',
        at,
      ),
      place,
      because: [seen(fact.at, `runs as ServiceAccount ${account?.name}, which adds its pull secrets`)],
    }));
  });
}

/** Only pods run as a ServiceAccount; other technologies name their consumers in lower case (`compose-service`). */
function isPod({ kind }: ConsumerRef): boolean {
  return /^[A-Z]/.test(kind);
}

function accountKey(place: Place, namespace: string | null, name: string): string {
  return `${place.scope} ${namespace ?? ''} ${name}`;
}

/** `secrets: inherit` hands the called workflow every secret of the caller: what the called one uses, the caller uses. */
function inheritedSecrets(facts: PlacedFacts): readonly Implied[] {
  const uses = new Map<string, Placed<DeliveryFact>[]>();
  for (const delivery of facts.delivery) {
    if (delivery.fact.from.type !== 'ci-secret') continue;
    const key = consumerKey(delivery.fact.consumer, delivery.place);
    uses.set(key, [...(uses.get(key) ?? []), delivery]);
  }
  const callers = new Map(
    facts.consumer.map((consumer) => [consumerKey(consumer.fact.consumer, consumer.place), consumer.fact]),
  );
  return facts.call.flatMap(({ fact, place }) => {
    const caller = callers.get(consumerKey(fact.caller, place));
    if (fact.hands !== 'inherit' || !caller) return [];
    return (uses.get(consumerKey(fact.callee, place)) ?? []).map((used) => ({
      fact: implied(caller, used.fact.from, 'ci-secret', used.fact.row, fact.at),
      place,
      because: [seen(used.fact.at, `the called workflow ${fact.callee.name} uses it`)],
    }));
  });
}

function implied(
  consumer: ConsumerFact,
  from: DeliveryFact['from'],
  form: DeliveryFact['form'],
  row: string | null,
  at: DeliveryFact['at'],
): DeliveryFact {
  return {
    fact: 'delivery',
    consumer: consumer.consumer,
    container: null,
    from,
    form,
    variable: null,
    path: null,
    optional: false,
    role: null,
    row,
    value: null,
    at,
  };
}

/** Identity of a consumer at a place, before it has an id. */
export function consumerKey(consumer: ConsumerRef, place: Place): string {
  return `${place.scope} ${consumer.namespace ?? place.namespace ?? ''} ${consumer.kind} ${consumer.name}`;
}
