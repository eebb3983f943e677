/**
 * What Argo CD makes of the Applications it is given: every one deployed, and every Application in what comes out deployed in turn.
 * The objects are units; Applications themselves leave only what they deploy.
 */
import { baseName, folderOf } from '../../syntax/path.ts';
import type { Unit } from '../../syntax/unit.ts';
import type { Files, Rendered, Root } from '../contract.ts';
import { environmentOfFolders } from '../environment.ts';
import { openLoading } from '../helm/loading.ts';
import { releasesOf } from '../helm/releases.ts';
import { renderChart } from '../helm/render.ts';
import { buildFolder } from '../kustomize/build.ts';
import { isKustomizationFile, openSources, type Sources, sayFolder } from '../kustomize/sources.ts';
import { unitsOf } from '../kustomize/units.ts';
import { type Deploying, deploy } from './deploy.ts';
import { objectsIn } from './directory.ts';
import { type Application, applicationOf, isApplicationSet } from './objects.ts';
import { applicationsOfSet } from './sets.ts';

/** Applications of one root; large fleets have some hundreds. */
const MOST_APPLICATIONS = 2_000;
/** Objects of one root. */
const MOST_UNITS = 100_000;

/** Renders one root: a file with Applications, a kustomization that brings some, a chart that prints some. */
export function renderArgo(root: Root, files: Files): Rendered {
  const sources = openSources(files);
  const claimed = new Set(root.entries);
  const releases: Unit[] = [];
  const deploying: Deploying = {
    sources,
    claim(paths) {
      for (const path of paths) claimed.add(path);
    },
    keep: (release) => releases.push(release),
  };
  const units = [...follow(startOf(root, deploying), deploying), ...releases];
  deploying.claim(sources.used());
  const claims = [...claimed];
  return { units: named(units, root.id).map((unit) => ({ ...unit, inputs: claims })), claims, notes: sources.notes() };
}

/** Ids that no other root gives to what it deploys; an object that is deployed twice is two units. */
function named(units: readonly Unit[], root: string): readonly Unit[] {
  const met = new Map<string, number>();
  return units.map((unit) => {
    const times = (met.get(unit.id) ?? 0) + 1;
    met.set(unit.id, times);
    const own = unit.context.root === root || unit.context.root.startsWith(`${root}/`);
    return { ...unit, id: `${unit.id}${own ? '' : `@${root}`}${times === 1 ? '' : `~${times}`}` };
  });
}

/** The objects the root itself brings. */
function startOf(root: Root, { sources, claim }: Deploying): readonly Unit[] {
  const entry = root.entries[0] ?? '';
  const folder = folderOf(entry);
  const inFolder = { root: sayFolder(folder), namespace: null, environment: environmentOfFolders(entry) };
  if (isKustomizationFile(entry)) {
    const built = buildFolder(folder, sources, { added: null, resources: null });
    return unitsOf(
      built.map((resource) => ({ resource, context: inFolder, by: folder })),
      [],
    );
  }
  if (baseName(entry) === 'Chart.yaml') {
    // Nobody here deploys the chart of the Applications itself: its values files tell for which environments somebody does.
    const { releases, unused } = releasesOf(folder, [], sources.files, openLoading(sources.files));
    const rendered = renderChart(folder, releases, sources.files);
    claim([...(rendered?.claims ?? []), ...unused]);
    for (const { what, at } of rendered?.notes ?? []) sources.unresolved(what, at);
    return rendered?.units ?? [];
  }
  const context = { ...inFolder, root: entry };
  return unitsOf(
    root.entries.flatMap((file) => objectsIn(file, sources)).map((resource) => ({ resource, context, by: entry })),
    [],
  );
}

/** Everything that is deployed from `start` on. */
function follow(start: readonly Unit[], deploying: Deploying): readonly Unit[] {
  const made: Unit[] = [];
  const met = new Set<string>();
  const queue = [...start];
  // The queue grows while it is walked.
  for (const unit of queue) {
    const applications = applicationsIn(unit, deploying.sources);
    if (applications === null) made.push(unit);
    for (const application of applications ?? []) {
      const key = keyOf(application);
      if (met.has(key)) continue;
      met.add(key);
      if (met.size <= MOST_APPLICATIONS && queue.length <= MOST_UNITS)
        for (const one of deploy(application, deploying)) queue.push(one);
      else deploying.sources.unresolved('more Applications than are followed', application.at);
    }
  }
  return made;
}

/** The Applications a unit is or makes; null: it is something else. */
function applicationsIn({ content, file, syntax }: Unit, sources: Sources): readonly Application[] | null {
  if (syntax !== 'yaml') return null;
  const tree = content as Unit<'yaml'>['content'];
  if (isApplicationSet(tree))
    return applicationsOfSet(tree, file, sources).flatMap((one) => applicationOf(one, file) ?? []);
  const application = applicationOf(tree, file);
  return application ? [application] : null;
}

/** One Application, wherever it is met: what deploys itself is deployed once. */
function keyOf({ name, namespace, file, at, destination }: Application): string {
  return [namespace, name, destination.cluster, file, at.line, at.column].join('\0');
}
