/**
 * Which kustomizations stand on their own: those that nothing takes in. Of some that only take in each other the first does,
 * so that nothing is lost; a component never does, because it only changes what others bring.
 */

import { folderOf } from '../../syntax/path.ts';
import { textAt } from '../../syntax/tree.ts';
import type { Root } from '../contract.ts';
import { reachOf } from './reach.ts';
import { isKustomizationFile, type Sources } from './sources.ts';

/** `taken`: files that something else (Flux) builds already. */
export function kustomizationRoots(
  paths: readonly string[],
  taken: ReadonlySet<string>,
  sources: Sources,
): readonly Root[] {
  const free = paths.filter((path) => isKustomizationFile(path) && !taken.has(path) && isOverlay(path, sources));
  const reaches = new Map(free.map((file) => [file, reachOf(file, sources)]));
  const included = new Set([...reaches].flatMap(([file, reach]) => [...reach].filter((one) => one !== file)));
  const roots = free.filter((file) => !included.has(file));
  const covered = new Set(roots.flatMap((file) => [...(reaches.get(file) ?? [])]));
  for (const file of free) {
    if (covered.has(file)) continue;
    roots.push(file);
    for (const one of reaches.get(file) ?? []) covered.add(one);
  }
  return roots.map((file) => ({ id: folderOf(file), entries: [file] }));
}

function isOverlay(file: string, sources: Sources): boolean {
  const model = sources.model(file);
  const kind = textAt(model, 'kind') ?? 'Kustomization';
  return model !== null && kind === 'Kustomization' && !/toolkit\.fluxcd\.io/.test(textAt(model, 'apiVersion') ?? '');
}
