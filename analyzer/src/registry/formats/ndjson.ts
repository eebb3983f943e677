/** One line an entity, each with its `type`: for logs, pipelines and databases that take JSON by the line. */
import type { WireInventory } from '../../wire/types.ts';
import { defineExporter } from '../contract.ts';

/** In this order; what an entity names stands before it. */
const LISTS = [
  ['dependency', 'dependencies'],
  ['carrier', 'carriers'],
  ['derivation', 'derivations'],
  ['credential', 'credentials'],
  ['consumer', 'consumers'],
  ['path', 'paths'],
  ['finding', 'findings'],
] as const satisfies ReadonlyArray<readonly [type: string, list: keyof WireInventory]>;

export default defineExporter({
  id: 'ndjson',
  writes: 'one JSON object a line for every entity, with its `type`',
  folder: false,
  *files(inventory) {
    yield { path: 'keyturn.ndjson', text: lines(inventory) };
  },
});

function* lines(inventory: WireInventory): Iterable<string> {
  const { schemaVersion, tool, source, coverage } = inventory;
  yield line({ type: 'inventory', schemaVersion, tool, source });
  for (const [type, list] of LISTS) for (const entity of inventory[list]) yield line({ type, ...entity });
  yield line({ type: 'coverage', ...coverage });
}

function line(entity: object): string {
  return `${JSON.stringify(entity)}\n`;
}
