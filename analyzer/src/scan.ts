/**
 * The edge: a folder on disk → workspace → session → pipeline. The command line and every other user of the library start
 * here; the parts they need are wired once, in this order.
 */
import { CONFIGURATION_FILE, parseConfiguration, readConfiguration } from './configuration/read.ts';
import { loadKnowledge } from './knowledge/load.ts';
import { createSight } from './knowledge/sight.ts';
import type { Inventory } from './model/inventory.ts';
import type { Span } from './model/place.ts';
import { analyze } from './pipeline.ts';
import { READERS } from './readers/registry.generated.ts';
import { isCandidate, plainSyntaxOf } from './rendering/plain.ts';
import { RENDERERS } from './rendering/registry.generated.ts';
import { type RenderedText, readRendered } from './rendering/rendered-input.ts';
import { RULES } from './rules/registry.generated.ts';
import { createSession } from './session.ts';
import { languageOf } from './syntax/code/languages.ts';
import type { Language } from './syntax/code/source.ts';
import { isTreeSitterLanguage, startTreeSitter } from './syntax/code/tree-sitter.ts';
import { loadTypescript } from './syntax/code/typescript/parser.ts';
import { versionsOfFacts } from './version.ts';
import { openCache } from './workspace/cache.ts';
import { readWasm } from './workspace/grammars.ts';
import { openWorkspace } from './workspace/open.ts';
import { createDigest } from './workspace/value-digest.ts';

export interface ScanOptions {
  /** Absolute path of the folder. */
  readonly root: string;
  /** Whether facts may be taken from and kept in the cache folder. */
  readonly cache: boolean;
  /** What other tools rendered of the same files, or printed of the cluster; values in it are dropped as it is read. */
  readonly rendered?: readonly RenderedText[];
  readonly onProgress?: (done: number, total: number) => void;
  /** Told what went less well than it could, such as a cache that cannot be written; default: nobody. */
  readonly warn?: (message: string) => void;
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

/**
 * Scans a folder into an inventory. Throws `ConfigurationError` for a wrong `keyturn.yaml` and an `Error` where there is no such
 * folder; everything else that goes wrong is named under coverage.
 */
export async function scan(options: ScanOptions): Promise<{ readonly inventory: Inventory }> {
  const opened = openWorkspace(options.root);
  if (opened.failure) throw new Error(`the folder cannot be opened: ${opened.failure}`);
  const workspace = opened.value;
  const { configuration, errors } = readConfiguration(
    workspace.configuration(CONFIGURATION_FILE).map(({ text, ...place }) => parseConfiguration(place, text)),
  );
  if (errors.length > 0) throw new ConfigurationError(errors);

  const files = workspace.read({
    exclude: configuration.files.exclude,
    maxSize: configuration.files.maxSize,
    isCandidate,
    wants: (path) => plainSyntaxOf(path) !== null,
    ...(options.onProgress ? { onProgress: options.onProgress } : {}),
  });
  await startParsers(files.candidates);
  const cache = options.cache
    ? openCache({
        root: workspace.root,
        versions: versionsOfFacts(),
        environment: process.env,
        warn: options.warn ?? ignoreWarning,
      })
    : null;
  const knowledge = loadKnowledge();
  const session = createSession({
    source: files,
    renderers: RENDERERS,
    readers: READERS,
    sight: createSight(knowledge),
    digest: createDigest(),
    cache,
    ...(options.rendered ? { renderedInput: readRendered(options.rendered) } : {}),
  });
  const inventory = session.snapshot((facts) =>
    analyze(facts, { source: workspace.source, configuration, knowledge, rules: RULES, read: files.coverage }),
  );
  cache?.save();
  return { inventory };
}

/** Readers are synchronous, parsers load otherwise: they start here, and only those that some file needs. */
async function startParsers(candidates: ReadonlyMap<string, string>): Promise<void> {
  const languages = new Set<Language>();
  for (const [path, text] of candidates) {
    const language = plainSyntaxOf(path)?.syntax === 'code' ? languageOf(path, text) : null;
    if (language !== null) languages.add(language);
  }
  if ([...languages].some(isTreeSitterLanguage)) await startTreeSitter(readWasm);
  if (languages.has('typescript')) await loadTypescript();
}

function ignoreWarning(): void {}
