/** Whether one absolute path lies in another, by text alone: links are the business of whoever resolved them. */
import path from 'node:path';

/** Whether `inner` is `folder` or lies below it; both absolute. */
export function isWithin(folder: string, inner: string): boolean {
  const relative = path.relative(folder, inner);
  return relative === '' || !(relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative));
}
