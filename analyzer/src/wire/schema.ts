/** The published JSON Schema of the inventory, made from the shapes: `analyzer/schema/inventory.schema.json` is this text. */
import type { Schema } from './shape.ts';
import { inventoryShape } from './shapes.ts';

/** JSON Schema 2020-12 of an inventory of version 1. */
export function inventorySchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:keyturn:inventory:1',
    title: 'Keyturn inventory, version 1',
    ...inventoryShape.schema,
    $defs: Object.fromEntries(inventoryShape.named),
  };
}
