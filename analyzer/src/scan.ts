/** A folder on disk → its inventory, once: what the command line and most users of the library ask for. */
import { type AnalysisOptions, openAnalysis } from './analysis.ts';
import type { Inventory } from './model/inventory.ts';
import { openWorkspace, type Workspace } from './workspace/open.ts';

export interface ScanOptions extends Omit<AnalysisOptions, 'cacheFor'> {
  /** Absolute path of the folder. */
  readonly root: string;
  /** Whether facts may be taken from and kept in the cache folder. */
  readonly cache: boolean;
  /** The folder where it is open already: it is not listed again. */
  readonly workspace?: Workspace | null;
}

/**
 * Scans a folder into an inventory. Throws `ConfigurationError` for a wrong `keyturn.yaml` and an `Error` where there is no such
 * folder; everything else that goes wrong is named under coverage.
 */
export async function scan({ root, cache, workspace: listed, ...options }: ScanOptions): Promise<{
  readonly inventory: Inventory;
}> {
  const opened = listed ? { value: listed } : openWorkspace(root);
  if (opened.failure) throw new Error(`the folder cannot be opened: ${opened.failure}`);
  const workspace = opened.value;
  const analysis = await openAnalysis(workspace, { ...options, cacheFor: cache ? workspace.root : null });
  const inventory = analysis.inventory();
  analysis.saveCache();
  return { inventory };
}
