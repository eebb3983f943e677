/**
 * Operators that look at a Secret again because of a label on it: the reference is in one object, the label on another. Where the row of a
 * delivery names such a label and the Secret has it, the row of the labelled state holds instead.
 */
import type { Knowledge } from '../knowledge/tables.ts';
import { seen } from '../model/evidence.ts';
import type { Span } from '../model/place.ts';
import { objectId } from './address.ts';
import type { ResolvedDelivery } from './deliveries.ts';
import type { PlacedFacts } from './place.ts';
import type { Resolver } from './resolve.ts';

/** Deliveries with the row that their Secret's labels make hold. */
export function withLabels(
  deliveries: readonly ResolvedDelivery[],
  { carrier }: PlacedFacts,
  resolver: Resolver,
  { refresh }: Knowledge,
): readonly ResolvedDelivery[] {
  const labels = new Map<string, Span>();
  for (const { fact, place } of carrier)
    for (const { name, at } of fact.labels ?? [])
      labels.set(`${objectId(resolver.resolve(fact.carrier, place).address)} ${name}`, at);
  if (labels.size === 0) return deliveries;
  return deliveries.map((delivery) => {
    const { fact, address, because } = delivery;
    const when = refresh.get(fact.row ?? '')?.whenLabelled ?? null;
    const at = when && labels.get(`${objectId(address)} ${when.label}`);
    if (!when || !at) return delivery;
    const label = seen(at, `${address.object} is labelled ${when.label}`);
    return { ...delivery, fact: { ...fact, row: when.row }, because: [...because, label] };
  });
}
