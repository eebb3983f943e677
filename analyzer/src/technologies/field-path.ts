/** Paths such as `$.spec.data[*].remote` of a declared technology, followed through a tree. No filters, no recursion: a path ends. */
import { entriesAt, type Scalar, type Tree } from '../syntax/tree.ts';

const STEP = /^(?:\.([A-Za-z_][\w-]*)|\['([^'\]]+)'\]|\["([^"\]]+)"\]|\[(\*)\])/;
/** Items that one path may lead to: more are no reference list. */
const MOST = 1000;

/** The steps of a path, `*` for every item; null where it is not one. */
export function stepsOf(path: string): readonly string[] | null {
  const steps: string[] = [];
  let rest = path.startsWith('$') ? path.slice(1) : '';
  while (rest !== '') {
    const match = STEP.exec(rest);
    if (!match) return null;
    steps.push(match[1] ?? match[2] ?? match[3] ?? '*');
    rest = rest.slice(match[0].length);
  }
  return steps.length > 0 ? steps : null;
}

/** The texts at the end of a path, in the order written. */
export function scalarsAt(tree: Tree, path: string): readonly Scalar[] {
  let nodes: readonly Tree[] = [tree];
  for (const step of stepsOf(path) ?? []) nodes = nodes.flatMap((node) => below(node, step)).slice(0, MOST);
  return nodes.flatMap((node) => (node.kind === 'scalar' && node.text !== '' ? [node] : []));
}

function below(node: Tree, step: string): readonly Tree[] {
  if (step === '*' && node.kind === 'sequence') return node.items;
  return entriesAt(node)
    .filter(({ key }) => step === '*' || key.text === step)
    .map(({ value }) => value);
}
