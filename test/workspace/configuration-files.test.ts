/** Where `keyturn.yaml` is looked for. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { open } from './scan.ts';
import { git, temporaryTree } from './temporary.ts';

const FILES = {
  'keyturn.yaml': 'version: 1\n',
  'fleet/ship/hold/cargo.yaml': 'a: b\n',
  'fleet/ship/hold/keyturn.yaml': 'version: 1 # hold\n',
};

test('in a work tree: the nearest upward speaks for the root, those below for their folders', () => {
  const root = temporaryTree({ ...FILES, '../keyturn.yaml': 'version: 1 # not of this repository\n' });
  git(root, 'init', '--quiet');
  expect(open(root).configuration('keyturn.yaml')).toEqual([
    { path: 'keyturn.yaml', folder: '', text: 'version: 1\n' },
    { path: 'fleet/ship/hold/keyturn.yaml', folder: 'fleet/ship/hold', text: 'version: 1 # hold\n' },
  ]);
  expect(open(join(root, 'fleet/ship')).configuration('keyturn.yaml')).toEqual([
    { path: '../../keyturn.yaml', folder: '', below: 'fleet/ship', text: 'version: 1\n' },
    { path: 'hold/keyturn.yaml', folder: 'hold', text: 'version: 1 # hold\n' },
  ]);
});

test('outside a work tree and the home folder: only in the scanned folder, for anybody can write above it', () => {
  const root = temporaryTree(FILES);
  expect(open(join(root, 'fleet')).configuration('keyturn.yaml')).toEqual([
    { path: 'ship/hold/keyturn.yaml', folder: 'ship/hold', text: 'version: 1 # hold\n' },
  ]);
});
