/** Neovim for one test file: the one of the machine, else Debian's package, installed where that is possible (as root). */
import { execFileSync, spawnSync } from 'node:child_process';

/** The command; null: there is none and it cannot be installed, with what to do said once. */
export function findNeovim(): string | null {
  if (isThere()) return 'nvim';
  const root = process.getuid?.() === 0;
  if (root) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    spawnSync('apt-get', ['install', '-y', '-qq', 'neovim'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  }
  if (isThere()) return 'nvim';
  console.warn('neovim is not here (Debian: apt-get install neovim): its test is skipped');
  return null;
}

function isThere(): boolean {
  try {
    execFileSync('nvim', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
