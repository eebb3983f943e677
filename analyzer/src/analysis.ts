/**
 * The wiring: a tree of files, wherever it comes from (a folder, a commit, a folder with editor buffers over it) → a session
 * and its inventory. The parts they need are put together once, here; nothing is decided.
 */
import { CONFIGURATION_FILE, parseConfiguration, readConfiguration } from './configuration/read.ts';
import { createCodeImports } from './crossing/code-imports.ts';
import { loadKnowledge } from './knowledge/load.ts';
import { createSight } from './knowledge/sight.ts';
import type { Knowledge } from './knowledge/tables.ts';
import type { Configuration, TechnologyDeclaration } from './model/configuration.ts';
import type { Inventory } from './model/inventory.ts';
import type { Span } from './model/place.ts';
import { analyze } from './pipeline.ts';
import { READERS } from './readers/registry.generated.ts';
import { isCandidate, plainSyntaxOf } from './rendering/plain.ts';
import { RENDERERS } from './rendering/registry.generated.ts';
import { type RenderedText, readRendered } from './rendering/rendered-input.ts';
import { RULES } from './rules/registry.generated.ts';
import type { FactCache } from './session/memory.ts';
import type { Facts, Session } from './session.ts';
import { createSession } from './session.ts';
import { languageOf } from './syntax/code/languages.ts';
import type { Language } from './syntax/code/source.ts';
import { isTreeSitterLanguage, startTreeSitter } from './syntax/code/tree-sitter.ts';
import { loadTypescript } from './syntax/code/typescript/parser.ts';
import { technologyWords, withTechnologies } from './technologies/readers.ts';
import { versionsOfFacts } from './version.ts';
import { openCache } from './workspace/cache.ts';
import { loadCompiler } from './workspace/compiler.ts';
import type { ConfigurationText } from './workspace/configuration-files.ts';
import { readWasm } from './workspace/grammars.ts';
import type { Tree } from './workspace/open.ts';
import type { ScannedFiles } from './workspace/read.ts';
import { createDigest } from './workspace/value-digest.ts';

export interface AnalysisOptions {
  /** Absolute path that names the cache of facts; null: nothing is kept between processes. */
  readonly cacheFor: string | null;
  /** Facts that the caller keeps, instead of a cache on the disk. */
  readonly facts?: FactCache;
  /** What other tools rendered of the same files, or printed of the cluster; values in it are dropped as it is read. */
  readonly rendered?: readonly RenderedText[];
  /** The day by which dates in `keyturn.yaml` are judged, `2026-11-26`; absent or null: nothing dated is claimed. */
  readonly today?: string | null;
  readonly onProgress?: (done: number, total: number) => void;
  /** Told what went less well than it could, such as a cache that cannot be written; default: nobody. */
  readonly warn?: (message: string) => void;
}

export interface Analysis {
  /** Takes edits; ask for `inventory` again after it. */
  readonly session: Session;
  readonly configuration: Configuration;
  readonly knowledge: Knowledge;
  /** The files as they were read. */
  readonly files: ScannedFiles;
  /** The inventory of the texts as they stand, memoised by the session's revision. */
  inventory(): Inventory;
  /** Judges by another configuration from now on; which files are read stays as it was. */
  configure(configuration: Configuration): void;
  /** Keeps the facts for the next process, where there is a cache. */
  saveCache(): void;
}

/** `keyturn.yaml` has errors; each names its place and what was expected. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly problems: readonly { readonly at: Span; readonly message: string }[];

  constructor(problems: readonly { readonly at: Span; readonly message: string }[]) {
    super(problems.map(({ at, message }) => `${at.file}:${at.line}:${at.column}: ${message}`).join('\n'));
    this.problems = problems;
  }
}

/** Reads a tree and opens a session over it. Throws `ConfigurationError` for a wrong `keyturn.yaml`, and nothing else. */
export async function openAnalysis(tree: Tree, options: AnalysisOptions): Promise<Analysis> {
  const configuration = configurationOf(tree.configuration(CONFIGURATION_FILE));
  const { technologies } = configuration;
  const words = technologyWords(technologies);
  const imports = createCodeImports();
  const files = tree.read({
    exclude: configuration.files.exclude,
    maxSize: configuration.files.maxSize,
    isCandidate: (path, text) => {
      imports.note(path, text);
      return isCandidate(path, text, words);
    },
    wants: (path) => plainSyntaxOf(path) !== null,
    ...(options.onProgress ? { onProgress: options.onProgress } : {}),
  });
  await startParsers(files.candidates);
  const disk = options.cacheFor === null ? null : cacheOf(options.cacheFor, options.warn);
  const knowledge = loadKnowledge();
  const session = createSession({
    source: files,
    renderers: RENDERERS,
    readers: withTechnologies(READERS, technologies),
    words,
    sight: createSight(knowledge),
    digest: createDigest(),
    crossing: { imports, loadCompiler, judgeName: (name) => verdictOn(knowledge.judgeName(name).is) },
    cache: factsOf(options.facts ?? disk, technologies),
    ...(options.rendered ? { renderedInput: readRendered(options.rendered) } : {}),
  });
  const { source } = tree;
  const { today = null } = options;
  const judgeBy = (by: Configuration) => (facts: Facts) =>
    analyze(facts, { source, configuration: by, knowledge, rules: RULES, today, read: files.coverage });
  let judge = judgeBy(configuration);
  return {
    session,
    configuration,
    knowledge,
    files,
    inventory: () => session.snapshot(judge),
    configure(next) {
      judge = judgeBy(next);
    },
    saveCache: () => disk?.save(),
  };
}

/** Names of settings, users and public halves are not followed from file to file. */
function verdictOn(is: ReturnType<Knowledge['judgeName']>['is']): 'secret' | 'unknown' | 'other' {
  return is === 'secret' || is === 'unknown' ? is : 'other';
}

/** What the `keyturn.yaml` texts mean together. Throws `ConfigurationError`. */
export function configurationOf(texts: readonly ConfigurationText[]): Configuration {
  const { configuration, errors } = readConfiguration(texts.map(({ text, ...at }) => parseConfiguration(at, text)));
  if (errors.length > 0) throw new ConfigurationError(errors);
  return configuration;
}

/** Readers are synchronous, parsers load otherwise: they start here, and only those that some of the files needs. */
export async function startParsers(candidates: Iterable<readonly [string, string]>): Promise<void> {
  const languages = new Set<Language>();
  for (const [path, text] of candidates) {
    const language = plainSyntaxOf(path)?.syntax === 'code' ? languageOf(path, text) : null;
    if (language !== null) languages.add(language);
  }
  if ([...languages].some(isTreeSitterLanguage)) await startTreeSitter(readWasm);
  if (languages.has('typescript')) await loadTypescript();
}

function cacheOf(root: string, warn: AnalysisOptions['warn']) {
  return openCache({ root, versions: versionsOfFacts(), environment: process.env, warn: warn ?? (() => {}) });
}

/** Facts are also made of declared technologies: those of other declarations are not taken. */
function factsOf(cache: FactCache | null, technologies: readonly TechnologyDeclaration[]): FactCache | null {
  if (cache === null || technologies.length === 0) return cache;
  const name = ['technologies', JSON.stringify(technologies)];
  return {
    get: (parts) => cache.get([...name, ...parts]),
    set: (parts, value) => cache.set([...name, ...parts], value),
  };
}
