/**
 * Which Flux Kustomizations are the roots of a cluster: those that no other one brings. Roots of one folder are one root of ours,
 * because they share the cluster; a file that names its environment stands for itself.
 */

import { groupBy } from '../../model/group.ts';
import { compareText } from '../../model/place.ts';
import { folderOf } from '../../syntax/path.ts';
import type { Root } from '../contract.ts';
import { environmentOfFileName } from '../environment.ts';
import type { Sources } from '../kustomize/sources.ts';
import { fluxReach } from './find.ts';
import type { FluxKustomization } from './objects.ts';

export interface FluxRoots {
  readonly roots: readonly Root[];
  /** Files that Flux builds. */
  readonly reached: ReadonlySet<string>;
}

/** Roots among all Kustomizations of a workspace. */
export function fluxRoots(all: readonly FluxKustomization[], sources: Sources): FluxRoots {
  const reaches = new Map(all.map((flux) => [flux, fluxReach(flux, sources)]));
  const starts = startingFiles(all, reaches);
  const grouped = groupBy([...starts].sort(compareText), (file) =>
    environmentOfFileName(file) ? file : folderOf(file),
  );
  return {
    roots: [...grouped].map(([id, entries]) => ({ id, entries })),
    reached: new Set([...reaches.values()].flatMap((reach) => [...reach])),
  };
}

/** Files of Kustomizations that no Kustomization of another file brings; of some that bring each other, the first. */
function startingFiles(
  all: readonly FluxKustomization[],
  reaches: ReadonlyMap<FluxKustomization, ReadonlySet<string>>,
): ReadonlySet<string> {
  const brought = new Set(all.flatMap((flux) => [...(reaches.get(flux) ?? [])].filter((file) => file !== flux.file)));
  const starts = new Set(all.map(({ file }) => file).filter((file) => !brought.has(file)));
  const covered = new Set(starts);
  const cover = () => {
    for (let size = -1; size !== covered.size; ) {
      size = covered.size;
      for (const flux of all) if (covered.has(flux.file)) for (const file of reaches.get(flux) ?? []) covered.add(file);
    }
  };
  cover();
  for (const { file } of all) {
    if (covered.has(file)) continue;
    starts.add(file);
    covered.add(file);
    cover();
  }
  return starts;
}
