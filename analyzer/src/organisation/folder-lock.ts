/**
 * One process at a time has a registry folder: two would overwrite each other's pages. The lock is a file with the number of its process; one
 * whose process is gone (killed while it published) is taken over.
 */
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { RegistryFailure } from './database.ts';

const POLL_MILLISECONDS = 100;
const PATIENCE_MILLISECONDS = 300_000;

/** Gives the function that lets go. Fails when another living process keeps the folder for five minutes. */
export async function lockFolder(folder: string): Promise<() => void> {
  const lock = join(folder, 'keyturn.lock');
  const own = `${lock}.${process.pid}`;
  const mine = `${process.pid} ${hostname()}\n`;
  for (let waited = 0; waited <= PATIENCE_MILLISECONDS; waited += POLL_MILLISECONDS) {
    if (take(lock, own, mine)) return () => rmSync(lock, { force: true });
    dropIfDead(lock, own);
    await setTimeout(POLL_MILLISECONDS);
  }
  throw new RegistryFailure(`${folder} is in use by another process (${lock})`);
}

/** A link to a finished file: nobody can read a lock that is half written. */
function take(lock: string, own: string, mine: string): boolean {
  writeFileSync(own, mine);
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Of two that see the same dead lock, one holds the claim beside it while it removes it. */
function dropIfDead(lock: string, own: string): void {
  const holder = read(lock);
  if (holder === null || isAlive(holder)) return;
  const claim = `${lock}.claim`;
  if (!take(claim, own, `${process.pid} ${hostname()}\n`)) {
    const claimant = read(claim);
    if (claimant !== null && !isAlive(claimant)) rmSync(claim, { force: true });
    return;
  }
  if (read(lock) === holder) rmSync(lock, { force: true });
  rmSync(claim, { force: true });
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // ENOENT: let go in the meantime.
    return null;
  }
}

/** Of another machine nothing is known: it counts as alive. */
function isAlive(holder: string): boolean {
  const [pid, host] = holder.trim().split(' ');
  if (host !== hostname()) return true;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
