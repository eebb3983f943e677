/** Git is asked, never obeyed: nothing a repository configures is started, and it speaks only for the folder it holds. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { openGit } from '../../analyzer/src/workspace/git.ts';
import { MANIFEST, open, scan, skipsOf, textsOf } from './scan.ts';
import { git, plant, repository, temporaryTree } from './temporary.ts';

afterEach(() => vi.unstubAllEnvs());

test('monitors, hooks, filters, text converters and lazy fetches of the repository are not started', () => {
  const root = repository({ 'keel.yaml': MANIFEST, '.gitattributes': '*.yaml filter=trap diff=trap\n' });
  const trap = join(root, 'trap.sh');
  plant(root, {
    'trap.sh': `#!/bin/sh\ntouch ${join(root, 'SPRUNG')}\n`,
    'hooks/post-index-change': `#!/bin/sh\n${trap}\n`,
  });
  for (const [name, value] of [
    ['core.fsmonitor', `sh ${trap}`],
    ['core.hooksPath', join(root, 'hooks')],
    ['filter.trap.clean', `sh ${trap}`],
    ['filter.trap.smudge', `sh ${trap}`],
    ['filter.trap.process', `sh ${trap}`],
    ['diff.trap.textconv', `sh ${trap}`],
    ['diff.external', `sh ${trap}`],
    ['core.sshCommand', `sh ${trap}`],
    ['core.pager', `sh ${trap}`],
    ['remote.origin.url', `ext::sh ${trap}`],
    ['remote.origin.promisor', 'true'],
  ] as const)
    git(root, 'config', name, value);
  const workspace = open(root);
  expect(textsOf(scan(root))).toEqual(['keel.yaml']);
  const commit = workspace.source.commit ?? '';
  expect(workspace.git?.object(commit, 'keel.yaml')?.toString()).toBe(MANIFEST);
  expect(workspace.git?.object('f'.repeat(40), 'keel.yaml')).toBeNull();
  expect(existsSync(join(root, 'SPRUNG'))).toBe(false);
  // The trap works: the same question without our precautions springs it.
  git(root, 'ls-files', '--others');
  expect(existsSync(join(root, 'SPRUNG'))).toBe(true);
});

test('a repository that claims another folder as its work tree is no authority', () => {
  const root = repository({ 'keel.yaml': MANIFEST, '../mainland/passwords.yaml': MANIFEST });
  git(root, 'config', 'core.worktree', join(root, '../mainland'));
  expect(openGit(root)).toBeNull();
  expect(scan(root).paths).toEqual(['keel.yaml']);
});

test('variables of a hook that runs us do not point git elsewhere', () => {
  const other = repository({ 'wrong.yaml': MANIFEST });
  const root = repository({ 'right.yaml': MANIFEST });
  vi.stubEnv('GIT_DIR', join(other, '.git'));
  vi.stubEnv('GIT_INDEX_FILE', join(other, '.git/index'));
  vi.stubEnv('GIT_WORK_TREE', other);
  expect(openGit(root)?.top).toBe(root);
  expect(scan(root).paths).toEqual(['right.yaml']);
});

test('a git that lies in the scanned folder or in a relative folder of the search path is not run', () => {
  const root = repository({ 'keel.yaml': MANIFEST });
  mkdirSync(join(root, 'bin'));
  plant(root, { 'bin/git': '#!/bin/sh\nexit 1\n' });
  vi.stubEnv('PATH', `${join(root, 'bin')}:bin:.:${process.env.PATH}`);
  expect(
    openGit(root)
      ?.list()
      .map(({ path }) => path),
  ).toContain('keel.yaml');
});

test('without git the folder is walked', () => {
  vi.stubEnv('PATH', '');
  const root = temporaryTree({ 'keel.yaml': MANIFEST });
  expect(openGit(root)).toBeNull();
  expect(scan(root).paths).toEqual(['keel.yaml']);
});

test('commit and name: a repository is called as its origin, a sub-folder and a plain folder as themselves', () => {
  const root = repository({ 'quay/keel.yaml': MANIFEST });
  expect(open(root).source).toEqual({ root: 'harbour', commit: git(root, 'rev-parse', 'HEAD').trim() });
  git(root, 'remote', 'add', 'origin', 'https://pilot:hunter2hunter2@forge.test/fleet/north-sea.git');
  expect(open(root).source.root).toBe('north-sea');
  expect(open(join(root, 'quay')).source.root).toBe('quay');
  expect(open(temporaryTree()).source).toEqual({ root: 'harbour', commit: null });
});

test('a repository without a commit is listed, and has none', () => {
  const root = temporaryTree({ 'keel.yaml': MANIFEST });
  git(root, 'init', '--quiet');
  expect(open(root).source.commit).toBeNull();
  expect(scan(root).paths).toEqual(['keel.yaml']);
});

test('a path in the index that is longer than any disk takes is named', () => {
  const root = repository({ 'keel.yaml': MANIFEST });
  const blob = git(root, 'hash-object', 'keel.yaml').trim();
  git(root, 'update-index', '--add', '--cacheinfo', `100644,${blob},${'a/'.repeat(40_000)}keel.yaml`);
  const files = scan(root);
  expect(textsOf(files)).toEqual(['keel.yaml']);
  expect(skipsOf(files)).toEqual([`${'a/'.repeat(40)}…: a path longer than any disk takes`]);
});

test('names git would quote come out as they are', () => {
  const root = repository({ 'tab\there.yaml': MANIFEST, 'new\nline.yaml': MANIFEST, 'quo"te ü.yaml': MANIFEST });
  expect(textsOf(scan(root))).toEqual(['new\nline.yaml', 'quo"te ü.yaml', 'tab\there.yaml']);
});
