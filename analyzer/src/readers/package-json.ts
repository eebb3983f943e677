/**
 * package.json: one package of code, whether it is run or only imported, what it starts from and needs. Scripts are looked at,
 * never run; which image or platform starts the package is told elsewhere.
 */
import type { PackageFact } from '../model/fact.ts';
import { compareText } from '../model/place.ts';
import { baseName, folderOf, resolvePath } from '../syntax/path.ts';
import { at, entriesAt, type Mapping, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'package-json',
  reads: 'package.json: the packages of a repository, which of them are run, what they start from and need',
  syntax: 'yaml',
  accepts: ({ file, content }) => baseName(file) === 'package.json' && content.kind === 'mapping',
  read: ({ file, content }) =>
    content.kind === 'mapping' ? { facts: packageOf(file, content), notes: [] } : { facts: [], notes: [] },
});

function packageOf(file: string, content: Mapping): readonly PackageFact[] {
  const folder = folderOf(file);
  const name = textAt(content, 'name') ?? baseName(folder);
  const entries = [...fieldEntries(content), ...scriptEntries(content)].flatMap((entry) => withSource(entry));
  return [
    {
      fact: 'package',
      language: 'typescript',
      name,
      folder,
      application: isApplication(content),
      entries: sorted(entries.flatMap((entry) => resolvePath(folder, entry) ?? [])),
      dependencies: dependenciesOf(content),
      at: (scalarAt(content, 'name') ?? content).span,
    },
  ];
}

function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(compareText);
}

/** Scripts that run the package itself, by the names people give them. */
const RUNS = /^(?:start|serve|server|worker|prod|production)(?::[\w:-]+)?$/;
/** Commands that hand on to other packages: a workspace root is no application. */
const ORCHESTRATES =
  /\b(?:turbo|nx|lerna|moon|wireit|docker(?:-compose)?|concurrently|run-[ps])\b|\bpnpm\b.*(?:\s-r\b|--filter|--recursive)|\b(?:npm|yarn|pnpm)\b.*(?:--workspaces?\b|\s-w\b|\bworkspaces?\b)/;
/** Frameworks whose dev command serves: the package is run, even where no start script says so (a platform knows how). */
const SERVES =
  /(?:^|[\s&;])(?:next|nuxt|nuxi|astro|remix|react-router|gatsby|expo|nest|wrangler|vinxi|vite|svelte-kit|serverless|sst|firebase)(?:\s+(?:dev|develop|start|serve|preview)\b|$)/;

function isApplication(content: Mapping): boolean {
  const scripts = entriesAt(content, 'scripts').map(({ key, value }) => ({
    name: key.text,
    command: textAt(value) ?? '',
  }));
  const own = scripts.filter(({ command }) => !ORCHESTRATES.test(command));
  const isImported = at(content, 'main') !== null || at(content, 'exports') !== null;
  const serves = (name: string, command: string) => !isImported && name.startsWith('dev') && SERVES.test(command);
  return at(content, 'bin') !== null || own.some(({ name, command }) => RUNS.test(name) || serves(name, command));
}

/** `main`, `module`, `bin` and the plain values of `exports`. */
function fieldEntries(content: Mapping): readonly string[] {
  const plain = ['main', 'module', 'source'].flatMap((field) => textAt(content, field) ?? []);
  return [
    ...plain,
    ...textsIn(at(content, 'bin'), 2),
    ...textsIn(at(content, 'exports'), 3).filter((path) => !path.includes('*')),
  ];
}

function textsIn(tree: Tree | null, depth: number): readonly string[] {
  if (!tree || depth === 0) return [];
  if (tree.kind === 'scalar') return typeof tree.value === 'string' ? [tree.value] : [];
  return entriesAt(tree).flatMap(({ value }) => textsIn(value, depth - 1));
}

/** `node dist/index.js`, `tsx watch --flag src/index.ts`: the first word that is a file of code. */
const STARTS = /(?:^|[\s&;])(?:node|nodemon|tsx|ts-node|ts-node-dev|bun|deno|pm2|swc-node|nest)\s+([^&|;]*)/g;
const CODE_FILE = /^[\w@.~/-]+\.[cm]?[jt]sx?$/;

function scriptEntries(content: Mapping): readonly string[] {
  return entriesAt(content, 'scripts').flatMap(({ value }) =>
    [...(textAt(value) ?? '').matchAll(STARTS)].flatMap(([, words = '']) => {
      const file = words.split(/\s+/).find((word) => CODE_FILE.test(word));
      return file ?? [];
    }),
  );
}

/** What is built is not read: `dist/index.js` stands for `src/index.ts` too. */
function withSource(entry: string): readonly string[] {
  const built = /^(?:\.\/)?(?:dist|build|lib|out)\/(?:src\/)?(.+)\.[cm]?js$/.exec(entry)?.[1];
  return built === undefined ? [entry] : [entry, `src/${built}.ts`];
}

/** Kept when the package runs; of the others only what stands in the same repository. */
const NEEDED = ['dependencies', 'optionalDependencies', 'peerDependencies'];
const IN_REPOSITORY = /^(?:workspace:|file:|link:|portal:|\*$)/;

function dependenciesOf(content: Mapping): readonly string[] {
  const needed = NEEDED.flatMap((field) => entriesAt(content, field).map(({ key }) => key.text));
  const beside = entriesAt(content, 'devDependencies')
    .filter(({ value }) => IN_REPOSITORY.test(textAt(value) ?? ''))
    .map(({ key }) => key.text);
  return sorted([...needed, ...beside]);
}
