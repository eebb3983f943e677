/**
 * Field paths of replacements and vars: `spec.template.spec.containers.[name=web].env.0.value`, dots escaped by a backslash or
 * in brackets, `*` for every item (kustomize, kyaml/utils/pathsplitter.go and kyaml/yaml/fns.go, PathGetter).
 */
import type { Span } from '../../model/place.ts';
import { type Tree, textAt } from '../../syntax/tree.ts';
import { mapping, withEntry } from './edit.ts';

/** Deeper fields are in no object. */
const MOST_STEPS = 64;

/** Up to the next dot that is neither escaped nor in brackets. */
const STEP = /(?:\\.|\[[^\]]*\]|[^.\\])+/g;

/** The steps of a path; `[name=x]` stays one step even with dots in it. */
export function splitFieldPath(path: string): readonly string[] {
  return (path.match(STEP) ?? [])
    .slice(0, MOST_STEPS)
    .map((step) => step.replaceAll('\\.', '.'))
    .map((step) => /^\[([^=\]]+)\]$/.exec(step)?.[1] ?? step);
}

const ITEM_BY_FIELD = /^\[([^=]*)=(.*)\]$/;

/** Whether an item of a list is what a step means. */
function meansItem(step: string, item: Tree, index: number): boolean {
  if (step === '*' || step === String(index)) return true;
  const [, field = '', value] = ITEM_BY_FIELD.exec(step) ?? [];
  if (value === undefined) return false;
  return field === '' ? textAt(item) === value : textAt(item, field) === value;
}

/** The first node the path leads to. */
export function findField(tree: Tree, path: readonly string[]): Tree | null {
  const [step, ...rest] = path;
  if (step === undefined) return tree;
  if (tree.kind === 'mapping') {
    const child = tree.entries.get(step)?.value;
    return child ? findField(child, rest) : null;
  }
  if (tree.kind !== 'sequence') return null;
  const item = tree.items.find((one, index) => meansItem(step, one, index));
  return item ? findField(item, rest) : null;
}

/** The tree with every node the path leads to changed. `create`: mappings and the last field are made where they are missing. */
export function changeField(
  tree: Tree,
  path: readonly string[],
  create: Span | null,
  change: (old: Tree | null) => Tree,
): Tree {
  const [step, ...rest] = path;
  if (step === undefined) return change(tree);
  if (tree.kind === 'sequence') {
    const items = tree.items.map((item, index) =>
      meansItem(step, item, index) ? changeField(item, rest, create, change) : item,
    );
    return items.some((item, index) => item !== tree.items[index]) ? { ...tree, items } : tree;
  }
  if (tree.kind !== 'mapping') return tree;
  if (step === '*')
    return [...tree.entries.keys()].reduce<Tree>(
      (now, name) => changeField(now, [name, ...rest], create, change),
      tree,
    );
  const child = tree.entries.get(step)?.value;
  if (!child && !create) return tree;
  if (!child && rest.length === 0) return withEntry(tree, step, change(null));
  const under = child ?? (create && mapping([], create));
  const next = under && changeField(under, rest, create, change);
  return next && next !== child ? withEntry(tree, step, next) : tree;
}
