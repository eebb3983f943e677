/** Runs the built tool as a person would, with a cache folder of its own, and keeps everything it said. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SHIM = fileURLToPath(new URL('../../analyzer/bin/keyturn.mjs', import.meta.url));

/** Whether the bundle is there; `npm test` builds it first. */
export const isBuilt = existsSync(new URL('../../analyzer/dist/cli.mjs', import.meta.url));

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Milliseconds: a hang is a failure, not a slow test. */
export const PATIENCE = 60_000;

export function keyturn(cache: string, ...args: readonly string[]): Run {
  const ran = spawnSync(process.execPath, [SHIM, ...args], {
    encoding: 'utf8',
    env: { ...process.env, KEYTURN_CACHE: cache, COLUMNS: '400' },
    maxBuffer: 1 << 28,
    timeout: PATIENCE,
  });
  return { code: ran.status, stdout: ran.stdout, stderr: ran.stderr };
}

/** Every file below a folder, as one text: names and bytes. */
export function everythingIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => `${file}\n${readFileSync(file, 'latin1')}`)
    .join('\n');
}
