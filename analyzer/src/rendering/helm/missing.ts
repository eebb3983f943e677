/**
 * A subchart that is not here leaves the values its parent gives it: they become the release they would be if somebody asked for that
 * chart alone, so that the readers of releases find what they name. Nothing is made up: a chart that gets no values says nothing.
 */
import type { UnitContext } from '../../model/fact.ts';
import { asDict } from '../../syntax/go-template/trace.ts';
import type { Dict } from '../../syntax/go-template/types.ts';
import { madeMapping, madeText } from '../../syntax/made-tree.ts';
import { FULL_NAME } from '../../syntax/release.ts';
import type { Tree } from '../../syntax/tree.ts';
import type { Unit } from '../../syntax/unit.ts';
import type { Chart } from './chart.ts';
import { inside } from './chart-files.ts';
import type { Requirement } from './requirements.ts';
import { treeOf } from './value-tree.ts';

/** A unit for each missing subchart that gets values; `values`: coalesced. */
export function unitsOfMissing(
  chart: Chart,
  values: Dict,
  release: string,
  context: UnitContext,
  inputs: readonly string[],
): readonly Unit[] {
  const own = chart.missing.flatMap((requirement): readonly Unit[] => {
    const name = requirement.alias ?? requirement.name;
    const given = asDict(values.entries.get(name)?.value);
    if (!given || given.entries.size === 0) return [];
    const file = inside(chart.folder, 'Chart.yaml');
    const content = releaseTree(requirement, release, fullName(release, name), given);
    return [{ id: `${file}#${name}@${context.root}`, syntax: 'yaml', file, inputs, context, content, notes: [] }];
  });
  const below = chart.subcharts.flatMap(({ chart: subchart }) => {
    const given = asDict(values.entries.get(subchart.name)?.value);
    return given ? unitsOfMissing(subchart, given, release, context, inputs) : [];
  });
  return [...own, ...below];
}

/** As the `fullname` that `helm create` writes into a chart: the release alone where it has the chart's name in it. */
function fullName(release: string, chart: string): string {
  return release.includes(chart) ? release : `${release}-${chart}`;
}

/** In the form of Flux, which the readers know. */
function releaseTree({ name, at }: Requirement, release: string, full: string, given: Dict): Tree {
  const values = treeOf(given, at);
  const place = { ...values, span: at, via: [] };
  const text = (written: string) => madeText(written, place);
  const source = madeMapping(place, { spec: madeMapping(place, { chart: text(name) }) });
  return madeMapping(place, {
    apiVersion: text('helm.toolkit.fluxcd.io/v2'),
    kind: text('HelmRelease'),
    metadata: madeMapping(place, {
      name: text(full),
      annotations: madeMapping(place, { [FULL_NAME]: text(full) }),
    }),
    spec: madeMapping(place, { chart: source, values, releaseName: text(release) }),
  });
}
