/**
 * One inventory into the registry: all of it or nothing, and once per repository and commit however often and by however many it is published. The
 * first row of a snapshot is the gate: a second publisher of the same commit waits for the first, and goes on only where that one failed.
 */
import type { WireInventory } from '../wire/types.ts';
import type { Database, Queries, Row } from './database.ts';
import { type Rows, rowsOf, storable } from './rows.ts';
import { snapshotOf } from './snapshot.ts';

export interface Publication {
  readonly repository: string;
  readonly commit: string;
  readonly branch: string;
  /** When the commit was made, ISO 8601; null: now. It orders publications of one branch that arrive out of order. */
  readonly at: string | null;
  /** Takes the place of what was published of this commit before. */
  readonly replaces: boolean;
}

export type Published = 'published' | 'replaced' | 'already there';

/** Publishes; the inventory's own commit is not looked at. */
export function publish(database: Database, inventory: WireInventory, publication: Publication): Promise<Published> {
  const { repository, commit, branch, at, replaces } = publication;
  const snapshot = snapshotOf(repository, commit);
  return database.transaction(async (queries) => {
    const dropped = replaces ? await queries.query(DROP, [snapshot]) : [];
    const claim = [snapshot, repository, commit, storable(toolOf(inventory)), ...countsOf(inventory)];
    const isMine = (await queries.query(CLAIM, claim)).length > 0;
    if (isMine) await insertAll(queries, snapshot, rowsOf(repository, inventory));
    await queries.query(PUBLISH, [snapshot, repository, branch, commit, at]);
    if (!isMine) return 'already there';
    return dropped.length > 0 ? 'replaced' : 'published';
  });
}

/** Whether the commit was published. */
export async function has({ query }: Queries, repository: string, commit: string): Promise<boolean> {
  const rows = await query('SELECT 1 FROM keyturn.snapshot WHERE snapshot = $1', [snapshotOf(repository, commit)]);
  return rows.length > 0;
}

const DROP = 'DELETE FROM keyturn.snapshot WHERE snapshot = $1 RETURNING commit';
const CLAIM = `INSERT INTO keyturn.snapshot
  (snapshot, repository, commit, tool, files_read, files_skipped, unresolved, credentials, consumers, paths)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING commit`;
const PUBLISH = `INSERT INTO keyturn.publication (snapshot, repository, branch, commit, at)
  VALUES ($1, $2, $3, $4, coalesce($5::timestamptz, now())) ON CONFLICT DO NOTHING`;

function toolOf({ tool }: WireInventory): string {
  return `${tool.name} ${tool.version}`;
}

function countsOf({ coverage, credentials, consumers, paths }: WireInventory): readonly number[] {
  const { filesRead, filesSkipped, unresolved } = coverage;
  return [filesRead, ...[filesSkipped, unresolved, credentials, consumers, paths].map(({ length }) => length)];
}

/** Columns of each table behind snapshot and n, with their types. */
const COLUMNS: Readonly<Record<keyof Rows, string>> = {
  credential:
    'id text, name text, kind text, privilege text, reach text, acceptance text, owners_related boolean, environments text[], scope double precision, rollout double precision, settled_seconds double precision, settled_with_actions_seconds double precision, difficulty text, file text, line integer',
  carrier: 'credential integer, carrier text, type text, name text, environment text, identity text, item text',
  consumer:
    'id text, name text, kind text, owner text, cluster text, namespace text, environment text, least double precision, most double precision, dormant boolean, longest_gap_seconds double precision, declared boolean, file text, line integer',
  path: 'credential integer, consumer integer, way text, mode text, mechanism text, intent boolean, settled_seconds double precision',
};

/** Rows in one statement: enough that the way to the server does not count, few enough that no statement grows large. */
const BATCH = 2_000;

async function insertAll({ query }: Queries, snapshot: string, rows: Rows): Promise<void> {
  for (const [table, columns] of Object.entries(COLUMNS)) {
    const all: readonly Row[] = rows[table as keyof Rows];
    const names = columns.split(', ').map((column) => column.split(' ', 1)[0]);
    const sql = `INSERT INTO keyturn.${table} (snapshot, n, ${names.join(', ')})
      SELECT $1::uuid, * FROM json_to_recordset($2::json) AS r (n integer, ${columns})`;
    for (let from = 0; from < all.length; from += BATCH)
      await query(sql, [snapshot, JSON.stringify(all.slice(from, from + BATCH))]);
  }
}
