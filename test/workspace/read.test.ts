/** What the bytes of a file decide: each unfit file costs itself and is named. */
import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Disk, openDisk } from '../../analyzer/src/workspace/disk.ts';
import { MANIFEST, scan, skipsOf, textsOf } from './scan.ts';
import { temporaryTree } from './temporary.ts';

test('bytes that are no UTF-8 text are named, the rest is read', () => {
  const files = scan(
    temporaryTree({
      'anchor.yaml': MANIFEST,
      'nul.yaml': `${MANIFEST}\0`,
      'wide.yaml': Buffer.from(`\uFEFF${MANIFEST}`, 'utf16le'),
      'small.min.yaml': MANIFEST,
      'one-line.yaml': `${MANIFEST}x: ${'y'.repeat(200_001)}`,
      'huge.yaml': `${MANIFEST}#${'\n#'.repeat(400_000)}`,
      'empty.yaml': '',
    }),
    { maxSize: 500_000 },
  );
  expect(textsOf(files)).toEqual(['anchor.yaml']);
  expect(skipsOf(files)).toEqual([
    'huge.yaml: larger than files.maxSize',
    'nul.yaml: binary: it holds a NUL byte',
    'one-line.yaml: a line of more than 200000 bytes: minified or generated',
    'small.min.yaml: minified',
    'wide.yaml: UTF-16 text: only UTF-8 is read',
  ]);
  expect(files.coverage.filesRead).toBe(6);
  expect(files.paths).toEqual(['anchor.yaml', 'empty.yaml']);
});

test('invalid UTF-8 is replaced, a byte order mark and line ends are kept', () => {
  const files = scan(temporaryTree({ 'tide.yaml': Buffer.from(`\uFEFFkind: Secret\r\nx: \xe4\r\n`, 'latin1') }));
  expect(files.text('tide.yaml')).toContain('kind: Secret\r\nx: \uFFFD\r\n');
  const marked = scan(temporaryTree({ 'tide.yaml': `\uFEFF${MANIFEST}` }));
  expect(marked.text('tide.yaml')).toBe(`\uFEFF${MANIFEST}`);
});

test('a file without a keyword is looked at, and its text is there when a renderer asks', () => {
  const files = scan(temporaryTree({ 'plain.yaml': 'colour: teal\n', LICENCE: 'free\n' }));
  expect(textsOf(files)).toEqual([]);
  expect(files.coverage.filesRead).toBe(1);
  expect(files.text('plain.yaml')).toBe('colour: teal\n');
  expect(files.text('LICENCE')).toBe('free\n');
  expect(files.text('absent.yaml')).toBeNull();
});

test('a file of 100 MB is not read at all', () => {
  const root = temporaryTree({ 'whale.yaml': '' });
  const file = openSync(join(root, 'whale.yaml'), 'w');
  ftruncateSync(file, 100 << 20);
  closeSync(file);
  const read: string[] = [];
  const files = scan(root, { disk: watched(openDisk(), read) });
  expect(skipsOf(files)).toEqual(['whale.yaml: larger than files.maxSize']);
  expect(files.coverage.filesRead).toBe(0);
  expect(files.text('whale.yaml')).toBeNull();
});

test('a pipe is never opened', () => {
  const root = temporaryTree({ 'shore.yaml': MANIFEST });
  execFileSync('mkfifo', [join(root, 'drain.yaml')]);
  const files = scan(root);
  expect(textsOf(files)).toEqual(['shore.yaml']);
  expect(skipsOf(files)).toEqual(['drain.yaml: not a regular file (pipe, socket, device or folder): never opened']);
});

test('a file that vanishes or is locked while the scan runs costs only itself', () => {
  const root = temporaryTree({ 'fog.yaml': MANIFEST, 'vault.yaml': MANIFEST, 'pier.yaml': MANIFEST });
  const disk = openDisk();
  const failing: Disk = {
    ...disk,
    read(path, limit) {
      if (path.endsWith('fog.yaml')) return { failure: 'gone' };
      return path.endsWith('vault.yaml') ? { failure: 'denied' } : disk.read(path, limit);
    },
  };
  const files = scan(root, { disk: failing });
  expect(textsOf(files)).toEqual(['pier.yaml']);
  expect(skipsOf(files)).toEqual([
    'fog.yaml: listed, but not there when it was to be read',
    'vault.yaml: no permission to read it',
  ]);
});

test('a folder that cannot be opened is named', () => {
  const root = temporaryTree({ 'open/a.yaml': MANIFEST, 'locked/b.yaml': MANIFEST });
  const disk = openDisk();
  const failing: Disk = {
    ...disk,
    list: (folder) => (folder.endsWith('locked') ? { failure: 'denied' } : disk.list(folder)),
  };
  const files = scan(root, { disk: failing });
  expect(textsOf(files)).toEqual(['open/a.yaml']);
  expect(skipsOf(files)).toEqual(['locked/: no permission to read it']);
});

function watched(disk: Disk, read: string[]): Disk {
  return {
    ...disk,
    read(path, limit) {
      const outcome = disk.read(path, limit);
      if (!outcome.failure) read.push(path);
      return outcome;
    },
  };
}
