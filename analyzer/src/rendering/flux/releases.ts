/**
 * HelmReleases whose chart lies in the repository: rendered with their own values, so that the workloads are met and not only the
 * release. The release is marked, because its values are then told by what the chart prints.
 */
import type { UnitContext } from '../../model/fact.ts';
import { parseEmbedded } from '../../syntax/embedded-yaml.ts';
import { fromTree } from '../../syntax/go-template/values.ts';
import { resolvePath } from '../../syntax/path.ts';
import { at, itemsAt, scalarAt, type Tree, textAt } from '../../syntax/tree.ts';
import { renderChart } from '../helm/render.ts';
import { changeAt, scalar } from '../kustomize/edit.ts';
import { identityOf, isObject, type Resource } from '../kustomize/resource.ts';
import type { Sources } from '../kustomize/sources.ts';
import type { Built } from '../kustomize/units.ts';
import type { ObjectLookup } from './substitution.ts';

/** On a HelmRelease: the folder of the chart that was rendered for it. */
const RENDERED_CHART = 'keyturn/rendered-chart';

/** The release, marked, and what its chart prints; the release alone where the chart is elsewhere. */
export function releaseObjects(one: Built, sources: Sources, find: ObjectLookup): readonly Built[] {
  const { tree } = one.resource;
  const { kind, group } = identityOf(tree);
  const chart = kind === 'HelmRelease' && group === 'helm.toolkit.fluxcd.io' ? localChart(tree, sources) : null;
  if (chart === null) return [one];
  const context = { ...one.context, namespace: namespaceOf(tree, one.context) };
  const values = valuesOf(tree, chart, context.namespace, find);
  const name = releaseName(tree, context.namespace);
  const rendered = renderChart(
    chart,
    [{ name, namespace: context.namespace, values, environment: null, root: one.by }],
    sources.files,
  );
  if (!rendered) return [one];
  sources.use(rendered);
  const printed = rendered.units.flatMap(({ content, file, id }): readonly Built[] => {
    const resource: Resource = {
      tree: content as Tree,
      file,
      number: Number(/#(\d+)/.exec(id)?.[1] ?? 1),
      was: [],
      generated: null,
    };
    return isObject(resource.tree) ? [{ resource, context, by: `${one.by}:${name}` }] : [];
  });
  return [{ ...one, resource: { ...one.resource, tree: marked(tree, chart) } }, ...printed];
}

/** `spec.chart.spec.chart` is a path where the source is a GitRepository or a Bucket; others name a chart of a registry. */
function localChart(tree: Tree, { files }: Sources): string | null {
  const spec = at(tree, 'spec', 'chart', 'spec');
  const source = textAt(spec, 'sourceRef', 'kind');
  const folder =
    source === 'GitRepository' || source === 'Bucket' ? resolvePath('', textAt(spec, 'chart') ?? '') : null;
  return folder && files.has(`${folder}/Chart.yaml`) ? folder : null;
}

function namespaceOf(tree: Tree, context: UnitContext): string | null {
  return textAt(tree, 'spec', 'targetNamespace') || textAt(tree, 'metadata', 'namespace') || context.namespace;
}

/** fluxcd.io, "Helm Releases", `releaseName`: the target namespace goes first where one is set. */
function releaseName(tree: Tree, namespace: string | null): string {
  const name = textAt(tree, 'metadata', 'name') ?? '';
  const composed = textAt(tree, 'spec', 'targetNamespace') ? `${namespace}-${name}` : name;
  return textAt(tree, 'spec', 'releaseName') || composed;
}

type Values = Parameters<typeof renderChart>[1][number]['values'];

/** Values files of the chart, then objects in order, then what the release writes itself (fluxcd.io, "Values"). */
function valuesOf(tree: Tree, chart: string, namespace: string | null, find: ObjectLookup): Values {
  const own = at(tree, 'spec', 'values');
  const files = itemsAt(tree, 'spec', 'chart', 'spec', 'valuesFiles').flatMap(
    (path) => resolvePath('', textAt(path) ?? '') ?? [],
  );
  const objects = itemsAt(tree, 'spec', 'valuesFrom').flatMap((item) => {
    const object = find(textAt(item, 'kind') ?? '', namespace, textAt(item, 'name') ?? '');
    const text = scalarAt(object, 'data', textAt(item, 'valuesKey') ?? 'values.yaml');
    // At a target path it is one value, not a document of them.
    const [values] = text && textAt(item, 'targetPath') === null ? parseEmbedded(text).trees : [];
    return values ? [fromTree(values)] : [];
  });
  return [...files.filter((path) => path.startsWith(`${chart}/`)), ...objects, ...(own ? [fromTree(own)] : [])];
}

function marked(tree: Tree, chart: string): Tree {
  const place = (scalarAt(tree, 'spec', 'chart', 'spec', 'chart') ?? tree).span;
  return changeAt(tree, ['metadata', 'annotations', RENDERED_CHART], place, () => scalar(chart, place));
}
