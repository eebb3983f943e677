/** Folders for a test: made below one temporary folder, taken away when the test file ends. Links, pipes and git are real. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

/** Makes a folder with these files; `../` places a file beside it. Registers its own end. */
export function temporaryTree(files: Readonly<Record<string, string | Buffer>> = {}): string {
  const outer = mkdtempSync(join(realpathSync(tmpdir()), 'keyturn-test-'));
  afterAll(() => rmSync(outer, { recursive: true, force: true }));
  const root = join(outer, 'harbour');
  mkdirSync(root);
  plant(root, files);
  return root;
}

export function plant(root: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
}

/** Runs git as a person would, without that person's own configuration. */
export function git(root: string, ...args: readonly string[]): string {
  return execFileSync('git', args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      PATH: process.env.PATH,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_AUTHOR_NAME: 'Wharfinger',
      GIT_AUTHOR_EMAIL: 'wharfinger@harbour.test',
      GIT_COMMITTER_NAME: 'Wharfinger',
      GIT_COMMITTER_EMAIL: 'wharfinger@harbour.test',
    },
  }).toString();
}

/** A tree that git looks after, with everything in it committed that no rule ignores. */
export function repository(files: Readonly<Record<string, string | Buffer>>): string {
  const root = temporaryTree(files);
  git(root, 'init', '--quiet', '--initial-branch=pier');
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message=Open the harbour');
  return root;
}
