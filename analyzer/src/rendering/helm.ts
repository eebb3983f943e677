/**
 * Helm charts: templates, values and subcharts become the objects they print, once for each release that a file of a deployment tool
 * or a values file beside the chart tells of. Who deploys a chart with other values calls `renderChart` himself.
 */
import { baseName, folderOf } from '../syntax/path.ts';
import { defineRenderer, type Files } from './contract.ts';
import { inside } from './helm/chart-files.ts';
import { openLoading } from './helm/loading.ts';
import { deployersByChart, releasesOf } from './helm/releases.ts';
import { renderChart } from './helm/render.ts';

export default defineRenderer({
  id: 'helm',
  joins:
    'Helm charts: templates, values of each environment or release (Helmfile, Skaffold), subcharts, library charts',
  roots(paths, files) {
    const charts = paths.filter((path) => baseName(path) === 'Chart.yaml' && !isSubchart(folderOf(path), files));
    const deployers = charts.length > 0 ? deployersByChart(paths, files) : new Map<string, readonly string[]>();
    return charts.map((path) => {
      const folder = folderOf(path);
      return { id: folder || '.', entries: [path, ...(deployers.get(folder) ?? [])] };
    });
  },
  render(root, files) {
    const [chart = '', ...deployers] = root.entries;
    const loading = openLoading(files);
    const { releases, unused } = releasesOf(folderOf(chart), deployers, files, loading);
    const rendered = renderChart(folderOf(chart), releases, files);
    if (!rendered) return { units: [], claims: [], notes: [] };
    for (const path of unused)
      loading.unresolved('a values file that names no environment: not laid over the chart', path);
    const claims = new Set([...rendered.claims, ...unused]);
    return { units: rendered.units, claims: [...claims], notes: [...rendered.notes, ...loading.notes()] };
  },
});

/** A chart in the `charts/` of another is read with that one. */
function isSubchart(folder: string, files: Files): boolean {
  const parent = folderOf(folder);
  return baseName(parent) === 'charts' && files.has(inside(folderOf(parent), 'Chart.yaml'));
}
