/**
 * The inventory of a folder in which nothing changed since it was last made: commands follow each other, and only the first has to read
 * files. Names, sizes and times decide; where they prove nothing, or anything else is asked, the inventory is made.
 */
import { CONFIGURATION_FILE } from './model/configuration.ts';
import { isBuilt, versionsOfFacts } from './version.ts';
import type { WireInventory } from './wire/types.ts';
import { openCache } from './workspace/cache.ts';
import { isSettled } from './workspace/folder-stamp.ts';
import { openWorkspace, type Workspace } from './workspace/open.ts';

export interface UnchangedOptions {
  /** Absolute path of the folder. */
  readonly root: string;
  /** The day by which declared dates are judged; null: none. */
  readonly today: string | null;
  /** Milliseconds since 1970, taken before the folder is looked at. */
  readonly now: number;
}

/** The inventory as it was last made, else as `make` makes it now, from the files as they were listed; `make(null)`: nothing is listed yet. */
export async function inventoryUnlessUnchanged(
  { root, today, now }: UnchangedOptions,
  make: (listed: Workspace | null) => Promise<WireInventory>,
): Promise<WireInventory> {
  const workspace = isBuilt() ? openWorkspace(root).value : undefined;
  if (!workspace) return make(null);
  // The scan itself says what is wrong with the cache.
  const quietly = { environment: process.env, warn: () => {} };
  const cache = openCache({ root: workspace.root, versions: versionsOfFacts(), ...quietly });
  if (!cache) return make(workspace);
  const stamp = workspace.stamp(CONFIGURATION_FILE);
  const asked = [today ?? '', ...stamp.parts];
  const known = cache.answer(asked);
  if (known !== null) return known as WireInventory;
  const inventory = await make(workspace);
  if (isSettled(stamp, now)) cache.keepAnswer(asked, inventory);
  return inventory;
}
