/** Paths of the workspace: relative to the root, with `/`, the root itself `''`. Text only; it never asks whether one exists. */

/** The folder of a file; `''` for a file in the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `relative` seen from `folder`; null where it is absolute, begins at a home folder or leaves the root. */
export function resolvePath(folder: string, relative: string): string | null {
  if (/^(?:[/\\~]|[a-z]:|[a-z][\w+.-]*:\/\/)/i.test(relative)) return null;
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

/** As `resolvePath`, or the path as written where it lies outside: a place people can still name. */
export function namePath(folder: string, written: string): string {
  return resolvePath(folder, written) ?? written;
}
