/**
 * A chart that is not in this repository, or that is here and could not be read: its Application with all values it gives written
 * out in place, as one release, so that the reader of releases sees what they name. It never guesses what the chart does.
 */

import { madeMapping, madeText } from '../../syntax/made-tree.ts';
import { at, type Mapping, scalarAt, type Tree } from '../../syntax/tree.ts';
import type { Unit } from '../../syntax/unit.ts';
import { withEntry } from '../kustomize/edit.ts';
import { contextOf } from './destination.ts';
import type { Application, Source } from './objects.ts';
import { chartName, type GivenValues } from './values.ts';

/** The release as a unit; null where it gives no values. `number`: place among the sources. */
export function foreignRelease(
  application: Application,
  source: Source,
  given: GivenValues,
  number: number,
): Unit | null {
  if (given.tree === null || application.tree.kind !== 'mapping') return null;
  const context = contextOf(application, '', given.environment);
  return {
    id: `${application.file}#${number}@${context.root}`,
    syntax: 'yaml',
    file: application.file,
    inputs: [],
    context,
    content: released(application.tree, source, given.tree),
    notes: [],
  };
}

function released(application: Mapping, source: Source, values: Mapping): Tree {
  const name = scalarAt(source.tree, 'chart') ?? madeText(chartName(source.path ?? source.repository), source.tree);
  const helm = madeMapping(source.tree, {
    releaseName: scalarAt(source.tree, 'helm', 'releaseName'),
    valuesObject: values,
  });
  const spec = madeMapping(source.tree, {
    destination: at(application, 'spec', 'destination'),
    source: madeMapping(source.tree, { repoURL: at(source.tree, 'repoURL'), chart: name, helm }),
  });
  return withEntry(application, 'spec', spec);
}
