/**
 * A folder as somebody works on it: the disk, the buffers of an editor over it, and `keyturn.yaml` as it is being written. Takes
 * changes in, gives inventories out; the law is that it says what a fresh scan of the same texts says. It concludes nothing.
 */
import { type Analysis, ConfigurationError, configurationOf, openAnalysis, startParsers } from '../analysis.ts';
import { CONFIGURATION_FILE } from '../configuration/read.ts';
import type { Knowledge } from '../knowledge/tables.ts';
import { type Configuration, DEFAULT_CONFIGURATION } from '../model/configuration.ts';
import type { Inventory } from '../model/inventory.ts';
import type { Span } from '../model/place.ts';
import { plainSyntaxOf } from '../rendering/plain.ts';
import { versionsOfFacts } from '../version.ts';
import { openCache } from '../workspace/cache.ts';
import type { ConfigurationText } from '../workspace/configuration-files.ts';
import { openWorkspace, type Workspace } from '../workspace/open.ts';
import { isFitText } from '../workspace/read.ts';
import { type KeptFacts, keepFacts } from './kept-facts.ts';

/** A buffer as an editor has it; `text: null`: it was closed, and the disk holds again. */
export interface BufferChange {
  /** Relative to the folder, with `/`. */
  readonly file: string;
  readonly text: string | null;
}

/** Something happened to a file on the disk. */
export interface DiskChange {
  readonly file: string;
  readonly kind: 'changed' | 'created' | 'deleted';
}

export interface Problem {
  readonly at: Span;
  readonly message: string;
}

export interface Live {
  /** Absolute path of the folder. */
  readonly root: string;
  readonly today: string;
  /** Whether facts are kept between processes. */
  readonly cached: boolean;
  readonly name: string;
  readonly knowledge: Knowledge;
  setBuffers(changes: readonly BufferChange[]): Promise<void>;
  diskChanged(changes: readonly DiskChange[]): Promise<void>;
  /** Of the texts as they stand; the same object while nothing changed. */
  inventory(): Inventory;
  /** What is wrong in `keyturn.yaml`; while there is something, the last good configuration holds. */
  problems(): readonly Problem[];
  /** Buffers that do not parse, sorted: they are shown as they last did. */
  stale(): readonly string[];
  /** Whether the folder's analysis reads this file. */
  reads(file: string): boolean;
  /** Text of a file as it stands here, buffers first; null: not read. */
  text(file: string): string | null;
  /** Every file here, sorted. */
  paths(): readonly string[];
}

export interface LiveOptions {
  /** Absolute path of the folder. */
  readonly root: string;
  readonly buffers: readonly BufferChange[];
  /** Whether facts may be taken from and kept in the cache folder. */
  readonly cache: boolean;
  /** The day by which dates in `keyturn.yaml` are judged, `2026-11-26`. */
  readonly today: string;
  readonly onProgress?: (done: number, total: number) => void;
  readonly warn?: (message: string) => void;
}

/** Files that decide which files are read: another one of them, another folder. */
const CHOOSES = /(?:^|\/)(?:\.gitignore|\.keyturnignore|\.gitattributes)$/;

/** Folders that change all the time and are never read. */
const NEVER_CHOSEN = /(?:^|\/)(?:\.git|node_modules)\//;

/** Opens a folder. Throws an `Error` where there is no such folder, and nothing else. */
export async function openLive(options: LiveOptions): Promise<Live> {
  const buffers = new Map<string, string>();
  for (const { file, text } of options.buffers) if (text !== null) buffers.set(file, text);
  const kept = keepFacts(options.cache ? cacheOf(options) : null);
  /** Came or changed on the disk, and no scan chose them: build output, mostly. */
  const leftOut = new Set<string>();
  let good: readonly ConfigurationText[] = [];
  let standing = await read();

  async function read(): Promise<Standing> {
    kept.begin();
    leftOut.clear();
    const opened = openWorkspace(options.root);
    if (opened.failure) throw new Error(`the folder cannot be opened: ${opened.failure}`);
    const workspace = opened.value;
    const judged = judgeConfiguration(workspace);
    const analysis = await openAnalysis({ ...workspace, configuration: () => good }, optionsOf(options, kept));
    const known = new Set(analysis.files.paths);
    const now: Standing = { workspace, analysis, known, ...judged };
    await lay(now, buffers);
    return now;
  }

  /** Keeps `good` the last texts that mean something. */
  function judgeConfiguration(workspace: Workspace): Judged {
    const texts = overlaid(workspace.configuration(CONFIGURATION_FILE), buffers);
    try {
      const configuration = configurationOf(texts);
      good = texts;
      return { configuration, problems: [] };
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      const configuration = good.length > 0 ? configurationOf(good) : DEFAULT_CONFIGURATION;
      return { configuration, problems: error.problems };
    }
  }

  /** Whether a scan would now choose other files. */
  function choosesAnew({ file, kind }: DiskChange): boolean {
    if (CHOOSES.test(file)) return true;
    const known = standing.known.has(file);
    return kind === 'deleted' ? known && !buffers.has(file) : !known;
  }

  /** Another configuration: cheap, unless it chooses other files. */
  async function reconfigure(): Promise<void> {
    const { workspace, analysis, configuration: before } = standing;
    const judged = judgeConfiguration(workspace);
    if (readsOtherwise(before, judged.configuration)) standing = await read();
    else {
      analysis.configure(judged.configuration);
      standing = { ...standing, ...judged };
    }
  }

  return {
    root: options.root,
    today: options.today,
    cached: options.cache,
    get name() {
      return standing.workspace.source.root;
    },
    get knowledge() {
      return standing.analysis.knowledge;
    },
    async setBuffers(changes) {
      for (const { file, text } of changes) {
        if (text === null) buffers.delete(file);
        else buffers.set(file, text);
      }
      await lay(standing, new Map(changes.map(({ file, text }) => [file, text])));
      if (changes.some(({ file }) => isConfiguration(file))) await reconfigure();
    },
    async diskChanged(changes) {
      const ours = changes.filter(({ file }) => !NEVER_CHOSEN.test(file) && !leftOut.has(file));
      if (ours.some((change) => choosesAnew(change))) {
        standing = await read();
        for (const { file } of ours) if (!standing.known.has(file)) leftOut.add(file);
        return;
      }
      const below = ours.filter(({ file }) => !buffers.has(file));
      await lay(standing, new Map(below.map(({ file }) => [file, null])));
      if (below.some(({ file }) => isConfiguration(file))) await reconfigure();
    },
    inventory() {
      const inventory = standing.analysis.inventory();
      kept.end();
      return inventory;
    },
    problems: () => standing.problems,
    stale: () => standing.analysis.session.stale(),
    reads: (file) => standing.known.has(file),
    text: (file) =>
      standing.known.has(file) ? (buffers.get(file) ?? standing.workspace.textNow(file, maxSizeOf(standing))) : null,
    paths: () => [...standing.known],
  };
}

interface Judged {
  readonly configuration: Configuration;
  readonly problems: readonly Problem[];
}

interface Standing extends Judged {
  readonly workspace: Workspace;
  readonly analysis: Analysis;
  /** Files that were chosen when the folder was read. */
  readonly known: ReadonlySet<string>;
}

function cacheOf({ root, warn }: LiveOptions) {
  return openCache({ root, versions: versionsOfFacts(), environment: process.env, warn: warn ?? (() => {}) });
}

function optionsOf({ onProgress, warn, today }: LiveOptions, facts: KeptFacts) {
  return { cacheFor: null, facts, today, ...(onProgress ? { onProgress } : {}), ...(warn ? { warn } : {}) };
}

/** Whether another configuration has other files read, or reads them as something else. */
function readsOtherwise(before: Configuration, now: Configuration): boolean {
  const deciding = ({ files, technologies }: Configuration) => JSON.stringify([files, technologies]);
  return deciding(before) !== deciding(now);
}

function isConfiguration(file: string): boolean {
  return file === CONFIGURATION_FILE || file.endsWith(`/${CONFIGURATION_FILE}`);
}

function maxSizeOf({ configuration }: Standing): number {
  return configuration.files.maxSize;
}

/** Lays texts over the files that were chosen; null: what the disk has. A file that no scan would choose is left alone. */
async function lay(standing: Standing, texts: ReadonlyMap<string, string | null>): Promise<void> {
  const { analysis, known, workspace } = standing;
  const maxSize = maxSizeOf(standing);
  const changes = [...texts].flatMap(([file, buffer]) => {
    if (!known.has(file)) return [];
    const text = buffer ?? workspace.textNow(file, maxSize);
    return [{ file, text: text !== null && isFitText(file, text, maxSize) ? text : null }];
  });
  await startParsers(
    changes.flatMap(({ file, text }) => (text !== null && plainSyntaxOf(file) ? [[file, text] as const] : [])),
  );
  analysis.session.apply(changes);
}

/** The configuration texts with buffers over them. */
function overlaid(
  texts: readonly ConfigurationText[],
  buffers: ReadonlyMap<string, string>,
): readonly ConfigurationText[] {
  return texts.map((one) => ({ ...one, text: buffers.get(one.path) ?? one.text }));
}
