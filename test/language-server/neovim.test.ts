/** A real editor: Neovim, headless, with the set-up of its page. Opens code, shows the hover, jumps to manifest and store and back, applies a fix. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, it } from 'vitest';
import { findNeovim } from '../setup/neovim.ts';
import { makeFolder } from './client.ts';
import { HARBOUR } from './harbour.ts';

const PROJECT = join(import.meta.dirname, '../..');
const neovim = findNeovim();

/** The snippet that the page calls tested. */
function snippet(): string {
  const page = readFileSync(join(PROJECT, 'docs/editors/neovim.md'), 'utf8');
  return /<!-- tested: [^>]*-->\n```lua\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
}

it.skipIf(neovim === null)(
  'Neovim shows the hover, jumps along the chain and applies a code action',
  { timeout: 180_000 },
  () => {
    const folder = makeFolder(HARBOUR);
    const scratch = mkdtempSync(join(tmpdir(), 'keyturn-nvim-'));
    writeFileSync(
      join(scratch, 'keyturn'),
      `#!/bin/sh\nexec "${process.execPath}" "${PROJECT}/analyzer/bin/keyturn.mjs" "$@"\n`,
    );
    chmodSync(join(scratch, 'keyturn'), 0o755);
    writeFileSync(join(scratch, 'init.lua'), snippet());
    const result = join(scratch, 'result.json');
    const ran = spawnSync(
      neovim ?? '',
      [
        '--headless',
        '-u',
        join(scratch, 'init.lua'),
        '-i',
        'NONE',
        '-n',
        '-c',
        `luafile ${join(import.meta.dirname, 'neovim.lua')}`,
      ],
      {
        cwd: folder.path,
        env: {
          ...process.env,
          PATH: `${scratch}${delimiter}${process.env.PATH}`,
          KEYTURN_RESULT: result,
          KEYTURN_CACHE: join(scratch, 'cache'),
          XDG_STATE_HOME: scratch,
          XDG_CONFIG_HOME: scratch,
          XDG_DATA_HOME: scratch,
        },
        encoding: 'utf8',
        timeout: 170_000,
      },
    );
    const seen = JSON.parse(readFileSync(result, 'utf8'));
    expect(seen.failure, ran.stderr).toBeUndefined();
    expect(seen.hover).toContain('startup: tide-api keeps the old value until somebody restarts it');
    expect([seen.manifest, seen.store, seen.back]).toEqual([
      'k8s/tide.yaml:18',
      'k8s/store.yaml:16',
      'k8s/tide.yaml:18',
    ]);
    expect(seen.actions).toContain('Have Reloader restart tide-api when its Secrets change');
    expect(seen.text).toContain('    reloader.stakater.com/auto: "true"');
    expect(seen.rules).not.toContain('startup-only-consumer');
    folder.remove();
    rmSync(scratch, { recursive: true, force: true });
  },
);
