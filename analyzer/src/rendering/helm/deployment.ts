/** A chart of this repository and the release that a file of a deployment tool makes of it; what such tools have in common. */
import type { Dict } from '../../syntax/go-template/types.ts';
import { folderOf, resolvePath } from '../../syntax/path.ts';
import { type Tree, textAt } from '../../syntax/tree.ts';
import type { Files } from '../contract.ts';
import { inside } from './chart-files.ts';
import type { Loading } from './loading.ts';
import { setValue } from './set-value.ts';

export interface Deployment {
  /** Folder of the chart. */
  readonly chart: string;
  readonly release: {
    readonly name: string;
    readonly namespace: string | null;
    readonly values: readonly (string | Dict)[];
    readonly environment: string | null;
    readonly root: string;
  };
}

/** What a release of a tool says: the chart's folder as written, values files as written, values one by one. */
export interface Asked {
  readonly file: string;
  readonly tree: Tree;
  readonly chart: string | null;
  readonly values: readonly (string | Dict)[];
  /** Name of the tool's environment or profile; null: it has none. */
  readonly variant: string | null;
  readonly environment: string | null;
}

/** The deployment, if its chart is in this repository; paths are seen from the file that asks. */
export function deploymentOf(asked: Asked, files: Files, loading: Loading): Deployment | null {
  const name = textAt(asked.tree, 'name');
  const folder = folderOf(asked.file);
  const chart = asked.chart === null ? null : resolvePath(folder, asked.chart);
  if (!name || chart === null || !files.has(inside(chart, 'Chart.yaml'))) return null;
  const values = asked.values.flatMap((each): readonly (string | Dict)[] => {
    if (typeof each !== 'string') return [each];
    const path = resolvePath(folder, each);
    if (path !== null && files.has(path)) return [path];
    loading.unresolved('names a values file that is not in the repository', asked.tree.span);
    return [];
  });
  const namespace = textAt(asked.tree, 'namespace') || null;
  const root = `${chart || '.'}@${asked.variant === null ? name : `${name}-${asked.variant}`}`;
  return { chart, release: { name, namespace, values, environment: asked.environment, root } };
}

/** `setValue`, or a note where the path cannot be followed. */
export function setOrSay(path: string, value: Tree, loading: Loading): readonly Dict[] {
  const set = value.kind === 'scalar' ? setValue(path, value.text, [value.span, ...value.via]) : null;
  if (!set) loading.unresolved('sets an item of a list of the values: not followed', value.span);
  return set ? [set] : [];
}
