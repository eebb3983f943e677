/**
 * The packages of a repository as an import names them: what `@acme/config/env` is, by `exports`, `main` and the folders people
 * keep sources in. Build output stands for its source, because what is built is not read.
 */
import { compareText } from '../model/place.ts';
import { baseName, folderOf, resolvePath } from '../syntax/path.ts';
import { entriesOf, fieldOf, parseJsonText, textsIn } from './json-text.ts';

export interface Package {
  readonly name: string;
  readonly folder: string;
  /** Subpath (`.`, `./env`, `./*`) and the files it may be, from the root, the best first. */
  readonly exports: ReadonlyArray<readonly [subpath: string, targets: readonly string[]]>;
}

/** Packages by name; of two with one name the first by path counts. */
export function packagesOf(
  paths: readonly string[],
  text: (path: string) => string | null,
): ReadonlyMap<string, Package> {
  const packages = new Map<string, Package>();
  for (const path of paths) {
    if (baseName(path) !== 'package.json' || /(?:^|\/)node_modules\//.test(path)) continue;
    const content = parseJsonText(text(path) ?? '');
    const name = fieldOf(content, 'name');
    if (typeof name === 'string' && name !== '' && !packages.has(name))
      packages.set(name, { name, folder: folderOf(path), exports: exportsOf(content, folderOf(path)) });
  }
  return packages;
}

function exportsOf(content: unknown, folder: string): Package['exports'] {
  const exports = fieldOf(content, 'exports');
  const listed = entriesOf(exports).filter(([subpath]) => subpath.startsWith('.'));
  const main = ['source', 'module', 'main', 'types'].flatMap((field) => textsIn(fieldOf(content, field)));
  const root = listed.some(([subpath]) => subpath === '.')
    ? []
    : [['.', [...(listed.length > 0 ? [] : textsIn(exports)), ...main, 'src/index', 'index']] as const];
  return [...listed.map(([subpath, target]) => [subpath, textsIn(target)] as const), ...root].map(
    ([subpath, targets]) => [subpath, targets.flatMap((target) => sourcesOf(folder, target))],
  );
}

/** `dist/env.js` as written, and the sources it may be built from. */
function sourcesOf(folder: string, target: string): readonly string[] {
  const rest = /^(?:\.\/)?(?:dist|build|lib|out|esm|cjs)\/(.+)$/.exec(target)?.[1];
  const written = rest === undefined ? [target] : [target, rest, `src/${rest}`];
  return written.flatMap((path) => resolvePath(folder, path) ?? []);
}

/** Files that `specifier` may be, without an extension or with one; null: no package of the repository is meant. */
export function filesOfPackage(packages: ReadonlyMap<string, Package>, specifier: string): readonly string[] | null {
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  const one = packages.get(name);
  if (!one) return null;
  const rest = specifier.slice(name.length + 1);
  const subpath = rest === '' ? '.' : `./${rest}`;
  const exact = one.exports.find(([known]) => known === subpath)?.[1] ?? [];
  const folders = rest === '' ? [] : [rest, `src/${rest}`].flatMap((path) => resolvePath(one.folder, path) ?? []);
  return [...exact, ...one.exports.flatMap((pattern) => matched(pattern, subpath)), ...folders];
}

/** `./*` → `./src/*.ts`. */
function matched([pattern, targets]: Package['exports'][number], subpath: string): readonly string[] {
  const star = pattern.indexOf('*');
  if (star < 0) return [];
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  const fits = subpath.length >= pattern.length - 1 && subpath.startsWith(before) && subpath.endsWith(after);
  const inner = subpath.slice(before.length, subpath.length - after.length);
  return fits ? targets.map((target) => target.replaceAll('*', () => inner)) : [];
}

/** Ways to name a file by a package, `@acme/config/env`, with the file, for those that `exports` spells out. */
export function spelledOut(
  packages: ReadonlyMap<string, Package>,
): ReadonlyArray<readonly [string, readonly string[]]> {
  return [...packages.values()]
    .sort((a, b) => compareText(a.name, b.name))
    .flatMap(({ name, exports }) =>
      exports.map(([subpath, targets]) => [`${name}${subpath.slice(1)}`, targets] as const),
    );
}
