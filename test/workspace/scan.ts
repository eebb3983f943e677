/** Scans a folder, for tests that look at what was read and what was not. */
import type { Disk } from '../../analyzer/src/workspace/disk.ts';
import { openWorkspace, type Workspace } from '../../analyzer/src/workspace/open.ts';
import type { ScannedFiles } from '../../analyzer/src/workspace/read.ts';

/** Text that the prefilter lets through, with nothing secret in it. */
export const MANIFEST = 'kind: Secret\nmetadata: { name: lighthouse }\n';

export function open(root: string, disk?: Disk): Workspace {
  const opened = openWorkspace(root, disk);
  if (opened.failure) throw new Error(`cannot open the test tree: ${opened.failure}`);
  return opened.value;
}

export interface ScanOptions {
  readonly exclude?: readonly string[];
  readonly maxSize?: number;
  readonly disk?: Disk;
  readonly choice?: Pick<Parameters<Workspace['read']>[0], 'wants' | 'isCandidate'>;
}

/** Small rules for tests of the workspace alone. */
const HARBOUR_CHOICE = {
  wants: (path: string) => /\.yaml$|\.env[^/]*$/.test(path),
  isCandidate: (_: string, latin1: string) => /Secret|TOKEN/.test(latin1),
};

export function scan(
  root: string,
  { exclude = [], maxSize = 100_000, disk, choice = HARBOUR_CHOICE }: ScanOptions = {},
): ScannedFiles {
  return open(root, disk).read({ exclude, maxSize, ...choice });
}

/** Paths read as text, sorted. */
export function textsOf(files: ScannedFiles): readonly string[] {
  return [...files.candidates.keys()].sort();
}

/** Skips as `file: reason`. */
export function skipsOf(files: ScannedFiles): readonly string[] {
  return files.coverage.filesSkipped.map(({ file, reason }) => `${file}: ${reason}`);
}
