/** The one thing both drivers are: a place to ask, and to change all at once or not at all. Knows no table. */

export type Row = Readonly<Record<string, unknown>>;

export interface Queries {
  /** Runs one statement with `$1`-style parameters. */
  query(sql: string, parameters?: readonly unknown[]): Promise<readonly Row[]>;
}

export interface Database extends Queries {
  /** Commits what `work` did when it ends well, and nothing of it otherwise. */
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The registry cannot be used; the message says why and how to mend it, and never holds a password. */
export class RegistryFailure extends Error {
  override readonly name: string = 'RegistryFailure';
}

/** Nothing was ever published there. */
export class NoRegistryYet extends RegistryFailure {
  override readonly name = 'NoRegistryYet';
}
