/** A review that asks the registry of the organisation (a folder): both sides count other repositories, and say which. */
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Review } from '../../analyzer/src/review/change.ts';
import { keyturn } from '../cli/run.ts';
import { filed, filesOf, scanned } from '../organisation/estate.ts';
import { git, plant, repository, temporaryTree } from '../workspace/temporary.ts';

const cache = temporaryTree();
const registry = join(temporaryTree(), 'coast');
const anchored: Readonly<Record<string, string>> = filesOf({
  name: 'harbour',
  service: 'tugboat',
  item: 'coast/anchor#password',
});
const root = repository(anchored);
const STORE = 'overlays/production/store.yaml';

beforeEach(() => {
  vi.stubEnv('KEYTURN_CACHE', cache);
});
afterEach(() => vi.unstubAllEnvs());

beforeAll(async () => {
  change('to-foghorn', { [STORE]: (anchored[STORE] ?? '').replace('coast/anchor', 'coast/foghorn') });
  git(root, 'checkout', '--quiet', 'to-foghorn');
  const deployment = anchored['overlays/production/deployment.yaml'] ?? '';
  change('a-barge-more', {
    'overlays/production/barge.yaml': deployment.replaceAll(': tugboat }', ': barge }'),
    'overlays/production/kustomization.yaml': 'resources: [store.yaml, deployment.yaml, barge.yaml]\n',
  });
  const others = [
    { name: 'pier', service: 'crane', item: 'coast/foghorn#password', environment: 'staging', replicas: 9 },
    { name: 'mole', service: 'lantern', item: 'coast/foghorn#password', replicas: 5 },
    { name: 'harbour', service: 'tugboat', item: 'coast/foghorn#password', replicas: 40 },
  ];
  for (const other of others) {
    const words = [
      'registry',
      'publish',
      filed(scanned(other)),
      '--repository',
      `coast/${other.name}`,
      '--to',
      registry,
    ];
    expect(await keyturn(words)).toMatchObject({ code: 0 });
  }
}, 60_000);

function change(name: string, files: Readonly<Record<string, string>>): void {
  git(root, 'checkout', '--quiet', '-b', name);
  plant(root, files);
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', `--message=${name}`);
}

const WIDE = ['--registry', registry, '--repository', 'coast/harbour'];

async function review(base: string, head: string, format: string, ...more: readonly string[]) {
  const words = ['review', '--base', base, '--head', head, '--format', format, '--fail-on', 'never', ...more];
  const { code, out, err } = await keyturn(words, { directory: root });
  expect({ code, err: err.replace(/^keyturn: compared with .*\n$/, '') }).toEqual({ code: 0, err: '' });
  return out;
}

const read = async (...words: Parameters<typeof review>): Promise<Review> => JSON.parse(await review(...words));

describe('review --registry', () => {
  it('measures both sides over all repositories but itself, and names them', async () => {
    const [alone] = (await read('to-foghorn', 'a-barge-more', 'json')).credentials;
    const [wide] = (await read('to-foghorn', 'a-barge-more', 'json', ...WIDE)).credentials;
    expect(alone?.elsewhere).toEqual([]);
    expect(wide?.elsewhere).toEqual(['coast/mole', 'coast/pier']);
    for (const radius of ['scope', 'rollout'] as const)
      for (const side of ['before', 'after'] as const)
        expect(wide?.[radius][side], `${radius} ${side}`).toBeGreaterThan(alone?.[radius][side] ?? 100);
    expect(wide?.rollout.after).toBeGreaterThan(wide?.rollout.before ?? 100);
    expect({ ...wide, scope: null, rollout: null, elsewhere: null }).toEqual({
      ...alone,
      scope: null,
      rollout: null,
      elsewhere: null,
    });
  });

  it('tells that a change takes what other repositories hold, at a place of this one', async () => {
    const { changes } = await read('pier', 'to-foghorn', 'json', ...WIDE);
    const shared = changes.filter(({ rule }) => rule === 'new-shared-credential');
    expect(shared.map(({ message, place }) => [message, place.file])).toEqual([
      [
        'coast/foghorn: now shared with other repositories (coast/mole, coast/pier).',
        expect.stringMatching(/^overlays\//),
      ],
    ]);
    for (const { findings } of changes)
      for (const { place, related } of findings)
        for (const { file } of [place, ...related]) expect(file).not.toMatch(/@|:/);
    expect((await read('pier', 'to-foghorn', 'json')).changes.map(({ rule }) => rule)).not.toContain(
      'new-shared-credential',
    );
  });

  it('says in the comment and on the terminal whose part the radii hold', async () => {
    expect(await review('to-foghorn', 'a-barge-more', 'md', ...WIDE)).toContain(
      '<sub>the radii of coast/foghorn include coast/mole, coast/pier</sub>',
    );
    expect(await review('to-foghorn', 'a-barge-more', 'table', ...WIDE)).toContain(
      'the radii of coast/foghorn include coast/mole, coast/pier\n',
    );
  });

  it('fails in one line where the registry cannot be used', async () => {
    const words = ['review', '--base', 'pier', '--head', 'to-foghorn', '--registry', join(root, STORE)];
    const { code, out, err } = await keyturn(words, { directory: root });
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toMatch(/^keyturn: .+\n$/);
  });
});
