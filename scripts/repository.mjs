/** Where things stand in the repository, and how scripts run TypeScript sources and tools. No policy here. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const ROOT = resolve(fileURLToPath(import.meta.url), '../..');
/** Scratch space that every clone ignores. */
export const SCRATCH = join(ROOT, 'node_modules/.cache/keyturn');

/** Absolute path of a path inside the repository. */
export const inRepository = (...parts) => join(ROOT, ...parts);

/** The pinned Node of the lock file; null before the first install, and where its platform package is missing. */
export function pinnedNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const path = inRepository('node_modules/node/bin', name);
  return existsSync(path) ? path : null;
}

/** Path of an installed tool's own JavaScript or binary entry. */
export const tool = (name) => inRepository('node_modules/.bin', name);

/** Runs a command with this terminal; returns its exit code, 1 where a signal ended it or it could not start. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', ...options });
  if (result.error) console.error(`${command}: ${result.error.message}`);
  return result.status ?? 1;
}

/** Bundles TypeScript source text, resolved against the repository, and imports it. */
export async function importSource(contents) {
  const { build } = await import('esbuild');
  const outfile = join(SCRATCH, `source-${process.pid}-${Math.trunc(performance.now() * 1000)}.mjs`);
  mkdirSync(SCRATCH, { recursive: true });
  const stdin = { contents, resolveDir: ROOT, sourcefile: 'script.ts', loader: 'ts' };
  await build({
    stdin,
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile, { force: true });
  }
}
