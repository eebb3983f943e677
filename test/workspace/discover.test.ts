/** What is listed, left out and named, with git and without. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MANIFEST, scan, skipsOf, textsOf } from './scan.ts';
import { git, plant, repository, temporaryTree } from './temporary.ts';

const TREE = {
  '.gitignore': '.env*\n/quarry/\n',
  'berth/.gitignore': '*.log.yaml\n!keep.log.yaml\n',
  'berth/crane.yaml': MANIFEST,
  'berth/noise.log.yaml': MANIFEST,
  'berth/keep.log.yaml': MANIFEST,
  'berth/.env.tide': 'PILOT_TOKEN=abc\n',
  'quarry/stone.yaml': MANIFEST,
  'readme.md': 'nothing to read\n',
};

describe.each([
  ['with git', repository],
  ['without git', temporaryTree],
])('%s', (_, make) => {
  test('nested ignore files decide, and ignored secret-bearing files are named', () => {
    const files = scan(make(TREE));
    expect(textsOf(files)).toEqual(['berth/crane.yaml', 'berth/keep.log.yaml']);
    expect(skipsOf(files)).toEqual(['berth/.env.tide: ignored by git: not read']);
  });

  test('own ignore files nest as well; what they leave out is counted, and reading ignored files stays off', () => {
    const files = scan(
      make({
        ...TREE,
        '.keyturnignore': 'berth/crane.yaml\n.env.tide\n',
        'silo/.keyturnignore': '*\n!rye.yaml\n',
        'silo/rye.yaml': MANIFEST,
        'silo/oat.yaml': MANIFEST,
      }),
    );
    expect(textsOf(files)).toEqual(['berth/keep.log.yaml', 'silo/rye.yaml']);
    expect(skipsOf(files)).toEqual(['.keyturnignore: 3 files left out by .keyturnignore']);
  });

  test('globs of the configuration leave files out', () => {
    const files = scan(make(TREE), { exclude: ['**/crane.*', ''] });
    expect(textsOf(files)).toEqual(['berth/keep.log.yaml']);
    expect(skipsOf(files)).toContain('keyturn.yaml: 1 file left out by files.exclude');
  });

  test('files marked as generated are named, unless a deeper file takes the mark back', () => {
    const files = scan(
      make({
        '.gitattributes': '*.gen.yaml linguist-generated=true\nother.yaml text\n',
        'dock/.gitattributes': 'own.gen.yaml -linguist-generated\n',
        'dock/own.gen.yaml': MANIFEST,
        'dock/made.gen.yaml': MANIFEST,
        'other.yaml': MANIFEST,
      }),
    );
    expect(textsOf(files)).toEqual(['dock/own.gen.yaml', 'other.yaml']);
    expect(skipsOf(files)).toEqual(['dock/made.gen.yaml: marked linguist-generated in .gitattributes']);
  });

  test('links: out of the root, to nothing, in a circle are named; inside the root they add nothing', () => {
    const root = make({
      '.gitignore': '.env\n',
      '.env': 'PILOT_TOKEN=abc\n',
      'real/buoy.yaml': MANIFEST,
      '../mainland/secret.yaml': MANIFEST,
    });
    symlinkSync('../mainland', join(root, 'escape'));
    symlinkSync('../mainland/secret.yaml', join(root, 'escape.yaml'));
    symlinkSync('nowhere', join(root, 'broken'));
    symlinkSync('.', join(root, 'real/mirror'));
    symlinkSync('spin', join(root, 'spin'));
    symlinkSync('real', join(root, 'alias'));
    symlinkSync('real/buoy.yaml', join(root, 'alias.yaml'));
    symlinkSync('.env', join(root, 'hidden.yaml'));
    const files = scan(root);
    expect(textsOf(files)).toEqual(['real/buoy.yaml']);
    expect(skipsOf(files)).toEqual([
      '.env: ignored by git: not read',
      'broken: symbolic link to nothing',
      'escape: symbolic link out of the root: not followed',
      'escape.yaml: symbolic link out of the root: not followed',
      'real/mirror: symbolic link to a folder around it: a circle, not followed',
      'spin: symbolic links that lead in a circle',
    ]);
    expect(files.text('alias.yaml')).toBe(MANIFEST);
    expect(files.text('alias/buoy.yaml')).toBe(MANIFEST);
    expect(files.text('hidden.yaml')).toBeNull();
    expect(files.text('escape.yaml')).toBeNull();
    expect(files.text('escape/secret.yaml')).toBeNull();
    expect(files.text('../mainland/secret.yaml')).toBeNull();
  });

  test('two scans list the same, sorted by code unit', () => {
    const root = make({ 'Z.yaml': MANIFEST, 'a.yaml': MANIFEST, 'ä.yaml': MANIFEST, 'B/x.yaml': MANIFEST });
    expect(scan(root).paths).toEqual(['B/x.yaml', 'Z.yaml', 'a.yaml', 'ä.yaml']);
    expect(scan(root)).toEqual({ ...scan(root), text: expect.any(Function), tar: expect.any(Function) });
  });
});

describe('git only', () => {
  test('a sub-folder is listed by itself, under the rules above it', () => {
    const files = scan(join(repository(TREE), 'berth'));
    expect(textsOf(files)).toEqual(['crane.yaml', 'keep.log.yaml']);
    expect(skipsOf(files)).toEqual(['.env.tide: ignored by git: not read']);
  });

  test('a folder that its repository ignores is scanned all the same', () => {
    expect(textsOf(scan(join(repository(TREE), 'quarry')))).toEqual(['stone.yaml']);
  });

  test('untracked files count, deleted ones are named', () => {
    const root = repository({ 'gone.yaml': MANIFEST, 'stays.yaml': MANIFEST });
    git(root, 'rm', '--quiet', '--cached', 'stays.yaml');
    plant(root, { 'new.yaml': MANIFEST });
    git(
      root,
      'update-index',
      '--add',
      '--cacheinfo',
      `100644,${git(root, 'hash-object', '-w', 'new.yaml').trim()},ghost.yaml`,
    );
    const files = scan(root);
    expect(textsOf(files)).toEqual(['gone.yaml', 'new.yaml', 'stays.yaml']);
    expect(skipsOf(files)).toEqual(['ghost.yaml: listed, but not there when it was to be read']);
  });

  test('submodules and repositories inside are named, not entered', () => {
    const root = repository({ 'pier.yaml': MANIFEST });
    plant(root, { 'visitor/hull.yaml': MANIFEST });
    git(join(root, 'visitor'), 'init', '--quiet');
    git(root, 'update-index', '--add', '--cacheinfo', `160000,${git(root, 'rev-parse', 'HEAD').trim()},fleet`);
    const files = scan(root);
    expect(textsOf(files)).toEqual(['pier.yaml']);
    expect(skipsOf(files)).toEqual([
      'fleet: submodule: a repository of its own, not read',
      'visitor: a repository inside this one, not part of it: not read',
    ]);
  });

  test('a tracked folder swapped for a link out of the root is not followed', () => {
    const root = repository({ 'inner/k.yaml': MANIFEST, '../mainland/k.yaml': MANIFEST });
    git(
      root,
      'update-index',
      '--add',
      '--cacheinfo',
      `100644,${git(root, 'hash-object', 'inner/k.yaml').trim()},swap/k.yaml`,
    );
    symlinkSync('../mainland', join(root, 'swap'));
    const files = scan(root);
    expect(textsOf(files)).toEqual(['inner/k.yaml']);
    expect(skipsOf(files)).toContain('swap/k.yaml: behind a symbolic link that leads out of the root: not followed');
  });
});

describe('without git', () => {
  test('installed and built folders are passed over, one line for each name', () => {
    const root = temporaryTree({
      'vendor/old.yaml': MANIFEST,
      'a/node_modules/x/x.yaml': MANIFEST,
      'b/node_modules/x/x.yaml': MANIFEST,
      'b/own.yaml': MANIFEST,
    });
    const files = scan(root);
    expect(textsOf(files)).toEqual(['b/own.yaml']);
    expect(skipsOf(files)).toEqual([
      '**/node_modules/: 2 folders of installed or built files: not read outside git',
      'vendor/: a folder of installed or built files: not read outside git',
    ]);
  });

  test('an empty folder holds nothing, and says so', () => {
    expect(scan(temporaryTree()).coverage).toEqual({ filesRead: 0, filesSkipped: [] });
  });

  test('hundreds of levels are walked like any other', () => {
    const root = temporaryTree({ 'top.yaml': MANIFEST });
    const deep = Array.from({ length: 400 }, () => 'abyss').join('/');
    mkdirSync(join(root, deep), { recursive: true });
    plant(join(root, deep), { 'floor.yaml': MANIFEST });
    expect(textsOf(scan(root))).toEqual([`${deep}/floor.yaml`, 'top.yaml']);
  });

  test('a folder full of one reason is one line', () => {
    const long = { 'a.yaml': Buffer.alloc(200_001, 'a') };
    const root = temporaryTree(Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`heap/${n}.yaml`, long['a.yaml']])));
    expect(skipsOf(scan(root))).toEqual(['heap/: 5 files: larger than files.maxSize']);
  });
});
