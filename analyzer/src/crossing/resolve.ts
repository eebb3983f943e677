/**
 * Which file of the repository an import means: relative paths, the aliases of `tsconfig.json`, packages of the workspace. What lies
 * outside the repository is nobody's file here.
 */
import { baseName, folderOf, resolvePath } from '../syntax/path.ts';
import { filesOfPackage, packagesOf, spelledOut } from './packages.ts';
import { aliased, aliasesIn } from './tsconfig.ts';

export interface Resolver {
  /** The file that `specifier` means in the file `from`; null: none of the repository. */
  resolve(from: string, specifier: string): string | null;
  /** Last steps (`lastStep`) of every specifier that may mean the file. */
  calls(file: string): readonly string[];
}

export interface ResolverFiles {
  readonly paths: readonly string[];
  text(path: string): string | null;
}

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.vue', '.svelte', '.astro'];
const ENDINGS = ['', ...EXTENSIONS, ...EXTENSIONS.map((extension) => `/index${extension}`)];
const EXTENSION = /\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/;
/** Code that is written `./env.js` and kept as `env.ts`. */
const WRITTEN_AS_BUILT = /\.([cm]?)jsx?$/;

/** Prepares the questions about one state of the files. */
export function createResolver({ paths, text }: ResolverFiles): Resolver {
  const known = new Set(paths);
  const has = (path: string) => known.has(path);
  const packages = packagesOf(paths, text);
  const aliasesAt = aliasesIn({ has, text, ofPackage: (name) => filesOfPackage(packages, name) ?? [] });
  const answers = new Map<string, string | null>();
  const names = new Map<string, string[]>();
  for (const [name, targets] of spelledOut(packages)) {
    const file = firstOf(targets, has);
    if (file !== null) names.set(file, [...(names.get(file) ?? []), lastStep(name)]);
  }

  function look(folder: string, specifier: string): string | null {
    if (specifier.startsWith('.')) return firstOf([resolvePath(folder, specifier) ?? ''], has);
    const asAlias = firstOf(aliased(aliasesAt(folder), specifier), has);
    if (asAlias !== null) return asAlias;
    const ofPackage = filesOfPackage(packages, specifier);
    return ofPackage ? firstOf(ofPackage, has) : firstOf(customary(folder, specifier, has), has);
  }

  return {
    resolve(from, specifier) {
      const key = `${folderOf(from)}\0${specifier}`;
      const before = answers.get(key);
      if (before !== undefined) return before;
      const found = look(folderOf(from), specifier);
      answers.set(key, found);
      return found;
    },
    calls: (file) => [...new Set([...ownNames(file), ...(names.get(file) ?? [])])],
  };
}

function firstOf(bases: readonly string[], has: (path: string) => boolean): string | null {
  for (const base of bases)
    for (const ending of ENDINGS) {
      const found = [`${base}${ending}`, ...sourceOf(base, ending)].find((path) => EXTENSION.test(path) && has(path));
      if (found !== undefined) return found;
    }
  return null;
}

function sourceOf(base: string, ending: string): readonly string[] {
  if (ending !== '' || !WRITTEN_AS_BUILT.test(base)) return [];
  return ['$1ts', '$1tsx'].map((extension) => base.replace(WRITTEN_AS_BUILT, `.${extension}`));
}

/** `@/x` and `~/x` mean the package's own source folder where no configuration says so. */
function customary(folder: string, specifier: string, has: (path: string) => boolean): readonly string[] {
  const rest = /^[@~]\/(.+)$/.exec(specifier)?.[1];
  if (rest === undefined) return [];
  for (let at = folder; ; at = folderOf(at)) {
    const own = at === '' ? '' : `${at}/`;
    if (at === '' || has(`${own}package.json`))
      return ['src', '', 'app', 'lib'].map((below) => `${own}${below === '' ? '' : `${below}/`}${rest}`);
  }
}

/** What a file may be called from beside or above it. */
function ownNames(file: string): readonly string[] {
  const name = lastStep(file);
  return name === 'index' ? [name, lastStep(folderOf(file)), '', '.', '..'] : [name];
}

/** The last step of a path or specifier, without the extension of code. */
export function lastStep(path: string): string {
  return baseName(path).replace(EXTENSION, '');
}
