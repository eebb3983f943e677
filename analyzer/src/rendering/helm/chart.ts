/**
 * A chart as its folder says: metadata, default values, templates and subcharts, before anybody decided which of them a release
 * takes. https://helm.sh/docs/topics/charts/
 */

import type { Dict } from '../../syntax/go-template/types.ts';
import { fileStart } from '../../syntax/line-index.ts';
import { baseName } from '../../syntax/path.ts';
import { type Tree, textAt } from '../../syntax/tree.ts';
import type { ArchivingFiles, Files } from '../contract.ts';
import { filesBelow, ignoredBy, inside } from './chart-files.ts';
import type { Loading } from './loading.ts';
import { type Requirement, requirementsOf } from './requirements.ts';
import { type Found, findSubcharts } from './subcharts.ts';
import { valuesOf } from './values-file.ts';

export interface Chart {
  readonly folder: string;
  /** Answer for the paths of this chart. */
  readonly files: ArchivingFiles;
  /** Its name, or the alias its parent calls it by. */
  readonly name: string;
  readonly metadata: Tree | null;
  /** A library prints nothing of its own. */
  readonly library: boolean;
  readonly values: Dict;
  readonly templates: readonly Template[];
  readonly subcharts: readonly Subchart[];
  /** What it depends on and is not here. */
  readonly missing: readonly Requirement[];
  /** Charts it is made of, itself among them; one taken twice counts twice. */
  readonly size: number;
}

export interface Subchart {
  readonly chart: Chart;
  /** What the parent says of it; null: it lies in `charts/` and nothing is said. */
  readonly requirement: Requirement | null;
  /** It is a part of the parent: in its `charts/`, or named by a `file://` path. */
  readonly owned: boolean;
}

export interface Template {
  readonly path: string;
  /** Relative to the chart: `templates/secret.yaml`. */
  readonly relative: string;
  readonly text: string;
}

/** Charts inside each other, and all charts of one release: more than any that people keep. */
const MOST_DEPTH = 12;
const MOST_CHARTS = 300;

/** Reads charts for one loading; a chart that several others take is read once. */
export function createChartReader(loading: Loading): (folder: string) => Chart {
  const known = new Map<string, Chart>();

  function read({ folder, files }: Pick<Found, 'folder' | 'files'>, stack: readonly string[]): Chart {
    const before = known.get(folder);
    if (before) return before;
    const metadata = loading.model(inside(folder, 'Chart.yaml'), files);
    const chart = {
      folder,
      files,
      name: textAt(metadata, 'name') ?? (baseName(folder) || 'chart'),
      metadata,
      library: textAt(metadata, 'type') === 'library',
      values: valuesOf(loading.model(inside(folder, 'values.yaml'), files)),
      templates: templatesOf(folder, files, loading),
      ...subchartsOf(folder, files, metadata, stack),
    };
    known.set(folder, chart);
    return chart;
  }

  function subchartsOf(
    folder: string,
    files: ArchivingFiles,
    metadata: Tree | null,
    stack: readonly string[],
  ): Pick<Chart, 'subcharts' | 'missing' | 'size'> {
    const requirements = requirementsOf(folder, metadata, files, loading);
    const all = findSubcharts(folder, files, requirements, loading);
    const here = new Set(all.map(({ requirement }) => requirement));
    const within = [...stack, folder];
    let size = 1;
    const subcharts = all.flatMap((found): readonly Subchart[] => {
      const circle = within.includes(found.folder) ? 'charts that depend on each other in a circle' : null;
      const chart = circle === null && within.length <= MOST_DEPTH ? read(found, within) : null;
      if (!chart || size + chart.size > MOST_CHARTS) {
        const place = found.requirement?.at ?? fileStart(inside(folder, 'Chart.yaml'));
        loading.unresolved(circle ?? 'too many charts inside each other: not read', place);
        return [];
      }
      size += chart.size;
      const name = found.requirement?.alias ?? chart.name;
      return [{ chart: { ...chart, name }, requirement: found.requirement, owned: found.owned }];
    });
    return { subcharts, size, missing: requirements.filter((requirement) => !here.has(requirement)) };
  }

  return (folder) => read({ folder, files: loading.files }, []);
}

function templatesOf(folder: string, files: Files, loading: Loading): readonly Template[] {
  const ignored = ignoredBy(folder, files);
  const length = folder === '' ? 0 : folder.length + 1;
  return filesBelow(inside(folder, 'templates'), files).flatMap((path) => {
    const relative = path.slice(length);
    const text = ignored(relative) ? null : files.text(path);
    if (text === null) return [];
    loading.inputs.add(path);
    return [{ path, relative, text }];
  });
}
