/** Build arguments and build secrets of Compose services: what ends up in, or is needed for, an image that Compose builds. */
import type { CarrierFact, DeliveryFact, Fact } from '../model/fact.ts';
import {
  type ComposeService,
  composeSecretOf,
  composeServices,
  variableOf,
  variablesIn,
  writtenIn,
} from '../syntax/compose.ts';
import { isWholeInterpolation } from '../syntax/interpolation.ts';
import { narrow } from '../syntax/line-index.ts';
import { type Entry, entriesAt, itemsAt, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import type { Unit } from '../syntax/unit.ts';
import { defineReader, type Sight } from './contract.ts';

export default defineReader({
  id: 'compose-build',
  reads: 'build arguments and build secrets of Docker Compose services',
  syntax: 'compose',
  accepts: () => true,
  read(unit, sight) {
    const facts = composeServices(unit).flatMap((service) => [
      ...entriesAt(service.tree, 'build', 'args').flatMap((entry) => readArgument(unit, service, entry, sight)),
      ...itemsAt(service.tree, 'build', 'secrets').flatMap((item) => readSecret(unit, service, item)),
    ]);
    return { facts, notes: [] };
  },
});

function readArgument(
  unit: Unit<'compose'>,
  service: ComposeService,
  { key, value }: Entry,
  sight: Sight,
): readonly Fact[] {
  if (value.kind !== 'scalar') return [];
  const variable = key.text;
  if (value.value === null)
    return [deliver(service, { from: variableOf(unit, variable), variable, value: null, at: key.span })];
  const found = variablesIn(value.text);
  const seen = isWholeInterpolation(value.text) ? null : sight.look(value.text, value.span, variable);
  if (found.length > 0)
    return found.map(({ name, start, end }) => {
      const at = narrow(value.span, value.text, start, end);
      return deliver(service, { from: variableOf(unit, name), variable, value: seen, at });
    });
  if (!seen) return [];
  const from = writtenIn(value, service.consumer.name, 'build', variable);
  const carrier: CarrierFact = {
    fact: 'carrier',
    carrier: from,
    value: seen,
    secretType: null,
    frozen: null,
    at: value.span,
  };
  return [carrier, deliver(service, { from, variable, value: seen, at: value.span })];
}

/** A build secret leaves no trace in the image unless the Dockerfile copies it; the next build still needs it. */
function readSecret(unit: Unit<'compose'>, service: ComposeService, item: Tree): readonly Fact[] {
  const source = scalarAt(item) ?? scalarAt(item, 'source');
  if (!source?.text) return [];
  const path = `/run/secrets/${textAt(item, 'target') ?? source.text}`;
  const from = composeSecretOf(unit, source.text);
  return [deliver(service, { from, variable: null, path, value: null, at: source.span })];
}

function deliver(
  service: ComposeService,
  delivered: Pick<DeliveryFact, 'from' | 'variable' | 'value' | 'at'> & { readonly path?: string },
): DeliveryFact {
  return {
    fact: 'delivery',
    consumer: service.consumer,
    container: null,
    form: 'build-arg',
    path: null,
    optional: false,
    role: null,
    row: 'docker-build-arg',
    ...delivered,
  };
}
