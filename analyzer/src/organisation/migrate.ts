/** Brings a database to the newest schema: what is missing, in order, in one transaction, one process at a time. Never goes back. */
import { type Database, RegistryFailure } from './database.ts';
import first from './migrations/001-snapshots.ts';

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: readonly string[];
}

/** In order; a migration that was released is never changed. */
export const MIGRATIONS: readonly Migration[] = [first];
export const NEWEST = MIGRATIONS.length;

/** Any number, the same for every process that migrates. */
const LOCK = 7_530_117;

/** Gives what it did, in order; empty: nothing was missing. */
export function migrate(database: Database): Promise<readonly Migration[]> {
  return database.transaction(async ({ query }) => {
    await query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await query('CREATE SCHEMA IF NOT EXISTS keyturn');
    await query(
      'CREATE TABLE IF NOT EXISTS keyturn.schema_migrations (version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const reached = await versionOf({ query });
    refuseNewer(reached, 'the registry');
    const missing = MIGRATIONS.filter(({ version }) => version > reached);
    for (const { version, name, sql } of missing) {
      for (const statement of sql) await query(statement);
      await query('INSERT INTO keyturn.schema_migrations (version, name) VALUES ($1, $2)', [version, name]);
    }
    return missing;
  });
}

/** Fails unless the schema is the newest one known here. */
export async function requireSchema(database: Pick<Database, 'query'>, shown: string): Promise<void> {
  const reached = await versionOf(database);
  refuseNewer(reached, shown);
  if (reached < NEWEST)
    throw new RegistryFailure(`${shown} has an older schema (${reached} of ${NEWEST}): run keyturn registry migrate`);
}

function refuseNewer(reached: number, shown: string): void {
  if (reached > NEWEST)
    throw new RegistryFailure(`${shown} has a newer schema (${reached}; this keyturn knows ${NEWEST}): update keyturn`);
}

async function versionOf({ query }: Pick<Database, 'query'>): Promise<number> {
  const [row] = await query('SELECT coalesce(max(version), 0)::int AS version FROM keyturn.schema_migrations');
  return Number(row?.version ?? 0);
}
