/** Inventories joined offline, by the command line. */
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MergedCredential } from '../../analyzer/src/sharing/merge/credential.ts';
import { readInventory } from '../../analyzer/src/wire/read.ts';
import type { WireInventory } from '../../analyzer/src/wire/types.ts';
import { keyturn } from '../cli/run.ts';
import { commitOf, FOGHORN, filed, scanned } from '../organisation/estate.ts';

interface Whole extends WireInventory {
  readonly repositories: ReadonlyArray<{
    readonly repository: string;
    readonly commit: string;
    readonly filesRead: number;
  }>;
  readonly credentials: readonly MergedCredential[];
}

let harbour: WireInventory;
let pier: WireInventory;
let files: { harbour: string; pier: string; dinghy: string };

beforeAll(() => {
  harbour = scanned({
    name: 'harbour',
    service: 'tugboat',
    item: 'coast/foghorn#password',
    owner: '@coast/tugs',
    replicas: 4,
  });
  pier = scanned({ name: 'pier', service: 'crane', item: 'coast/foghorn#password', environment: 'staging' });
  const dinghy = scanned({ name: 'dinghy', service: 'oarlock', item: 'coast/anchor#password' });
  files = { harbour: filed(harbour), pier: filed(pier), dinghy: filed(dinghy) };
});

async function merged(...words: string[]): Promise<Whole> {
  const { code, out, err } = await keyturn(['registry', 'merge', ...words, '--format', 'json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(readInventory(out).problem).toBeNull();
  return JSON.parse(out) as Whole;
}

describe('merging', () => {
  it('joins what is one store item, and leaves the rest alone', async () => {
    const whole = await merged(files.harbour, files.pier, files.dinghy);
    expect(
      whole.credentials.map(({ id, repositories }) => [id, repositories.map(({ repository }) => repository)]),
    ).toEqual([
      [`cred:${FOGHORN}`, ['harbour', 'pier']],
      ['cred:aws-sm:990011223344/eu-north-1:coast/anchor#password', ['dinghy']],
    ]);
    const [shared] = whole.credentials;
    expect(shared?.environments).toEqual(['production', 'staging']);
    expect(shared?.rolloutRadius.factors.find(({ name }) => name === 'consumers')?.value).toBe(2);
    const alone = [harbour, pier].map(({ credentials }) => credentials[0]?.rolloutRadius.score ?? 0);
    expect(shared?.rolloutRadius.score).toBeGreaterThan(Math.max(...alone));
    expect(whole.paths.filter(({ credential }) => credential === shared?.id)).toHaveLength(2);
    expect(whole.carriers.filter(({ id }) => id === `carrier:${FOGHORN}`)).toHaveLength(1);
  });

  it('keeps the commit and the coverage of each, and names both at every place', async () => {
    const whole = await merged(files.harbour, files.pier);
    expect(whole.repositories).toMatchObject([
      { repository: 'harbour', commit: commitOf('harbour'), filesRead: harbour.coverage.filesRead },
      { repository: 'pier', commit: commitOf('pier'), filesRead: pier.coverage.filesRead },
    ]);
    expect(whole.coverage.filesRead).toBe(harbour.coverage.filesRead + pier.coverage.filesRead);
    const places = JSON.stringify(whole).match(/"file":"[^"]+"/g) ?? [];
    expect(places.length).toBeGreaterThan(20);
    for (const place of places) expect(place).toMatch(/^"file":"(harbour|pier)@[0-9a-f]{12}:/);
  });

  it('gives the same bytes in every order, and for a file given twice', async () => {
    const words = ['registry', 'merge', '--format', 'json'];
    const [first, ...others] = [
      [files.harbour, files.pier, files.dinghy],
      [files.dinghy, files.pier, files.harbour],
      [files.pier, files.harbour, files.pier, files.dinghy],
    ];
    const { out } = await keyturn([...words, ...(first ?? [])]);
    for (const order of others) expect((await keyturn([...words, ...order])).out).toBe(out);
  });

  it('takes the latest convergence: no bound is later than any', async () => {
    const minutes = (bound: string | null) => {
      const text = JSON.stringify(pier.credentials[0]?.convergence.automatic.settled);
      return JSON.parse(
        JSON.stringify(pier).replaceAll(
          text,
          JSON.stringify({ bound, p50: null, p99: null, reason: bound ? null : 'tide', conditionalBound: null }),
        ),
      ) as WireInventory;
    };
    const [early, late, never] = [minutes('PT9M'), minutes('PT2H'), minutes(null)].map(filed);
    const settled = async (...named: string[]) =>
      (await merged(...named)).credentials[0]?.convergence.automatic.settled;
    expect((await settled(`a=${early}`, `b=${late}`))?.bound).toBe('PT2H');
    expect(await settled(`a=${never}`, `b=${late}`)).toMatchObject({ bound: null, reason: 'tide' });
  });

  it('two repositories of one name are told apart by the names given, in every id that is theirs', async () => {
    const refused = await keyturn(['registry', 'merge', files.harbour, filed({ ...pier, source: harbour.source })]);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('both of harbour') });
    const twice = await merged(`east=${files.harbour}`, `west=${files.harbour}`);
    expect(twice.consumers.map(({ id }) => id)).toEqual([
      'consumer:east:k8s:harbour@production/-/Deployment/tugboat',
      'consumer:west:k8s:harbour@production/-/Deployment/tugboat',
    ]);
    const known = new Set([...twice.consumers, ...twice.carriers, ...twice.credentials].map(({ id }) => id));
    for (const { consumer, carriers, credential } of twice.paths)
      for (const id of [consumer, credential, ...carriers]) expect(known).toContain(id);
  });

  it('draws what is shared for people, with names as text', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyturn-harbours-'));
    writeFileSync(join(folder, 'a.json'), readFileSync(files.harbour));
    writeFileSync(join(folder, 'b.json'), JSON.stringify(pier).replaceAll('staging', '\\u001b[31mstaging'));
    const { out, code } = await keyturn(['registry', 'merge', folder]);
    expect(code).toBe(0);
    expect(out).toContain('2 repositories · 1 shared credential');
    expect(out).toContain(FOGHORN);
    expect(out).not.toContain('\u001b');
  });

  it('writes nothing when a file is broken, newer or missing, and says which', async () => {
    const torn = filed(pier);
    truncateSync(torn, 900);
    const newer = filed({ ...pier, schemaVersion: 2 as never });
    const gone = filed(pier);
    rmSync(gone);
    const out = join(mkdtempSync(join(tmpdir(), 'keyturn-out-')), 'merged.json');
    for (const file of [torn, newer, gone]) {
      const { code, err } = await keyturn(['registry', 'merge', files.harbour, file, '--format', 'json', '-o', out]);
      expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(file) });
      expect(() => readFileSync(out)).toThrow(/ENOENT/);
    }
  });
});
