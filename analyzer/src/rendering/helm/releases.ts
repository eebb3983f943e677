/**
 * With which values a chart is deployed, as far as the repository tells: by the tools that name the chart, and by the values files
 * beside it. A values file that a tool lays over the chart is that tool's.
 */
import { compareText } from '../../model/place.ts';
import type { ArchivingFiles, Files } from '../contract.ts';
import type { Deployment } from './deployment.ts';
import { HELMFILE, helmfileDeployments } from './helmfile.ts';
import { type Loading, openLoading } from './loading.ts';
import type { Release } from './render.ts';
import { SKAFFOLD_FILE, skaffoldDeployments } from './skaffold.ts';
import { variantsOf } from './variants.ts';

/** Releases of one chart that are rendered: each costs a rendering of the whole. */
const MOST_RELEASES = 40;

const TOOLS: ReadonlyArray<{
  readonly file: RegExp;
  readonly deployments: (file: string, loading: Loading) => readonly Deployment[];
}> = [
  { file: HELMFILE, deployments: helmfileDeployments },
  { file: SKAFFOLD_FILE, deployments: skaffoldDeployments },
];

/** Files of deployment tools by the folders of the charts they deploy, both in order. */
export function deployersByChart(paths: readonly string[], files: Files): ReadonlyMap<string, readonly string[]> {
  const deployers = new Map<string, Set<string>>();
  for (const path of paths)
    for (const { chart } of deploymentsIn(path, openLoading(files)))
      deployers.set(chart, (deployers.get(chart) ?? new Set()).add(path));
  return new Map([...deployers].map(([chart, tools]) => [chart, [...tools].sort(compareText)]));
}

function deploymentsIn(path: string, loading: Loading): readonly Deployment[] {
  return TOOLS.find(({ file }) => file.test(path))?.deployments(path, loading) ?? [];
}

export interface Releases {
  /** At least one. */
  readonly releases: readonly Release[];
  /** Values files that nobody lays over the chart. */
  readonly unused: readonly string[];
}

/** The releases of the chart in `folder`; `deployers`: files of tools that deploy it. */
export function releasesOf(
  folder: string,
  deployers: readonly string[],
  files: ArchivingFiles,
  loading: Loading,
): Releases {
  const deployed = deployers
    .flatMap((path) => deploymentsIn(path, loading))
    .filter(({ chart }) => chart === folder)
    .map(({ release }): Release => release);
  const taken = new Set(deployed.flatMap(({ values }) => values.filter((each) => typeof each === 'string')));
  const variants = variantsOf(folder, files).filter((variant) => !variant.files.some((file) => taken.has(file)));
  const common = variants.filter(({ name }) => name === '').flatMap((variant) => variant.files);
  const named = variants.filter(({ environment }) => environment !== null);
  const by = (name: string | null, values: readonly string[], environment: string | null): Release => ({
    name: null,
    namespace: null,
    values: [...common, ...values],
    environment,
    root: name === null ? folder || '.' : `${folder || '.'}@${name}`,
  });
  const all = [...deployed, ...named.map((variant) => by(variant.name, variant.files, variant.environment))];
  const rest = variants.filter((variant) => variant.name !== '' && !named.includes(variant));
  return {
    releases: all.length > 0 ? all.slice(0, MOST_RELEASES) : [by(null, [], null)],
    unused: rest.flatMap((variant) => variant.files),
  };
}
