/** `vars`, the older form of replacements: `$(NAME)` in any text stands for a field of an object. Deprecated, and still in many bases. */
import { at, itemsAt, type Scalar, type Tree, textAt } from '../../syntax/tree.ts';
import { decidedBy, mapNodes } from './edit.ts';
import { findField, splitFieldPath } from './field-path.ts';
import { changed, identitiesOf, type Resource } from './resource.ts';

/** The resources with every `$(NAME)` that `models` (kustomizations of one build) declare filled in. */
export function applyVars(resources: readonly Resource[], models: readonly Tree[]): readonly Resource[] {
  const values = new Map<string, Scalar>();
  for (const declared of models.flatMap((model) => itemsAt(model, 'vars'))) {
    const value = varValue(resources, declared);
    const name = textAt(declared, 'name');
    if (name && value) values.set(name, value);
  }
  if (values.size === 0) return resources;
  return resources.map((resource) =>
    changed(
      resource,
      mapNodes(resource.tree, (node) => filled(node, values)),
    ),
  );
}

function varValue(resources: readonly Resource[], declared: Tree): Scalar | null {
  const [kind, name] = [textAt(declared, 'objref', 'kind'), textAt(declared, 'objref', 'name')];
  const resource = resources.find((one) => identitiesOf(one).some((id) => id.kind === kind && id.name === name));
  const path = splitFieldPath(
    textAt(at(declared, 'fieldref'), 'fieldpath') ?? textAt(at(declared, 'fieldref'), 'fieldPath') ?? 'metadata.name',
  );
  const found = resource ? findField(resource.tree, path) : null;
  return found?.kind === 'scalar' ? found : null;
}

const REFERENCE = /\$\(([\w.-]+)\)/g;

function filled(node: Tree, values: ReadonlyMap<string, Scalar>): Tree {
  if (node.kind !== 'scalar' || !node.text.includes('$(')) return node;
  const met: Scalar[] = [];
  const text = node.text.replace(REFERENCE, (written, name: string) => {
    const value = values.get(name);
    if (value) met.push(value);
    return value?.text ?? written;
  });
  return met.length === 0 ? node : decidedBy({ ...node, text, value: text }, ...met.map(({ span }) => span));
}
