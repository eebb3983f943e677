/** An inventory in pieces is the inventory: not a byte differs from JSON with two spaces, whatever stands in it. */
import { expect, test } from 'vitest';
import { toWire } from '../../analyzer/src/wire/inventory.ts';
import type { WireInventory } from '../../analyzer/src/wire/types.ts';
import { inventoryPieces, writeInventory } from '../../analyzer/src/wire/write.ts';
import { tearoom } from './tearoom.ts';

const wire = toWire(tearoom);

/** As large an inventory as asked for: the consumers again and again, under names that break lines, quotes and surrogates. */
function grown(times: number): WireInventory {
  const name = 'samovar\n  "{[,\u2028\ud83d\ude80\ud83d';
  const consumers = Array.from({ length: times }).flatMap(() => wire.consumers.map((one) => ({ ...one, name })));
  return { ...wire, consumers, paths: [] };
}

test.each([
  ['as it is', wire],
  ['with an empty list and hostile names', grown(1)],
  ['of many pieces', grown(400)],
])('%s', (_, inventory) => {
  const whole = `${JSON.stringify(inventory, null, 2)}\n`;
  expect(writeInventory(inventory) === whole).toBe(true);
  const pieces = [...inventoryPieces(inventory)];
  expect(pieces.join('') === whole).toBe(true);
  if (whole.length > 1 << 20) expect(pieces.length).toBeGreaterThan(9);
});
