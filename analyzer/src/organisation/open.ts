/** An address → a registry ready for use. A folder is brought to the newest schema; a server is left to whoever administers it. */
import { resolve } from 'node:path';
import { type Address, showAddress } from './address.ts';
import { type Database, NoRegistryYet } from './database.ts';
import { failureOf } from './failure.ts';
import { migrate, requireSchema } from './migrate.ts';
import { holdsRegistry, openFolder } from './pglite.ts';
import { openPostgres } from './postgres.ts';

export interface Options {
  /** What folders are relative to. */
  readonly directory: string;
  /** Brings a server to the newest schema too. */
  readonly migrates?: boolean;
  /** Only reads: a folder without a registry is an error then, and nothing is made in it. */
  readonly reads?: boolean;
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
    const database = await connect(address, options);
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

async function connect(address: Address, { directory, reads }: Options): Promise<Database> {
  if (address.kind !== 'folder') return openPostgres(address.url);
  const folder = resolve(directory, address.folder);
  if (reads && !holdsRegistry(folder))
    throw new NoRegistryYet(`${showAddress(address)} holds no registry yet: publish to it first`);
  return openFolder(folder);
}
