/** What a registry must do, whatever database it is on: one list of tests, run over PGlite and over PostgreSQL. */
import { readFileSync, truncateSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readAddress } from '../../analyzer/src/organisation/address.ts';
import type { Database, Row } from '../../analyzer/src/organisation/database.ts';
import { withRegistry } from '../../analyzer/src/organisation/open.ts';
import type { WireInventory } from '../../analyzer/src/wire/types.ts';
import { keyturn, type Ran } from '../cli/run.ts';
import { commitOf, FOGHORN, filed, lonely, scanned } from './estate.ts';

/** Runs a statement on the registry itself. */
export async function asked(to: string, sql: string): Promise<readonly Row[]> {
  const read = readAddress(to);
  if ('problem' in read) throw new Error(read.problem);
  return withRegistry(read.address, { directory: '/' }, (database: Database) => database.query(sql));
}

export const countsOf = (to: string): Promise<readonly Row[]> =>
  asked(
    to,
    `SELECT (SELECT count(*)::int FROM keyturn.snapshot) AS snapshots, (SELECT count(*)::int FROM keyturn.credential) AS credentials,
       (SELECT count(*)::int FROM keyturn.consumer) AS consumers, (SELECT count(*)::int FROM keyturn.path) AS paths`,
  );

interface Answer {
  readonly query: string;
  readonly rows: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

export function registrySuite(to: () => string): void {
  let harbour: WireInventory;
  let pier: WireInventory;
  let dinghy: WireInventory;

  const publish = (inventory: WireInventory, repository: string, ...more: string[]): Promise<Ran> =>
    keyturn(['registry', 'publish', filed(inventory), '--repository', repository, '--to', to(), ...more]);
  const query = async (...words: string[]): Promise<Answer['rows']> => {
    const { code, out, err } = await keyturn(['registry', 'query', ...words, '--to', to(), '--format', 'json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return (JSON.parse(out) as Answer).rows;
  };

  beforeAll(() => {
    harbour = scanned({
      name: 'harbour',
      service: 'tugboat',
      item: 'coast/foghorn#password',
      owner: '@coast/tugs',
      replicas: 4,
    });
    pier = scanned({
      name: 'pier',
      service: 'crane',
      item: 'coast/foghorn#password',
      environment: 'staging',
      replicas: 3,
    });
    dinghy = scanned({ name: 'dinghy', service: 'oarlock', item: 'coast/anchor#password', owner: '@coast/oars' });
  });

  describe('publishing', () => {
    it('keeps an inventory, and says whether a commit is there', async () => {
      const has = () =>
        keyturn(['registry', 'has', '--repository', 'coast/harbour', '--commit', commitOf('harbour'), '--to', to()]);
      expect(await has()).toMatchObject({ code: 1, out: 'not there\n' });
      expect(await publish(harbour, 'coast/harbour', '--at', '2026-11-01T08:00Z')).toMatchObject({
        code: 0,
        err: `keyturn: coast/harbour@${commitOf('harbour').slice(0, 12)}: published\n`,
      });
      expect(await has()).toMatchObject({ code: 0, out: 'there\n' });
    });

    it('keeps a commit once, however often it is published', async () => {
      const before = await countsOf(to());
      const again = await publish(harbour, 'coast/harbour');
      expect(again).toMatchObject({ code: 0 });
      expect(again.err).toContain(': already there');
      expect(await countsOf(to())).toEqual(before);
    });

    it('takes more repositories, each under its own name', async () => {
      expect((await publish(pier, 'coast/pier', '--at', '2026-11-02T08:00Z')).code).toBe(0);
      expect((await publish(dinghy, 'coast/dinghy', '--at', '2026-11-02T08:00Z')).code).toBe(0);
      expect(await countsOf(to())).toEqual([{ snapshots: 3, credentials: 3, consumers: 3, paths: 3 }]);
    });

    it('needs to know the commit, and the name', async () => {
      const unknown = { ...harbour, source: { ...harbour.source, commit: null } };
      expect(await publish(unknown, 'coast/harbour')).toMatchObject({
        code: 2,
        err: expect.stringContaining('--commit'),
      });
      expect(await publish(harbour, 'coast/harbour', '--commit', commitOf('pier'))).toMatchObject({ code: 2 });
      expect(await publish(harbour, "coast'; DROP SCHEMA keyturn CASCADE; --")).toMatchObject({ code: 2 });
      expect(await keyturn(['registry', 'publish', filed(harbour), '--to', to()])).toMatchObject({ code: 2 });
    });

    it('refuses what is no inventory of this version, and keeps nothing of it', async () => {
      const before = await countsOf(to());
      const torn = filed(harbour);
      truncateSync(torn, readFileSync(torn).length >> 1);
      const newer = filed({ ...harbour, schemaVersion: 2 as never });
      const holey = filed({ ...harbour, paths: [{ id: 'path:foghorn' } as never] });
      for (const [file, says] of [
        [torn, 'ends too early'],
        [newer, 'newer keyturn'],
        [holey, 'is missing'],
      ] as const) {
        const { code, err } = await keyturn(['registry', 'publish', file, '--repository', 'coast/torn', '--to', to()]);
        expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(says) });
      }
      expect(await countsOf(to())).toEqual(before);
    });

    it('takes any name as text', async () => {
      const long = 'x'.repeat(9_000);
      const name = `=oar'); DROP TABLE keyturn.path; --\\u0000\\ud800${long}`;
      const inventory = JSON.parse(JSON.stringify(dinghy).replaceAll('oarlock', name)) as WireInventory;
      const skiff = { ...inventory, source: { root: 'skiff', commit: 'ab'.repeat(20) } };
      expect((await publish(skiff, 'coast/skiff', '--at', '2026-10-01T00:00Z')).code).toBe(0);
      const rows = await query('who-uses', 'coast/anchor');
      expect(rows.map(({ consumer }) => consumer)).toContain(`=oar'); DROP TABLE keyturn.path; --\u2400\ufffd${long}`);
      const csv = await keyturn(['registry', 'query', 'who-uses', 'coast/anchor', '--to', to(), '--format', 'csv']);
      expect(csv.out).toContain("'=oar");
      expect(csv.out).not.toMatch(/(^|,)"?[=+@-]/m);
    });
  });

  describe('questions', () => {
    it('who uses an item anywhere: by path, by property, by its whole id, by whoever takes all of it', async () => {
      const users = async (item: string) =>
        (await query('who-uses', item)).map(({ consumer, refresh }) => [consumer, refresh]);
      const both = [
        ['crane', 'startup'],
        ['tugboat', 'startup'],
      ];
      for (const item of ['coast/foghorn', 'coast/foghorn#password', FOGHORN])
        expect((await users(item)).sort()).toEqual(both);
      expect(await users('coast/foghorn#other')).toEqual([]);
      expect(await users('foghorn_')).toEqual([]);
      const [first] = await query('who-uses', 'coast/foghorn');
      expect(first?.place).toBe(
        `coast/harbour@${commitOf('harbour').slice(0, 12)}:overlays/production/deployment.yaml:3`,
      );
    });

    it('who uses a credential: by its id, its name or the end of it, as other questions show them', async () => {
      const users = async (item: string) => (await query('who-uses', item)).map(({ consumer }) => consumer);
      const [top] = await query('top-radii');
      expect(await users(String(top?.credential))).toEqual(['tugboat', 'crane']);
      // Two repositories know the item; the id is that of one.
      const { id = '', carriers = [] } = harbour.credentials[0] ?? {};
      expect(await users(id)).toEqual(['tugboat', 'crane']);
      for (const carrier of carriers) expect(await users(carrier)).toContain('tugboat');
      expect(await users('horn#password')).toEqual(['tugboat', 'crane']);
      const bare = await publish(lonely(), 'coast/lonely', '--at', '2026-11-02T09:00Z');
      expect(bare.code).toBe(0);
      const ids = (await query('top-radii')).map(({ credential }) => String(credential));
      const own = ids.find((one) => one.includes('buoy-key')) ?? '';
      expect(own).toMatch(/^cred:/);
      for (const text of [own, own.slice(-12), `cred:…${own.slice(-9)}`])
        expect(await query('who-uses', text)).toMatchObject([
          { consumer: 'buoy', place: expect.stringContaining('coast/lonely@'), item: own },
        ]);
      const none = await keyturn(['registry', 'query', 'who-uses', 'coast/mermaid', '--to', to()]);
      expect(none).toMatchObject({ code: 0, out: expect.stringContaining('nobody here uses coast/mermaid: ') });
    });

    it('top radii: a credential of two repositories is measured over both', async () => {
      const [first] = await query('top-radii');
      expect(first).toMatchObject({ credential: FOGHORN, repositories: 2, consumers: 2, instances: 7 });
      const alone = [harbour, pier].map(({ credentials }) => credentials[0]?.rolloutRadius.score ?? 0);
      expect(first?.rollout).toBeGreaterThan(Math.max(...alone));
    });

    it('what crosses environments, only counted over repositories', async () => {
      expect(await query('crossing-environments')).toEqual([
        {
          credential: FOGHORN,
          environments: 'production staging',
          repositories: 'coast/harbour coast/pier',
          consumers: 2,
        },
      ]);
    });

    it('who is unowned', async () => {
      const unowned = await query('unowned-consumers');
      expect(unowned.map(({ repository, consumer }) => [repository, consumer])).toEqual([['coast/pier', 'crane']]);
    });

    it('what changed since a date, by the time of the commit and not of publishing', async () => {
      const moved = JSON.parse(JSON.stringify(pier).replaceAll('crane', 'winch')) as WireInventory;
      const commit = { ...moved.source, commit: commitOf('pier-2') };
      expect((await publish({ ...moved, source: commit }, 'coast/pier', '--at', '2026-11-20T08:00Z')).code).toBe(0);
      // Arrives last and is older: it does not become what holds now.
      const late = { ...pier, source: { ...pier.source, commit: commitOf('pier-0') } };
      expect((await publish(late, 'coast/pier', '--at', '2026-10-20T08:00Z')).code).toBe(0);
      const changes = await query('changed-since', '2026-11-10');
      expect(changes.map(({ repository, change, consumer }) => [repository, change, consumer])).toEqual([
        ['coast/pier', 'gone', 'crane'],
        ['coast/pier', 'new', 'winch'],
      ]);
      expect(await query('changed-since', '2026-11-21')).toEqual([]);
    });

    it('are asked by name, and a wrong word is a usage error', async () => {
      for (const words of [['who-usses', 'x'], ['who-uses'], ['top-radii', 'x'], ['changed-since', 'yesterday']])
        expect((await keyturn(['registry', 'query', ...words, '--to', to()])).code).toBe(2);
      expect((await keyturn(['registry', 'query', 'top-radii', '--limit', '0', '--to', to()])).code).toBe(2);
      const nowhere = ['registry', 'query', 'top-radii', '--to', to(), '--out', '/nowhere/at/all.txt'];
      expect(await keyturn(nowhere)).toMatchObject({ code: 2, err: expect.stringContaining('cannot write') });
    });
  });

  it('is asked by a scan: radii over all repositories, and which those are', async () => {
    const scan = async (...more: string[]) => {
      const words = ['scan', '--from', filed(harbour), '--format', 'json', '--fail-on', 'never', ...more];
      const { out, code } = await keyturn(words);
      expect(code).toBe(0);
      return (JSON.parse(out) as WireInventory).credentials[0];
    };
    const alone = await scan();
    const wide = await scan('--registry', to(), '--repository', 'coast/harbour');
    const consumers = wide?.rolloutRadius.factors.find(({ name }) => name === 'consumers');
    expect(consumers?.value).toBe(2);
    expect(consumers?.because.map(({ file, says }) => [file?.replace(/:.*/, ''), says])).toContainEqual([
      `coast/pier@${commitOf('pier-2').slice(0, 12)}`,
      `counts coast/pier@${commitOf('pier-2').slice(0, 12)} too: coast/foghorn is the same store item`,
    ]);
    expect(wide?.rolloutRadius.score).toBeGreaterThan(alone?.rolloutRadius.score ?? 100);
    expect(await scan('--registry', to(), '--repository', 'coast/pier')).toMatchObject({ id: alone?.id });
  });
}
