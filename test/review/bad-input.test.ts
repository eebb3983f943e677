/** What goes wrong with histories ends in one sentence that says what to do, and in exit code 2 or 3: never in a crash or in green. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keyturn } from '../cli/run.ts';
import { git, repository, temporaryTree } from '../workspace/temporary.ts';
import { apply, BASE, branch, cron, harbour, SHAPES } from './estate.ts';

const cache = temporaryTree();
beforeEach(() => {
  vi.stubEnv('KEYTURN_CACHE', cache);
});
afterEach(() => vi.unstubAllEnvs());

const shape = (name: string) => SHAPES.filter((one) => one.name === name);
const review = (directory: string, ...words: readonly string[]) => keyturn(['review', ...words], { directory });

test('no git, no base, unknown names', async () => {
  const folder = temporaryTree(BASE);
  expect(await review(folder, '--base', 'pier')).toMatchObject({
    code: 2,
    err: 'keyturn: review compares commits, and this folder is in no git work tree\n',
  });
  const root = harbour([]);
  expect((await review(root)).err).toBe(
    'keyturn: no default branch of the origin is known in this clone: say what to compare with, --base REF\n',
  );
  expect(await review(root, '--base', 'fogbank')).toMatchObject({
    code: 2,
    err: 'keyturn: the base fogbank names no commit in this clone: fetch it first\n',
  });
  expect((await review(root, '--base=--output=planted')).code).toBe(2);
  expect((await review(root, '--base', 'pier', '--head', 'pier:keyturn.yaml')).code).toBe(2);
});

test('a shallow clone that lacks the merge base is told to fetch more', async () => {
  const origin = harbour(shape('longer-sync'));
  git(origin, 'commit', '--quiet', '--allow-empty', '--message=later');
  const outer = temporaryTree();
  const root = join(outer, 'shallow');
  git(outer, 'clone', '--quiet', '--depth=1', '--no-single-branch', `file://${origin}`, root);
  const ran = await review(root, '--base', 'origin/pier', '--head', 'origin/longer-sync');
  expect(ran.code).toBe(2);
  expect(ran.err).toContain('the history is cut off before origin/pier and the head meet: fetch more of it');
  // The objects of both tips are here: without a merge base they can be compared as they are.
  const direct = await review(
    root,
    '--base',
    'origin/pier',
    '--head',
    'origin/longer-sync',
    '--direct',
    '--format',
    'md',
  );
  expect(direct.out).toContain('**refresh-regression**');
});

test('unrelated histories are compared as they are, and that is said', async () => {
  const root = harbour([]);
  git(root, 'checkout', '--quiet', '--orphan', 'elsewhere');
  apply(root, { 'deploy/tariff/nightly.yaml': cron('tariff-nightly', 'tariff') });
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message=elsewhere');
  const ran = await review(root, '--base', 'pier');
  expect(ran.err).toBe('keyturn: pier and the head have no common history: they are compared as they are\n');
  expect(ran.out).toContain('new-shared-credential');
});

test('what the base did meanwhile is not the change’s news', async () => {
  const root = harbour(shape('owner-removed'));
  apply(root, { 'deploy/tariff/nightly.yaml': cron('tariff-nightly', 'tariff') });
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message=meanwhile');
  const ran = await review(root, '--base', 'pier', '--head', 'owner-removed', '--format', 'json');
  expect(JSON.parse(ran.out).changes.map(({ rule }: { rule: string }) => rule)).toEqual(['removed-owner']);
});

test('a dirty tree is the head; base and head the same are silent', async () => {
  const root = harbour([]);
  const quiet = await review(root, '--base', 'pier', '-q');
  expect(quiet).toMatchObject({ code: 0, out: '', err: '' });
  apply(root, { 'deploy/tariff/nightly.yaml': cron('tariff-nightly', 'tariff') });
  const ran = await review(root, '--base', 'pier');
  expect(ran.code).toBe(1);
  expect(ran.out).toContain('tariff-nightly now takes harbour/tide');
  expect((await review(root, '--base', 'pier', '--head', 'HEAD')).out).toBe('');
});

test('a folder of the repository is reviewed alone, with places from the top', async () => {
  const root = harbour(shape('slip-in-a-key'));
  const ran = await review(root, '--base', 'pier', '--head', 'slip-in-a-key', '--format', 'md', 'deploy/berth');
  expect(ran.out).toContain('<sub>deploy/berth/mooring.yaml:24</sub>');
  const other = await review(root, '--base', 'pier', '--head', 'slip-in-a-key', '--format', 'md', 'deploy/tariff');
  expect(other).toMatchObject({ out: '', code: 0 });
});

test('nothing left to scan is not green', async () => {
  const root = repository({ 'keel.yaml': 'kind: Secret\nmetadata: { name: keel }\n' });
  branch(root, 'emptied', { 'keel.yaml': null, 'README.md': '# Gone\n' });
  expect(await review(root, '--base', 'pier', '--head', 'emptied')).toMatchObject({ code: 3, out: '' });
});

test('a wrong keyturn.yaml stops the head, and does not stop the change that mends it', async () => {
  const root = repository({ ...BASE, 'keyturn.yaml': 'version: 1\nclutsers: []\n' });
  branch(root, 'mended', { 'keyturn.yaml': 'version: 1\n' });
  const broken = await review(root, '--base', 'mended', '--head', 'pier', '--direct');
  expect(broken).toMatchObject({ code: 2, out: '' });
  expect(broken.err).toContain('keyturn.yaml:2:1');
  expect(await review(root, '--base', 'pier', '--head', 'mended')).toMatchObject({
    code: 0,
    err: expect.stringMatching(/^keyturn: keyturn.yaml is wrong at the base: the base is read without it\n/),
  });
});

test('limits and rules decide the exit code', async () => {
  const root = harbour([...shape('newly-shared-across-owners'), ...shape('owner-removed')]);
  const codeOf = async (head: string, ...words: readonly string[]) =>
    (await review(root, '--base', 'pier', '--head', head, ...words)).code;
  expect(await codeOf('owner-removed')).toBe(1);
  expect(await codeOf('owner-removed', '--fail-on', 'error')).toBe(0);
  expect(await codeOf('owner-removed', '--fail-on', 'new-consumer,removed-owner')).toBe(1);
  expect(await codeOf('owner-removed', '--fail-on', 'new-consumer')).toBe(0);
  expect(await codeOf('owner-removed', '--format', 'sarif')).toBe(0);
  expect(await codeOf('owner-removed', '--format', 'sarif', '--fail-on', 'warning')).toBe(1);
  expect(await codeOf('newly-shared-across-owners', '--fail-on', 'never', '--max-rollout-radius', '22')).toBe(1);
  expect(await codeOf('newly-shared-across-owners', '--fail-on', 'never', '--max-rollout-radius', '24')).toBe(0);
  const wrong = await review(root, '--base', 'pier', '--fail-on', 'removed-onwer');
  expect(wrong).toMatchObject({
    code: 2,
    err: 'keyturn: --fail-on is error, warning, note, never or rule ids, not removed-onwer; did you mean removed-owner?\n',
  });
  expect((await review(root, '--base', 'pier', '--max-rollout-radius', 'lots')).code).toBe(2);
});

test('a summary is added to what other steps wrote', async () => {
  const root = harbour(shape('owner-removed'));
  const summaries = temporaryTree({ 'summary.md': 'Tide table\n' });
  const file = join(summaries, 'summary.md');
  await review(root, '--base', 'pier', '--head', 'owner-removed', '--summary', file);
  expect(readFileSync(file, 'utf8')).toMatch(/^Tide table\n<!-- keyturn-review -->\n[\s\S]*removed-owner/);
});
