/** The look from outside: the same while nothing changed, another after any change that a scan could see, and proof only of what has settled. */
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isSettled } from '../../analyzer/src/workspace/folder-stamp.ts';
import { open } from './scan.ts';
import { git, plant, repository, temporaryTree } from './temporary.ts';

const FILES = {
  'quay/lamp.yaml': 'kind: Secret\n',
  'quay/.keyturnignore': 'old/\n',
  'keyturn.yaml': 'version: 1\n',
  'buoy.env': 'DEPTH=12\n',
};
const look = (root: string) => open(root).stamp('keyturn.yaml').parts.join('\n');

/** Written again with as many bytes and the same time of writing, as tools do that keep times. */
function rewriteUnseen(file: string, text: string): void {
  const { atime, mtime, size } = statSync(file);
  expect(Buffer.byteLength(text)).toBe(size);
  writeFileSync(file, text);
  utimesSync(file, atime, mtime);
}

const CHANGES: readonly (readonly [string, (root: string) => void])[] = [
  ['a file of another text', (root) => writeFileSync(join(root, 'buoy.env'), 'DEPTH=130\n')],
  ['a text of the same size, its time put back', (root) => rewriteUnseen(join(root, 'buoy.env'), 'DEPTH=13\n')],
  ['a file more', (root) => plant(root, { 'quay/rope.yaml': 'kind: Pod\n' })],
  ['a file less', (root) => rmSync(join(root, 'buoy.env'))],
  ['a file of another name', (root) => renameSync(join(root, 'buoy.env'), join(root, 'mark.env'))],
  ['a link', (root) => symlinkSync('quay', join(root, 'pier'))],
  ['a configuration below', (root) => plant(root, { 'quay/keyturn.yaml': 'version: 1\n' })],
  ['other rules of what to leave out', (root) => writeFileSync(join(root, 'quay/.keyturnignore'), 'new/\n')],
  ['a file that may no longer be read', (root) => plant(root, { '.gitignore': 'buoy.env\n' })],
];

describe.each([
  ['outside git', () => temporaryTree(FILES)],
  ['in a work tree', () => repository(FILES)],
])('%s', (_, make) => {
  test('an untouched folder looks the same', () => {
    const root = make();
    const before = look(root);
    readFileSync(join(root, 'buoy.env'));
    expect(look(root)).toBe(before);
  });

  test.each(CHANGES)('%s is seen', (_name, change) => {
    const root = make();
    const before = look(root);
    change(root);
    expect(look(root)).not.toBe(before);
  });
});

test('a commit is seen, for the inventory names it', () => {
  const root = repository(FILES);
  const before = look(root);
  git(root, 'commit', '--quiet', '--allow-empty', '--message=High water');
  expect(look(root)).not.toBe(before);
});

test('where a link leads is seen, and a configuration above the scanned folder', () => {
  const outer = repository({ 'dock/a.yaml': 'kind: Secret\n', 'dock/b.yaml': 'kind: Secret\n' });
  const root = join(outer, 'dock');
  symlinkSync('a.yaml', join(root, 'here.yaml'));
  const first = look(root);
  plant(outer, { 'keyturn.yaml': 'version: 1\n' });
  const second = look(root);
  expect(second).not.toBe(first);
  rmSync(join(root, 'here.yaml'));
  symlinkSync('b.yaml', join(root, 'here.yaml'));
  expect(look(root)).not.toBe(second);
});

test('it opens no file: no text of one is in it', () => {
  const root = temporaryTree({ 'chart.env': 'TOKEN=seventeen-gulls-in-fog\n' });
  mkdirSync(join(root, 'empty'));
  expect(look(root)).toContain('chart.env');
  expect(look(root)).not.toContain('seventeen');
});

test('what was written a moment ago proves nothing', () => {
  const root = temporaryTree(FILES);
  const stamp = open(root).stamp('keyturn.yaml');
  const written = statSync(join(root, 'buoy.env')).ctimeMs;
  expect(isSettled(stamp, written + 1_000)).toBe(false);
  expect(isSettled(stamp, written + 60_000)).toBe(true);
});
