/** What a repository at a commit is called in every table: the same for everybody, without asking a database for a number. */
import { createHash } from 'node:crypto';

/** 128 bits of SHA-256 as a UUID. */
export function snapshotOf(repository: string, commit: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([repository, commit]))
    .digest('hex');
  return digest.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
