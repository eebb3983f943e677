/**
 * Source files that consume nothing in production, told by name: tests, examples, generated, vendored and minified code.
 * A table, so that the docs can say what is left out and why. It must never leave out a file for what it holds.
 */

export interface SkippedSource {
  /** Folder names; a file below any of them is left out. */
  readonly folders?: readonly string[];
  /** Matches the name of a folder. */
  readonly folder?: RegExp;
  /** Matches the name of the file alone. */
  readonly name?: RegExp;
  readonly because: string;
}

export const SKIPPED_SOURCES: readonly SkippedSource[] = [
  {
    folders: ['test', 'tests', '__tests__', '__test__', 'spec', 'specs', 'e2e', 'cypress', 'playwright', 'testing'],
    because: 'tests are no consumers',
  },
  { folder: /\.(?:[A-Z]\w*)?Tests?$/, because: 'tests, as .NET names their projects' },
  { folders: ['testdata', 'fixtures', '__fixtures__', '__mocks__', 'mocks'], because: 'data of tests' },
  {
    name: /(?:\.(?:\w*test|\w*spec|tests|specs|e2e|cy|stories|story|mock|bench)\.[^.]+|[._-](?:test|spec)\.(?:go|py|rb|exs?|rs|php))$/i,
    because: 'tests and stories are no consumers',
  },
  {
    name: /^(?:test_.+\.py|conftest\.py|.+Tests?\.(?:java|kt|cs|php))$/,
    because: 'tests, as their language names them',
  },
  { name: /^(?:vitest|jest|playwright|cypress|karma)\.[\w.-]*$/, because: 'configuration of test runners' },
  {
    folders: ['example', 'examples', 'sample', 'samples', 'storybook', '.storybook'],
    because: 'shown, not run',
  },
  {
    folders: [
      'node_modules',
      'bower_components',
      'vendor',
      'third_party',
      '.yarn',
      '.pnpm-store',
      'site-packages',
      '.venv',
      'venv',
    ],
    because: 'code of others',
  },
  {
    folders: [
      'dist',
      'build',
      'out',
      '.next',
      '.nuxt',
      '.output',
      '.svelte-kit',
      '.turbo',
      'coverage',
      'target',
      '__pycache__',
      'obj',
    ],
    because: 'built from other files',
  },
  {
    folders: ['generated', '__generated__', '.prisma'],
    name: /(?:\.(?:generated|gen|pb|g)\.[^.]+|_pb2(?:_grpc)?\.py|\.pb\.go|\.designer\.cs)$/i,
    because: 'generated',
  },
  { name: /(?:\.d\.[cm]?ts|[.-]min\.[cm]?js|\.bundle\.js)$/, because: 'types alone, or minified' },
];

const FOLDERS = new Set(SKIPPED_SOURCES.flatMap(({ folders }) => folders ?? []));
const FOLDER_NAMES = SKIPPED_SOURCES.flatMap(({ folder }) => (folder ? [folder] : []));
const NAMES = SKIPPED_SOURCES.flatMap(({ name }) => (name ? [name] : []));

const JVM_PACKAGE = /((?:^|\/)src\/main\/(?:java|kotlin)\/).*\//;

/** Whether the source file at `path` (relative to the root, with `/`) is left out. */
export function isSkippedSource(path: string): boolean {
  // Folders of a package's name are no folders of a project: `src/main/java/org/springframework/samples/petclinic`.
  const steps = path.replace(JVM_PACKAGE, '$1').split('/');
  const name = steps.pop() ?? '';
  const isLeftOut = (step: string) => FOLDERS.has(step) || FOLDER_NAMES.some((pattern) => pattern.test(step));
  return steps.some(isLeftOut) || NAMES.some((pattern) => pattern.test(name));
}
