/** A folder of fixtures as the session would offer it: texts by path, nothing but memory behind it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../../analyzer/src/model/place.ts';
import type { Files } from '../../analyzer/src/rendering/contract.ts';

/** Texts by path, as `Files` answers for them. */
export function filesOf(texts: ReadonlyMap<string, string>): Files {
  const paths = [...texts.keys()].sort(compareText);
  return {
    text: (path) => texts.get(path) ?? null,
    has: (path) => texts.has(path),
    list: (folder) => {
      const prefix = folder === '' ? '' : `${folder}/`;
      const below = paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
      return [...new Set(below.map((path) => prefix + (path.split('/')[0] ?? '')))].sort(compareText);
    },
  };
}

/** Every file below `folder` but those in `except`, decoded as the workspace does. */
export function readFolder(folder: string, except: readonly string[] = []): ReadonlyMap<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => !except.includes(path))
    .sort(compareText);
  return new Map(files.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
