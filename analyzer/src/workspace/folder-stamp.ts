/**
 * What a folder looks like without opening its files, by the rule of git's index: a file whose name, number, size and times are the
 * same holds the same text. Never true of one that was written in the moment of the look: it may be written again and look the same
 * (git, Documentation/technical/racy-git.txt).
 */
import { IGNORE_FILE } from './discover.ts';
import type { Listing } from './listing.ts';
import type { Root } from './root.ts';

export interface FolderStamp {
  /** Equal parts: an equal folder. They name files; they hold nothing that is in one, but for `keyturn.yaml`. */
  readonly parts: readonly string[];
  /** When the file that changed last did. Milliseconds since 1970. */
  readonly lastChange: number;
}

/** Milliseconds within which a clock may not tell two writes apart: two seconds on FAT, and some for a server's own clock. */
const COARSE = 3_000;

/** Stamps the listed files. `beside`: what else the scan goes by, as plain JSON. */
export function stampFolder(root: Root, listing: Listing, beside: unknown): FolderStamp {
  let lastChange = 0;
  function look(file: string): string {
    const { value, failure } = root.stamp(file);
    if (value && value.changed > lastChange) lastChange = value.changed;
    return `${file}\0${value?.text ?? failure}\0`;
  }
  /** What a link leads to is listed itself, or it is outside. */
  function lookAtLink(file: string): string {
    const { value, failure } = root.resolve(file);
    return `${look(file)}${value ?? failure}\0`;
  }
  const rules = listing.ignored.filter((file) => file === IGNORE_FILE || file.endsWith(`/${IGNORE_FILE}`));
  return {
    parts: [
      JSON.stringify([beside, listing.skipped]),
      listing.files.map(look).join(''),
      listing.links.map(lookAtLink).join(''),
      listing.ignored.join('\0'),
      rules.map(look).join(''),
    ],
    lastChange,
  };
}

/** Whether a look that began at `now` (milliseconds since 1970) proves what the files hold. */
export function isSettled({ lastChange }: FolderStamp, now: number): boolean {
  return lastChange < now - COARSE;
}
