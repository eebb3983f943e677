/**
 * Paths in `keyturn.yaml` are relative to the folder it lies in; the core knows only paths relative to the scanned folder.
 * This turns the one into the other, for a file below the scanned folder and for one found above it.
 */
import { anyGlob } from '../model/glob.ts';
import { textLike } from './scalars.ts';
import { list, mapped, type Reading, type Shape } from './shape.ts';

const FILE = /^(?!\/)(?!(.*\/)?\.\.(\/|$))(?=.*\S)/;
/** A leading slash anchors at the folder of the file, as in `.gitignore`. No `!`: in a list of alternatives it would match nearly everything. */
const GLOB = /^(?!!)(?!(.*\/)?\.\.(\/|$))(?=.*\S)/;
const path = textLike('a path inside the folder of this file', FILE);
const glob = textLike('a glob inside the folder of this file, such as services/**, without a leading !', GLOB);

/** A file, as the core names it. One outside the scanned folder keeps a name that no scanned file has. */
export const file: Shape<string> = {
  ...path,
  read(tree, reading) {
    const written = path.read(tree, reading);
    if (written === undefined) return undefined;
    const plain = written.replace(/^(\.\/)+/, '');
    if (reading.below === '') return reading.folder === '' ? plain : `${reading.folder}/${plain}`;
    return plain.startsWith(`${reading.below}/`) ? plain.slice(reading.below.length + 1) : `../${plain}`;
  },
};

const written = list(glob, 'a list of globs such as services/**');

/** Globs, as the core matches them. Those that can match nothing in the scanned folder are gone, so the list may be empty. */
export const globs: Shape<readonly string[]> = {
  ...written,
  read(tree, reading) {
    return mapped(written, (found) => found.flatMap((glob) => rebase(glob, reading))).read(tree, reading);
  },
};

/** One glob, for the scanned folder. */
function rebase(glob: string, reading: Reading): readonly string[] {
  const plain = glob.replace(/^(\.?\/)+/, '');
  if (reading.below !== '') return descend(plain.split('/'), reading.below.split('/'));
  return [reading.folder === '' ? plain : `${literally(reading.folder)}/${plain}`];
}

/** What is left of a glob after walking down a path: the places in it where a walker may stand, as in any automaton. */
function descend(glob: readonly string[], path: readonly string[]): readonly string[] {
  let standing = closure(glob, new Set([0]));
  for (const name of path) {
    const next = new Set<number>();
    for (const place of standing) {
      const segment = glob[place];
      if (segment === '**') next.add(place);
      else if (segment !== undefined && anyGlob([segment])(name)) next.add(place + 1);
    }
    standing = closure(glob, next);
  }
  return [...standing]
    .filter((place) => place < glob.length && !(standing.has(place - 1) && glob[place - 1] === '**'))
    .map((place) => glob.slice(place).join('/'));
}

/** `**` may stand for no folder at all. */
function closure(glob: readonly string[], places: ReadonlySet<number>): ReadonlySet<number> {
  const reached = new Set(places);
  for (const place of reached) if (glob[place] === '**') reached.add(place + 1);
  return reached;
}

/** A folder's name inside a glob, where `[slug]` must stay a name. */
function literally(folder: string): string {
  return folder.replace(/[\\*?[\]{}()!+@|]/g, '\\$&');
}
