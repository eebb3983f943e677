/**
 * A chart with the values of its releases becomes units: one rendering for each release. For whoever deploys a chart of this
 * repository: the folder convention (`helm.ts`), Flux, Argo CD, Kustomize. It fetches nothing and runs nothing.
 */

import { compareText } from '../../model/place.ts';
import { renderTemplates } from '../../syntax/go-template/render.ts';
import { asDict, dict } from '../../syntax/go-template/trace.ts';
import type { Dict, TemplateFile, Traced } from '../../syntax/go-template/types.ts';
import { baseName } from '../../syntax/path.ts';
import type { Unit } from '../../syntax/unit.ts';
import type { ArchivingFiles, Rendered } from '../contract.ts';
import { type Chart, createChartReader } from './chart.ts';
import { filesBelow, inside } from './chart-files.ts';
import { clusterObject } from './cluster.ts';
import { UNKNOWN_NAMESPACE, unitsOf } from './documents.ts';
import { enabledChart } from './enabled.ts';
import { type Loading, openLoading } from './loading.ts';
import { unitsOfMissing } from './missing.ts';
import { releaseObject, scopeOf } from './scope.ts';
import { coalesce, overlay } from './values.ts';
import { valuesOf } from './values-file.ts';
import { CHART_FOLDERS, isValuesFile } from './variants.ts';

export interface Release {
  /** What charts call their objects by; null: the chart's name. */
  readonly name: string | null;
  /** null: not known; objects without a namespace of their own then have none. */
  readonly namespace: string | null;
  /** Over the chart's own, the later over the earlier: paths of values files, and values written elsewhere (`fromTree`). */
  readonly values: readonly (string | Traced)[];
  readonly environment: string | null;
  /** Root of the units: tells renderings of one chart apart. `charts/orders@prod`, `flux:orders/orders`. */
  readonly root: string;
}

/**
 * Renders the chart in `folder` once for each release. `claims`: the files that are the chart's, its `Chart.yaml` among them, and
 * the values files. Total: what cannot be rendered is a note. Nothing in it is a chart: null.
 */
export function renderChart(folder: string, releases: readonly Release[], files: ArchivingFiles): Rendered | null {
  if (!files.has(inside(folder, 'Chart.yaml'))) return null;
  const loading = openLoading(files);
  const chart = createChartReader(loading)(folder);
  const units = releases.flatMap((release) => renderRelease(chart, release, loading));
  const given = releases.flatMap(({ values }) => values.filter((each) => typeof each === 'string'));
  const claims = new Set([...claimsOf(chart, files), ...given.filter((path) => files.has(path))]);
  return { units, claims: [...claims], notes: loading.notes() };
}

function renderRelease(whole: Chart, release: Release, loading: Loading): readonly Unit[] {
  const given = release.values.reduce((base: Dict, each) => overlay(base, givenValues(each, loading)), dict([]));
  const chart = enabledChart(whole, given);
  const name = release.name ?? chart.name;
  const values = coalesce(chart, given);
  noteDoubts(chart, loading);
  const denied = (api: string) =>
    loading.unresolved(`asks whether the cluster knows ${api}: taken as no`, inside(whole.folder, 'Chart.yaml'));
  const scope = scopeOf(chart, values, {
    release: releaseObject(name, release.namespace ?? UNKNOWN_NAMESPACE),
    capabilities: clusterObject(denied),
  });
  const templates = templatesOf(chart, scope, chart.name);
  const { outputs, notes } = renderTemplates({ files: templates }, scope);
  loading.add(notes);
  const context = { root: release.root, namespace: release.namespace, environment: release.environment };
  const inputs = [...loading.inputs].sort(compareText);
  const printing = templates.filter(({ partial }) => !partial);
  return [
    ...unitsOf({ files: printing, outputs }, context, inputs),
    ...unitsOfMissing(chart, values, name, context, inputs),
  ];
}

/** What of the charts that the release takes is not certain. */
function noteDoubts(chart: Chart, loading: Loading): void {
  for (const { name, at } of chart.missing)
    loading.unresolved(`subchart ${name} is not in the repository: only its values are read`, at);
  for (const { chart: subchart, requirement, owned } of chart.subcharts) {
    const read = `subchart ${subchart.name} is read from ${subchart.folder}: which version a release takes is not known`;
    if (!owned && requirement) loading.unresolved(read, requirement.at);
    noteDoubts(subchart, loading);
  }
}

function givenValues(given: string | Traced, loading: Loading): Dict {
  if (typeof given !== 'string') return asDict(given) ?? dict([]);
  if (!loading.files.has(given)) loading.unresolved('a values file that is not in the repository', given);
  return valuesOf(loading.model(given, loading.files));
}

/** Templates of the chart and its subcharts, each with its own scope, under the names Helm gives them. */
function templatesOf(chart: Chart, scope: Dict, name: string): readonly TemplateFile[] {
  const own = chart.templates.flatMap(({ path, relative, text }): readonly TemplateFile[] => {
    const partial = baseName(path).startsWith('_') || path.endsWith('.txt');
    // Helm, `pkg/engine/engine.go`: of a library only partial files count.
    return chart.library && !partial ? [] : [{ path, name: `${name}/${relative}`, text, partial, root: scope }];
  });
  const scopes = asDict(scope.entries.get('Subcharts')?.value);
  const below = chart.subcharts.flatMap(({ chart: subchart }) => {
    const own = asDict(scopes?.entries.get(subchart.name)?.value);
    return own ? templatesOf(subchart, own, `${name}/charts/${subchart.name}`) : [];
  });
  return [...own, ...below];
}

/** Files that mean nothing outside of the chart. Those of a packed chart are no files of the workspace. */
function claimsOf(chart: Chart, files: ArchivingFiles): readonly string[] {
  if (chart.files !== files) return [];
  const beside = files.list(chart.folder).filter((path) => files.has(path) && isValuesFile(baseName(path)));
  const below = CHART_FOLDERS.flatMap((name) => filesBelow(inside(chart.folder, name), files));
  const owned = chart.subcharts.filter((subchart) => subchart.owned);
  return [
    inside(chart.folder, 'Chart.yaml'),
    ...beside,
    ...below,
    ...owned.flatMap((subchart) => claimsOf(subchart.chart, files)),
  ];
}
