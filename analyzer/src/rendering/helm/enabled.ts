/**
 * Which subcharts a release takes, by conditions and tags, and what a parent imports of their values. As Helm does it
 * (`pkg/chartutil/dependencies.go`).
 */
import { dict } from '../../syntax/go-template/trace.ts';
import type { Dict, Traced } from '../../syntax/go-template/types.ts';
import { type Tree, textAt } from '../../syntax/tree.ts';
import type { Chart, Subchart } from './chart.ts';
import type { Requirement } from './requirements.ts';
import { coalesce, mergeDicts, valueAt } from './values.ts';

/** The chart with the subcharts that these values ask for, imports done. */
export function enabledChart(chart: Chart, given: Dict): Chart {
  return withImports(pruned(chart, coalesce(chart, given), ''));
}

function pruned(chart: Chart, values: Dict, path: string): Chart {
  const subcharts = chart.subcharts
    .filter(({ requirement }) => requirement === null || isEnabled(requirement, values, path))
    .map((subchart) => ({ ...subchart, chart: pruned(subchart.chart, values, `${path}${subchart.chart.name}.`) }));
  const missing = chart.missing.filter((requirement) => isEnabled(requirement, values, path));
  return { ...chart, subcharts, missing };
}

/** The first condition that is a boolean decides; else the tags: one that is true, or none that is false. */
function isEnabled({ conditions, tags }: Requirement, values: Dict, path: string): boolean {
  for (const condition of conditions) {
    const found = valueAt(values, path + condition);
    if (found?.kind === 'bool') return found.value;
  }
  const said = tags.flatMap((tag) => boolOf(valueAt(values, `tags.${tag}`)) ?? []);
  return said.includes(true) || !said.includes(false);
}

function boolOf(value: Traced | undefined): boolean | null {
  return value?.kind === 'bool' ? value.value : null;
}

/** From the innermost chart outwards; what the parent says itself wins over what it imports. */
function withImports(chart: Chart): Chart {
  const subcharts = chart.subcharts.map((subchart) => ({ ...subchart, chart: withImports(subchart.chart) }));
  const whole = { ...chart, subcharts };
  if (!subcharts.some(({ requirement }) => requirement && requirement.imports.length > 0)) return whole;
  const values = coalesce(whole, dict([]));
  const imported = subcharts.flatMap((subchart) => importsOf(subchart, values));
  return { ...whole, values: mergeDicts(imported.reduce(mergeDicts, dict([])), values) };
}

function importsOf({ chart, requirement }: Subchart, values: Dict): readonly Dict[] {
  return (requirement?.imports ?? []).flatMap((tree) => {
    const { child, parent } = importOf(tree);
    const found = child === null ? undefined : valueAt(values, `${chart.name}.${child}`);
    return found?.kind === 'map' ? [below(parent, found)] : [];
  });
}

/** A plain text names a part of the child's `exports`. */
function importOf(tree: Tree): { readonly child: string | null; readonly parent: string } {
  if (tree.kind === 'scalar') return { child: tree.text ? `exports.${tree.text}` : null, parent: '.' };
  return { child: textAt(tree, 'child'), parent: textAt(tree, 'parent') ?? '.' };
}

/** A map that has `values` at a dotted path; `.` is the top. */
function below(path: string, values: Dict): Dict {
  const names = path.split('.').filter((name) => name !== '');
  return names.reduceRight<Dict>((inner, name) => dict([[name, inner]]), values);
}
