/**
 * One folder at two moments → two inventories: at the commit where a change began, and at its head, which is a commit or the folder as it
 * lies there. The edge for `review`, as `scan.ts` is for `scan`; it compares nothing.
 */
import { type AnalysisOptions, ConfigurationError, openAnalysis } from './analysis.ts';
import type { Evidence } from './model/evidence.ts';
import { mayBeAsked } from './rendering/unasked.ts';
import { ignoredBy } from './rules/ignored.ts';
import { toWire } from './wire/inventory.ts';
import type { WireEvidence, WireFinding, WireInventory } from './wire/types.ts';
import { NO_FILES, openCommitTrees } from './workspace/commit-tree.ts';
import type { Git } from './workspace/git.ts';
import { openWorkspace, type Tree, type Workspace } from './workspace/open.ts';
import { countDiffering, sameFiles } from './workspace/same-files.ts';
import { wayDown } from './workspace/within.ts';

export interface TwoTreesOptions extends Pick<AnalysisOptions, 'onProgress' | 'today' | 'warn'> {
  /** Absolute path of the folder. */
  readonly root: string;
  readonly cache: boolean;
  /** Commit, branch or tag; null: the default branch of the origin. */
  readonly base: string | null;
  /** null: the folder as it lies there. */
  readonly head: string | null;
  /** Compare with the base itself, instead of the commit where the two histories parted. */
  readonly direct: boolean;
}

export interface TwoTrees {
  /** The commit compared with: where the two histories parted, or the base itself. */
  readonly base: string;
  readonly before: WireInventory;
  readonly after: WireInventory;
  /** No file that could matter differs, so neither side was read and both are empty. */
  readonly unread: boolean;
  /** How many files that could matter differ; counted when it is asked. */
  differing(): number;
  /** `thresholds.maxRolloutRadius` of the later side. */
  readonly maxRolloutRadius: number | null;
  /** Whether a suppression on the later side speaks of a finding. */
  silenced(finding: WireFinding): boolean;
  /** Where the scanned folder lies in its repository: `deploy/`; empty for the whole. */
  readonly prefix: string;
}

/** The two moments cannot be found; the message says what to do. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';
}

/** Reads both sides. Throws `HistoryError`, and `ConfigurationError` for a wrong `keyturn.yaml` on the later side. */
export async function readTwoTrees(options: TwoTreesOptions): Promise<TwoTrees> {
  const { workspace, git } = openRepository(options.root);
  const { base, head } = momentsOf(git, options);
  const trees = openCommitTrees(git, workspace.root, workspace.source.root);
  const compared = { git, root: workspace.root, base, head };
  const unread = sameFiles(compared, mayBeAsked);
  const rest = { ...options, cacheFor: options.cache && !unread ? workspace.root : null };
  const tree = head === null ? workspace : trees.at(head);
  // The later side first: its facts are kept, and those of the base are mostly the same.
  const later = await openAnalysis(unread ? { ...tree, read: () => NO_FILES } : tree, rest);
  const inventory = later.inventory();
  const after = toWire(inventory);
  later.saveCache();
  const isIgnored = ignoredBy(inventory);
  const { maxRolloutRadius } = later.configuration.thresholds;
  const before = unread ? after : await inventoryBefore(trees.at(base), rest);
  const silenced = (finding: WireFinding) => isIgnored({ ...finding, place: evidenceOf(finding.place), related: [] });
  const differing = () => (unread ? 0 : countDiffering(compared, mayBeAsked));
  const prefix = wayDown(git.top, workspace.root);
  return { base, before, after, unread, differing, maxRolloutRadius, silenced, prefix };
}

/** The place alone is asked for. */
function evidenceOf({ file, line, column, endLine, endColumn, says }: WireEvidence): Evidence {
  if (file === null || line === null)
    return { from: 'default', row: '', says, confidence: 'assumed', unverified: false };
  const span = { file, line, column: column ?? 1, endLine: endLine ?? line, endColumn: endColumn ?? 1 };
  return { from: 'text', span, says, confidence: 'exact' };
}

function openRepository(root: string): { readonly workspace: Workspace; readonly git: Git } {
  const opened = openWorkspace(root);
  if (opened.failure) throw new Error(`the folder cannot be opened: ${opened.failure}`);
  const { git } = opened.value;
  if (git === null) throw new HistoryError('review compares commits, and this folder is in no git work tree');
  return { workspace: opened.value, git };
}

function momentsOf(git: Git, options: TwoTreesOptions): { readonly base: string; readonly head: string | null } {
  const head = options.head === null ? null : commitOf(git, options.head, 'head');
  const named = options.base ?? git.originDefault();
  if (named === null)
    throw new HistoryError(
      'no default branch of the origin is known in this clone: say what to compare with, --base REF',
    );
  const base = commitOf(git, named, 'base');
  const tip = head ?? git.commit();
  if (options.direct || tip === null) return { base, head };
  const parted = git.mergeBase(base, tip);
  if (parted !== null) return { base: parted, head };
  if (git.shallow())
    throw new HistoryError(
      `the history is cut off before ${named} and the head meet: fetch more of it (git fetch --unshallow; fetch-depth: 0), or compare with --direct`,
    );
  options.warn?.(`${named} and the head have no common history: they are compared as they are`);
  return { base, head };
}

function commitOf(git: Git, name: string, which: 'base' | 'head'): string {
  const commit = git.resolve(name);
  if (commit !== null) return commit;
  const why = git.shallow() ? ', whose history is cut off' : '';
  throw new HistoryError(`the ${which} ${name} names no commit in this clone${why}: fetch it first`);
}

/** A `keyturn.yaml` that was wrong before must not stop the change that mends it. */
async function inventoryBefore(tree: Tree, options: AnalysisOptions): Promise<WireInventory> {
  try {
    return toWire((await openAnalysis(tree, options)).inventory());
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    options.warn?.('keyturn.yaml is wrong at the base: the base is read without it');
    return toWire((await openAnalysis({ ...tree, configuration: () => [] }, options)).inventory());
  }
}
