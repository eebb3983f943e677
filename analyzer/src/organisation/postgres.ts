/** PostgreSQL, and whatever speaks its protocol, through `pg`: one connection for one command. */
import type { Client } from 'pg';
import type { Database, Queries, Row } from './database.ts';

const CONNECT_MILLISECONDS = 15_000;

/** Connects. `pg` also reads PGPASSWORD and the password file, so that an address needs no password. */
export async function openPostgres(url: string): Promise<Database> {
  const { default: pg } = await import('pg');
  const client = new pg.Client({
    connectionString: url,
    application_name: 'keyturn registry',
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
  });
  // A connection that breaks between two statements fails the next one; unheard, the event would end the process.
  client.on('error', () => {});
  await client.connect();
  const queries = queriesOf(client);
  return {
    ...queries,
    async transaction(work) {
      await queries.query('BEGIN');
      try {
        const result = await work(queries);
        await queries.query('COMMIT');
        return result;
      } catch (error) {
        await queries.query('ROLLBACK').catch(() => []);
        throw error;
      }
    },
    close: () => client.end(),
  };
}

function queriesOf(client: Client): Queries {
  return {
    async query(sql, parameters = []) {
      const { rows } = await client.query<Row>(sql, [...parameters]);
      return rows;
    },
  };
}
