/**
 * Every pull request of the harbour gets the comment that was read and accepted, or silence. `UPDATE=1` writes the golden files: read them
 * before accepting them.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keyturn } from '../cli/run.ts';
import { temporaryTree } from '../workspace/temporary.ts';
import { CANARIES, harbour, SHAPES } from './estate.ts';

const GOLDEN = join(import.meta.dirname, 'golden');
const root = harbour();
const cache = temporaryTree();

beforeEach(() => {
  vi.stubEnv('KEYTURN_CACHE', cache);
});
afterEach(() => vi.unstubAllEnvs());

describe('the comment on a pull request', () => {
  for (const { name } of SHAPES)
    test(name, async () => {
      const { out, err } = await keyturn(['review', '--base', 'pier', '--head', name, '--format', 'md'], {
        directory: root,
      });
      expect(err).toMatch(out === '' ? /^keyturn: compared with .*; nothing of it makes a rotation harder\n$/ : /^$/);
      const golden = join(GOLDEN, `${name}.md`);
      if (process.env.UPDATE) {
        if (out === '') rmSync(golden, { force: true });
        else writeFileSync(golden, out);
      }
      expect(out).toBe(existsSync(golden) ? readFileSync(golden, 'utf8') : '');
      for (const canary of CANARIES) expect(out).not.toContain(canary);
    });
});

test('moves, renames, replicas, images and what only became better are not news', async () => {
  for (const name of ['everything-moved', 'nothing-about-secrets', 'only-better']) {
    const { out, code } = await keyturn(['review', '--base', 'pier', '--head', name, '--format', 'json'], {
      directory: root,
    });
    expect({ name, code, changes: JSON.parse(out).changes }).toEqual({ name, code: 0, changes: [] });
  }
});
