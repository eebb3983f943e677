/**
 * An OpenShift Template: objects with parameters in them. A parameter that has a value here is filled in, one that is left to whoever
 * processes the template stays as written, so that two of its objects still mean the same by it. Nothing is generated.
 * https://docs.redhat.com/en/documentation/openshift_container_platform/4.17/html/images/using-templates
 */
import { withText } from './made-tree.ts';
import { itemsAt, type Scalar, type Tree, textAt } from './tree.ts';

/** Whether a document is one: its kind, and the group it had before and since groups. */
export function isOpenShiftTemplate(kind: string, apiVersion: string): boolean {
  return kind === 'Template' && /^(?:template\.openshift\.io\/)?v1$/.test(apiVersion);
}

/** The objects of a template. */
export function templateObjects(template: Tree): readonly Tree[] {
  const values = new Map(
    itemsAt(template, 'parameters').flatMap((parameter): readonly (readonly [string, string])[] => {
      const [name, value] = [textAt(parameter, 'name'), textAt(parameter, 'value')];
      return name && value && !value.includes('${') ? [[name, value]] : [];
    }),
  );
  const fill = createFill(values);
  return itemsAt(template, 'objects').map(fill);
}

/** Longest text that filling in may make; characters. */
const LONGEST = 100_000;
/** `${NAME}` in a text, `${{NAME}}` for what need not be a text. */
const PARAMETER = /\$\{\{(\w+)\}\}|\$\{(\w+)\}/g;

/** Fills each node once, however many aliases lead to it. */
function createFill(values: ReadonlyMap<string, string>): (tree: Tree) => Tree {
  const done = new Map<Tree, Tree>();
  function fill(tree: Tree): Tree {
    const known = done.get(tree);
    if (known) return known;
    const filled = fillNew(tree);
    done.set(tree, filled);
    return filled;
  }
  function fillNew(tree: Tree): Tree {
    if (tree.kind === 'scalar') return filledText(tree, values);
    if (tree.kind === 'sequence') return { ...tree, items: tree.items.map(fill) };
    const entries = [...tree.entries].map(([name, { key, value }]) => [name, { key, value: fill(value) }] as const);
    return { ...tree, entries: new Map(entries) };
  }
  return fill;
}

function filledText(scalar: Scalar, values: ReadonlyMap<string, string>): Scalar {
  if (!scalar.text.includes('${')) return scalar;
  const text = scalar.text.replace(
    PARAMETER,
    (whole, bare?: string, quoted?: string) => values.get(bare ?? quoted ?? '') ?? whole,
  );
  return text.length > LONGEST ? scalar : withText(scalar, text);
}
