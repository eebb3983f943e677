/** A commit is read as its clean checkout would be: the same files, skips and inventory, from objects alone. */
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openAnalysis } from '../../analyzer/src/analysis.ts';
import { toWire } from '../../analyzer/src/wire/inventory.ts';
import { openCommitTrees } from '../../analyzer/src/workspace/commit-tree.ts';
import type { Tree } from '../../analyzer/src/workspace/open.ts';
import { MANIFEST, open, skipsOf, textsOf } from './scan.ts';
import { git, plant, repository, temporaryTree } from './temporary.ts';

const SAMPLES = join(import.meta.dirname, '../../samples');

const CHOICE = {
  exclude: [],
  maxSize: 5000,
  wants: (path: string) => /\.yaml$|\.env$/.test(path),
  isCandidate: (_: string, latin1: string) => /Secret|TOKEN/.test(latin1),
};

function treeAt(root: string, name = 'HEAD'): Tree {
  const workspace = open(root);
  if (!workspace.git) throw new Error('no git');
  return openCommitTrees(workspace.git, workspace.root, workspace.source.root).at(workspace.git.resolve(name) ?? '');
}

async function inventoryOf(tree: Tree) {
  return toWire((await openAnalysis(tree, { cacheFor: null })).inventory());
}

test('the samples at a commit give the inventory of their checkout', async () => {
  const root = temporaryTree();
  cpSync(SAMPLES, root, { recursive: true });
  git(root, 'init', '--quiet', '--initial-branch=pier');
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message=Samples');
  const folder = await inventoryOf(open(root));
  expect(folder.credentials.length).toBeGreaterThan(5);
  expect(await inventoryOf(treeAt(root))).toEqual(folder);
});

test('a folder of the repository, with the configuration above it', async () => {
  const root = repository({
    'keyturn.yaml': 'version: 1\nowners: [{ paths: ["slip/**"], owner: dockers }]\n',
    'slip/keel.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: { name: keel }\nstringData: { password: "" }\n',
    'other/hull.yaml': 'apiVersion: v1\nkind: Secret\nmetadata: { name: hull }\nstringData: { password: "" }\n',
  });
  const slip = join(root, 'slip');
  expect(treeAt(slip).configuration('keyturn.yaml')).toEqual(open(slip).configuration('keyturn.yaml'));
  expect(treeAt(slip).configuration('keyturn.yaml')).toHaveLength(1);
  const inventory = await inventoryOf(treeAt(slip));
  expect(inventory.carriers.map(({ name }) => name)).toEqual(['keel']);
  expect(inventory).toEqual(await inventoryOf(open(slip)));
});

test('links, circles, large files, ignore files and generated files end as on the disk', () => {
  const root = repository({
    'keel.yaml': MANIFEST,
    'deep/rib.yaml': MANIFEST,
    'huge.yaml': `${MANIFEST}${'#'.repeat(6000)}`,
    'binary.yaml': Buffer.from([0x53, 0, 1]),
    'left.yaml': MANIFEST,
    '.keyturnignore': 'left.yaml\n',
    'made.yaml': MANIFEST,
    '.gitattributes': 'made.yaml linguist-generated\n',
    '../mainland.yaml': MANIFEST,
  });
  for (const [target, link] of [
    ['keel.yaml', 'same.yaml'],
    ['deep', 'shallow'],
    ['../mainland.yaml', 'out.yaml'],
    ['nowhere.yaml', 'lost.yaml'],
    ['.', 'deep/around'],
    ['loop-b.yaml', 'loop-a.yaml'],
    ['loop-a.yaml', 'loop-b.yaml'],
  ] as const)
    symlinkSync(target, join(root, link));
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message=Links');
  const disk = open(root).read(CHOICE);
  const commit = treeAt(root).read(CHOICE);
  expect(skipsOf(commit)).toEqual(skipsOf(disk));
  expect(skipsOf(commit).length).toBeGreaterThan(6);
  expect(textsOf(commit)).toEqual(textsOf(disk));
  for (const path of ['shallow/rib.yaml', 'same.yaml', 'out.yaml', '../mainland.yaml', 'deep/around/keel.yaml'])
    expect([path, commit.text(path)]).toEqual([path, disk.text(path)]);
});

test('what is not committed, checked out or filtered has no say', () => {
  const root = repository({ 'keel.yaml': MANIFEST, 'old.yaml': MANIFEST, '.gitattributes': '*.yaml filter=trap\n' });
  git(root, 'config', 'filter.trap.smudge', `touch ${join(root, 'SPRUNG')}; cat`);
  plant(root, { 'keel.yaml': 'changed', 'new.yaml': MANIFEST });
  rmSync(join(root, 'old.yaml'));
  const files = treeAt(root).read(CHOICE);
  expect(textsOf(files)).toEqual(['keel.yaml', 'old.yaml']);
  expect(files.text('keel.yaml')).toBe(MANIFEST);
  expect(open(root).read(CHOICE).paths).not.toContain('SPRUNG');
});

test('submodules and LFS pointers are named', () => {
  const inner = repository({ 'rudder.yaml': MANIFEST });
  const root = repository({
    'stored.yaml': `version https://git-lfs.github.com/spec/v1\noid sha256:${'1'.repeat(64)}\nsize 12\nkind: Secret\n`,
    'keel.yaml': MANIFEST,
  });
  git(root, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner, 'tender');
  git(root, 'commit', '--quiet', '--message=Tender');
  expect(skipsOf(treeAt(root).read(CHOICE))).toEqual([
    'stored.yaml: a Git LFS pointer: its content is not here',
    'tender: submodule: a repository of its own, not read',
  ]);
});

test('a partial clone names what it does not hold, and asks nobody for it', () => {
  const origin = repository({ 'keel.yaml': MANIFEST, 'rib.yaml': `${MANIFEST}# rib\n` });
  git(origin, 'config', 'uploadpack.allowFilter', 'true');
  const outer = temporaryTree();
  const root = join(outer, 'partial');
  git(outer, 'clone', '--quiet', '--no-checkout', '--filter=blob:none', `file://${origin}`, root);
  git(root, 'cat-file', 'blob', 'HEAD:rib.yaml');
  const files = treeAt(root).read(CHOICE);
  expect(textsOf(files)).toEqual(['rib.yaml']);
  expect(skipsOf(files)).toEqual(['keel.yaml: its object is not in this clone (partial clone): not fetched']);
});

test('a folder that the commit does not have is empty', () => {
  const root = repository({ 'keel.yaml': MANIFEST });
  mkdirSync(join(root, 'annex'));
  writeFileSync(join(root, 'annex/rib.yaml'), MANIFEST);
  expect(treeAt(join(root, 'annex')).read(CHOICE).paths).toEqual([]);
});

test('names that git quotes or that are no UTF-8 are read or named', () => {
  const root = repository({ 'naïve "quay".yaml': MANIFEST, 'tab\there.yaml': MANIFEST });
  const files = treeAt(root).read(CHOICE);
  expect(textsOf(files)).toEqual(['naïve "quay".yaml', 'tab\there.yaml']);
});
