/**
 * Which code a consumer runs: the folder its image is built from, the packages that folder needs, or the one entry its command names.
 * Code that no consumer is known to run is an application of its own, so that nothing that reads a credential is lost.
 */
import { type Because, type Evidence, seen } from '../../model/evidence.ts';
import type { BuildFact, ConsumerFact, EntryFact, ImageUse, PackageFact, RecipeFact } from '../../model/fact.ts';
import type { Span } from '../../model/place.ts';
import type { LinkedConsumer } from '../consumers.ts';
import type { Placed, PlacedFacts } from '../place.ts';
import { type CodeFiles, isBelow, join, parent } from './files.ts';

export interface CodeScope {
  readonly files: ReadonlySet<string>;
  readonly because: Because;
  /** Container that runs it; null: not told. */
  readonly container: string | null;
}

/** Imports followed from an entry. */
const MOST_STEPS = 12;

/** The code of one consumer, one scope for each image whose source is here. */
export function scopesOf(consumer: LinkedConsumer, facts: PlacedFacts, code: CodeFiles): readonly CodeScope[] {
  const { fact } = consumer;
  if (!fact) return [];
  const uses: readonly (ImageUse | null)[] = fact.images.length > 0 ? fact.images : [null];
  return uses.flatMap((use): readonly CodeScope[] => {
    const builds = buildsFor(use, consumer, facts.build);
    const built = builds.flatMap((build) => filesOfBuild(build, facts.build, facts.recipe, code));
    if (built.length === 0) return [];
    const files = new Set(built);
    const route = routeOf(fact);
    if (route) return routeScope(route, files, code, builds);
    const entry = entryOf(use?.command ?? [], facts.entry, files);
    const because: Because = [
      ...builds.map((build) => seen(build.at, `built from ${build.context || 'the repository root'}`)),
    ] as unknown as Because;
    if (!entry) return [{ files, because, container: use?.container ?? null }];
    const reached = reach(entry.at.file, code);
    return [
      {
        files: reached,
        because: [...because, seen(entry.at, `runs ${entry.name}`)],
        container: use?.container ?? null,
      },
    ];
  });
}

/** A scheduled call of one route of an application (`web:/api/cron/digest`): the code behind that route, not all of the application's. */
function routeOf({ kind, consumer }: ConsumerFact): string | null {
  const route = /:(\/\S+)$/.exec(consumer.name)?.[1];
  return kind === 'cron' && route ? route : null;
}

function routeScope(
  route: string,
  files: ReadonlySet<string>,
  code: CodeFiles,
  builds: readonly BuildFact[],
): readonly CodeScope[] {
  const entry = [...files].find((file) => plainRoute(file).includes(`${route}/`));
  const [build] = builds;
  if (!entry || !build) return [];
  const because: Because = [seen(build.at, `calls ${route}, which is ${entry}`, 'inferred')];
  return [{ files: reach(entry, code), because, container: null }];
}

/** A route file as its URL: groups in brackets are no part of it, and the file's name ends it. */
function plainRoute(file: string): string {
  return `/${file}`
    .replace(/\/\([^/]+\)/g, '')
    .replace(/\/(?:route|index|page)\.[cm]?[jt]sx?$/, '/')
    .replace(/\.[cm]?[jt]sx?$/, '/');
}

function buildsFor(
  use: ImageUse | null,
  { fact }: LinkedConsumer,
  builds: readonly Placed<BuildFact>[],
): readonly BuildFact[] {
  const own = builds.filter(
    (build) =>
      build.fact.consumer &&
      build.fact.consumer.kind === fact?.consumer.kind &&
      build.fact.consumer.name === fact.consumer.name &&
      (build.fact.consumer.namespace ?? '') === (fact.consumer.namespace ?? ''),
  );
  if (own.length > 0) return own.map((build) => build.fact).slice(0, 1);
  if (!use) return [];
  const wanted = imageName(use.image);
  const named = builds.filter((build) => build.fact.image !== null && imageName(build.fact.image) === wanted);
  const short =
    named.length > 0
      ? named
      : builds.filter(
          (build) =>
            build.fact.image !== null && lastPart(build.fact.image) === lastPart(use.image) && !isPlainBase(wanted),
        );
  return short.map((build) => build.fact).slice(0, 1);
}

function imageName(image: string): string {
  return image
    .replace(/@.*$/, '')
    .replace(/:[^/]*$/, '')
    .toLowerCase();
}

function lastPart(image: string): string {
  const name = imageName(image);
  return name.slice(name.lastIndexOf('/') + 1);
}

/** Names that many unrelated images have. */
function isPlainBase(name: string): boolean {
  return /(?:^|\/)(?:app|web|api|server|worker|backend|frontend|base|latest)$/.test(name) && !name.includes('/');
}

/** What the build puts in: the Dockerfile's copies where they are narrower than the context, else its folder's package and what it needs. */
function filesOfBuild(
  build: BuildFact,
  builds: readonly Placed<BuildFact>[],
  recipes: readonly Placed<RecipeFact>[],
  code: CodeFiles,
): readonly string[] {
  const dockerfile = build.dockerfile ?? join(build.context, 'Dockerfile');
  const own = recipes.filter(({ fact }) => fact.dockerfile === dockerfile).map(({ fact }) => fact);
  const recipe = own.find(({ target }) => target === build.target) ?? own[0];
  const copied = (recipe?.copies ?? [])
    .map((path) => join(build.context, path))
    .filter((path) => path !== build.context && code.files.some((file) => isBelow(file, path)));
  const folder = copied.length > 0 ? null : parent(dockerfile) || build.context;
  const folders = folder === null ? copied : contextFolders(folder, build, builds, code);
  const packages = folders
    .flatMap((path) => code.packages.filter((one) => one.folder === path))
    .flatMap((one) => code.packagesNeededBy(one));
  const all = [...folders, ...packages.map((one) => one.folder)];
  return code.files.filter((file) =>
    all.some((path) =>
      path === '' ? code.packageOf(file)?.folder === '' || folders.includes('') : isBelow(file, path),
    ),
  );
}

/** The folder of the Dockerfile; its context where it lies apart from all code. A root that several images are built from is nobody's code. */
function contextFolders(
  folder: string,
  { context }: BuildFact,
  builds: readonly Placed<BuildFact>[],
  code: CodeFiles,
): readonly string[] {
  if (folder !== '' && code.files.some((file) => isBelow(file, folder))) return [folder];
  const recipes = new Set(builds.map(({ fact }) => fact.dockerfile ?? join(fact.context, 'Dockerfile')));
  return context === '' && recipes.size > 1 ? [] : [context];
}

/** The entry that a command names: `python manage.py send_digest` runs the management command of that name. */
function entryOf(
  command: readonly string[],
  entries: readonly Placed<EntryFact>[],
  files: ReadonlySet<string>,
): EntryFact | null {
  const words = new Set(command.flatMap((part) => part.split(/\s+/)));
  return entries.find(({ fact }) => words.has(fact.name) && files.has(fact.at.file))?.fact ?? null;
}

/** Files reached from one by imports, itself included. */
export function reach(start: string, code: CodeFiles): ReadonlySet<string> {
  const reached = new Set([start]);
  let edge = [start];
  for (let step = 0; step < MOST_STEPS && edge.length > 0; step++) {
    edge = [...new Set(edge.flatMap((file) => code.importsOf(file)))].filter((file) => !reached.has(file));
    for (const file of edge) reached.add(file);
  }
  return reached;
}

export interface Application {
  readonly name: string;
  readonly folder: string;
  readonly at: Span;
  readonly files: ReadonlySet<string>;
  readonly because: readonly [Evidence, ...Evidence[]];
}

/** Applications among the code that no scanned consumer runs. A library is part of every application that needs it. */
export function applicationsOf(
  code: CodeFiles,
  taken: ReadonlySet<string>,
  repository: string,
  placeOf: (file: string) => Span,
): readonly Application[] {
  const runnable = code.packages.filter(({ application }) => application);
  const applications = runnable.flatMap((one): Application[] => {
    const folders = code.packagesNeededBy(one).map(({ folder }) => folder);
    const files = code.files.filter((file) => folders.includes(code.packageOf(file)?.folder ?? '\0'));
    const own = files.filter((file) => code.packageOf(file)?.folder === one.folder);
    const decisive = own.length > 0 ? own : files;
    return decisive.every((file) => taken.has(file)) ? [] : [applicationAt(one, files)];
  });
  const covered = new Set([...taken, ...applications.flatMap(({ files }) => [...files])]);
  const rest = code.files.filter((file) => !covered.has(file));
  return [...applications, ...leftOver(rest, code, repository, placeOf)];
}

function applicationAt(one: PackageFact, files: readonly string[]): Application {
  const name = one.name || one.folder || 'application';
  return {
    name,
    folder: one.folder,
    at: one.at,
    files: new Set(files),
    because: [seen(one.at, `application ${name}`)],
  };
}

/** Packages nobody runs, and code outside any package: by package, else as the repository. */
function leftOver(
  files: readonly string[],
  code: CodeFiles,
  repository: string,
  placeOf: (file: string) => Span,
): readonly Application[] {
  const groups = new Map<string, { readonly one: PackageFact | null; readonly files: string[] }>();
  for (const file of files) {
    const one = code.packageOf(file);
    const key = one ? `${one.folder} ${one.name}` : '';
    groups.set(key, { one, files: [...(groups.get(key)?.files ?? []), file] });
  }
  return [...groups.values()].map(({ one, files: own }) => {
    if (one) return applicationAt(one, own);
    const at = placeOf(own[0] ?? '');
    return {
      name: repository,
      folder: '',
      at,
      files: new Set(own),
      because: [seen(at, 'code of no package, taken for one application', 'assumed')],
    };
  });
}
