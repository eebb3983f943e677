/** PostgreSQL inside this process, its data in a folder: the registry of one machine. One process at a time has the folder. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database, Queries, Row } from './database.ts';
import { lockFolder } from './folder-lock.ts';

export const holdsRegistry = (folder: string): boolean => existsSync(join(folder, 'data', 'PG_VERSION'));

/** Opens the folder, or makes it. Waits for another process that has it. */
export async function openFolder(folder: string): Promise<Database> {
  mkdirSync(folder, { recursive: true });
  const unlock = await lockFolder(folder);
  try {
    const { PGlite } = await import('@electric-sql/pglite');
    const lite = await PGlite.create(join(folder, 'data'));
    const queriesOf = (on: Pick<typeof lite, 'query'>): Queries => ({
      query: async (sql, parameters = []) => (await on.query<Row>(sql, [...parameters])).rows,
    });
    return {
      ...queriesOf(lite),
      transaction: (work) => lite.transaction((within) => work(queriesOf(within))),
      async close() {
        await lite.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
