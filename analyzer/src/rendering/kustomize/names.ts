/**
 * `namespace`, `namePrefix` and `nameSuffix`: objects get another name, and what names them follows. Identities that others may
 * still call them by are kept by `changed`.
 */
import type { Span } from '../../model/place.ts';
import { at, type Scalar, scalarAt, type Tree, textAt } from '../../syntax/tree.ts';
import { changeAt, decidedBy, scalar } from './edit.ts';
import { mapReferences } from './references.ts';
import { changed, identityOf, isClusterKind, type Resource } from './resource.ts';

/** Every namespaced object moved into the namespace the kustomization names; a Namespace takes its name. */
export function applyNamespace(resources: readonly Resource[], model: Tree): readonly Resource[] {
  const namespace = scalarAt(model, 'namespace');
  if (!namespace?.text) return resources;
  const accounts = new Set(['default']);
  for (const { kind, name } of resources.map(({ tree }) => identityOf(tree)))
    if (kind === 'ServiceAccount') accounts.add(name);
  return resources.map((resource) => {
    const { kind } = identityOf(resource.tree);
    if (kind === 'Namespace') return changed(resource, renamed(resource.tree, namespace.text, namespace.span));
    const tree = isClusterKind(kind) ? resource.tree : moved(resource.tree, namespace);
    return changed(resource, /RoleBinding$/.test(kind) ? withSubjects(tree, accounts, namespace) : tree);
  });
}

function moved(tree: Tree, { text, span }: Scalar): Tree {
  return changeAt(tree, ['metadata', 'namespace'], span, (old) =>
    old ? decidedBy(scalar(text, span), old.span) : scalar(text, span),
  );
}

/** A binding follows the ServiceAccounts that are moved with it, and those called `default`. */
function withSubjects(tree: Tree, accounts: ReadonlySet<string>, namespace: Scalar): Tree {
  const subjects = at(tree, 'subjects');
  if (subjects?.kind !== 'sequence') return tree;
  const items = subjects.items.map((item) =>
    textAt(item, 'kind') === 'ServiceAccount' && accounts.has(textAt(item, 'name') ?? '')
      ? changeAt(item, ['namespace'], namespace.span, () => namespace)
      : item,
  );
  return changeAt(tree, ['subjects'], namespace.span, () => ({ ...subjects, items }));
}

function renamed(tree: Tree, name: string, asked: Span): Tree {
  return changeAt(tree, ['metadata', 'name'], asked, (old) =>
    old?.kind === 'scalar' ? decidedBy({ ...old, text: name, value: name }, asked) : scalar(name, asked),
  );
}

/** Kinds that keep their name (kustomize, api/internal/builtins/PrefixTransformer.go). */
const KEEP_NAME = new Set(['Namespace', 'CustomResourceDefinition', 'APIService']);

/** Every name with the prefix and suffix, and every reference to an object of these resources with it. */
export function applyPrefixes(resources: readonly Resource[], model: Tree): readonly Resource[] {
  const [prefix, suffix] = [scalarAt(model, 'namePrefix'), scalarAt(model, 'nameSuffix')];
  const asked = prefix?.text ? prefix.span : suffix?.text ? suffix.span : null;
  if (!asked) return resources;
  const affix = (name: string) => `${prefix?.text ?? ''}${name}${suffix?.text ?? ''}`;
  const names = new Map<string, string>();
  const now = resources.map((resource) => {
    const { kind, name } = identityOf(resource.tree);
    if (KEEP_NAME.has(kind)) return resource;
    for (const called of [name, ...resource.was.map((identity) => identity.name)])
      names.set(`${kind} ${called}`, affix(name));
    return changed(resource, renamed(resource.tree, affix(name), asked));
  });
  return now.map((resource) => ({ ...resource, tree: follow(resource.tree, names, asked) }));
}

function follow(tree: Tree, names: ReadonlyMap<string, string>, asked: Span): Tree {
  return mapReferences(tree, (kind, name) => {
    const now = names.get(`${kind} ${name.text}`);
    return now === undefined ? null : decidedBy({ ...name, text: now, value: now }, asked);
  });
}
