/**
 * The values files beside a chart, by the environment they name: each is one rendering. People name them in a few ways; a file
 * that names no environment is somebody's, but nobody can tell whose. It only reads names.
 */
import { baseName } from '../../syntax/path.ts';
import type { Files } from '../contract.ts';
import { environmentOfFileName } from '../environment.ts';
import { filesBelow, inside } from './chart-files.ts';

/** Folders of a chart whose files only the chart reads; `ci` holds values of chart-testing. */
export const CHART_FOLDERS: readonly string[] = ['templates', 'charts', 'crds', 'ci'];

/** Folders that hold values of environments. */
const VALUES_FOLDERS: readonly string[] = ['values', 'env', 'envs', 'environment', 'environments'];

/** `secrets.yaml` beside `values.yaml` is the convention of helm-secrets. */
const VALUES_FILE = /^(?:(?:values|secrets)(?:[-._].+)?|.+[-._](?:values|secrets))\.ya?ml$/;

export interface Variant {
  /** What tells it from the others: `prod-eu`; empty: it holds for all. */
  readonly name: string;
  readonly environment: string | null;
  /** In the order they are laid over each other. */
  readonly files: readonly string[];
}

/** Whether a file of a chart's folder is one of values. */
export function isValuesFile(name: string): boolean {
  return VALUES_FILE.test(name);
}

/** The variants of the chart in `folder`, by name; the one that holds for all first, if it has files. */
export function variantsOf(folder: string, files: Files): readonly Variant[] {
  const beside = files.list(folder).filter((path) => files.has(path) && isValuesFile(baseName(path)));
  const below = VALUES_FOLDERS.flatMap((name) => filesBelow(inside(folder, name), files)).filter((path) =>
    /\.ya?ml$/.test(path),
  );
  const byName = new Map<string, string[]>();
  for (const path of [...beside, ...below]) {
    if (path === inside(folder, 'values.yaml')) continue;
    const name = variantName(path.slice(folder === '' ? 0 : folder.length + 1));
    byName.set(name, [...(byName.get(name) ?? []), path]);
  }
  return [...byName]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, paths]) => ({
      name,
      environment: environmentOfFileName(name),
      files: paths.sort((a, b) => Number(isSecret(a)) - Number(isSecret(b)) || (a < b ? -1 : 1)),
    }));
}

/** Words of a path that every values file may have. */
const COMMON = new Set(['values', 'secrets', 'secret', 'enc', 'sops', 'dec', ...VALUES_FOLDERS]);

function variantName(relative: string): string {
  return relative
    .replace(/\.ya?ml$/, '')
    .split(/[/._-]/)
    .filter((part) => part !== '' && !COMMON.has(part))
    .join('-');
}

function isSecret(path: string): boolean {
  return baseName(path).includes('secret');
}
