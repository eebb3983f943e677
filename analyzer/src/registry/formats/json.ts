/** The inventory as `scan --format json` writes it, entity by entity: a large one is never one text in memory. */
import type { WireInventory } from '../../wire/types.ts';
import { defineExporter } from '../contract.ts';

export default defineExporter({
  id: 'json',
  writes: 'the inventory, version 1, as `scan --format json` writes it',
  folder: false,
  *files(inventory) {
    yield { path: 'keyturn.json', text: pieces(inventory) };
  },
});

function* pieces(inventory: WireInventory): Iterable<string> {
  let before = '{\n';
  for (const [key, value] of Object.entries(inventory)) {
    yield `${before}  ${JSON.stringify(key)}: `;
    if (Array.isArray(value) && value.length > 0) yield* listed(value);
    else yield indented(value, '  ');
    before = ',\n';
  }
  yield '\n}\n';
}

function* listed(items: readonly unknown[]): Iterable<string> {
  let before = '[\n';
  for (const item of items) {
    yield `${before}    ${indented(item, '    ')}`;
    before = ',\n';
  }
  yield '\n  ]';
}

/** JSON text has no line break of its own inside a string, so every one may be indented. */
function indented(value: unknown, indent: string): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`);
}
