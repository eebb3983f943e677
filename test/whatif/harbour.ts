/** Rotations of the harbour estates, straight from the model and by way of an inventory file. */
import { type Rotation, rotationOf } from '../../analyzer/src/convergence/rotation.ts';
import type { Graph } from '../../analyzer/src/model/graph.ts';
import type { Inventory } from '../../analyzer/src/model/inventory.ts';
import { toWire } from '../../analyzer/src/wire/inventory.ts';
import { readInventory } from '../../analyzer/src/wire/read.ts';
import { readRotation } from '../../analyzer/src/wire/rotation.ts';
import { writeInventory } from '../../analyzer/src/wire/write.ts';
import { because, CREDENTIAL, consumerId, type EstateSpec, estateOf } from '../convergence/estate.ts';
import { tearoom } from '../wire/tearoom.ts';

/** As a scan sees it. */
export function rotationFor(spec: EstateSpec): Rotation {
  const { graph, timing } = estateOf(spec);
  const credential = graph.credentials.get(CREDENTIAL);
  if (!credential) throw new Error('the estate lost its credential');
  return rotationOf(graph, timing, credential);
}

/** The whole inventory of an estate. */
export function inventoryFor(spec: EstateSpec): Inventory {
  const { graph, timing, refresh, convergence, configuration } = estateOf(spec);
  const layers = {
    graph: withModes(graph, spec),
    timing,
    refresh,
    configuration,
    convergence: new Map([[CREDENTIAL, convergence]]),
  };
  return { ...tearoom, ...layers, radii: new Map(), findings: [] };
}

/** Modes that no file of the harbour shows are declared, so that advice, which decides them again, decides the same. */
function withModes(graph: Graph, { consumers }: EstateSpec): Graph {
  const declared = new Map(graph.consumers);
  for (const { name, mode, interval } of consumers) {
    const consumer = graph.consumers.get(consumerId(name));
    if (!consumer || mode === 'startup' || mode === 'scheduled') continue;
    const overrides = {
      ...consumer.overrides,
      refresh: { mode, because },
      ...(interval === undefined ? {} : { interval: { value: interval, because } }),
    };
    declared.set(consumer.id, { ...consumer, overrides });
  }
  return { ...graph, consumers: declared };
}

/** As a reader of `--from` sees it: written, parsed, checked and read back. */
export function rotationRead(spec: EstateSpec): Rotation {
  const { inventory, problem } = readInventory(writeInventory(toWire(inventoryFor(spec))));
  const credential = inventory?.credentials[0];
  if (!inventory || !credential) throw new Error(problem ?? 'no credential was read back');
  return readRotation(inventory, credential);
}
