/** What is known is not told again: suppressions beside the line or on the object, and a baseline without line numbers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { REVIEW_RULES } from '../../analyzer/src/model/finding.ts';
import { CHANGE_KINDS } from '../../analyzer/src/review/change.ts';
import { RULES } from '../../analyzer/src/rules/registry.generated.ts';
import { scan } from '../../analyzer/src/scan.ts';
import { keyturn } from '../cli/run.ts';
import { plant, temporaryTree } from '../workspace/temporary.ts';
import { apply, BASE, branch, CANARIES, cron, harbour } from './estate.ts';

const cache = temporaryTree();
beforeEach(() => {
  vi.stubEnv('KEYTURN_CACHE', cache);
});
afterEach(() => vi.unstubAllEnvs());

const MOORING = 'deploy/berth/mooring.yaml';
const run = (directory: string, ...words: readonly string[]) => keyturn(words, { directory, scan });
async function findingsOf(directory: string, ...words: readonly string[]) {
  const { out } = await run(directory, 'scan', '--format', 'json', ...words);
  return (JSON.parse(out).findings as { rule: string; message: string; place: { file: string } }[]).map(
    ({ rule, place }) => `${rule} ${place.file}`,
  );
}

test('the rules of reviews alone are those that no scan has', () => {
  const scanned = new Set(RULES.map(({ id }) => id));
  expect(CHANGE_KINDS.map(({ id }) => id).filter((id) => !scanned.has(id))).toEqual([...REVIEW_RULES]);
});

test('a comment silences its line until its day; one that silences nothing is stale', async () => {
  const claim = `startup-only-consumer ${MOORING}`;
  const root = harbour([]);
  expect(await findingsOf(root)).toContain(claim);
  const ignore = (text: string) => ({
    [MOORING]: (BASE[MOORING] ?? '').replace(/(valueFrom: .*name: mooring, .*)/, `$1 # keyturn:ignore ${text}`),
  });
  apply(root, ignore('startup-only-consumer restarted with the tide until 2031-05-01'));
  expect(await findingsOf(root)).not.toContain(claim);
  expect(await findingsOf(root)).not.toContain(`stale-suppression ${MOORING}`);
  expect(await findingsOf(root, '--today', '2031-05-02')).toEqual(
    expect.arrayContaining([claim, `stale-suppression ${MOORING}`]),
  );
  apply(root, ignore('pinned-version restarted with the tide'));
  expect(await findingsOf(root)).toEqual(expect.arrayContaining([claim, `stale-suppression ${MOORING}`]));
});

test('an annotation silences what its object does', async () => {
  const root = harbour([]);
  apply(root, {
    [MOORING]: (BASE[MOORING] ?? '').replace(
      '  labels: { app.kubernetes.io/name: mooring }\n',
      '  labels: { app.kubernetes.io/name: mooring }\n  annotations: { x: y }\n',
    ),
  });
  expect(await findingsOf(root)).toContain(`startup-only-consumer ${MOORING}`);
  apply(root, {
    [MOORING]: (BASE[MOORING] ?? '').replace(
      '  labels: { app.kubernetes.io/name: mooring }\n',
      '  labels: { app.kubernetes.io/name: mooring }\n  annotations:\n    keyturn.dev/ignore: startup-only-consumer a tide apart\n',
    ),
  });
  expect(await findingsOf(root)).not.toContain(`startup-only-consumer ${MOORING}`);
});

test('a suppression in the change silences its review', async () => {
  const nightly = cron('tariff-nightly', 'tariff');
  const quiet = ['new-shared-credential', 'new-consumer', 'longer-convergence']
    .map((rule) => `                # keyturn:ignore ${rule} agreed with the customs\n`)
    .join('');
  const root = harbour([]);
  branch(root, 'told', { 'deploy/tariff/nightly.yaml': nightly });
  branch(root, 'silenced', {
    'deploy/tariff/nightly.yaml': nightly.replace(/( {16}- name: TIDE_PASSWORD\n)( {18}valueFrom)/, `$1${quiet}$2`),
  });
  const review = (head: string) => run(root, 'review', '--base', 'pier', '--head', head, '--format', 'md');
  expect((await review('told')).out).toContain('new-shared-credential');
  expect(await review('silenced')).toMatchObject({ out: '', code: 0 });
});

test('a baseline holds names and digests in order, and silences scan and review until it is pruned', async () => {
  const root = harbour([]);
  const made = await run(root, 'baseline');
  expect(made.code).toBe(0);
  const lines = made.out.trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(4);
  expect(lines.slice(1)).toEqual([...lines.slice(1)].sort());
  expect(
    lines.filter((line) => / startup-only-consumer cred:\S+ consumer:k8s:\S+mooring-log$/.test(line)),
  ).toHaveLength(1);
  for (const canary of CANARIES) expect(made.out).not.toContain(canary);
  plant(root, { '../known.txt': made.out });
  expect(await findingsOf(root, '--baseline', '../known.txt')).toEqual([]);
  expect(await run(root, 'scan', '--baseline', '../known.txt')).toMatchObject({
    code: 0,
    err: `keyturn: ${lines.length - 1} known findings left out (--baseline)\n`,
  });
  expect((await run(root, 'scan', '--baseline', '../known.txt', '-q')).err).toBe('');

  apply(root, { [MOORING]: (BASE[MOORING] ?? '').replace('key: password', 'key: pasword') });
  expect((await findingsOf(root, '--baseline', '../known.txt'))[0]).toBe(`dangling-reference ${MOORING}`);
  const slip = await run(root, 'baseline');
  plant(root, { '../slip.txt': slip.out });
  const review = (...words: readonly string[]) => run(root, 'review', '--base', 'pier', '--format', 'md', ...words);
  expect((await review()).out).toContain('dangling-reference');
  expect((await review('--baseline', '../slip.txt')).out).not.toContain('dangling-reference');

  apply(root, { [MOORING]: BASE[MOORING] ?? '' });
  await run(root, 'baseline', '--prune', '--baseline', '../slip.txt', '--out', '../slip.txt');
  const pruned = readFileSync(join(root, '../slip.txt'), 'utf8');
  expect(pruned).not.toContain('dangling-reference');
  expect(made.out.split('\n')).toEqual(expect.arrayContaining(pruned.split('\n')));
});

test('silence says what was compared', async () => {
  const root = harbour([]);
  const tide = 'deploy/store/tide.yaml';
  branch(root, 'told', {
    [tide]: `# spring tide\n${BASE[tide] ?? ''}`,
    [MOORING]: `# neap tide\n${BASE[MOORING] ?? ''}`,
  });
  const review = (...words: readonly string[]) => run(root, 'review', '--base', 'pier', ...words);
  const said = {
    code: 0,
    out: '',
    err: expect.stringMatching(/: 2 files that keyturn reads differ; nothing of it makes a rotation harder\n$/),
  };
  expect(await review('--head', 'told')).toMatchObject(said);
  expect(await review()).toMatchObject({ err: expect.stringContaining('no file that keyturn reads differs') });
  apply(root, { [MOORING]: `# neap tide\n${BASE[MOORING] ?? ''}` });
  expect(await review()).toMatchObject({
    code: 0,
    out: '',
    err: expect.stringContaining(': 1 file that keyturn reads differs;'),
  });
});

test('moved lines change no line of a baseline', async () => {
  const root = harbour([]);
  const before = await run(root, 'baseline');
  apply(root, { [MOORING]: `# tide\n\n\n${BASE[MOORING] ?? ''}` });
  expect((await run(root, 'baseline')).out).toBe(before.out);
});

test('what is no baseline is said with its line', async () => {
  const root = harbour([]);
  plant(root, { '../log.txt': '# kept\nnot a line\n' });
  expect(await run(root, 'scan', '--baseline', '../log.txt')).toMatchObject({
    code: 2,
    err: 'keyturn: ../log.txt:2: not a line of a baseline\n',
  });
  expect(await run(root, 'scan', '--baseline', '../gone.txt')).toMatchObject({ code: 2 });
  expect(await run(root, 'baseline', '--prune')).toMatchObject({
    code: 2,
    err: 'keyturn: --prune and --baseline FILE go together\n',
  });
});
