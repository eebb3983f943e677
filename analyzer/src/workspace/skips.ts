/**
 * What was not read, in words. Every skip has a name and a reason; a folder full of the same reason is one line, so that
 * the list stays worth reading. It must never quote what a file holds.
 */
import type { Skipped } from '../model/coverage.ts';
import { compareText } from '../model/place.ts';
import type { Failure } from './disk.ts';
import { folderOf } from './ignore-rules.ts';

export const FAILURE_SAYS: Readonly<Record<Failure, string>> = {
  gone: 'listed, but not there when it was to be read',
  denied: 'no permission to read it',
  loop: 'symbolic links that lead in a circle',
  outside: 'behind a symbolic link that leads out of the root: not followed',
  'too-large': 'larger than files.maxSize',
  'not-a-file': 'not a regular file (pipe, socket, device or folder): never opened',
  'no-object': 'its object is not in this clone (partial clone): not fetched',
  failed: 'could not be read',
};

/** A folder with more than this many skips for one reason is told in one line. */
const MOST_OF_ONE_REASON = 3;

/** The skips sorted by file; many of one reason in one folder become one entry for the folder, with the count. */
export function condense(skips: readonly Skipped[]): readonly Skipped[] {
  const groups = new Map<string, Skipped[]>();
  for (const skip of skips) {
    const key = `${folderOf(skip.file)}\0${skip.reason}`;
    const group = groups.get(key);
    if (group) group.push(skip);
    else groups.set(key, [skip]);
  }
  return [...groups.values()]
    .flatMap(asLines)
    .sort((a, b) => compareText(a.file, b.file) || compareText(a.reason, b.reason));
}

function asLines(group: readonly Skipped[]): readonly Skipped[] {
  const [first] = group;
  if (!first || group.length <= MOST_OF_ONE_REASON) return group;
  return [{ file: `${folderOf(first.file) || '.'}/`, reason: `${group.length} files: ${first.reason}` }];
}
