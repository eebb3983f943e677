/**
 * The fact tables as one value. Loading reads no file and compiles no pattern: both would be paid at every start.
 */
import { createKindsOfName } from './kinds.ts';
import { createNameJudge } from './names.ts';
import { TABLES } from './rows.ts';
import type { Knowledge } from './tables.ts';

let loaded: Knowledge | null = null;

/** All tables; the same object at every call. */
export function loadKnowledge(): Knowledge {
  loaded ??= {
    refresh: new Map(TABLES.refresh.map((row) => [row.id, row])),
    kinds: new Map(TABLES.kinds.map((row) => [row.id, row])),
    controllers: TABLES.controllers,
    judgeName: createNameJudge(TABLES.names),
    kindsOfName: createKindsOfName(TABLES.kinds),
  };
  return loaded;
}
