/** A change of prose alone is silent at once: no side is read. Whatever a reader or a renderer could ask for makes both be read. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTwoTrees } from '../../analyzer/src/two-trees.ts';
import { keyturn } from '../cli/run.ts';
import { git, plant, repository } from '../workspace/temporary.ts';
import { BASE, type Files } from './estate.ts';

const OLD: Files = {
  ...BASE,
  'README.md': 'Ships moor at the north pier.\n',
  'charts/crane/Chart.yaml': 'apiVersion: v2\nname: crane\nversion: 0.1.0\n',
  'charts/crane/load.md': 'lift\n',
  'kite/kustomization.yaml': 'secretGenerator: [{ name: kite, files: [notes/string.md] }]\n',
  'kite/notes/string.md': 'knot\n',
};

const read = (root: string, head: string | null) =>
  readTwoTrees({ root, cache: false, base: 'HEAD~1', head, direct: true, today: null });

/** A commit that plants `files` over the old ones. */
function changed(files: Files): string {
  const root = repository(OLD);
  plant(root, files);
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message=change');
  return root;
}

test.each<readonly [string, Files, boolean]>([
  ['prose', { 'README.md': 'Ships moor at the south pier.\n', 'docs/chart.png': 'a picture\n' }, true],
  ['a manifest', { 'deploy/store/fog.yaml': 'kind: Secret\n' }, false],
  ['prose of a chart', { 'charts/crane/load.md': 'lower\n' }, false],
  ['prose below a kustomization', { 'kite/notes/string.md': 'bow\n' }, false],
  ['a file nobody knows', { 'deploy/horn': 'toot\n' }, false],
])('%s', async (_, files, unread) => {
  const root = changed(files);
  for (const head of ['HEAD', null]) expect(await read(root, head)).toMatchObject({ unread });
});

test('the folder counts as it lies there: edited, untracked, gone', async () => {
  for (const spoil of [
    (root: string) => plant(root, { 'deploy/store/tide.yaml': 'kind: Secret\n' }),
    (root: string) => plant(root, { 'deploy/store/squall.yaml': 'kind: Secret\n' }),
    (root: string) => rmSync(join(root, 'deploy/store/tide.yaml')),
  ]) {
    const root = changed({ 'README.md': 'Gone fishing.\n' });
    spoil(root);
    expect(await read(root, null)).toMatchObject({ unread: false });
    expect(await read(root, 'HEAD')).toMatchObject({ unread: true });
  }
});

test('silent and green in every format, but a wrong configuration is told', async () => {
  const root = changed({ 'README.md': 'Low tide.\n' });
  expect(await keyturn(['review', '--base', 'HEAD~1'], { directory: root })).toMatchObject({
    code: 0,
    out: '',
    err: expect.stringMatching(/^keyturn: compared with [0-9a-f]{12}: no file that keyturn reads differs\n$/),
  });
  const sarif = await keyturn(['review', '--base', 'HEAD~1', '--format', 'sarif'], { directory: root });
  expect(JSON.parse(sarif.out)).toMatchObject({ runs: [{ results: [] }] });
  const wrong = repository({ ...OLD, 'keyturn.yaml': 'version: 1\nkeels: []\n' });
  plant(wrong, { 'README.md': 'High tide.\n' });
  git(wrong, 'commit', '--quiet', '--all', '--message=change');
  expect(await keyturn(['review', '--base', 'HEAD~1'], { directory: wrong })).toMatchObject({ code: 2 });
});
