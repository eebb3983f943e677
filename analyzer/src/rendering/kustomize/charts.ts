/**
 * `helmCharts` whose chart lies in the repository: rendered with the values beside it, as kustomize does with `--enable-helm`. A
 * chart that would be fetched is named.
 */
import { fromTree } from '../../syntax/go-template/values.ts';
import { resolvePath } from '../../syntax/path.ts';
import { at, itemsAt, type Tree, textAt } from '../../syntax/tree.ts';
import { renderChart } from '../helm/render.ts';
import type { Reading } from './patches.ts';
import { isObject, type Resource } from './resource.ts';

/** The objects that the charts of a kustomization print. */
export function inflateCharts(model: Tree, reading: Reading): readonly Resource[] {
  return itemsAt(model, 'helmCharts').flatMap((item) => inflate(item, model, reading));
}

/** kustomize, api/types/helmchartargs.go: `chartHome` is `charts` where it is not set. */
function inflate(item: Tree, model: Tree, { folder, sources }: Reading): readonly Resource[] {
  const home = textAt(model, 'helmGlobals', 'chartHome') ?? 'charts';
  const chart = resolvePath(folder, `${home}/${textAt(item, 'name') ?? ''}`);
  const values = [textAt(item, 'valuesFile'), ...itemsAt(item, 'additionalValuesFiles').map((one) => textAt(one))];
  const inline = at(item, 'valuesInline');
  const release = {
    name: textAt(item, 'releaseName'),
    namespace: textAt(item, 'namespace'),
    values: [
      ...values.flatMap((path) => (path ? (resolvePath(folder, path) ?? []) : [])),
      ...(inline ? [fromTree(inline)] : []),
    ],
    environment: null,
    root: folder,
  };
  const rendered = chart === null ? null : renderChart(chart, [release], sources.files);
  if (!rendered) {
    sources.unresolved('a Helm chart that kustomize would fetch is not read', item.span);
    return [];
  }
  sources.use(rendered);
  return rendered.units.flatMap(({ content, file, id }) => {
    const tree = content as Tree;
    const number = Number(/#(\d+)/.exec(id)?.[1] ?? 1);
    return isObject(tree) ? [{ tree, file, number, was: [], generated: null }] : [];
  });
}
