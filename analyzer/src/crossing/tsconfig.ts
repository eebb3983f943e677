/**
 * The aliases of `tsconfig.json` and `jsconfig.json`: `paths` and `baseUrl`, with what `extends` brings from the same repository. Only
 * these are looked at; nothing a configuration names is run.
 */
import { folderOf, resolvePath } from '../syntax/path.ts';
import { entriesOf, fieldOf, parseJsonText, textsIn } from './json-text.ts';

export interface Aliases {
  /** Pattern (`@/*`) and what it stands for, from the root. */
  readonly paths: ReadonlyArray<readonly [pattern: string, targets: readonly string[]]>;
  /** Folder that plain names are looked for in; null: none. */
  readonly base: string | null;
}

const NONE: Aliases = { paths: [], base: null };
/** Configurations that one may extend or refer to, one behind the other. */
const DEEPEST = 6;

export interface AliasFiles {
  has(path: string): boolean;
  text(path: string): string | null;
  /** Files that a package's name in `extends` may mean. */
  ofPackage(specifier: string): readonly string[];
}

/** The aliases that hold in a folder: those of the nearest configuration above it. */
export function aliasesIn(files: AliasFiles): (folder: string) => Aliases {
  const byFolder = new Map<string, Aliases>();
  return function at(folder: string): Aliases {
    const known = byFolder.get(folder);
    if (known) return known;
    const own = ['tsconfig.json', 'jsconfig.json']
      .map((name) => (folder === '' ? name : `${folder}/${name}`))
      .find((path) => files.has(path));
    const found = own ? aliasesOf(own, files, DEEPEST) : folder === '' ? NONE : at(folderOf(folder));
    byFolder.set(folder, found);
    return found;
  };
}

function aliasesOf(path: string, files: AliasFiles, depth: number): Aliases {
  const content = depth === 0 ? null : parseJsonText(files.text(path) ?? '');
  const folder = folderOf(path);
  const options = fieldOf(content, 'compilerOptions');
  const written = fieldOf(options, 'baseUrl');
  const base = typeof written === 'string' ? resolvePath(folder, written) : null;
  const paths = entriesOf(fieldOf(options, 'paths')).map(
    ([pattern, targets]) =>
      [pattern, textsIn(targets, 1).flatMap((target) => resolvePath(base ?? folder, target) ?? [])] as const,
  );
  const own: Aliases = { paths, base };
  const further = [...textsIn(fieldOf(content, 'extends'), 1), ...(paths.length > 0 ? [] : referredBy(content))];
  return further.reduce((so, next) => {
    const found = configurationAt(folder, next, files);
    return found === null ? so : over(so, aliasesOf(found, files, depth - 1));
  }, own);
}

/** A configuration that only refers to others (`tsconfig.app.json`) means theirs. */
function referredBy(content: unknown): readonly string[] {
  return entriesOf({ ...(fieldOf(content, 'references') as object | undefined) }).flatMap(([, one]) => {
    const path = fieldOf(one, 'path');
    return typeof path === 'string' && path.endsWith('.json') ? [path] : [];
  });
}

function configurationAt(folder: string, written: string, files: AliasFiles): string | null {
  const near = written.startsWith('.') ? [resolvePath(folder, written) ?? ''] : files.ofPackage(written);
  return (
    near.flatMap((path) => [path, `${path}.json`, `${path}/tsconfig.json`]).find((path) => files.has(path)) ?? null
  );
}

function over(first: Aliases, then: Aliases): Aliases {
  return { paths: first.paths.length > 0 ? first.paths : then.paths, base: first.base ?? then.base };
}

/** Paths that an alias makes of a specifier, from the root, the best first. */
export function aliased({ paths, base }: Aliases, specifier: string): readonly string[] {
  const fitting = paths
    .map(([pattern, targets]) => ({ inner: innerOf(pattern, specifier), pattern, targets }))
    .filter(({ inner }) => inner !== null)
    .sort((a, b) => b.pattern.length - a.pattern.length);
  const replaced = fitting.flatMap(({ inner, targets }) => targets.map((one) => one.replace('*', () => inner ?? '')));
  return base === null
    ? replaced
    : [...replaced, ...(resolvePath(base, specifier) === null ? [] : [join(base, specifier)])];
}

function innerOf(pattern: string, specifier: string): string | null {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === specifier ? '' : null;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  const fits =
    specifier.length >= before.length + after.length && specifier.startsWith(before) && specifier.endsWith(after);
  return fits ? specifier.slice(before.length, specifier.length - after.length) : null;
}

function join(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}
