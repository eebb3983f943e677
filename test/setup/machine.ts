/** What tests may install on a machine: Debian packages, as root, once. Everywhere else they say what is missing. */
import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { promisify } from 'node:util';

export const run = promisify(execFile);

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

export function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    // ENOENT or EACCES: not here.
    return false;
  }
}

/** Whether Debian packages can be installed here. */
export function canInstall(): boolean {
  return isRoot() && isRunnable('/usr/bin/apt-get');
}

/** Installs Debian packages; other processes may be at it as well, so the lock is waited for. */
export async function installPackages(names: readonly string[]): Promise<void> {
  const options = ['-o', 'DPkg::Lock::Timeout=600', '-y', '--no-install-recommends'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const attempt = () => run('apt-get', [...options, 'install', ...names], { env, maxBuffer: 1 << 26 });
  await attempt().catch(() => run('apt-get', ['update'], { env, maxBuffer: 1 << 26 }).then(attempt));
}

/** Which of the packages are not installed; all of them where nobody can tell. */
export async function missingPackages(names: readonly string[]): Promise<readonly string[]> {
  const status = await Promise.all(names.map((name) => run('dpkg', ['-s', name]).catch(() => ({ stdout: '' }))));
  return names.filter((_, at) => !status[at]?.stdout.includes('install ok installed'));
}
