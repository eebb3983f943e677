/** The cache: found again under the same parts only, private, harmless when broken, never in the way. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cacheFolder, type DiskCache, openCache } from '../../analyzer/src/workspace/cache.ts';
import { temporaryTree } from './temporary.ts';

interface Opened {
  readonly cache: DiskCache | null;
  readonly warnings: readonly string[];
}

function opened(folder: string, root = '/mnt/harbour', versions: readonly string[] = ['tool 7']): Opened {
  const warnings: string[] = [];
  const environment = { KEYTURN_CACHE: folder };
  return { cache: openCache({ root, versions, environment, warn: (message) => warnings.push(message) }), warnings };
}

function cacheAt(folder: string, root?: string, versions?: readonly string[]): DiskCache {
  const { cache, warnings } = opened(folder, root, versions);
  expect(warnings).toEqual([]);
  if (!cache) throw new Error('there should be a cache');
  return cache;
}

const filesIn = (folder: string) => readdirSync(join(folder, 'facts')).sort();
const rootFile = (folder: string) =>
  join(folder, 'facts', filesIn(folder).find((name) => name.endsWith('.json')) ?? '');

test('a value is found again by a later scan of the same root, under the same parts and versions', () => {
  const folder = temporaryTree();
  const first = cacheAt(folder);
  first.set(['plain', 'tide.yaml', 'text'], { ebb: 3 });
  first.save();
  expect(cacheAt(folder).get(['plain', 'tide.yaml', 'text'])).toEqual({ ebb: 3 });
  expect(cacheAt(folder).get(['plain', 'tide.yaml', 'text '])).toBeNull();
  expect(cacheAt(folder).get(['plain', 'tide.yamlt', 'ext'])).toBeNull();
  expect(cacheAt(folder, '/mnt/other').get(['plain', 'tide.yaml', 'text'])).toBeNull();
  expect(cacheAt(folder, '/mnt/harbour', ['tool 8']).get(['plain', 'tide.yaml', 'text'])).toBeNull();
});

test('entries that a scan did not ask for are dropped', () => {
  const folder = temporaryTree();
  const first = cacheAt(folder);
  first.set(['kept'], 1);
  first.set(['dropped'], 2);
  first.save();
  const second = cacheAt(folder);
  second.get(['kept']);
  second.save();
  expect(cacheAt(folder).get(['kept'])).toBe(1);
  expect(cacheAt(folder).get(['dropped'])).toBeNull();
});

test('it is private, and its keys do not help to guess what they were made from', () => {
  const folder = temporaryTree();
  const cache = cacheAt(folder);
  cache.set(['plain', 'a.env', 'PIN=1234'], { facts: [] });
  cache.save();
  expect(statSync(join(folder, 'facts')).mode & 0o777).toBe(0o700);
  for (const name of filesIn(folder)) expect(statSync(join(folder, 'facts', name)).mode & 0o777).toBe(0o600);
  const text = readFileSync(rootFile(folder), 'utf8');
  const other = temporaryTree();
  const twin = cacheAt(other);
  twin.set(['plain', 'a.env', 'PIN=1234'], { facts: [] });
  twin.save();
  const keys = (of: string) => Object.keys(JSON.parse(of.slice(of.indexOf('\n') + 1)));
  expect(keys(text)).toHaveLength(1);
  expect(keys(readFileSync(rootFile(other), 'utf8'))).not.toEqual(keys(text));
  for (const guess of ['PIN=1234', '1234', 'plaina.envPIN=1234'])
    for (const encoding of ['hex', 'base64', 'base64url'] as const)
      expect(text).not.toContain(createHash('sha256').update(guess).digest(encoding));
});

test.each([
  ['cut short', (text: string) => text.slice(0, -9)],
  ['altered', (text: string) => text.replace('"ebb":3', '"ebb":4')],
  ['empty', () => ''],
  ['of another program', () => '{"ebb":3}\n{}'],
])('a cache file that is %s is ignored and made anew', (_, damage) => {
  const folder = temporaryTree();
  const first = cacheAt(folder);
  first.set(['ebb'], { ebb: 3 });
  first.save();
  writeFileSync(rootFile(folder), damage(readFileSync(rootFile(folder), 'utf8')));
  const second = cacheAt(folder);
  expect(second.get(['ebb'])).toBeNull();
  second.set(['ebb'], { ebb: 5 });
  second.save();
  expect(cacheAt(folder).get(['ebb'])).toEqual({ ebb: 5 });
});

test('a damaged key costs the cache, not the scan', () => {
  const folder = temporaryTree();
  const first = cacheAt(folder);
  first.set(['ebb'], 3);
  first.save();
  writeFileSync(join(folder, 'facts/key'), 'short');
  const second = cacheAt(folder);
  expect(second.get(['ebb'])).toBeNull();
  second.set(['ebb'], 4);
  second.save();
  expect(cacheAt(folder).get(['ebb'])).toBe(4);
});

test('of two scans at once the last one wins whole, and both share a key', () => {
  const folder = temporaryTree();
  const [one, two] = [cacheAt(folder), cacheAt(folder)];
  one.set(['one'], 1);
  two.set(['two'], 2);
  one.save();
  two.save();
  expect(cacheAt(folder).get(['two'])).toBe(2);
  expect(cacheAt(folder).get(['one'])).toBeNull();
  expect(filesIn(folder)).toHaveLength(2);
});

test('roots not scanned for longest and abandoned files are taken away', () => {
  const folder = temporaryTree();
  for (let root = 0; root < 66; root += 1) {
    const cache = cacheAt(folder, `/mnt/harbour-${root}`);
    cache.set(['berth'], root);
    cache.save();
  }
  writeFileSync(join(folder, 'facts/half.tmp'), 'x');
  utimesSync(join(folder, 'facts/half.tmp'), 1, 1);
  const last = cacheAt(folder, '/mnt/harbour-last');
  last.set(['berth'], 'last');
  last.save();
  expect(filesIn(folder).filter((name) => name.endsWith('.json'))).toHaveLength(64);
  expect(filesIn(folder)).not.toContain('half.tmp');
  expect(cacheAt(folder, '/mnt/harbour-last').get(['berth'])).toBe('last');
});

test('the last answer is found under the same parts only, and the next one takes its place', () => {
  const folder = temporaryTree();
  cacheAt(folder).keepAnswer(['tide', 'a'], { ebb: 3 });
  expect(cacheAt(folder).answer(['tide', 'a'])).toEqual({ ebb: 3 });
  expect(cacheAt(folder).answer(['tidea'])).toBeNull();
  expect(cacheAt(folder, '/mnt/other').answer(['tide', 'a'])).toBeNull();
  expect(cacheAt(folder, '/mnt/harbour', ['tool 8']).answer(['tide', 'a'])).toBeNull();
  cacheAt(folder).keepAnswer(['tide', 'b'], { ebb: 4 });
  expect(cacheAt(folder).answer(['tide', 'a'])).toBeNull();
  expect(cacheAt(folder).answer(['tide', 'b'])).toEqual({ ebb: 4 });
});

test('an answer that was altered is none', () => {
  const folder = temporaryTree();
  cacheAt(folder).keepAnswer(['tide'], { ebb: 3 });
  const file = join(folder, 'facts', filesIn(folder).find((name) => name.endsWith('.last')) ?? '');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  writeFileSync(file, readFileSync(file, 'utf8').replace('"ebb":3', '"ebb":7'));
  expect(cacheAt(folder).answer(['tide'])).toBeNull();
});

test('a folder in the scanned tree is refused, also through a link, and nothing is made there', () => {
  const root = temporaryTree({ '../link-holder/x': '' });
  symlinkSync(root, join(root, '../link-holder/back'));
  for (const folder of [join(root, 'cache'), root, join(root, '../link-holder/back/cache')]) {
    const { cache, warnings } = opened(folder, root);
    expect(cache).toBeNull();
    expect(warnings).toEqual([
      'no cache: its folder would lie in the scanned tree (set KEYTURN_CACHE to a folder outside it)',
    ]);
  }
  expect(readdirSync(root)).toEqual([]);
});

test('a folder that cannot be used costs one warning', () => {
  const folder = temporaryTree({ file: 'not a folder' });
  const { cache, warnings } = opened(join(folder, 'file'));
  expect(cache).toBeNull();
  expect(warnings).toEqual(['no cache: its folder cannot be used (ENOTDIR)']);
});

test('a folder of somebody else stays as it is: only our own below it is closed', () => {
  const folder = temporaryTree();
  chmodSync(folder, 0o755);
  cacheAt(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o755);
  mkdirSync(join(folder, 'other'));
  expect(cacheFolder({ KEYTURN_CACHE: folder })).toBe(folder);
  expect(cacheFolder({ XDG_CACHE_HOME: '/var/tide' })).toBe('/var/tide/keyturn');
  expect(cacheFolder({ XDG_CACHE_HOME: 'relative' })).toMatch(/\/\.cache\/keyturn$/);
});
