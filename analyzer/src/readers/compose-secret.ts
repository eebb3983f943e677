/**
 * Secrets of a Compose project: where each comes from (a file, a variable, outside) and which services have it as a file. A variable
 * that holds the file's path is told with it.
 */
import type { CarrierRef, DeliveryFact, DerivationFact, Fact, Note } from '../model/fact.ts';
import { composeSecretOf, composeServices, isExternal, mountedInto, NOT_HERE, variableOf } from '../syntax/compose.ts';
import { withDefaults } from '../syntax/interpolation.ts';
import { folderOf, namePath } from '../syntax/path.ts';
import { type Entry, entriesAt, type Scalar, scalarAt } from '../syntax/tree.ts';
import type { Unit } from '../syntax/unit.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'compose-secret',
  reads: 'secrets of Docker Compose and Swarm, and the services they are mounted into',
  syntax: 'compose',
  accepts: () => true,
  read(unit) {
    const notes: Note[] = [];
    const declared = entriesAt(unit.content, 'secrets').flatMap((entry) => declare(unit, entry, notes));
    return { facts: [...declared, ...deliveriesOf(unit)], notes };
  },
});

/** The carrier, and what fills it. */
function declare(unit: Unit<'compose'>, { key, value }: Entry, notes: Note[]): readonly Fact[] {
  const to = composeSecretOf(unit, key.text);
  const file = scalarAt(value, 'file');
  const variable = scalarAt(value, 'environment');
  return [
    { fact: 'carrier', carrier: to, value: NOT_HERE, secretType: null, frozen: null, at: key.span },
    ...(file?.text ? fromFile(file, to, notes) : []),
    ...(variable?.text ? [derive(variableOf(unit, variable.text), to, variable.span)] : []),
  ];
}

function fromFile(file: Scalar, to: CarrierRef, notes: Note[]): readonly DerivationFact[] {
  const path = withDefaults(file.text);
  if (path === null) {
    notes.push({
      note: 'unresolved',
      what: `secret ${to.name} comes from a file whose path is a variable`,
      at: file.span,
    });
    return [];
  }
  const name = namePath(folderOf(file.span.file), path);
  return [derive({ type: 'file', scope: null, name, key: null }, to, file.span)];
}

function deliveriesOf(unit: Unit<'compose'>): readonly DeliveryFact[] {
  return composeServices(unit).flatMap(({ consumer, tree }) =>
    mountedInto(tree, 'secrets').map(
      ({ name, path, pointer, at }): DeliveryFact => ({
        fact: 'delivery',
        consumer,
        container: null,
        from: composeSecretOf(unit, name),
        form: 'volume',
        variable: pointer?.key.text ?? null,
        path,
        optional: false,
        role: null,
        // An external one exists in a Swarm only, and is fixed for the life of a task.
        row: isExternal(unit.content, 'secrets', name) ? 'docker-swarm-secret' : 'docker-compose-secrets',
        value: null,
        at,
      }),
    ),
  );
}

function derive(from: CarrierRef, to: CarrierRef, at: DerivationFact['at']): DerivationFact {
  return {
    fact: 'derivation',
    from,
    to,
    by: 'compose-secret',
    // Compose reads it when it makes the container: the delivery's row says how late that is.
    row: null,
    interval: null,
    frozen: null,
    embedded: 'whole',
    alternatives: [],
    confidence: 'exact',
    at,
  };
}
