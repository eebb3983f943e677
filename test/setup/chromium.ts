/** The browser that drives the editor: the machine's own, or Debian's, installed once. */
import { delimiter, join } from 'node:path';
import { canInstall, installPackages, isRunnable } from './machine.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Path of a Chromium; fails with what to install where there is none. `CHROMIUM` names one. */
export async function chromium(): Promise<string> {
  const there = process.env.CHROMIUM ?? onPath();
  if (there) return there;
  if (canInstall()) await installPackages(['chromium']);
  const installed = onPath();
  if (installed === null)
    throw new Error('no Chromium here: install one (Debian: apt-get install chromium), or name it in CHROMIUM');
  return installed;
}

function onPath(): string | null {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')];
  const files = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return files.find(isRunnable) ?? null;
}
