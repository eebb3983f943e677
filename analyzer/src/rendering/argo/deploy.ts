/**
 * One Application becomes the objects its sources hold, each built with the tool Argo CD would take for it. What is not in this
 * repository is a note, and its inline values are kept. https://argo-cd.readthedocs.io/en/stable/user-guide/tool_detection/
 */
import type { UnitContext } from '../../model/fact.ts';
import { fromTree } from '../../syntax/go-template/values.ts';
import { at, textAt } from '../../syntax/tree.ts';
import type { Unit } from '../../syntax/unit.ts';
import { renderChart } from '../helm/render.ts';
import { buildFolder } from '../kustomize/build.ts';
import type { Resource } from '../kustomize/resource.ts';
import { kustomizationIn, type Sources } from '../kustomize/sources.ts';
import { unitsOf } from '../kustomize/units.ts';
import { contextOf } from './destination.ts';
import { readDirectory } from './directory.ts';
import { foreignRelease } from './foreign.ts';
import { chartIn, folderHere } from './here.ts';
import { kustomizeOptions } from './kustomize-options.ts';
import type { Application, Source } from './objects.ts';
import { valuesOf } from './values.ts';

/** What several deployments of one root share. */
export interface Deploying {
  readonly sources: Sources;
  /** Takes files of a chart into use. */
  claim(files: readonly string[]): void;
  /** Keeps a release that nothing more is made of. */
  keep(release: Unit): void;
}

/** The objects of every source, in order. */
export function deploy(application: Application, deploying: Deploying): readonly Unit[] {
  if (application.sources.length === 0) deploying.sources.unresolved('an Application without a source', application.at);
  return application.sources.flatMap((source, index) => deploySource(source, application, index + 1, deploying));
}

function deploySource(source: Source, application: Application, number: number, deploying: Deploying): readonly Unit[] {
  const { sources } = deploying;
  if (source.chart !== null) return keepRelease({ source, application, number, folder: null, deploying });
  if (source.path === null) {
    // A source with a name alone lends files to the others.
    if (source.ref === null) sources.unresolved('an Application source without a path', source.at);
    return [];
  }
  const folder = folderHere(source.path, application.file, sources.files);
  if (folder === null) {
    sources.unresolved(`the folder of an Application that is not here: ${source.path}`, source.at);
    return keepRelease({ source, application, number, folder, deploying });
  }
  if (at(source.tree, 'plugin')) sources.unresolved('a plugin of Argo CD is not run', source.at);
  return TOOLS[toolOf(folder, sources)]({ source, application, number, folder, deploying });
}

interface Building {
  readonly source: Source;
  readonly application: Application;
  /** Place among the sources, from 1. */
  readonly number: number;
  readonly folder: string;
  readonly deploying: Deploying;
}

/** A chart of another repository, or one that could not be read: nothing comes of it but the release itself. */
function keepRelease({
  source,
  application,
  number,
  folder,
  deploying,
}: Omit<Building, 'folder'> & { folder: string | null }): readonly [] {
  const given = valuesOf(source, application, folder, deploying.sources);
  const release = foreignRelease(application, source, given, number);
  if (release) deploying.keep(release);
  return [];
}

type Tool = 'kustomize' | 'helm' | 'directory';

function toolOf(folder: string, { files }: Sources): Tool {
  if (kustomizationIn(folder, files)) return 'kustomize';
  return chartIn(folder, files) ? 'helm' : 'directory';
}

const TOOLS: Readonly<Record<Tool, (building: Building) => readonly Unit[]>> = {
  kustomize: buildOverlay,
  helm: buildChart,
  directory: buildDirectory,
};

function buildOverlay({ source, application, folder, deploying: { sources } }: Building): readonly Unit[] {
  const resources = buildFolder(folder, sources, { added: kustomizeOptions(source), resources: null });
  return unitsIn(contextOf(application, folder, null), resources);
}

function buildDirectory({ source, application, folder, deploying: { sources } }: Building): readonly Unit[] {
  const resources = readDirectory(folder, at(source.tree, 'directory'), sources);
  if (resources.length === 0) sources.unresolved('a folder of an Application that holds no manifest', source.at);
  if (at(source.tree, 'directory', 'jsonnet')) sources.unresolved('Jsonnet is not evaluated', source.at);
  return unitsIn(contextOf(application, folder, null), resources);
}

function unitsIn(context: UnitContext, resources: readonly Resource[]): readonly Unit[] {
  return unitsOf(
    resources.map((resource) => ({ resource, context, by: context.root })),
    [],
  );
}

function buildChart(building: Building): readonly Unit[] {
  const { source, application, folder, deploying } = building;
  const { sources, claim } = deploying;
  const given = valuesOf(source, application, folder, sources);
  const context = contextOf(application, folder, given.environment);
  const name = textAt(source.tree, 'helm', 'releaseName') || application.name;
  const values = given.tree ? [fromTree(given.tree)] : [];
  const rendered = renderChart(folder, [{ ...context, name, values }], sources.files);
  if (!rendered) return keepRelease(building);
  claim(rendered.claims);
  for (const { what, at: place } of rendered.notes) sources.unresolved(what, place);
  return rendered.units;
}
