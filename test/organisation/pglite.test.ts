/** The registry in a folder; and what becomes of it when a process dies with it open. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { keyturn } from '../cli/run.ts';
import { filed, KEYTURN, scanned } from './estate.ts';
import { countsOf, registrySuite } from './suite.ts';

const folder = join(mkdtempSync(join(tmpdir(), 'keyturn-registry-')), 'coast');

describe('a registry in a folder', () => {
  registrySuite(() => folder);

  it.each([0, 300, 600, 900])(
    'keeps all or nothing of a publisher that is killed %i ms after it opened the folder',
    async (later) => {
      const before = await countsOf(folder);
      const name = `buoy-${later}`;
      const buoy = filed(scanned({ name, service: 'bell', item: 'coast/bell#password' }));
      const publish = ['registry', 'publish', buoy, '--repository', name, '--to', folder];
      const killed = spawn(process.execPath, [KEYTURN, ...publish], { stdio: 'ignore' });
      // Asked for before the waiting: on a fast machine it has ended by then, and nothing is left to kill.
      const ended = once(killed, 'exit');
      while (killed.exitCode === null && !existsSync(join(folder, 'keyturn.lock'))) await setTimeout(5);
      await setTimeout(later);
      killed.kill('SIGKILL');
      await ended;
      const [counts] = before;
      const whole = Object.fromEntries(
        Object.entries(counts ?? {}).map(([table, count]) => [table, Number(count) + 1]),
      );
      expect([counts, whole]).toContainEqual((await countsOf(folder))[0]);
      expect(await keyturn(publish)).toMatchObject({ code: 0 });
      expect((await countsOf(folder))[0]).toEqual(whole);
    },
  );

  it('lets several processes in, one after the other', async () => {
    const codes = ['gull', 'tern', 'skua'].map(async (name) => {
      const inventory = filed(scanned({ name, service: name, item: 'coast/egg#password' }));
      const words = [KEYTURN, 'registry', 'publish', inventory, '--repository', name, '--to', folder, '-q'];
      const [code] = await once(spawn(process.execPath, words, { stdio: 'inherit' }), 'exit');
      return code;
    });
    expect(await Promise.all(codes)).toEqual([0, 0, 0]);
  });
});

it('makes no registry where one is only asked', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'keyturn-no-registry-'));
  const { code, out, err } = await keyturn(['registry', 'query', 'top-radii', '--to', empty]);
  expect({ code, out, err }).toEqual({
    code: 3,
    out: '',
    err: `keyturn: ${empty} holds no registry yet: publish to it first\n`,
  });
  expect(readdirSync(empty)).toEqual([]);
});

it('does not make the folder that is asked whether it has a commit', async () => {
  const gone = join(mkdtempSync(join(tmpdir(), 'keyturn-no-registry-')), 'lagoon');
  const { code, out, err } = await keyturn([
    'registry',
    'has',
    '--repository',
    'reef',
    '--commit',
    'ab'.repeat(20),
    '--to',
    gone,
  ]);
  expect({ code, out, err }).toEqual({ code: 1, out: 'not there\n', err: '' });
  expect(existsSync(gone)).toBe(false);
});

it('says what is wrong with a folder that cannot be one', async () => {
  const file = filed(scanned({ name: 'wreck', service: 'hull', item: 'coast/hull#password' }));
  const { code, err } = await keyturn(['registry', 'publish', file, '--repository', 'wreck', '--to', join(file, 'in')]);
  expect({ code, err }).toEqual({ code: 3, err: expect.stringContaining('keyturn: ') });
  expect(err).not.toContain('internal');
});
