/**
 * A real PostgreSQL for one test file: its own server, port and data folder, gone afterwards. Installs Debian's package where
 * the machine has none; must never touch a server that is already there, or put a data folder into the checkout.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, constants, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Postgres {
  /** Superuser, over TCP, with a password of this server alone. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** Everything the server has logged so far (stderr format). */
  readonly logFile: string;
  stop(): Promise<void>;
}

/** Settings written to `postgresql.conf`, by name; numbers and words as PostgreSQL takes them. */
export type Settings = Readonly<Record<string, string>>;

/** The server refuses to run as root (https://www.postgresql.org/docs/current/postgres-user.html). */
const SERVER_USER = 'postgres';
const DEBIAN_VERSIONS = '/usr/lib/postgresql';

/** Starts a server with scram passwords on a free port of 127.0.0.1. Fails with what to install where it cannot. */
export async function startPostgres(settings: Settings = {}): Promise<Postgres> {
  const bin = await binaries();
  const port = await freePort();
  const folder = mkdtempSync('/tmp/keyturn-postgres-');
  const data = join(folder, 'data');
  const logFile = join(folder, 'server.log');
  const password = randomBytes(18).toString('base64url');
  writeFileSync(join(folder, 'password'), password);
  if (isRoot()) await run('chown', ['-R', SERVER_USER, folder]);
  const init = [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    `--pwfile=${join(folder, 'password')}`,
    '-E',
    'UTF8',
  ];
  try {
    await asServer(folder, join(bin, 'initdb'), [...init, '--no-sync', '--locale=C']);
    writeFileSync(join(data, 'postgresql.conf'), configuration({ port: String(port), ...settings }, folder), {
      flag: 'a',
    });
    await asServer(folder, join(bin, 'pg_ctl'), ['-D', data, '-l', logFile, '-w', '-t', '60', 'start']);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    host: '127.0.0.1',
    port,
    logFile,
    stop: async () => {
      await asServer(folder, join(bin, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-w', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configuration(settings: Settings, sockets: string): string {
  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: sockets, fsync: 'off', ...settings };
  const lines = Object.entries(all).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
  return `\n${lines.join('\n')}\n`;
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

async function asServer(folder: string, program: string, words: readonly string[]): Promise<void> {
  const [command, ...rest] = isRoot() ? ['runuser', '-u', SERVER_USER, '--', program] : [program];
  await run(command ?? program, [...rest, ...words], { cwd: folder });
}

/** The folder with `initdb` and `pg_ctl`; installs the package once where there is none. */
async function binaries(): Promise<string> {
  const found = installed() ?? (await install());
  if (found === null)
    throw new Error(
      'no PostgreSQL server here: install one (Debian: apt-get install postgresql) with initdb on the PATH',
    );
  return found;
}

function installed(): string | null {
  const onPath = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return [...debianFolders(), ...onPath].find((folder) => isRunnable(join(folder, 'initdb'))) ?? null;
}

/** The newest version first. */
function debianFolders(): readonly string[] {
  try {
    const versions = readdirSync(DEBIAN_VERSIONS).toSorted((a, b) => Number(b) - Number(a));
    return versions.map((version) => join(DEBIAN_VERSIONS, version, 'bin'));
  } catch {
    // ENOENT: not Debian, or not installed.
    return [];
  }
}

function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // ENOENT or EACCES: not here.
    return false;
  }
}

/** Only root may; other test processes may be at it as well, so the lock is waited for. */
async function install(): Promise<string | null> {
  if (!isRoot() || !isRunnable('/usr/bin/apt-get')) return null;
  const options = ['-o', 'DPkg::Lock::Timeout=300', '-y', '--no-install-recommends'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const attempt = () => run('apt-get', [...options, 'install', 'postgresql'], { env });
  await attempt().catch(() => run('apt-get', ['update'], { env }).then(attempt));
  return installed();
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
