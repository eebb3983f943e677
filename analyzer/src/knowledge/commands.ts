/** Rows of `commands.yaml`: how an object is restarted, how a derivation is made to carry now. Looks up; fills nothing in. */
import { TABLES } from './rows.ts';
import type { CommandRow } from './tables.ts';

const RESTARTS = new Map(TABLES.commands.flatMap((row) => (row.restarts === null ? [] : [[row.restarts, row]])));
const SYNCS = new Map(TABLES.commands.flatMap((row) => (row.syncs === null ? [] : [[row.syncs, row]])));

/** The row for objects of this kind; null: none. */
export function restartOf(objectKind: string): CommandRow | null {
  return RESTARTS.get(objectKind) ?? null;
}

/** The row for what fills a carrier; null: none. */
export function syncOf(by: string): CommandRow | null {
  return SYNCS.get(by) ?? null;
}
