/**
 * Which pods change with a generated name: kustomize writes a hash of the content into the name and into every reference, so
 * that a new value rolls the pods at the next apply. An annotation says so to the reader of restart triggers.
 */
import { type Scalar, type Tree, textAt } from '../../syntax/tree.ts';
import { changeAt, scalar } from './edit.ts';
import { mapReferences } from './references.ts';
import { identitiesOf, type Resource } from './resource.ts';

/** On what names a hashed object: `Secret/name` and `ConfigMap/name`, by commas. */
export const HASHED_NAMES = 'keyturn/hashed-names';

/** The resources, those that name a hashed object annotated with it, at the place of the generator. */
export function markHashedNames(resources: readonly Resource[]): readonly Resource[] {
  const hashed = new Map<string, Tree>();
  for (const resource of resources.filter(({ generated }) => generated === 'hashed'))
    for (const { kind, name } of identitiesOf(resource)) hashed.set(`${kind}/${name}`, resource.tree);
  return hashed.size === 0 ? resources : resources.map((resource) => marked(resource, hashed));
}

function marked(resource: Resource, hashed: ReadonlyMap<string, Tree>): Resource {
  const named = new Set<string>();
  mapReferences(resource.tree, (kind, name: Scalar) => {
    if (hashed.has(`${kind}/${name.text}`)) named.add(`${kind}/${name.text}`);
    return null;
  });
  const [first] = [...named].flatMap((name) => hashed.get(name) ?? []);
  if (!first || textAt(resource.tree, 'kind') === null) return resource;
  const annotation = scalar([...named].sort().join(','), first.span);
  const tree = changeAt(resource.tree, ['metadata', 'annotations', HASHED_NAMES], first.span, () => annotation);
  return { ...resource, tree };
}
