/**
 * Which Compose files of a folder belong together: the base file and its override are one project, further files are layers of
 * it, and a layer named after an environment makes a project of that environment. It decides by names alone.
 */
import { compareText } from '../model/place.ts';
import { baseName, folderOf } from '../syntax/path.ts';
import type { Root } from './contract.ts';
import { environmentOfFileName } from './environment.ts';

/** In the order Compose prefers them. https://docs.docker.com/compose/intro/compose-application-model/#the-compose-file */
const BASES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const OVERRIDE = /^(?:docker-)?compose\.override\.ya?ml$/;
const LAYER = /^(?:docker-)?compose[._-].+\.ya?ml$/;
/** A project of its own, whatever lies beside it: `docker-stack.yml`, `monitoring.compose.yaml`. */
const ALONE = /^(?:stack|.+[._-](?:compose|stack))\.ya?ml$/;

/** What a file is to its folder's project, by its name; the first that fits holds. */
const PARTS = [
  ['base', (name: string) => BASES.includes(name)],
  ['override', (name: string) => OVERRIDE.test(name)],
  ['layer', (name: string) => LAYER.test(name)],
  ['alone', (name: string) => ALONE.test(name)],
] as const;

function partOf(path: string): (typeof PARTS)[number][0] | null {
  return PARTS.find(([, fits]) => fits(baseName(path)))?.[0] ?? null;
}

/** The roots among `paths`, a root's id being the file that gives it its name. */
export function composeRoots(paths: readonly string[]): readonly Root[] {
  const folders = groupBy(
    paths.filter((path) => partOf(path) !== null),
    folderOf,
  );
  return [...folders.values()].flatMap((files) => rootsOfFolder([...files].sort(byName)));
}

function byName(a: string, b: string): number {
  return compareText(baseName(a), baseName(b));
}

function rootsOfFolder(files: readonly string[]): readonly Root[] {
  const parts = groupBy(files, partOf);
  const bases = BASES.flatMap((name) => files.find((file) => baseName(file) === name) ?? []);
  const [base, ...unused] = bases;
  if (base === undefined) return files.map((file) => ({ id: file, entries: [file] }));
  const ofEnvironment = groupBy(parts.get('layer') ?? [], environmentOfFileName);
  const shared = ofEnvironment.get(null) ?? [];
  return [
    { id: base, entries: [base, ...(parts.get('override') ?? []), ...shared] },
    ...[...ofEnvironment].flatMap(([environment, own]) =>
      environment === null || own[0] === undefined ? [] : [{ id: own[0], entries: [base, ...own] }],
    ),
    // Compose itself never reads a second base file; somebody names it with `-f`.
    ...[...unused, ...(parts.get('alone') ?? [])].map((file) => ({ id: file, entries: [file] })),
  ];
}

/** `Map.groupBy`, which Node 20 lacks. */
function groupBy<K>(paths: readonly string[], keyOf: (path: string) => K): ReadonlyMap<K, readonly string[]> {
  const groups = new Map<K, string[]>();
  for (const path of paths) {
    const key = keyOf(path);
    const group = groups.get(key);
    if (group) group.push(path);
    else groups.set(key, [path]);
  }
  return groups;
}
