/**
 * What Flux makes of a cluster: its root Kustomizations built, and every Kustomization in their output built in turn. Variables
 * may come from an object that another one brings, so it is done again while that makes more of them known.
 */
import type { Note } from '../../model/fact.ts';
import { entriesAt, type Mapping, scalarAt, type Tree, at as treeAt } from '../../syntax/tree.ts';
import type { Files } from '../contract.ts';
import { environmentOfFileName, environmentOfFolders } from '../environment.ts';
import { buildFolder } from '../kustomize/build.ts';
import { mapping } from '../kustomize/edit.ts';
import { addMetadata } from '../kustomize/labels.ts';
import { identityOf, type Resource } from '../kustomize/resource.ts';
import { kustomizationIn, openSources, type Parsed, type Sources } from '../kustomize/sources.ts';
import type { Built } from '../kustomize/units.ts';
import { generatedKustomization } from './generated.ts';
import { type FluxKustomization, fluxKustomizationOf, folderDeployed } from './objects.ts';
import { releaseObjects } from './releases.ts';
import { applySubstitution, type ObjectLookup, variablesOf } from './substitution.ts';

/** Kustomizations of one cluster; large fleets have a few hundred. */
const MOST_KUSTOMIZATIONS = 2_000;
/** Objects of one cluster. */
const MOST_OBJECTS = 100_000;
/** Variables that name variables that name variables. */
const MOST_PASSES = 3;

export interface FluxRendering {
  readonly built: readonly Built[];
  readonly notes: readonly Note[];
  readonly used: readonly string[];
}

/** Renders the Kustomizations among `beside` and all they lead to; `beside` is not repeated. `root`: what the units belong to. */
export function renderFlux(beside: readonly Built[], root: string, files: Files): FluxRendering {
  const parsed: Parsed = new Map();
  let pass = renderPass(beside, { root, sources: openSources(files, parsed), known: new Map() });
  for (let turn = 1; turn < MOST_PASSES && pass.missing.some((key) => pass.objects.has(key)); turn += 1) {
    const before = pass.missing.length;
    pass = renderPass(beside, { root, sources: openSources(files, parsed), known: pass.objects });
    if (pass.missing.length >= before) break;
  }
  return { built: pass.built, notes: pass.sources.notes(), used: pass.sources.used() };
}

interface Passing {
  readonly root: string;
  readonly sources: Sources;
  /** ConfigMaps and Secrets that an earlier pass made, by kind, namespace and name. */
  readonly known: ReadonlyMap<string, Tree>;
}

interface Pass {
  readonly built: readonly Built[];
  readonly objects: ReadonlyMap<string, Tree>;
  /** Keys of objects that variables were asked from and that were not there. */
  readonly missing: readonly string[];
  readonly sources: Sources;
}

function renderPass(beside: readonly Built[], { root, sources, known }: Passing): Pass {
  const built: Built[] = [];
  const objects = new Map(known);
  const missing = new Set<string>();
  const met = new Set<string>();
  const queue: FluxKustomization[] = [];
  const take = (one: Built): void => {
    remember(objects, one);
    const flux = fluxKustomizationOf(one.resource.tree, one.resource.file);
    if (flux) queue.push(flux);
  };
  const find: ObjectLookup = (kind, namespace, name) => {
    const found = objects.get(objectKey(kind, namespace, name)) ?? null;
    if (!found) missing.add(objectKey(kind, namespace, name));
    return found;
  };
  beside.forEach(take);
  for (let flux = queue.shift(); flux; flux = queue.shift()) {
    if (met.has(nameOf(flux))) continue;
    if (met.size >= MOST_KUSTOMIZATIONS || built.length >= MOST_OBJECTS) {
      sources.unresolved('more Flux Kustomizations than are followed', flux.at);
      break;
    }
    met.add(nameOf(flux));
    const objectsOfOne = deploy(flux, root, sources, find);
    built.push(...objectsOfOne);
    objectsOfOne.forEach(take);
  }
  return { built, objects, missing: [...missing], sources };
}

/** `namespace/name`, or the name. */
function nameOf({ namespace, name }: FluxKustomization): string {
  return namespace === null ? name : `${namespace}/${name}`;
}

function objectKey(kind: string, namespace: string | null, name: string): string {
  return `${kind}/${namespace ?? ''}/${name}`;
}

/** Encrypted or not: an object that is there but cannot be read is not missing. */
function remember(objects: Map<string, Tree>, { resource: { tree }, context }: Built): void {
  const { kind, namespace, name } = identityOf(tree);
  if (kind === 'ConfigMap' || kind === 'Secret')
    objects.set(objectKey(kind, namespace ?? context.namespace, name), tree);
}

/** The objects of one Kustomization. */
function deploy(flux: FluxKustomization, root: string, sources: Sources, find: ObjectLookup): readonly Built[] {
  const folder = folderDeployed(flux, sources.files);
  if (folder === null) {
    sources.unresolved(`the folder of a Flux Kustomization that is not here: ${flux.path || '.'}`, flux.at);
    return [];
  }
  if (flux.suspended) sources.unresolved('a suspended Flux Kustomization: what it deployed stays as it was', flux.at);
  const resources = kustomizationIn(folder, sources.files)
    ? null
    : generatedKustomization(folder, sources.files, flux.at);
  const made = buildFolder(folder, sources, { added: additionsOf(flux), resources });
  const filled = applySubstitution(made, flux, variablesOf(flux, find), sources);
  const context = {
    root,
    namespace: scalarAt(flux.spec, 'targetNamespace')?.text || null,
    environment: environmentOf(folder, flux, root),
  };
  const by = `${root}:${nameOf(flux)}`;
  return withMetadata(filled, flux).flatMap((resource) => releaseObjects({ resource, context, by }, sources, find));
}

function environmentOf(folder: string, flux: FluxKustomization, root: string): string | null {
  const rootFile = root.endsWith('.yaml') || root.endsWith('.yml') ? root : `${root}/`;
  return (
    environmentOfFolders(`${folder}/`) ??
    environmentOfFolders(rootFile) ??
    environmentOfFileName(rootFile) ??
    environmentOfFolders(flux.file)
  );
}

/** Fields of a Flux Kustomization that kustomize has too, by Flux's name → kustomize's. */
const SHARED_FIELDS: Readonly<Record<string, string>> = {
  targetNamespace: 'namespace',
  namePrefix: 'namePrefix',
  nameSuffix: 'nameSuffix',
  components: 'components',
  patches: 'patches',
  patchesStrategicMerge: 'patchesStrategicMerge',
  patchesJson6902: 'patchesJson6902',
  images: 'images',
};

function additionsOf(flux: FluxKustomization): Mapping {
  const fields = entriesAt(flux.spec).flatMap(({ key, value }) => {
    const name = Object.hasOwn(SHARED_FIELDS, key.text) ? SHARED_FIELDS[key.text] : undefined;
    return name ? [[name, value] as const] : [];
  });
  return mapping(fields, flux.at);
}

/** `commonMetadata` reaches the objects only, not their pods. */
function withMetadata(resources: readonly Resource[], flux: FluxKustomization): readonly Resource[] {
  const fields = ['labels', 'annotations'] as const;
  return fields
    .map((field) => ({ field, set: treeAt(flux.spec, 'commonMetadata', field), pods: false }))
    .reduce(addMetadata, resources);
}
