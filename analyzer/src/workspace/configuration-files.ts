/**
 * Finds `keyturn.yaml`: the nearest one from the scanned folder upward, and those of the folders below. What they mean is the
 * business of `configuration/`; here they are only texts with a place.
 */
import os from 'node:os';
import path from 'node:path';
import type { Disk } from './disk.ts';
import type { Root } from './root.ts';
import { isWithin } from './within.ts';

export interface ConfigurationText {
  /** Relative to the scanned folder, with `/`; starts with `../` for one that was found above. */
  readonly path: string;
  /** The folder it speaks for: `''` for the nearest at or above the scanned folder. */
  readonly folder: string;
  /** The way from its folder down to the scanned one, for one that was found above. */
  readonly below?: string;
  readonly text: string;
}

/** Bytes; a larger one is no configuration that a person wrote. */
const LIMIT = 1 << 20;

/** The configuration texts of a scan, the one that speaks for the whole root first, the others by path. `top`: the work tree's folder, null outside git. */
export function findConfiguration(
  root: Root,
  files: readonly string[],
  name: string,
  disk: Disk,
  top: string | null,
): readonly ConfigurationText[] {
  const nested = files
    .filter((file) => file.endsWith(`/${name}`))
    .flatMap((file) => textOf(file, file.slice(0, -name.length - 1), root.read(file, LIMIT).value));
  return [...findUpward(root.path, name, disk, top), ...nested];
}

/** Stops at the work tree's top; outside git at the home folder, outside that at once: a file that somebody left in a shared folder is not ours. */
function findUpward(start: string, name: string, disk: Disk, top: string | null): readonly ConfigurationText[] {
  const home = os.homedir();
  const last = top ?? (isWithin(home, start) ? home : start);
  for (let folder = start, above = ''; ; folder = path.dirname(folder), above += '../') {
    const below = path.relative(folder, start).split(path.sep).join('/');
    const found = textOf(`${above}${name}`, '', disk.read(path.join(folder, name), LIMIT).value);
    if (found.length > 0) return below ? found.map((one) => ({ ...one, below })) : found;
    if (folder === last || path.dirname(folder) === folder) return [];
  }
}

function textOf(file: string, folder: string, bytes: Buffer | undefined): readonly ConfigurationText[] {
  return bytes ? [{ path: file, folder, text: bytes.toString('utf8') }] : [];
}
