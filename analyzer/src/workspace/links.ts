/**
 * What a symbolic link means for a scan. A link inside the root adds nothing, for what it leads to is listed itself; any other
 * is named and not followed.
 */
import type { Skipped } from '../model/coverage.ts';
import type { Failure } from './disk.ts';
import type { Root } from './root.ts';
import { FAILURE_SAYS } from './skips.ts';

const LINK_SAYS: Readonly<Record<Failure, string>> = {
  ...FAILURE_SAYS,
  outside: 'symbolic link out of the root: not followed',
  gone: 'symbolic link to nothing',
};

/** The skip a link deserves, if any. */
export function judgeLink(root: Root, file: string): readonly Skipped[] {
  const target = root.resolve(file);
  if (target.failure) return [{ file, reason: LINK_SAYS[target.failure] }];
  const around = target.value === '' || file.startsWith(`${target.value}/`);
  return around ? [{ file, reason: 'symbolic link to a folder around it: a circle, not followed' }] : [];
}
