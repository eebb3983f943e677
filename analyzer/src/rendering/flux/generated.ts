/**
 * What Flux takes in where a folder has no kustomization file: folders below that have one, as a whole, and every manifest
 * elsewhere (fluxcd/pkg, kustomize/kustomize_generator.go, `scanManifests`).
 */
import type { Span } from '../../model/place.ts';
import { baseName } from '../../syntax/path.ts';
import type { Mapping, Tree } from '../../syntax/tree.ts';
import type { Files } from '../contract.ts';
import { mapping, scalar } from '../kustomize/edit.ts';
import { isKustomizationFile, kustomizationIn } from '../kustomize/sources.ts';

/** Files and folders one generated kustomization names; more are no folder of manifests. */
const MOST_PATHS = 5_000;

/** Paths taken in below `folder`, sorted: manifests, and folders with a kustomization. */
export function generatedResources(folder: string, files: Files): readonly string[] {
  const found: string[] = [];
  const open = [folder];
  for (let at = open.pop(); at !== undefined && found.length < MOST_PATHS; at = open.pop())
    for (const path of files.list(at)) {
      if (baseName(path).startsWith('.')) continue;
      if (files.has(path)) {
        if (/\.ya?ml$/.test(path) && !isKustomizationFile(path)) found.push(path);
      } else if (kustomizationIn(path, files)) found.push(path);
      else open.push(path);
    }
  return found.sort();
}

/** The kustomization Flux would write, as if it stood at `asked`. */
export function generatedKustomization(folder: string, files: Files, asked: Span): Mapping {
  const base = folder === '' ? 0 : folder.length + 1;
  const items: readonly Tree[] = generatedResources(folder, files).map((path) => scalar(path.slice(base), asked));
  return mapping([['resources', { kind: 'sequence', items, span: asked, via: [] }]], asked);
}
