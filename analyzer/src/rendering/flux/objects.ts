/**
 * The objects by which Flux says which folder becomes which objects: Kustomizations, and the FluxInstance whose `sync` is one.
 * https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
import type { Span } from '../../model/place.ts';
import { folderOf, resolvePath } from '../../syntax/path.ts';
import { at, isTrue, scalarAt, type Tree, textAt } from '../../syntax/tree.ts';
import type { Files } from '../contract.ts';
import { identityOf } from '../kustomize/resource.ts';

export interface FluxKustomization {
  readonly name: string;
  /** null: none written. */
  readonly namespace: string | null;
  /** File it is written in. */
  readonly file: string;
  readonly tree: Tree;
  readonly spec: Tree;
  /** As written: `./clusters/prod`. */
  readonly path: string;
  /** Name of the source it is read from; null: none written. */
  readonly source: string | null;
  readonly suspended: boolean;
  readonly at: Span;
}

/** Group of the API → kind → where its spec stands. */
const DEPLOYS: Readonly<Record<string, { readonly kind: string; readonly spec: readonly string[] }>> = {
  'kustomize.toolkit.fluxcd.io': { kind: 'Kustomization', spec: ['spec'] },
  'fluxcd.controlplane.io': { kind: 'FluxInstance', spec: ['spec', 'sync'] },
};

/** Cheap: whether a text may hold one. */
export const MAY_DEPLOY = /kustomize\.toolkit\.fluxcd\.io|fluxcd\.controlplane\.io/;

/** The object as a Kustomization; null where it is none. */
export function fluxKustomizationOf(tree: Tree, file: string): FluxKustomization | null {
  const { group, kind, name, namespace } = identityOf(tree);
  const form = Object.hasOwn(DEPLOYS, group) ? DEPLOYS[group] : undefined;
  const spec = form ? at(tree, ...form.spec) : null;
  if (!form || kind !== form.kind || spec?.kind !== 'mapping' || name === '') return null;
  return {
    name,
    namespace,
    file,
    tree,
    spec,
    path: textAt(spec, 'path') ?? '',
    source: textAt(spec, 'sourceRef', 'name') ?? (kind === 'FluxInstance' ? ROOT_SOURCE : null),
    suspended: isTrue(spec, 'suspend'),
    at: (scalarAt(spec, 'path') ?? scalarAt(tree, 'metadata', 'name') ?? tree).span,
  };
}

/** What `flux bootstrap` and the operator call the repository itself. */
const ROOT_SOURCE = 'flux-system';

/**
 * The folder it deploys; null where it is not here. The path is relative to the repository, which may lie below the root of
 * the scan: the folders above its file are tried, the outermost first. Only what deploys the repository itself may mean its
 * root or the folder the Kustomization lies in: of another source these are another repository's.
 */
export function folderDeployed(flux: FluxKustomization, files: Files): string | null {
  const relative = resolvePath('', flux.path.replace(/^\//, ''));
  if (relative === null || relative.includes('${') || textAt(flux.spec, 'sourceRef', 'kind') === 'ExternalArtifact')
    return null;
  const itself = flux.source === ROOT_SOURCE;
  if (relative === '' && !itself) return null;
  const candidates = foldersAbove(flux.file).map((folder) => resolvePath(folder, relative) ?? '');
  const found = candidates.find((folder) => files.list(folder).length > 0) ?? null;
  return found !== null && !itself && `${flux.file}/`.startsWith(`${found}/`) ? null : found;
}

/** `''`, then each folder towards the file. */
function foldersAbove(file: string): readonly string[] {
  const parts = folderOf(file) === '' ? [] : folderOf(file).split('/');
  return ['', ...parts.map((_, index) => parts.slice(0, index + 1).join('/'))];
}
