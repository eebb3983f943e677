/**
 * `npm test`: everything that must hold before a commit, in order, and then one line of figures. A failed check does not
 * hide the ones after it. Usage: npm test [-- vitest's arguments]
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { prepare } from './install.mjs';
import { inRepository, run, SCRATCH, tool } from './repository.mjs';

prepare();

const REPORT = join(SCRATCH, `vitest-${process.pid}.json`);
const node = process.execPath;

const CHECKS = [
  { name: 'build', command: node, args: [inRepository('scripts/build.mjs')] },
  { name: 'generated files', command: node, args: [inRepository('scripts/generate.mjs'), '--check'] },
  { name: 'format and lint', command: tool('biome'), args: ['check', '.'] },
  { name: 'types', command: node, args: [inRepository('node_modules/typescript/bin/tsc'), '--noEmit'] },
  {
    name: 'types of the webviews',
    command: node,
    args: [inRepository('node_modules/typescript/bin/tsc'), '--noEmit', '-p', inRepository('extension/webview')],
  },
];

const failed = CHECKS.filter(({ name, command, args }) => {
  console.log(`— ${name}`);
  return run(command, args) !== 0;
}).map(({ name }) => name);

mkdirSync(SCRATCH, { recursive: true });
console.log('— tests');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
const vitest = inRepository('node_modules/vitest/vitest.mjs');
const code = run(node, [vitest, 'run', ...reporters, ...process.argv.slice(2)]);

const figures = readReport();
if (failed.length > 0) console.log(`failed checks: ${failed.join(', ')}`);
console.log(`${figures.passed} passed, ${figures.failed + failed.length} failed`);
process.exitCode = code === 0 && failed.length === 0 && figures.failed === 0 ? 0 : 1;

/** Tests as vitest counted them; a run that left no report counts as one failure, and so does a file that could not start. */
function readReport() {
  if (!existsSync(REPORT)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(REPORT, 'utf8'));
  rmSync(REPORT);
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return { passed: numPassedTests, failed: numFailedTests + broken.length };
}
