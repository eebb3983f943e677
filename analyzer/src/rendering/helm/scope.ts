/** What `.` is in the templates of a chart. https://helm.sh/docs/chart_template_guide/builtin_objects/ */

import { filesObject } from '../../syntax/go-template/objects.ts';
import { asDict, bool, dict, int, text } from '../../syntax/go-template/trace.ts';
import type { Dict, Traced } from '../../syntax/go-template/types.ts';
import { fromTree } from '../../syntax/go-template/values.ts';
import { fileStart } from '../../syntax/line-index.ts';
import { entriesAt, type Tree } from '../../syntax/tree.ts';
import type { Chart } from './chart.ts';
import { inside, otherFiles } from './chart-files.ts';

export interface Surroundings {
  readonly release: Traced;
  readonly capabilities: Traced;
}

/** `.Release` at its first installation. */
export function releaseObject(name: string, namespace: string): Traced {
  return dict([
    ['Name', text(name)],
    ['Namespace', text(namespace)],
    ['Service', text('Helm')],
    ['IsInstall', bool(true)],
    ['IsUpgrade', bool(false)],
    ['Revision', int(1)],
  ]);
}

/** The scope of a chart, those of its subcharts inside. `values`: coalesced. */
export function scopeOf(chart: Chart, values: Dict, around: Surroundings, isRoot = true): Dict {
  const subcharts = chart.subcharts.map(({ chart: subchart }) => {
    const own = asDict(values.entries.get(subchart.name)?.value) ?? dict([]);
    return [subchart.name, scopeOf(subchart, own, around, false)] as const;
  });
  return dict([
    ['Values', values],
    ['Chart', metadataOf(chart, isRoot)],
    ['Release', around.release],
    ['Capabilities', around.capabilities],
    ['Files', filesOf(chart)],
    ['Subcharts', dict(subcharts)],
  ]);
}

/** Fields of the metadata that are texts, empty where nothing is written. */
const TEXTS = ['name', 'version', 'appVersion', 'description', 'home', 'icon', 'type', 'kubeVersion', 'apiVersion'];

function metadataOf({ name, metadata }: Chart, isRoot: boolean): Dict {
  const empty = TEXTS.map((field) => [goName(field), text('')] as const);
  const written = entriesAt(metadata).map(({ key, value }) => [goName(key.text), fieldOf(key.text, value)] as const);
  return dict([...empty, ...written, ['Name', text(name)], ['IsRoot', bool(isRoot)]]);
}

/** A version such as `1.30` is text, whatever YAML makes of it. */
function fieldOf(name: string, tree: Tree): Traced {
  if (tree.kind === 'scalar' && TEXTS.includes(name)) return text(tree.text, [tree.span]);
  return renamed(fromTree(tree), name === 'annotations');
}

function goName(field: string): string {
  if (field === 'apiVersion') return 'APIVersion';
  return field === 'url' ? 'URL' : field.charAt(0).toUpperCase() + field.slice(1);
}

/** Maintainers and dependencies are structs to Go; annotations are a map. */
function renamed(value: Traced, isMap: boolean): Traced {
  if (isMap) return value;
  if (value.kind === 'list') return { ...value, items: value.items.map((item) => renamed(item, false)) };
  if (value.kind !== 'map') return value;
  return { ...value, entries: new Map([...value.entries].map(([name, entry]) => [goName(name), entry])) };
}

/** Only for charts whose templates, or whose values read as templates, look at their files: a chart may stand in the root of everything. */
function filesOf(chart: Chart): Traced {
  const asks = chart.templates.some(({ text: template }) => /\.Files\b/.test(template));
  const names = asks ? otherFiles(chart.folder, chart.files) : [];
  return filesObject({
    names,
    text: (name) => chart.files.text(inside(chart.folder, name)) ?? '',
    place: (name) => fileStart(inside(chart.folder, name)),
  });
}
