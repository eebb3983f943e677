/**
 * The few modules of one question as a project of ts-morph, in memory: no library, no file beyond those given, every import resolved
 * by our own resolver. Nothing is type-checked or emitted.
 */
import type { Project, SourceFile } from 'ts-morph';
import type { Resolver } from './resolve.ts';

/** ts-morph itself, which is loaded late: 80 MB and a quarter of a second that most repositories need not pay. */
export type Compiler = typeof import('ts-morph');

export interface Modules {
  readonly compiler: Compiler;
  /** Takes a file in; what was asked before may have another answer then. */
  add(file: string, text: string): void;
  /** The file that an import of `from` means; null: none of the repository. */
  resolve(from: string, specifier: string): string | null;
  /** null: the file is none of those given. */
  module(file: string): SourceFile | null;
}

/** Where files lie in the memory of the project. */
const ROOT = '/repository/';

/** An empty project. */
export function openModules(compiler: Compiler, resolver: Resolver): Modules {
  const { Project, ts } = compiler;
  const project: Project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    skipFileDependencyResolution: true,
    skipAddingFilesFromTsConfig: true,
    compilerOptions: {
      allowJs: true,
      noLib: true,
      types: [],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      jsx: ts.JsxEmit.Preserve,
      target: ts.ScriptTarget.ESNext,
    },
  });
  return {
    compiler,
    resolve: resolver.resolve,
    add: (file, text) => void project.createSourceFile(pathOf(file), text, { overwrite: true }),
    module: (file) => project.getSourceFile(pathOf(file)) ?? null,
  };
}

function pathOf(file: string): string {
  return `${ROOT}${file}`;
}

/** The file of the repository that a path of the project stands for. */
export function fileOf(path: string): string {
  return path.slice(ROOT.length);
}
