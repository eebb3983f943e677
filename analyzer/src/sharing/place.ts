/** Places in other repositories: named so that nobody takes them for a file here. Reads and opens nothing. */
import type { Span } from '../model/place.ts';

/** A repository at one commit; null: it is not under version control. */
export interface At {
  readonly repository: string;
  readonly commit: string | null;
}

/** `payments@3f2a1b9c04d7`, the way git names a version. */
export function nameAt({ repository, commit }: At): string {
  return commit === null ? repository : `${repository}@${commit.slice(0, 12)}`;
}

/** `payments@3f2a1b9c04d7:deploy/app.yaml`, as `git show` takes it. */
export function fileAt(at: At, file: string): string {
  return `${nameAt(at)}:${file}`;
}

/** The same stretch, seen from another repository. */
export function spanAt(at: At, span: Span): Span {
  return { ...span, file: fileAt(at, span.file) };
}
