/** Carriers as nodes, with the places that declare them. */
import { type Because, seen } from '../model/evidence.ts';
import type { Carrier } from '../model/graph.ts';
import type { Span } from '../model/place.ts';
import { type Address, carrierId, objectId } from './address.ts';
import type { Flow } from './flow.ts';

/** The node of an address; `referencedAt` is where it was first seen. */
export function carrierNode(address: Address, flow: Flow, referencedAt: Span): Carrier {
  const id = carrierId(address);
  const declarations = flow.declarations.get(id) ?? [];
  const fillings = flow.incoming.get(id) ?? [];
  const [first] = declarations;
  const frozen = declarations.find((fact) => fact.frozen !== null);
  const readable = declarations.find(({ value }) => value.state === 'value' || value.state === 'weak-default');
  const filledAt = fillings
    .flatMap(({ derivation }) => derivation.because)
    .find((evidence) => evidence.from === 'text');
  const declaredAt = first?.at ?? (filledAt?.from === 'text' ? filledAt.span : null);
  const because: Because = first
    ? [seen(first.at, 'declared here'), ...declarations.slice(1).map(({ at }) => seen(at, 'declared here too'))]
    : declaredAt
      ? [seen(declaredAt, 'filled here')]
      : [seen(referencedAt, 'referenced, declared nowhere in this repository')];
  return {
    id,
    type: address.type,
    name: address.object,
    key: address.key,
    cluster: address.cluster,
    namespace: address.namespace,
    environment: address.environment,
    declaredAt,
    objectDeclaredAt: flow.objects.get(objectId(address))?.declaredAt ?? null,
    frozen: frozen?.frozen ? { says: frozen.frozen, because: [seen(frozen.at, frozen.frozen)] } : null,
    plaintextAt: readable?.value.valueAt ?? (readable && readable.value.form !== 'plain-setting' ? readable.at : null),
    because,
  };
}
