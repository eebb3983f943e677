/**
 * Where Argo CD's work begins in a workspace: files with Applications, kustomizations that bring them, charts that print them. What
 * another start deploys is told by its claims (`standing`), not here.
 */
import { compareText } from '../../model/place.ts';
import { folderOf } from '../../syntax/path.ts';
import type { Files, Root } from '../contract.ts';
import { reachOf } from '../kustomize/reach.ts';
import { kustomizationRoots } from '../kustomize/roots.ts';
import { openSources, sayFolder } from '../kustomize/sources.ts';
import { plainSyntaxOf } from '../plain.ts';
import { chartIn } from './here.ts';
import { mayDeploy } from './objects.ts';

/** The starts among the files of a workspace; none is looked into where no file names an Application. */
export function argoRoots(paths: readonly string[], files: Files): readonly Root[] {
  const holding = paths.filter((path) => isManifest(path) && mayDeploy(files.text(path) ?? ''));
  if (holding.length === 0) return [];
  const reached = reachedBy(paths, files);
  const entries = new Set(holding.flatMap((path) => startsOf(path, reached, files)));
  return [...entries].sort(compareText).map((entry) => ({ id: idOf(entry, holding), entries: [entry] }));
}

/** A template of a chart is no file of one of the plain syntaxes to begin with, but it has their names. */
function isManifest(path: string): boolean {
  return /\.(?:ya?ml|json)$/.test(path) && plainSyntaxOf(path)?.syntax === 'yaml';
}

function idOf(entry: string, holding: readonly string[]): string {
  return holding.includes(entry) ? entry : sayFolder(folderOf(entry));
}

function startsOf(path: string, reached: ReadonlyMap<string, readonly string[]>, files: Files): readonly string[] {
  const chart = chartAround(path, files);
  return chart ? [chart] : (reached.get(path) ?? [path]);
}

/** The `Chart.yaml` of the outermost chart that `path` is a template of. */
function chartAround(path: string, files: Files): string | null {
  const parts = path.split('/');
  for (let index = 0; index < parts.length - 1; index += 1) {
    const next = parts[index];
    const chart = next === 'templates' || next === 'charts' ? chartIn(parts.slice(0, index).join('/'), files) : null;
    if (chart) return chart;
  }
  return null;
}

/** Files by the kustomizations that stand on their own and take them in. */
function reachedBy(paths: readonly string[], files: Files): ReadonlyMap<string, readonly string[]> {
  const sources = openSources(files);
  const reached = new Map<string, string[]>();
  for (const { entries } of kustomizationRoots(paths, new Set(), sources))
    for (const entry of entries)
      for (const file of reachOf(entry, sources)) reached.set(file, [...(reached.get(file) ?? []), entry]);
  return reached;
}
