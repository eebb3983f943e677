/**
 * `npm run test:electron`: the API suite in a desktop VS Code, which is downloaded. For machines where that download works; the same
 * cases run in code-server within `npm test`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { prepare } from '../../scripts/install.mjs';

prepare();

const { layOutSuite, packExtension } = await import('./packages.ts');
const { redisTeamWithCode } = await import('./estates.ts');
const unpacked = mkdtempSync(join(tmpdir(), 'keyturn-unpacked-'));
execFileSync('python3', ['-m', 'zipfile', '-e', await packExtension(), unpacked]);
const suite = await layOutSuite();
await runTests({
  extensionDevelopmentPath: [join(unpacked, 'extension'), suite],
  extensionTestsPath: join(suite, 'suite.cjs'),
  launchArgs: [
    redisTeamWithCode(),
    '--disable-extensions',
    '--disable-workspace-trust',
    '--user-data-dir',
    mkdtempSync(join(tmpdir(), 'keyturn-data-')),
  ],
});
