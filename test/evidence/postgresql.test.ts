/**
 * The runbook of a PostgreSQL role, carried out: its own SQL on a real server while a client works, and the gate that waits
 * as long as one old session lives. What Kubernetes would say is written by hand; the log and the sessions are real.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../analyzer/src/runbook/plan.ts';
import { isBuilt, keyturn } from '../safety/tool.ts';
import { type Postgres, startPostgres } from '../setup/postgres.ts';
import { temporaryTree } from '../workspace/temporary.ts';
import { FERRY } from './ferry.ts';

const NAMES = {
  ROLE: 'tide_rights',
  OLD_PRINCIPAL: 'tide_blue',
  NEW_PRINCIPAL: 'tide_green',
  DB: 'harbour',
  HOST: '127.0.0.1',
};
const SQL = /^(?:CREATE|GRANT|REASSIGN|ALTER|SELECT|DROP)\b/;

describe.skipIf(!isBuilt)('a rotation of a PostgreSQL role', { timeout: 120_000 }, () => {
  const estate = temporaryTree(FERRY);
  const out = temporaryTree();
  const cache = temporaryTree();
  const file = (name: string) => join(out, name);
  let server: Postgres;
  let plan: Plan;
  let admin: pg.Client;
  let published = 0;
  const ferry = { user: NAMES.OLD_PRINCIPAL, failures: 0, crossings: 0, running: true, work: Promise.resolve() };
  let ledger: pg.Client;

  /** Connections live a second, as the estate declares; each new one takes the credential of the moment. */
  async function work(): Promise<void> {
    while (ferry.running) {
      const client = clientOf(server, ferry.user, 'tide-api');
      try {
        await client.connect();
        for (const until = Date.now() + 300; Date.now() < until; await pause(20)) {
          await client.query('UPDATE berths SET crossings = crossings + 1');
          ferry.crossings += 1;
        }
      } catch {
        ferry.failures += 1;
      }
      await client.end().catch(() => undefined);
    }
  }

  beforeAll(async () => {
    server = await startPostgres({
      log_connections: 'on',
      log_disconnections: 'on',
      log_line_prefix: '%m [%p] ',
      log_timezone: 'UTC',
    });
    const root = new pg.Client({ connectionString: server.url });
    await root.connect();
    await root.query(`CREATE ROLE tide_blue LOGIN PASSWORD 'blue'`);
    await root.query('CREATE DATABASE harbour OWNER tide_blue');
    await root.end();
    const owner = clientOf(server, 'tide_blue', 'loading');
    await owner.connect();
    await owner.query('CREATE TABLE berths (crossings int); INSERT INTO berths VALUES (0)');
    await owner.end();
    admin = new pg.Client({ connectionString: server.url.replace(/\/postgres$/, '/harbour') });
    await admin.connect();
    ledger = clientOf(server, 'tide_blue', 'tide-ledger');
    await ledger.connect();
    ferry.work = work();
    const made = keyturn(cache, 'runbook', 'tide-db', '-C', estate, '--format', 'json', '--out', file('runbook.json'));
    expect(made.stderr).toBe('');
    plan = JSON.parse(readFileSync(file('runbook.json'), 'utf8'));
  }, 120_000);

  afterAll(async () => {
    ferry.running = false;
    await ferry.work;
    await ledger.end().catch(() => undefined);
    await admin?.end();
    await server?.stop();
  });

  /** Runs the SQL of some steps of a phase, placeholders filled. */
  async function carryOut(phase: number, which = /./): Promise<number> {
    const steps = (plan.phases[phase]?.groups ?? []).flatMap(({ steps }) => steps);
    const commands = steps.flatMap(({ command }) =>
      command !== null && SQL.test(command) && which.test(command) ? [command] : [],
    );
    for (const command of commands) await admin.query(filled(command));
    return commands.length;
  }

  /** Exports what the gate asks for, and asks it. */
  function gate(...more: readonly string[]) {
    const sessions = plan.queries.find(({ at }) => at === 'PostgreSQL')?.text ?? '';
    const url = server.url.replace(/\/postgres$/, '/harbour');
    writeFileSync(file('sessions.csv'), execFileSync('psql', [url, '--csv', '-c', filled(sessions)]));
    writeFileSync(file('server.log'), readFileSync(server.logFile));
    writeFileSync(file('cluster.json'), JSON.stringify(cluster(published)));
    const evidence = ['sessions.csv', 'server.log', 'cluster.json'].map(file);
    const labels = ['--old', NAMES.OLD_PRINCIPAL, '--new', NAMES.NEW_PRINCIPAL, '--published', instant(published)];
    return keyturn(cache, 'gate', file('runbook.json'), '--evidence', ...evidence, ...labels, ...more);
  }

  function judged() {
    const ran = gate('--format', 'json');
    expect(ran.stderr).toBe('');
    return { code: ran.code, ...JSON.parse(ran.stdout) };
  }

  it('prepares: the second role has the rights of the first, and proves it', async () => {
    expect(await carryOut(0, /^(?!SELECT)/)).toBe(5);
    // What `\password` does: the server gets a verifier, never the value.
    await admin.query(`ALTER ROLE tide_green PASSWORD 'green'`);
    const verify = plan.phases[0]?.groups
      .flatMap(({ steps }) => steps)
      .find(({ command }) => command?.startsWith('psql '));
    const env = { ...process.env, ...NAMES, PGPASSWORD: 'green', PGPORT: String(server.port) };
    expect(execFileSync('sh', ['-c', verify?.command ?? ''], { env }).toString()).toMatch(
      /tide_rights\s*\|\s*tide_green/,
    );
  });

  it('waits while nobody has moved', async () => {
    // Moments of exports are whole seconds: one in which the preparation still logged in cannot be told from the publication.
    await pause(1100);
    published = Math.floor(Date.now() / 1000);
    await pause(1100);
    const { code, verdict, presenters } = judged();
    expect([code, verdict]).toEqual([1, 'wait']);
    expect(presenters.map(({ consumer, sort }: Record<string, string>) => [consumer, sort])).toEqual([
      ['consumer:k8s:quay/ferry/Deployment/tide-api', 'stale-but-expected'],
      ['consumer:k8s:quay/ferry/Deployment/tide-ledger', 'stale-but-expected'],
    ]);
  });

  it('waits while one old session lives, and says whose it is', async () => {
    ferry.user = NAMES.NEW_PRINCIPAL;
    await pause(3000);
    const { code, verdict, consumers, gates } = judged();
    expect([code, verdict]).toEqual([1, 'wait']);
    const milestones = Object.fromEntries(
      consumers.map((one: { name: string; milestones: Record<string, { verdict: string }> }) => [
        one.name,
        words(one.milestones),
      ]),
    );
    expect(milestones).toEqual({
      'tide-api': 'pass pass pass pass pass pass',
      'tide-ledger': 'pass pass pass pass wait unknown',
    });
    const drained = gates.find(({ id }: { id: string }) => id === 'G4');
    expect([drained.verdict, drained.says]).toEqual(['wait', '1 of 2 consumers have not settled: tide-ledger']);
    expect(gate().stdout).toContain('tide-ledger: settled wait: 1 session with the old value, the oldest since');
  });

  it('passes when it has gone and its owner works with the new role', async () => {
    await ledger.end();
    ledger = clientOf(server, NAMES.NEW_PRINCIPAL, 'tide-ledger');
    await ledger.connect();
    await pause(1200);
    const { code, verdict, gates } = judged();
    expect(gates.map(({ id, verdict, says }: Record<string, string>) => [id, verdict, says])).toMatchObject([
      ['G1', 'pass', '2 of 2 consumers have loaded'],
      ['G2', 'pass', expect.stringMatching(/^no attempt with the old value for /)],
      ['G4', 'pass', '2 of 2 consumers have settled'],
      ['G7', 'pass', '2 of 2 consumers have confirmed'],
    ]);
    expect([code, verdict]).toEqual([0, 'pass']);
  });

  it('revokes; whoever comes with the old value now is a stranger', async () => {
    expect(await carryOut(4, /NOLOGIN|terminate/)).toBe(2);
    const thief = clientOf(server, NAMES.OLD_PRINCIPAL, 'flotsam');
    await expect(thief.connect()).rejects.toThrow(/not permitted to log in/);
    await pause(1200);
    const { code, presenters } = judged();
    expect(code).toBe(1);
    expect(presenters.at(0)).toMatchObject({
      sort: 'unknown',
      consumer: null,
      name: 'flotsam',
      address: '127.0.0.1',
      logins: 1,
      refused: 1,
    });
  });

  it('compares what it predicted with what happened', () => {
    const evidence = ['sessions.csv', 'server.log', 'cluster.json'].map(file);
    const labels = ['--old', NAMES.OLD_PRINCIPAL, '--new', NAMES.NEW_PRINCIPAL, '--published', instant(published)];
    const ran = keyturn(
      cache,
      'backtest',
      file('runbook.json'),
      '--evidence',
      ...evidence,
      ...labels,
      '--format',
      'json',
    );
    const { comparisons } = JSON.parse(ran.stdout);
    const api = comparisons.filter(({ consumer }: { consumer: string }) => consumer.endsWith('tide-api'));
    expect(
      api.map(({ milestone, bound, outcome }: Record<string, string>) => [milestone, bound, outcome]),
    ).toContainEqual(['adopted', 'PT1M1S', 'within']);
  });

  it('removes the first role, and the client has never failed', async () => {
    expect(await carryOut(4, /^(?:REASSIGN|DROP)/)).toBe(3);
    const roles = await admin.query(`SELECT rolname FROM pg_roles WHERE rolname LIKE 'tide%' ORDER BY 1`);
    expect(roles.rows).toEqual([{ rolname: 'tide_green' }, { rolname: 'tide_rights' }]);
    const before = ferry.crossings;
    await pause(500);
    expect(ferry.crossings).toBeGreaterThan(before);
    expect(ferry.failures).toBe(0);
  });
});

function clientOf({ host, port }: Postgres, user: string, application_name: string): pg.Client {
  const client = new pg.Client({
    host,
    port,
    user,
    password: user.replace('tide_', ''),
    database: 'harbour',
    application_name,
  });
  // A session that the revocation ends says so here; the test looks at the queries.
  client.on('error', () => undefined);
  return client;
}

function filled(text: string): string {
  return Object.entries(NAMES).reduce(
    (sql, [name, is]) => sql.replaceAll(`\${${name}}`, is).replaceAll(`$${name}`, is),
    text,
  );
}

function instant(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

function words(milestones: Record<string, { verdict: string }>): string {
  return Object.values(milestones)
    .map(({ verdict }) => verdict)
    .join(' ');
}

/** Synced as it was published, both restarted a moment later. */
function cluster(published: number) {
  const pod = (name: string) => ({
    kind: 'Pod',
    metadata: {
      name: `${name}-5d4f8c7b9-x2x4z`,
      namespace: 'ferry',
      labels: { 'pod-template-hash': '5d4f8c7b9' },
      ownerReferences: [{ kind: 'ReplicaSet', name: `${name}-5d4f8c7b9`, controller: true }],
    },
    status: { phase: 'Running', startTime: instant(published + 1), conditions: [{ type: 'Ready', status: 'True' }] },
  });
  const secret = {
    kind: 'ExternalSecret',
    metadata: { name: 'tide-db', namespace: 'ferry' },
    spec: { target: { name: 'tide-db' } },
    status: { refreshTime: instant(published), conditions: [{ type: 'Ready', status: 'True' }] },
  };
  return { apiVersion: 'v1', kind: 'List', items: [secret, pod('tide-ledger')] };
}
