/** An address → a registry ready for use. A folder is brought to the newest schema; a server is left to whoever administers it. */
import { resolve } from 'node:path';
import { type Address, showAddress } from './address.ts';
import type { Database } from './database.ts';
import { failureOf } from './failure.ts';
import { migrate, requireSchema } from './migrate.ts';
import { openFolder } from './pglite.ts';
import { openPostgres } from './postgres.ts';

export interface Options {
  /** What folders are relative to. */
  readonly directory: string;
  /** Brings a server to the newest schema too. */
  readonly migrates?: boolean;
  /** Will ask about everything: a folder has nobody who keeps the planner's statistics, so they are made now. */
  readonly surveys?: boolean;
}

/** Opens, works, closes. Whatever goes wrong comes out as a `RegistryFailure`. */
export async function withRegistry<T>(
  address: Address,
  options: Options,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const shown = showAddress(address);
  try {
    const database = await connect(address, options.directory);
    try {
      if (options.migrates || address.kind === 'folder') await migrate(database);
      else await requireSchema(database, shown);
      if (options.surveys && address.kind === 'folder') await database.query('ANALYZE');
      return await work(database);
    } finally {
      await database.close().catch(() => {});
    }
  } catch (error) {
    throw failureOf(error, shown);
  }
}

function connect(address: Address, directory: string): Promise<Database> {
  return address.kind === 'folder' ? openFolder(resolve(directory, address.folder)) : openPostgres(address.url);
}
