/** An inventory as text: two spaces, one trailing newline, the same bytes for the same inventory. */
import type { WireInventory } from './types.ts';

/** JSON text. Keys stand in the order of the types, so that a diff of two inventories is a diff of what changed. */
export function writeInventory(inventory: WireInventory): string {
  return `${JSON.stringify(inventory, null, 2)}\n`;
}
