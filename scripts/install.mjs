/**
 * Installs what the lock file says, when it is not installed yet, and moves on to the pinned Node. Scripts call this first,
 * so that a fresh clone needs nothing but Node 20 and npm. Imports only what Node itself brings.
 */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter } from 'node:path';
import { inRepository, pinnedNode, run } from './repository.mjs';

/** Returns in the process that may go on: installed, and on the pinned Node where there is one. */
export function prepare() {
  requireNode(20);
  if (!isInstalled()) install();
  const node = pinnedNode();
  if (node === null || realpathSync(node) === realpathSync(process.execPath)) return;
  process.exit(run(node, process.argv.slice(1), { cwd: process.cwd() }));
}

function requireNode(least) {
  if (Number(process.versions.node.split('.')[0]) >= least) return;
  console.error(`Keyturn needs Node ${least} or newer; this is Node ${process.versions.node}.`);
  process.exit(2);
}

/**
 * Whether npm's own record of what is in `node_modules` agrees with the lock file. Times are not compared: a checkout
 * changes them without changing anything. What npm leaves out for other platforms is optional in the lock file.
 */
function isInstalled() {
  const record = inRepository('node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = packagesOf(inRepository('package-lock.json'));
  const present = packagesOf(record);
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    if (!path.includes('node_modules/') || link) return true;
    return present[path] ? present[path].version === version : optional === true;
  });
}

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {};

/**
 * `npm ci`, on the Node that npm was started with: the pinned one is deleted while npm works. What npm says is no output of
 * ours, so it goes to standard error, and of that its errors alone: on Node 20 it warns about tools that only tests use.
 */
function install() {
  console.error('Installing the dependencies (npm ci) …');
  const bin = inRepository('node_modules/.bin');
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== bin);
  const code = run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', process.stderr, process.stderr],
    shell: process.platform === 'win32',
    env: { ...process.env, PATH: path.join(delimiter) },
  });
  if (code === 0 && isInstalled()) return;
  console.error(
    'npm ci did not succeed; its message is above. A network connection to the npm registry is needed once.',
  );
  process.exit(code || 1);
}
