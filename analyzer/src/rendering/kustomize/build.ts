/**
 * One kustomization built, as `kustomize build` would: what it takes in, what it generates, then its transformers in the order
 * of kustomize (api/internal/target/kusttarget.go). What it cannot do is a note; it never reads what is not in the repository.
 */
import type { Note } from '../../model/fact.ts';
import { type Entry, entriesAt, itemsAt, type Mapping, type Scalar, type Tree } from '../../syntax/tree.ts';
import type { Files } from '../contract.ts';
import { inflateCharts } from './charts.ts';
import { applyImages, applyReplicas } from './counts-and-images.ts';
import { applyGenerators } from './generators.ts';
import { markHashedNames } from './hash.ts';
import { applyLabels } from './labels.ts';
import { type Found, objectsIn, resolveResource } from './locate.ts';
import { applyNamespace, applyPrefixes } from './names.ts';
import { applyJsonPatches, applyPatches, type Reading } from './patches.ts';
import { applyReplacements } from './replacements.ts';
import type { Resource } from './resource.ts';
import { kustomizationIn, openSources, type Sources } from './sources.ts';
import { applyVars } from './vars.ts';

/** Bases inside bases; real ones are four deep. */
const MOST_DEPTH = 24;
/** Objects of one build: a bundle of operators has a few thousand. */
const MOST_RESOURCES = 20_000;
/** Folders one build may enter: bases that double at every level end here. */
const MOST_FOLDERS = 2_000;

export interface Build {
  /** Every object, with the file it came from. */
  readonly documents: readonly Resource[];
  readonly notes: readonly Note[];
  /** Files it used, the kustomization files among them. */
  readonly used: readonly string[];
}

/**
 * Builds `folder`. `added`: fields that somebody else (Flux, Argo CD) lays over its kustomization; `resources` stand in for a
 * kustomization file where the folder has none.
 */
export function buildKustomization(folder: string, files: Files, added: Mapping | null = null): Build {
  const sources = openSources(files);
  const documents = buildFolder(folder, sources, { added, resources: null });
  return { documents, notes: sources.notes(), used: sources.used() };
}

export interface Additions {
  readonly added: Mapping | null;
  /** Paths from the folder that are taken in where it has no kustomization file. */
  readonly resources: Tree | null;
}

/** Builds `folder` with sources that others share. */
export function buildFolder(folder: string, sources: Sources, { added, resources }: Additions): readonly Resource[] {
  const building: Building = { sources, models: [], folders: 0 };
  const file = kustomizationIn(folder, sources.files);
  const own = file === null ? resources : sources.model(file);
  if (!own) return [];
  const model = added ? layFields(own, added) : own;
  const built = buildModel(model, { folder, stack: [folder] }, [], building);
  return markHashedNames(applyVars(built, building.models));
}

interface Building {
  readonly sources: Sources;
  /** Every kustomization met, for its vars. */
  readonly models: Tree[];
  folders: number;
}

/** A kustomization that is being built, below those that take it in. */
interface Place {
  readonly folder: string;
  readonly stack: readonly string[];
}

const LISTS = new Set(['patches', 'images', 'components', 'resources', 'replacements']);

/** Lists end to end, anything else in the place of what was there. */
function layFields(under: Tree, over: Mapping): Tree {
  if (under.kind !== 'mapping') return over;
  const entries = new Map<string, Entry>(under.entries);
  for (const [name, entry] of over.entries) {
    const old = entries.get(name)?.value;
    const joins = LISTS.has(name) && old?.kind === 'sequence' && entry.value.kind === 'sequence';
    entries.set(name, joins ? { ...entry, value: { ...old, items: [...old.items, ...itemsAt(entry.value)] } } : entry);
  }
  return { ...under, entries };
}

/** `taken`: what a component works on; a base starts with nothing. */
function buildModel(model: Tree, place: Place, taken: readonly Resource[], building: Building): readonly Resource[] {
  const reading: Reading = { folder: place.folder, sources: building.sources };
  building.models.push(model);
  sayUnread(model, building.sources);
  let resources = takeIn(model, place, taken, building);
  resources = applyGenerators([...resources, ...inflateCharts(model, reading)], model, reading);
  // Components work on what is there by now (kubernetes-sigs/kustomize#5170).
  for (const component of pathsIn(model, ['components']))
    resources = applyComponent(component, place, resources, building);
  resources = applyPatches(resources, model, reading);
  resources = applyPrefixes(applyNamespace(resources, model), model);
  resources = applyJsonPatches(applyLabels(resources, model), model, reading);
  resources = applyImages(applyReplicas(resources, model), model);
  return applyReplacements(resources, model, reading);
}

/** Fields of other programs, or of plugins: named, because they may change anything. */
const UNREAD: Readonly<Record<string, string>> = {
  helmChartInflationGenerator: 'a Helm chart that kustomize inflates is not read',
  generators: 'a generator plugin of kustomize is not run',
  transformers: 'a transformer of kustomize is not run',
  openapi: 'lists of custom resources are merged without the schema that openapi names',
};

function sayUnread(model: Tree, sources: Sources): void {
  for (const { key } of entriesAt(model)) {
    const what = Object.hasOwn(UNREAD, key.text) ? UNREAD[key.text] : undefined;
    if (what) sources.unresolved(what, key.span);
  }
}

function pathsIn(model: Tree, fields: readonly string[]): readonly Scalar[] {
  return fields.flatMap((field) =>
    itemsAt(model, field).flatMap((item) => (item.kind === 'scalar' && item.text !== '' ? [item] : [])),
  );
}

/** What `resources` and the older `bases` name, in order, behind what is taken already. */
function takeIn(model: Tree, place: Place, taken: readonly Resource[], building: Building): readonly Resource[] {
  const { sources } = building;
  const all = [...taken];
  for (const path of pathsIn(model, ['resources', 'bases'])) {
    const found = resolveResource(path, place.folder, sources);
    if (found === null) continue;
    const more = found.kind === 'folder' ? enter(found, place, [], building) : objectsIn(found.path, path, sources);
    if (all.length + more.length > MOST_RESOURCES) {
      sources.unresolved(`more than ${MOST_RESOURCES} objects in one kustomization`, path.span);
      break;
    }
    all.push(...more);
  }
  return all;
}

/** Builds a folder that another one takes in; `taken`: what it works on, if it is a component. */
function enter(found: Found, place: Place, taken: readonly Resource[], building: Building): readonly Resource[] {
  const { sources } = building;
  building.folders += 1;
  const refused = place.stack.includes(found.path)
    ? 'kustomizations that take each other in'
    : place.stack.length >= MOST_DEPTH || building.folders > MOST_FOLDERS
      ? 'kustomizations inside each other without end'
      : null;
  const model = refused ? null : sources.model(found.file);
  if (!model) {
    sources.unresolved(refused ?? `a kustomization that cannot be read: ${found.file}`, found.at);
    return taken;
  }
  return buildModel(model, { folder: found.path, stack: [...place.stack, found.path] }, taken, building);
}

function applyComponent(
  path: Scalar,
  place: Place,
  resources: readonly Resource[],
  building: Building,
): readonly Resource[] {
  const found = resolveResource(path, place.folder, building.sources);
  return found?.kind === 'folder' ? enter(found, place, resources, building) : resources;
}
