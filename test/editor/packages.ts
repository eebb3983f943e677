/** The two packages of the tests: the extension as users get it, and the API suite that only tests install. */
import { copyFileSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { build } from 'esbuild';
import { run } from '../setup/machine.ts';

const PROJECT = join(import.meta.dirname, '../..');

/** Packages the extension with the project's own script; gives the VSIX. */
export async function packExtension(): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'keyturn-vsix-')), 'keyturn.vsix');
  await run(process.execPath, [join(PROJECT, 'scripts/package.mjs'), '--out', file], {
    cwd: PROJECT,
    maxBuffer: 1 << 26,
  });
  return file;
}

/** A folder with the API suite as an extension. */
export async function layOutSuite(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'keyturn-suite-'));
  mkdirSync(folder, { recursive: true });
  const source = join(PROJECT, 'test/editor/api');
  await build({
    entryPoints: [join(source, 'extension.ts')],
    outfile: join(folder, 'suite.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'error',
  });
  copyFileSync(join(source, 'package.json'), join(folder, 'package.json'));
  copyFileSync(join(PROJECT, 'LICENSE'), join(folder, 'LICENSE'));
  return folder;
}

export async function packSuite(): Promise<string> {
  const folder = await layOutSuite();
  const packagePath = join(folder, 'suite.vsix');
  await createVSIX({ cwd: folder, packagePath, dependencies: false, allowMissingRepository: true });
  return packagePath;
}
