/**
 * Helm charts: templates, values and subcharts become the objects they print, once for each environment that has a values file
 * beside the chart. Who deploys a chart with other values calls `renderChart` himself.
 */
import { baseName, folderOf } from '../syntax/path.ts';
import { defineRenderer, type Files } from './contract.ts';
import { inside } from './helm/chart-files.ts';
import { openLoading } from './helm/loading.ts';
import { type Release, renderChart } from './helm/render.ts';
import { variantsOf } from './helm/variants.ts';

/** Values files of one chart that are rendered: each costs a rendering of the whole. */
const MOST_VARIANTS = 40;

export default defineRenderer({
  id: 'helm',
  joins: 'Helm charts: templates, values files of each environment, subcharts and library charts',
  roots(paths, files) {
    return paths
      .filter((path) => baseName(path) === 'Chart.yaml' && !isSubchart(folderOf(path), files))
      .map((path) => ({ id: sayFolder(folderOf(path)), entries: [path] }));
  },
  render(root, files) {
    const folder = folderOf(root.entries[0] ?? '');
    const { releases, unused } = releasesOf(folder, files);
    const rendered = renderChart(folder, releases, files) ?? { units: [], claims: [], notes: [] };
    const loading = openLoading(files);
    for (const path of unused)
      loading.unresolved('a values file that names no environment: not laid over the chart', path);
    return {
      ...rendered,
      claims: [...new Set([...rendered.claims, ...unused])],
      notes: [...rendered.notes, ...loading.notes()],
    };
  },
});

/** A chart in the `charts/` of another is read with that one. */
function isSubchart(folder: string, files: Files): boolean {
  const parent = folderOf(folder);
  return baseName(parent) === 'charts' && files.has(inside(folderOf(parent), 'Chart.yaml'));
}

/** A release for each environment, or one of none. */
function releasesOf(
  folder: string,
  files: Files,
): { readonly releases: readonly Release[]; readonly unused: readonly string[] } {
  const variants = variantsOf(folder, files);
  const common = variants.filter(({ name }) => name === '').flatMap((variant) => variant.files);
  const named = variants.filter(({ environment }) => environment !== null).slice(0, MOST_VARIANTS);
  const rest = variants.filter((variant) => variant.name !== '' && !named.includes(variant));
  const releases = named.map(({ name, environment, files: values }): Release => {
    return {
      name: null,
      namespace: null,
      values: [...common, ...values],
      environment,
      root: `${sayFolder(folder)}@${name}`,
    };
  });
  const alone = { name: null, namespace: null, values: common, environment: null, root: sayFolder(folder) };
  return { releases: releases.length > 0 ? releases : [alone], unused: rest.flatMap((variant) => variant.files) };
}

function sayFolder(folder: string): string {
  return folder === '' ? '.' : folder;
}
