/**
 * Where the charts are that a chart depends on: in its `charts/` as folders or archives, behind a `file://` path, or beside it in a
 * repository of charts. What is elsewhere is named and not fetched.
 */
import { baseName, folderOf, resolvePath } from '../../syntax/path.ts';
import { textAt } from '../../syntax/tree.ts';
import type { ArchivingFiles } from '../contract.ts';
import { unpack } from './archived-files.ts';
import { inside } from './chart-files.ts';
import type { Loading } from './loading.ts';
import type { Requirement } from './requirements.ts';

export interface Found {
  readonly folder: string;
  readonly files: ArchivingFiles;
  readonly requirement: Requirement | null;
  readonly owned: boolean;
}

type Place = Pick<Found, 'folder' | 'files' | 'owned'>;
interface Named extends Place {
  readonly name: string;
}

/** The requirements whose chart is here, each with its chart, then what else lies in `charts/`. */
export function findSubcharts(
  folder: string,
  files: ArchivingFiles,
  requirements: readonly Requirement[],
  loading: Loading,
): readonly Found[] {
  const kept = keptCharts(folder, files, loading);
  const found = requirements.flatMap((requirement): readonly Found[] => {
    const place = kept.find(({ name }) => name === requirement.name) ?? elsewhere(folder, files, requirement, loading);
    return place ? [{ folder: place.folder, files: place.files, owned: place.owned, requirement }] : [];
  });
  const said = new Set(requirements.map(({ name }) => name));
  const rest = kept.filter(({ name }) => !said.has(name)).map((place) => ({ ...place, requirement: null }));
  return [...found, ...rest];
}

/** The charts in `charts/`; names that begin with `_` or `.` are none of them (helm, `pkg/chart/loader/load.go`). */
function keptCharts(folder: string, files: ArchivingFiles, loading: Loading): readonly Named[] {
  return files.list(inside(folder, 'charts')).flatMap((path): readonly Named[] => {
    if (/^[._]/.test(baseName(path))) return [];
    const place = /\.(?:tgz|tar\.gz)$/.test(path) ? packed(path, files, loading) : { folder: path, files, owned: true };
    return place?.files.has(inside(place.folder, 'Chart.yaml')) ? [{ ...place, name: nameOf(place, loading) }] : [];
  });
}

function nameOf({ folder, files }: Place, loading: Loading): string {
  return textAt(loading.model(inside(folder, 'Chart.yaml'), files), 'name') ?? baseName(folder);
}

function packed(path: string, files: ArchivingFiles, loading: Loading): Place | null {
  const tar = files.tar?.(path) ?? null;
  const chart = tar ? unpack(path, tar) : null;
  if (!chart) loading.unresolved('a packed chart that cannot be opened: not read', path);
  for (const each of chart?.refused ?? []) loading.unresolved(`not read from the packed chart: ${each}`, path);
  return chart && { folder: chart.folder, files: chart.files, owned: true };
}

/** Behind a `file://` path of the workspace, or a folder of its name beside the chart. */
function elsewhere(folder: string, files: ArchivingFiles, requirement: Requirement, loading: Loading): Place | null {
  if (files !== loading.files) return null;
  const { repository, name, at } = requirement;
  if (repository?.startsWith('file://')) {
    const path = resolvePath(folder, repository.slice('file://'.length));
    if (path === null) loading.unresolved(`subchart ${name} stands outside of the repository`, at);
    return path !== null && files.has(inside(path, 'Chart.yaml')) ? { folder: path, files, owned: true } : null;
  }
  return besideOf(folder, files, name, loading);
}

/** In a repository of charts the published one is most likely made from the folder of its name, which `Chart.yaml` must confirm. */
function besideOf(folder: string, files: ArchivingFiles, name: string, loading: Loading): Place | null {
  const path = inside(folderOf(folder), name);
  if (folder === '' || path === folder || !files.has(inside(path, 'Chart.yaml'))) return null;
  const place = { folder: path, files, owned: false };
  return nameOf(place, loading) === name ? place : null;
}
