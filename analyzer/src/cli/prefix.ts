/** Where a scanned folder lies in its repository. Nothing is scanned for it, and outside git there is no way down. */
import { realpathSync } from 'node:fs';
import { openGit } from '../workspace/git.ts';
import { wayDown } from '../workspace/within.ts';

/** `deploy/`; empty for the whole repository, and where there is none. */
export function repositoryPrefix(root: string): string {
  try {
    const real = realpathSync.native(root);
    const git = openGit(real);
    return git === null ? '' : wayDown(git.top, real);
  } catch {
    return '';
  }
}
