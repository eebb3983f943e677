/** Where one absolute path lies in another, by text alone: links are the business of whoever resolved them. */
import path from 'node:path';

/** Whether `inner` is `folder` or lies below it; both absolute. */
export function isWithin(folder: string, inner: string): boolean {
  const relative = path.relative(folder, inner);
  return relative === '' || !(relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative));
}

/** The way from a folder down to one in it, as names in git are written: `deploy/`, empty for the folder itself. */
export function wayDown(folder: string, inner: string): string {
  const below = path.relative(folder, inner).split(path.sep).join('/');
  return below === '' ? '' : `${below}/`;
}
