/**
 * Applications as Argo CD reads them: which folders or charts they deploy, with what, and where to. It never opens what they name.
 * https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/
 */
import type { Span } from '../../model/place.ts';
import { at, itemsAt, scalarAt, type Tree, textAt } from '../../syntax/tree.ts';
import { identityOf } from '../kustomize/resource.ts';

export interface Application {
  readonly name: string;
  /** Namespace of the object itself; null: none written. */
  readonly namespace: string | null;
  /** File it is written in, or templated in. */
  readonly file: string;
  readonly tree: Tree;
  readonly sources: readonly Source[];
  readonly destination: Destination;
  readonly at: Span;
}

export interface Source {
  readonly tree: Tree;
  /** Where it is written. */
  readonly at: Span;
  readonly repository: string;
  /** Folder in the repository, as written; null: none. */
  readonly path: string | null;
  /** Chart of a Helm or OCI repository; null: it is no chart of one. */
  readonly chart: string | null;
  /** What `$ref/…` in the value files of another source calls it; null: nothing. */
  readonly ref: string | null;
}

export interface Destination {
  /** Name of the cluster, else its address; null: none written. */
  readonly cluster: string | null;
  readonly namespace: string | null;
}

/** Cheap: whether a text may hold an Application or an ApplicationSet. */
export function mayDeploy(text: string): boolean {
  return /argoproj\.io/.test(text) && /\bkind\b["']?[ \t]*:[ \t]*["']?Application(?:Set)?\b/.test(text);
}

const GROUP = 'argoproj.io';

/** The object as an Application; null where it is none. */
export function applicationOf(tree: Tree, file: string): Application | null {
  const { group, kind, name, namespace } = identityOf(tree);
  if (group !== GROUP || kind !== 'Application' || name === '') return null;
  const named = scalarAt(tree, 'metadata', 'name');
  return {
    name,
    namespace,
    file,
    tree,
    sources: sourcesOf(tree),
    destination: {
      cluster: textAt(tree, 'spec', 'destination', 'name') || textAt(tree, 'spec', 'destination', 'server') || null,
      namespace: textAt(tree, 'spec', 'destination', 'namespace') || null,
    },
    at: named?.span ?? tree.span,
  };
}

/** Whether the object makes Applications. */
export function isApplicationSet(tree: Tree): boolean {
  const { group, kind } = identityOf(tree);
  return group === GROUP && kind === 'ApplicationSet';
}

/** `sources` stand in the place of `source` (user-guide, "Multiple Sources"). */
function sourcesOf(tree: Tree): readonly Source[] {
  const several = itemsAt(tree, 'spec', 'sources');
  const single = at(tree, 'spec', 'source');
  return (several.length > 0 ? several : single ? [single] : []).flatMap((source) =>
    source.kind === 'mapping' ? [sourceOf(source)] : [],
  );
}

function sourceOf(tree: Tree): Source {
  return {
    tree,
    at: (scalarAt(tree, 'path') ?? scalarAt(tree, 'chart') ?? scalarAt(tree, 'repoURL') ?? tree).span,
    repository: textAt(tree, 'repoURL') ?? '',
    path: textAt(tree, 'path') || null,
    chart: textAt(tree, 'chart') || null,
    ref: textAt(tree, 'ref') || null,
  };
}
