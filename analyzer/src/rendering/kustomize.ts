/**
 * Kustomize overlays and what Flux makes of a repository: every root is built as its tool would, so that k overlays of one base
 * are k deployments. A base that something takes in is none by itself.
 */
import { defineRenderer, type Files, type Rendered, type Root } from './contract.ts';
import { environmentOfFolders } from './environment.ts';
import { findFlux } from './flux/find.ts';
import { renderFlux } from './flux/render.ts';
import { fluxRoots } from './flux/roots.ts';
import { buildKustomization } from './kustomize/build.ts';
import { kustomizationRoots } from './kustomize/roots.ts';
import { isKustomizationFile, openSources } from './kustomize/sources.ts';
import { type Built, unitsOf } from './kustomize/units.ts';

/** Where a repository of Flux without any kustomization file keeps its own; elsewhere no manifest needs to be looked into. */
const FLUX_SIGN = /(?:^|\/)(?:clusters?\/|(?:gotk-sync|ks|flux[\w-]*)\.ya?ml$)/;

export default defineRenderer({
  id: 'kustomize',
  joins: 'Kustomize bases, components and overlays; Flux Kustomizations with their patches and variables',
  takesIn: ['helm'],
  roots: (paths, files) => {
    if (!paths.some((path) => isKustomizationFile(path) || FLUX_SIGN.test(path))) return [];
    const sources = openSources(files);
    const flux = fluxRoots(findFlux(paths, files), sources);
    return [...flux.roots, ...kustomizationRoots(paths, flux.reached, sources)];
  },
  render: (root, files) =>
    root.entries.some(isKustomizationFile) ? renderOverlay(root, files) : renderCluster(root, files),
});

/** An overlay may bring Flux Kustomizations: what they deploy is deployed with it. */
function renderOverlay(root: Root, files: Files): Rendered {
  const { documents, notes, used } = buildKustomization(root.id, files);
  const context = { root: root.id, namespace: null, environment: environmentOfFolders(`${root.id}/`) };
  const built = documents.map((resource) => ({ resource, context, by: root.id }));
  const flux = renderFlux(built, root.id, files);
  const claims = [...new Set([...used, ...flux.used])];
  return { units: unitsOf([...built, ...flux.built], claims), claims, notes: [...notes, ...flux.notes] };
}

/** The objects beside the root Kustomizations in their files are units too, where nothing else brings them. */
function renderCluster(root: Root, files: Files): Rendered {
  const sources = openSources(files);
  const context = { root: root.id, namespace: null, environment: environmentOfFolders(root.entries[0] ?? '') };
  const written = root.entries.flatMap((file) =>
    (sources.documents(file) ?? []).flatMap(({ number, tree }): readonly Built[] =>
      tree ? [{ resource: { tree, file, number, was: [], generated: null }, context, by: root.id }] : [],
    ),
  );
  const { built, notes, used } = renderFlux(written, root.id, files);
  const brought = new Set(built.map(({ resource }) => `${resource.file}#${resource.number}`));
  const beside = written.filter(({ resource }) => !brought.has(`${resource.file}#${resource.number}`));
  const claims = [...new Set([...root.entries, ...used])];
  return { units: unitsOf([...beside, ...built], claims), claims, notes: [...sources.notes(), ...notes] };
}
