/** What the commands of the organisation's registry have in common: where it is, what may be typed, and how its failures are said. */
import type { Database } from '../../organisation/database.ts';
import type { Options as OpenOptions } from '../../organisation/open.ts';
import type { Context } from '../contract.ts';
import { UsageError } from '../exit.ts';
import type { Options } from '../options.ts';

/** A process list shows what was typed: an address with a password is better in here. */
export const ADDRESS_VARIABLE = 'KEYTURN_REGISTRY';

export const REGISTRY_OPTIONS = {
  to: {
    kind: 'text',
    value: 'FOLDER|URL',
    says: `the registry: a folder, or postgres://USER@HOST/DATABASE (${ADDRESS_VARIABLE} if not given)`,
  },
} as const satisfies Options;

export const BRANCH_OPTION = {
  branch: { kind: 'text', value: 'NAME', says: 'the line of history it belongs to (main if not given)' },
} as const satisfies Options;

export const REGISTRY_DETAILS: readonly string[] = [
  `A password belongs into ${ADDRESS_VARIABLE}, PGPASSWORD or a password file, not into the command.`,
  'Exit code 3: the registry cannot be used; nothing of what was asked for is kept.',
];

interface Opening<T> extends Omit<OpenOptions, 'directory'> {
  /** The answer where nothing was ever published; without one that is a failure. */
  readonly absent?: T;
}

/** What `work` gives, with the registry `to` open; null: the registry cannot be used, and that was said in one line. */
export async function inRegistry<T extends NonNullable<unknown>>(
  to: string | null,
  context: Context,
  work: (database: Database) => Promise<T>,
  options: Opening<T> = {},
): Promise<T | null> {
  const { readAddress } = await import('../../organisation/address.ts');
  const { withRegistry } = await import('../../organisation/open.ts');
  const { NoRegistryYet, RegistryFailure } = await import('../../organisation/database.ts');
  const read = readAddress(to ?? process.env[ADDRESS_VARIABLE] ?? missing());
  if ('problem' in read) throw new UsageError(read.problem);
  const { absent, ...opening } = options;
  try {
    return await withRegistry(read.address, { directory: context.directory, ...opening }, work);
  } catch (error) {
    if (error instanceof NoRegistryYet && absent !== undefined) return absent;
    if (!(error instanceof RegistryFailure)) throw error;
    const { escapeTerminal } = await import('../../explain/escape.ts');
    context.terminal.err(`keyturn: ${escapeTerminal(error.message)}\n`);
    return null;
  }
}

function missing(): never {
  throw new UsageError(`say where the registry is: --to FOLDER, --to postgres://…, or ${ADDRESS_VARIABLE}`);
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._/@+-]{0,199}$/u;
const COMMIT = /^[0-9a-f]{7,64}$/;

/** The name of a repository or branch as typed. */
export function nameGiven(option: string, typed: string | null): string {
  if (typed === null) throw new UsageError(`say --${option} NAME`);
  if (NAME.test(typed)) return typed;
  throw new UsageError(`--${option} is a name of at most 200 letters, digits and . _ / @ + -`);
}

/** A commit as git writes it. */
export function commitGiven(typed: string): string {
  if (COMMIT.test(typed)) return typed;
  throw new UsageError('--commit is a commit id: 7 to 64 digits and letters a to f');
}
