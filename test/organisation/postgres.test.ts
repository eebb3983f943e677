/** The registry on a real server: many publishers at once, one of them killed, roles, and everything that can be wrong with an address. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES_SQL } from '../../analyzer/src/organisation/roles.ts';
import { keyturn } from '../cli/run.ts';
import { type Postgres, startPostgres } from '../setup/postgres.ts';
import { filed, KEYTURN, scanned } from './estate.ts';
import { asked, countsOf, registrySuite } from './suite.ts';

let server: Postgres;
/** A database of its own for each group. */
const databases = { suite: '', crowd: '', roles: '' };

async function sql(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

function withName(name: string, user?: string, password?: string): string {
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  if (user !== undefined) url.username = user;
  if (password !== undefined) url.password = password;
  return url.href;
}

beforeAll(async () => {
  server = await startPostgres({ max_connections: '60' });
  for (const name of Object.keys(databases) as (keyof typeof databases)[]) {
    await sql(server.url, `CREATE DATABASE ${name}`);
    databases[name] = withName(name);
  }
}, 300_000);
afterAll(() => server?.stop());

describe('a registry on PostgreSQL', () => {
  it('is made by an administrator, by several at once, before anybody uses it', async () => {
    const before = await keyturn(['registry', 'query', 'top-radii', '--to', databases.suite]);
    expect(before).toMatchObject({ code: 3, err: expect.stringContaining('run keyturn registry migrate') });
    const migrations = [1, 2, 3, 4].map(() => keyturn(['registry', 'migrate', '--to', databases.suite, '-q']));
    expect((await Promise.all(migrations)).map(({ code, err }) => [code, err])).toEqual([
      [0, ''],
      [0, ''],
      [0, ''],
      [0, ''],
    ]);
    expect(await asked(databases.suite, 'SELECT version, name FROM keyturn.schema_migrations')).toEqual([
      { version: 1, name: 'snapshots' },
    ]);
  });

  registrySuite(() => databases.suite);
});

describe('sixteen publishers at once', () => {
  const RACED = 'coast/race';

  it('keep every commit exactly once, and nothing of the one that was killed', async () => {
    const to = databases.crowd;
    await keyturn(['registry', 'migrate', '--to', to, '-q']);
    const inventory = filed(scanned({ name: 'ferry', service: 'ramp', item: 'coast/ramp#password' }));
    const held = new pg.Client({ connectionString: to });
    await held.connect();
    await held.query('BEGIN');
    // Everybody comes as far as the last table, and waits there with all else written.
    await held.query('LOCK TABLE keyturn.path IN ACCESS EXCLUSIVE MODE');
    const names = Array.from({ length: 16 }, (_, n) => (n < 4 ? RACED : `coast/ferry-${n}`));
    const publishers = names.map((repository) => {
      const words = ['registry', 'publish', inventory, '--repository', repository, '--to', to, '-q'];
      return spawn(process.execPath, [KEYTURN, ...words], { stdio: ['ignore', 'ignore', 'pipe'] });
    });
    const ends = publishers.map((publisher) => once(publisher, 'exit'));
    // Asked from outside: within a transaction the server's statistics stand still.
    const waiting = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = 'crowd'`;
    const everybodyWaits = async () => JSON.stringify(await asked(to, waiting)) === '[{"n":16}]';
    while (!(await everybodyWaits())) {
      expect(publishers.map(({ exitCode }) => exitCode)).toEqual(names.map(() => null));
      await setTimeout(100);
    }
    publishers[15]?.kill('SIGKILL');
    await ends[15];
    await held.query('ROLLBACK');
    await held.end();
    const codes = (await Promise.all(ends)).map(([code]) => code);
    expect(codes).toEqual([...Array.from({ length: 15 }, () => 0), null]);
    expect(await countsOf(to)).toEqual([{ snapshots: 12, credentials: 12, consumers: 12, paths: 12 }]);
    expect(
      await asked(to, "SELECT count(*)::int AS n FROM keyturn.publication WHERE repository = 'coast/ferry-15'"),
    ).toEqual([{ n: 0 }]);

    // Whoever starts it again finishes it.
    const again = await keyturn(['registry', 'publish', inventory, '--repository', 'coast/ferry-15', '--to', to]);
    expect(again).toMatchObject({ code: 0, err: expect.stringContaining('published') });
    expect(await countsOf(to)).toEqual([{ snapshots: 13, credentials: 13, consumers: 13, paths: 13 }]);
  }, 180_000);

  it('replace a commit as a whole', async () => {
    const inventory = filed(scanned({ name: 'ferry', service: 'ramp', item: 'coast/ramp#password' }));
    const words = ['registry', 'publish', inventory, '--repository', RACED, '--to', databases.crowd, '--replace'];
    expect(await keyturn(words)).toMatchObject({ code: 0, err: expect.stringContaining('replaced') });
    expect(await countsOf(databases.crowd)).toEqual([{ snapshots: 13, credentials: 13, consumers: 13, paths: 13 }]);
  });
});

describe('roles', () => {
  it('let a publisher add and a reader read, and no more', async () => {
    const to = databases.roles;
    await keyturn(['registry', 'migrate', '--to', to, '-q']);
    const printed = await keyturn(['registry', 'roles']);
    expect(printed.out).toBe(ROLES_SQL);
    await sql(
      to,
      printed.out,
      printed.out,
      "CREATE ROLE keeper LOGIN PASSWORD 'brass-lens-41'",
      'GRANT keyturn_publisher TO keeper',
    );
    await sql(to, "CREATE ROLE watcher LOGIN PASSWORD 'grey-glass-42'", 'GRANT keyturn_reader TO watcher');
    const [keeper, watcher] = [
      withName('roles', 'keeper', 'brass-lens-41'),
      withName('roles', 'watcher', 'grey-glass-42'),
    ];
    const file = filed(scanned({ name: 'mole', service: 'wall', item: 'coast/wall#password' }));
    const publish = (as: string, ...more: string[]) =>
      keyturn(['registry', 'publish', file, '--repository', 'mole', '--to', as, ...more]);
    expect(await publish(watcher)).toMatchObject({ code: 3, err: expect.stringContaining('may not do that') });
    expect((await publish(keeper)).code).toBe(0);
    expect(await publish(keeper)).toMatchObject({ code: 0, err: expect.stringContaining('already there') });
    expect(await publish(keeper, '--replace')).toMatchObject({ code: 3 });
    expect(await keyturn(['registry', 'query', 'top-radii', '--to', watcher])).toMatchObject({ code: 0, err: '' });
    await expect(sql(keeper, 'UPDATE keyturn.credential SET rollout = 0')).rejects.toThrow(/denied/);
    await expect(sql(keeper, 'DELETE FROM keyturn.publication')).rejects.toThrow(/denied/);
    await expect(
      sql(watcher, "INSERT INTO keyturn.publication SELECT gen_random_uuid(), 'a', 'b', 'c', now()"),
    ).rejects.toThrow(/denied/);
  });
});

describe('what can be wrong', () => {
  const SECRET = 'w1ck-and-0il';
  const told = async (to: string) => {
    const { code, out, err } = await keyturn(['registry', 'query', 'top-radii', '--to', to]);
    expect(out + err).not.toContain(SECRET);
    return { code, err };
  };

  it('the password, the user, the database, the port: exit code 3, and no password in the message', async () => {
    const user = new URL(server.url).username;
    expect(await told(withName('suite', user, SECRET))).toEqual({
      code: 3,
      err: expect.stringContaining('refuses the user name or the password'),
    });
    expect(await told(withName('suite', 'nobody', SECRET))).toMatchObject({ code: 3 });
    expect(await told(withName('atlantis'))).toEqual({ code: 3, err: expect.stringContaining('no such database') });
    expect(await told(`postgres://keeper:${SECRET}@127.0.0.1:9/coast`)).toEqual({
      code: 3,
      err: expect.stringContaining('nothing answers there'),
    });
    expect(await told(`postgres://keeper:${SECRET}@lighthouse.invalid/coast`)).toEqual({
      code: 3,
      err: expect.stringContaining('no such host'),
    });
  });

  it('a registry that a newer keyturn made', async () => {
    await sql(server.url, 'CREATE DATABASE future');
    const to = withName('future');
    await keyturn(['registry', 'migrate', '--to', to, '-q']);
    await sql(to, "INSERT INTO keyturn.schema_migrations (version, name) VALUES (99, 'tide tables')");
    expect(await told(to)).toEqual({ code: 3, err: expect.stringContaining('newer schema (99;') });
    expect(await keyturn(['registry', 'migrate', '--to', to])).toMatchObject({ code: 3 });
  });
});
