/**
 * The code of the repository as linking sees it: files that say something, the package each belongs to, and which file imports which.
 * It knows folders and names only; no syntax.
 */
import type { ImportFact, PackageFact } from '../../model/fact.ts';
import { groupBy } from '../../model/group.ts';
import { compareText } from '../../model/place.ts';
import type { PlacedFacts } from '../place.ts';

export interface CodeFiles {
  /** Sorted; every file with a fact of code. */
  readonly files: readonly string[];
  readonly packages: readonly PackageFact[];
  /** The package of the nearest folder above the file; null: none. */
  packageOf(file: string): PackageFact | null;
  /** Files that this one imports, as far as they resolve. */
  importsOf(file: string): readonly string[];
  /** Workspace packages that a package needs, itself included, transitively. */
  packagesNeededBy(one: PackageFact): readonly PackageFact[];
  /** Packages of this very folder. */
  packagesAt(folder: string): readonly PackageFact[];
  /** Files of the package that lies in the folder. */
  filesOf(folder: string): readonly string[];
  /** The file of this path, or the files in the folder or below it. */
  filesBelow(path: string): readonly string[];
}

/** Languages whose packages are built from sources of their own alone: a script in another one beside them is no part of what they run. */
const BUILDS_ITS_OWN: ReadonlySet<string> = new Set(['go', 'rust']);

export function indexCode(facts: PlacedFacts): CodeFiles {
  const packages = [
    ...new Map(facts.package.map(({ fact }) => [`${fact.folder} ${fact.language} ${fact.name}`, fact])).values(),
  ].sort((a, b) => compareText(a.folder, b.folder) || compareText(a.name, b.name));
  const spoken = [facts.read, facts.connection, facts.import, facts.entry].flatMap((placed) =>
    placed.map(({ fact }) => fact.at.file),
  );
  const files = [...new Set(spoken)].sort(compareText);
  const known = new Set(files);
  const byFolder = groupBy(packages, ({ folder }) => folder);
  const languages = languagesOf(facts);
  const byName = new Map(packages.map((one) => [one.name, one]));
  const imports = groupBy(
    facts.import.map(({ fact }) => fact),
    ({ at }) => at.file,
  );

  function packageOf(file: string): PackageFact | null {
    const top = pipelineOf(file) ?? '';
    for (let folder = parent(file); ; folder = parent(folder)) {
      const found = byFolder.get(folder) ?? [];
      const own =
        found.find(({ language }) => language === languages.get(file)) ??
        found.find(({ language }) => !BUILDS_ITS_OWN.has(language));
      if (own) return own;
      if (folder === top) return null;
    }
  }

  const byPackage = groupBy(files, (file) => packageOf(file)?.folder ?? null);
  const below = new Map<string, string[]>();
  for (const file of files)
    for (const path of upwards(file, pipelineOf(file) ?? '')) {
      const known = below.get(path);
      if (known) known.push(file);
      else below.set(path, [file]);
    }

  return {
    files,
    packages,
    packageOf,
    importsOf: (file) => [
      ...new Set(
        (imports.get(file) ?? []).flatMap((fact) => resolveImport(fact, known, byName, packageOf(fact.at.file))),
      ),
    ],
    packagesNeededBy: (one) => closure(one, byName),
    packagesAt: (folder) => byFolder.get(folder) ?? [],
    filesOf: (folder) => byPackage.get(folder) ?? [],
    filesBelow: (path) => below.get(path) ?? [],
  };
}

/** Each path with every folder above it, up to `top`. */
function upwards(path: string, top: string): readonly string[] {
  return path === top ? [top] : [path, ...upwards(parent(path), top)];
}

/** File → language, as the facts of its code say. */
function languagesOf(facts: PlacedFacts): ReadonlyMap<string, string> {
  const spoken = [facts.read, facts.connection, facts.import, facts.entry].flatMap((all) =>
    all.map(({ fact }) => fact),
  );
  return new Map(spoken.map(({ at, language }) => [at.file, language]));
}

/** Folders of pipelines: what lies there builds and ships the application and is no part of it. */
const PIPELINE = /^(?:\.circleci|\.github|\.gitlab|\.buildkite|ci)(?=\/)/;

/** The folder of pipelines that a file lies in; null: none, it may be built into something. */
export function pipelineOf(file: string): string | null {
  return PIPELINE.exec(file)?.[0] ?? null;
}

/** Folder of a path; `''` for the root. */
export function parent(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

/** Last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function closure(start: PackageFact, byName: ReadonlyMap<string, PackageFact>): readonly PackageFact[] {
  const needed = new Set([start]);
  for (const one of needed) {
    for (const name of one.dependencies) {
      const other = byName.get(name);
      if (other) needed.add(other);
    }
  }
  return [...needed];
}

const EXTENSIONS = [
  '',
  '.ts',
  '.tsx',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '.mts',
  '/index.ts',
  '/index.tsx',
  '/index.js',
  '.py',
  '/__init__.py',
  '.rb',
  '.php',
];

/** The files an import may mean: a relative path, a dotted module, or a file of a workspace package. */
function resolveImport(
  { specifier, at, language }: ImportFact,
  known: ReadonlySet<string>,
  byName: ReadonlyMap<string, PackageFact>,
  own: PackageFact | null,
): readonly string[] {
  const alias = /^[@~]\/(.+)$/.exec(specifier)?.[1];
  if (alias !== undefined) return aliased(alias, own, known);
  if (specifier.startsWith('.') && language !== 'python') return firstKnown(join(parent(at.file), specifier), known);
  if (language === 'python') return pythonModule(specifier, at.file, known);
  const owner = [...byName.values()].find(
    ({ name }) => name !== '' && (specifier === name || specifier.startsWith(`${name}/`)),
  );
  if (!owner) return [];
  const rest = specifier.slice(owner.name.length).replace(/^\//, '');
  const direct = rest
    ? [`${owner.folder}/${rest}`, `${owner.folder}/src/${rest}`].flatMap((path) =>
        firstKnown(path.replace(/^\//, ''), known),
      )
    : owner.entries.filter((entry) => known.has(entry));
  return direct.slice(0, 1);
}

/** `@/x` and `~/x` are by custom the package's own source folder; the first place that has the file is meant. */
function aliased(path: string, own: PackageFact | null, known: ReadonlySet<string>): readonly string[] {
  const folder = own?.folder ?? '';
  return ['src', '', 'app', 'lib'].flatMap((below) => firstKnown(join(folder, `${below}/${path}`), known)).slice(0, 1);
}

function firstKnown(path: string, known: ReadonlySet<string>): readonly string[] {
  const plain = path.replace(/\.(?:js|mjs|cjs|jsx)$/, '');
  const found = [path, plain]
    .flatMap((base) => EXTENSIONS.map((extension) => `${base}${extension}`))
    .find((candidate) => known.has(candidate));
  return found ? [found] : [];
}

/** `pkg.settings` below any folder above the importing file; `.settings` beside it. */
function pythonModule(specifier: string, from: string, known: ReadonlySet<string>): readonly string[] {
  const dots = /^\.*/.exec(specifier)?.[0].length ?? 0;
  const path = specifier.slice(dots).replaceAll('.', '/');
  let folder = parent(from);
  if (dots > 0) {
    for (let up = 1; up < dots; up++) folder = parent(folder);
    return firstKnown(join(folder, `./${path}`), known);
  }
  for (; ; folder = parent(folder)) {
    const found = firstKnown(folder ? `${folder}/${path}` : path, known);
    if (found.length > 0 || folder === '') return found;
  }
}

/** Joins a folder and a relative path; a way out of the root ends at the root. */
export function join(folder: string, relative: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const step of relative.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.' && step !== '') parts.push(step);
  }
  return parts.join('/');
}
