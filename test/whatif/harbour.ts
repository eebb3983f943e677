/** Rotations of the harbour estates, straight from the model and by way of an inventory file. */
import { type Rotation, rotationOf } from '../../analyzer/src/convergence/rotation.ts';
import type { Inventory } from '../../analyzer/src/model/inventory.ts';
import { toWire } from '../../analyzer/src/wire/inventory.ts';
import { readInventory } from '../../analyzer/src/wire/read.ts';
import { readRotation } from '../../analyzer/src/wire/rotation.ts';
import { writeInventory } from '../../analyzer/src/wire/write.ts';
import { CREDENTIAL, type EstateSpec, estateOf } from '../convergence/estate.ts';
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
  const layers = { graph, timing, refresh, configuration, convergence: new Map([[CREDENTIAL, convergence]]) };
  return { ...tearoom, ...layers, radii: new Map(), findings: [] };
}

/** As a reader of `--from` sees it: written, parsed, checked and read back. */
export function rotationRead(spec: EstateSpec): Rotation {
  const { inventory, problem } = readInventory(writeInventory(toWire(inventoryFor(spec))));
  const credential = inventory?.credentials[0];
  if (!inventory || !credential) throw new Error(problem ?? 'no credential was read back');
  return readRotation(inventory, credential);
}
