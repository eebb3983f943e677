/**
 * A real VS Code: code-server carries its workbench and extension host, and comes from npm, which desktop VS Code does not. Installed
 * once into a cache outside the checkout (about 3 minutes, 620 MB), never into `node_modules`.
 */
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { canInstall, installPackages, isRunnable, missingPackages, run } from './machine.ts';

/** VS Code 1.139.1. */
const VERSION = '4.139.1';
/** Its native modules are built on the machine. */
const PACKAGES = [
  'build-essential',
  'python3',
  'pkg-config',
  'libkrb5-dev',
  'libx11-dev',
  'libxkbfile-dev',
  'libsecret-1-dev',
];
/** Milliseconds. */
const INSTALL_LIMIT = 20 * 60_000;
const STALE_LOCK = 25 * 60_000;

/** Path of the program; fails with what to install where it cannot be installed. `CODE_SERVER` names one. */
export async function codeServer(): Promise<string> {
  if (process.env.CODE_SERVER) return process.env.CODE_SERVER;
  const folder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), `keyturn/code-server-${VERSION}`);
  const program = join(folder, 'node_modules/.bin/code-server');
  const done = join(folder, 'installed');
  if (isRunnable(program) && (isThere(done) || (await answers(program)))) return program;
  await alone(`${folder}.lock`, async () => {
    if (!isRunnable(program) || !(await answers(program))) await install(folder);
    writeFileSync(done, `${VERSION}\n`);
  });
  return program;
}

async function answers(program: string): Promise<boolean> {
  const told = await run(program, ['--version'], { env: environment() }).catch(() => ({ stdout: '' }));
  return told.stdout.includes(VERSION);
}

async function install(folder: string): Promise<void> {
  const missing = await missingPackages(PACKAGES);
  if (missing.length > 0 && canInstall()) await installPackages(missing);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  try {
    const env = { ...environment(), npm_config_nodedir: await headers(join(folder, 'headers')) };
    await npmInstall(`code-server@${VERSION}`, folder, env);
  } catch (error) {
    const needed = missing.length > 0 ? ` It needs the Debian packages ${PACKAGES.join(' ')}.` : '';
    throw new Error(`code-server ${VERSION} could not be installed into ${folder}.${needed}`, { cause: error });
  }
}

/** Headers to build native modules with: of the very Node that runs, from npm, since nodejs.org may be out of reach. */
async function headers(folder: string): Promise<string> {
  const name = `node-${process.platform}-${process.arch}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  await npmInstall(`${name}@${process.versions.node}`, folder, environment());
  return join(folder, 'node_modules', name);
}

async function npmInstall(what: string, cwd: string, env: NodeJS.ProcessEnv): Promise<void> {
  const words = ['install', what, '--no-audit', '--no-fund'];
  await run('npm', words, { cwd, env, timeout: INSTALL_LIMIT, maxBuffer: 1 << 28 });
}

/**
 * Native modules must be built for the Node that runs them: the pinned one, whatever the machine has. Of what the npm around
 * `npm test` hands down, two are left out: its prefix, and `npm_config_user_agent`, in which code-server reads the Node it runs on.
 */
export function environment(): NodeJS.ProcessEnv {
  const { npm_config_prefix: _, npm_config_user_agent: __, ...rest } = process.env;
  return {
    ...rest,
    PATH: `${join(import.meta.dirname, '../../node_modules/node/bin')}${delimiter}${process.env.PATH ?? ''}`,
  };
}

/** One process at a time; a lock of a process that died is taken over. */
async function alone(lock: string, act: () => Promise<void>): Promise<void> {
  mkdirSync(join(lock, '..'), { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      // EEXIST: somebody installs.
      if (isThere(lock) && Date.now() - statSync(lock).mtimeMs > STALE_LOCK) rmSync(lock, { recursive: true });
      await setTimeout(1000);
    }
  }
  try {
    await act();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function isThere(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
