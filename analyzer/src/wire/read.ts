/**
 * Reads an inventory that somebody hands us (`--from`): parses, checks every field against the shapes, and says in one
 * sentence what is wrong. Must never trust a file because its first line looks right, and never repeat its content.
 */
import { inventoryShape } from './shapes.ts';
import type { WireInventory } from './types.ts';

export type ReadInventory =
  | { readonly inventory: WireInventory; readonly problem: null }
  | { readonly inventory: null; readonly problem: string };

/** The inventory in `text`, or the problem as a sentence without the file's name. Never throws. */
export function readInventory(text: string): ReadInventory {
  const { json, problem } = parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  const found = problem ?? versionProblem(json) ?? inventoryShape.problem(json, 'inventory');
  return found === null ? { inventory: json as WireInventory, problem: null } : { inventory: null, problem: found };
}

function parse(text: string): { readonly json: unknown; readonly problem: string | null } {
  if (text.trim() === '') return { json: null, problem: 'the file is empty' };
  try {
    return { json: JSON.parse(text), problem: null };
  } catch {
    const problem = /[}\]]\s*$/.test(text)
      ? 'not JSON: write it with `keyturn scan --format json`'
      : 'the JSON ends too early: the file was cut off while it was written or copied';
    return { json: null, problem: text.trimStart().startsWith('{') ? problem : 'not JSON: an inventory starts with {' };
  }
}

function versionProblem(json: unknown): string | null {
  const version = typeof json === 'object' && json !== null && 'schemaVersion' in json ? json.schemaVersion : null;
  if (version === 1) return null;
  if (typeof version === 'number' && version > 1) {
    return `written by a newer keyturn (schemaVersion ${version}; this one reads 1): update keyturn, or scan again with this one`;
  }
  return 'not a keyturn inventory: schemaVersion 1 is missing';
}
