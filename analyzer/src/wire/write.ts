/** An inventory as text: two spaces, one trailing newline, the same bytes for the same inventory. */
import type { WireInventory } from './types.ts';

/** JSON text. Keys stand in the order of the types, so that a diff of two inventories is a diff of what changed. */
export function writeInventory(inventory: WireInventory): string {
  return [...inventoryPieces(inventory)].join('');
}

/** UTF-16 units of a piece, about. */
const PIECE = 1 << 16;

/** The same text in pieces: as one, the text of a large estate would take more memory than the estate. */
export function* inventoryPieces(inventory: WireInventory): Generator<string> {
  let piece = '';
  for (const part of parts(Object.entries(inventory).filter(([, value]) => value !== undefined))) {
    piece += part;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

function* parts(fields: readonly (readonly [string, unknown])[]): Generator<string> {
  for (const [index, [name, value]] of fields.entries()) {
    yield `${index === 0 ? '{' : ','}\n  ${JSON.stringify(name)}: `;
    if (!Array.isArray(value) || value.length === 0) yield indented(value, 1);
    else {
      for (const [at, item] of value.entries()) yield `${at === 0 ? '[' : ','}\n    ${indented(item, 2)}`;
      yield '\n  ]';
    }
  }
  yield '\n}\n';
}

/** A line of JSON ends between values only: inside of one it is written as an escape. */
function indented(value: unknown, depth: number): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${'  '.repeat(depth)}`);
}
