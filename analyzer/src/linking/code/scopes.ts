/**
 * Which code a consumer runs: the folder its image is built from, the packages that folder needs, or the one entry its command names.
 * Code that no consumer is known to run is an application of its own, so that nothing that reads a credential is lost.
 */
import { type Because, type Evidence, seen } from '../../model/evidence.ts';
import type { BuildFact, ConsumerFact, EntryFact, ImageUse, PackageFact } from '../../model/fact.ts';
import { groupBy } from '../../model/group.ts';
import { compareText, type Span } from '../../model/place.ts';
import type { LinkedConsumer } from '../consumers.ts';
import type { Placed, PlacedFacts } from '../place.ts';
import { type Builds, dockerfileOf } from './builds.ts';
import { baseName, type CodeFiles, join, parent, pipelineOf } from './files.ts';
import { projectLoadedBy } from './python-modules.ts';

export interface CodeScope {
  readonly files: ReadonlySet<string>;
  readonly because: Because;
  /** Container that runs it; null: not told. */
  readonly container: string | null;
}

/** Imports followed from an entry. */
const MOST_STEPS = 12;

/** The code of one consumer, one scope for each image whose source is here. */
export function scopesOf(
  { fact }: LinkedConsumer,
  entries: PlacedFacts['entry'],
  builds: Builds,
  code: CodeFiles,
): readonly CodeScope[] {
  if (!fact) return [];
  const uses: readonly (ImageUse | null)[] = fact.images.length > 0 ? fact.images : [null];
  return uses.flatMap((use): readonly CodeScope[] => {
    const build = builds.buildOf(use, fact.consumer);
    if (!build && ON_A_HOST.has(fact.consumer.kind)) return use ? hostScope(use, entries, code) : [];
    const files = new Set(build ? filesOfBuild(build, builds, code) : []);
    if (!build || files.size === 0) return [];
    const route = routeOf(fact);
    if (route) return routeScope(route, files, code, build);
    const command = use?.command ?? [];
    const entry = entryOf(command, entries, files);
    const guess = builds.guessOf(build);
    const because: Because = guess
      ? [seen(build.at, guess, 'inferred')]
      : [
          seen(
            build.at,
            `${build.mounted ? 'runs code mounted' : 'built'} from ${build.context || 'the repository root'}`,
          ),
        ];
    if (!entry) return [{ files, because, container: use?.container ?? null }];
    return [
      {
        files: startedFrom(entry, command, code),
        because: [...because, seen(entry.at, `runs ${entry.name}`)],
        container: use?.container ?? null,
      },
    ];
  });
}

/** Consumers that no image stands behind: their command runs what was copied to the host. */
const ON_A_HOST: ReadonlySet<string> = new Set(['systemd-service', 'supervisor-program', 'uwsgi-process']);

/** The one entry of this repository that the command names, or the project of the Python module it loads; what several have names none. */
function hostScope(use: ImageUse, entries: PlacedFacts['entry'], code: CodeFiles): readonly CodeScope[] {
  const command = (use.command ?? []).flatMap((part) => part.split(/\s+/));
  const words = new Set(command);
  const named = new Map(entries.filter(({ fact }) => words.has(fact.name)).map(({ fact }) => [fact.at.file, fact]));
  const [entry] = named.values();
  if (named.size > 1) return [];
  if (entry) {
    const because: Because = [seen(entry.at, `runs ${entry.name}, which is an entry of this repository`, 'inferred')];
    return [{ files: startedFrom(entry, command, code), because, container: null }];
  }
  const loaded = projectLoadedBy(command, code);
  if (!loaded) return [];
  const because: Because = [seen(use.at, `loads ${loaded.module}, a module of this repository`, 'inferred')];
  return [{ files: loaded.files, because, container: null }];
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
  build: BuildFact,
): readonly CodeScope[] {
  const entry = [...files].find((file) => plainRoute(file).includes(`${route}/`));
  if (!entry) return [];
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

/** What the build puts in: the Dockerfile's copies where they are narrower than the context, else its folder's package and what it needs. */
function filesOfBuild(build: BuildFact, builds: Builds, code: CodeFiles): readonly string[] {
  const dockerfile = dockerfileOf(build);
  const own = build.mounted ? [] : builds.recipesOf(dockerfile);
  const recipe = own.find(({ target }) => target === build.target) ?? own[0];
  const written = (recipe?.copies ?? []).map((path) => join(build.context, path));
  const named = packagesNamed(recipe?.builds ?? [], build, code);
  if (named.length > 0) return filesOfPackages(named, written, code);
  const wholeContext = written.includes(build.context);
  // Beside a copy of the whole context, a path of the same application takes nothing away from it.
  const narrows = (path: string) => !(wholeContext && isPartOf(path, build, builds, code));
  const copied = written.filter((path) => path !== build.context && code.filesBelow(path).length > 0 && narrows(path));
  const beside = parent(dockerfile);
  const folder = beside && narrows(beside) ? beside : build.context;
  const folders = copied.length > 0 ? copied : contextFolders(folder, build, builds, code);
  const packages = folders.flatMap((path) => code.packagesAt(path)).flatMap((one) => code.packagesNeededBy(one));
  const all = new Set([...folders, ...packages.map((one) => one.folder)]);
  const whole = folders.includes('');
  const files = [...all].flatMap((path) => (path === '' && !whole ? code.filesOf('') : code.filesBelow(path)));
  return [...new Set(files)].sort(compareText);
}

/** The packages of the context that the build commands name. */
function packagesNamed(names: readonly string[], { context }: BuildFact, code: CodeFiles): readonly PackageFact[] {
  return names.flatMap((name) =>
    name.startsWith('./')
      ? code.packagesAt(join(context, name))
      : code.packages.filter((one) => one.language === 'rust' && one.name === name && isWithin(one.folder, context)),
  );
}

/** What they need, and the files beside them that are copied by name, such as the script that starts the program. */
function filesOfPackages(named: readonly PackageFact[], copied: readonly string[], code: CodeFiles): readonly string[] {
  const folders = new Set(named.flatMap((one) => code.packagesNeededBy(one)).map(({ folder }) => folder));
  const beside = copied.filter((path) => path !== '' && code.filesBelow(path)[0] === path);
  return [...new Set([...[...folders].flatMap((folder) => code.filesOf(folder)), ...beside])].sort(compareText);
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || isAbove(folder, path);
}

function isBelow(path: string, folder: string): boolean {
  return path !== folder && isAbove(folder, path);
}

/** Whether a path has no code of a package below the context, in which something is run. A root that several images are built from has none. */
function isPartOf(path: string, { context }: BuildFact, builds: Builds, code: CodeFiles): boolean {
  const files = code.filesBelow(path);
  if (files.length === 0 || (context === '' && builds.several)) return false;
  const applications = code.packages.filter(({ application, folder }) => application && isWithin(folder, context));
  // A library beside the application (a gem copied first, so that its layer is kept) is not what the image is for.
  const isLibrary = (one: PackageFact | null) =>
    one?.application === false && applications.some(({ folder }) => folder === context);
  return (
    applications.length > 0 &&
    files.every((file) => {
      const one = code.packageOf(file);
      return isLibrary(one) || !isBelow(one?.folder ?? context, context);
    })
  );
}

/** The folder of the Dockerfile; its context where it lies apart from all code. A root that several images are built from is nobody's code. */
function contextFolders(folder: string, { context }: BuildFact, builds: Builds, code: CodeFiles): readonly string[] {
  if (folder !== '' && code.filesBelow(folder).length > 0) return [folder];
  return context === '' && builds.several ? [] : [context];
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

/** What an entry reaches; `./manage.py send_digest` starts through manage.py above it, which loads the settings. */
function startedFrom(entry: EntryFact, command: readonly string[], code: CodeFiles): ReadonlySet<string> {
  const through = code.files.filter(
    (file) => isAbove(parent(file), entry.at.file) && command.some((word) => join('', word) === baseName(file)),
  );
  return new Set([entry.at.file, ...through].flatMap((file) => [...reach(file, code)]));
}

function isAbove(folder: string, file: string): boolean {
  return folder === '' || file.startsWith(`${folder}/`);
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
  const runnable = groupBy(
    code.packages.filter(({ application }) => application),
    ({ folder, language }) => `${folder} ${language}`,
  );
  const applications = [...runnable.values()].flatMap((manifests): Application[] => {
    const folders = new Set(manifests.flatMap((one) => code.packagesNeededBy(one)).map(({ folder }) => folder));
    const files = [...folders].flatMap((folder) => code.filesOf(folder)).sort(compareText);
    // `requirements.txt` beside `manage.py`: one application, called what the manifest that has a name calls it.
    const [one] = [...manifests.filter(({ name }) => name !== ''), ...manifests];
    const own = one ? code.filesOf(one.folder) : [];
    const decisive = own.length > 0 ? own : files;
    return !one || decisive.every((file) => taken.has(file)) ? [] : [applicationAt(one, files)];
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

/** Packages nobody runs, and code outside any package: by package, else as the pipelines' folder or the repository. */
function leftOver(
  files: readonly string[],
  code: CodeFiles,
  repository: string,
  placeOf: (file: string) => Span,
): readonly Application[] {
  const groups = groupBy(files, (file) => {
    const one = code.packageOf(file);
    return one ? `${one.folder} ${one.name}` : (pipelineOf(file) ?? '');
  });
  return [...groups.values()].map((own) => {
    const one = code.packageOf(own.at(-1) ?? '');
    if (one) return applicationAt(one, own);
    const at = placeOf(own[0] ?? '');
    const pipeline = pipelineOf(own[0] ?? '');
    return {
      name: pipeline ?? repository,
      folder: '',
      at,
      files: new Set(own),
      because: [seen(at, 'code of no package, taken for one application', 'assumed')],
    };
  });
}
