/** Charts of the tests as texts by path, rendered as the session would. */
import helm from '../../analyzer/src/rendering/helm.ts';
import { standingRoots } from '../../analyzer/src/rendering/standing.ts';
import { textAt } from '../../analyzer/src/syntax/tree.ts';
import type { Unit } from '../../analyzer/src/syntax/unit.ts';
import { filesOf } from '../reading/folder.ts';

export type Texts = Readonly<Record<string, string>>;

/** Charts as `folder: { file: text }`. */
export function chartsOf(charts: Readonly<Record<string, Texts>>): Texts {
  return Object.fromEntries(
    Object.entries(charts).flatMap(([folder, files]) =>
      Object.entries(files).map(([file, text]) => [`${folder}/${file}`, text]),
    ),
  );
}

/** All roots that stand, and what they gave together. `tars`: packed charts by path. */
export function renderCharts(texts: Texts, tars: Readonly<Record<string, Uint8Array>> = {}) {
  const named = Object.keys(tars).map((path): [string, string] => [path, '']);
  const files = {
    ...filesOf(new Map([...Object.entries(texts), ...named])),
    tar: (path: string) => tars[path] ?? null,
  };
  const paths = [...Object.keys(texts), ...Object.keys(tars)].sort();
  const roots = standingRoots([helm], () =>
    helm.roots(paths, files).map((root) => ({ ...helm.render(root, files), root })),
  );
  return {
    roots: roots.map(({ root }) => root.id),
    units: roots.flatMap(({ units }) => units),
    claims: roots.flatMap(({ claims }) => claims).sort(),
    notes: roots.flatMap(({ notes }) => notes.map(({ what }) => what)),
  };
}

/** `Kind name@root (environment)`. */
export function sayObject({ content, context }: Unit): string {
  if (!('kind' in content) || content.kind !== 'mapping') return '?';
  const environment = context.environment === null ? '' : ` (${context.environment})`;
  return `${textAt(content, 'kind')} ${textAt(content, 'metadata', 'name')}@${context.root}${environment}`;
}
