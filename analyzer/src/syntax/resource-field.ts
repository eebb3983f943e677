/**
 * The nodes of a resource that a path of fields leads to, as references to Secrets: a bare name, `{ name, key }`, or a list of either.
 * The path is a fact about the technology, so the text is a name and not a value.
 */
import type { ShapedReference } from './secret-shape.ts';
import { entriesAt, isTrue, type Scalar, scalarAt, type Tree, textAt } from './tree.ts';

interface Reached {
  readonly tree: Tree;
  readonly fields: readonly string[];
}

/** References at `path` (`*`: any field; items of lists are passed through), in the order written. */
export function referencesAt(tree: Tree, path: readonly string[]): readonly ShapedReference[] {
  return reach({ tree, fields: [] }, path).flatMap(({ tree: node, fields }) => referenceOf(node, fields) ?? []);
}

function reach(from: Reached, path: readonly string[]): readonly Reached[] {
  const { tree, fields } = from;
  if (tree.kind === 'sequence') return tree.items.flatMap((item) => reach({ tree: item, fields }, path));
  const [step, ...rest] = path;
  if (step === undefined) return [from];
  return entriesAt(tree)
    .filter(({ key }) => step === '*' || key.text === step)
    .flatMap(({ key, value }) => reach({ tree: value, fields: [...fields, key.text] }, rest));
}

function referenceOf(node: Tree, fields: readonly string[]): ShapedReference | null {
  const name = node.kind === 'scalar' ? node : (nameIn(node, 'name') ?? nameIn(node, 'secretName'));
  if (!name?.text || typeof name.value !== 'string') return null;
  return {
    type: 'kubernetes-secret',
    name,
    key: textAt(node, 'key') || textAt(node, 'secretKey') || null,
    namespace: textAt(node, 'namespace') || textAt(node, 'secretNamespace') || null,
    form: null,
    row: null,
    variable: null,
    path: null,
    optional: isTrue(node, 'optional'),
    fields,
    output: false,
  };
}

function nameIn(node: Tree, field: string): Scalar | null {
  const name = scalarAt(node, field);
  return name?.text ? name : null;
}
