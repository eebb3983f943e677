/**
 * JSON patches (RFC 6902) over located trees. An operation that cannot be done ends the patch, as kustomize refuses it; what
 * came before stays, and the caller says so.
 */
import type { Span } from '../../model/place.ts';
import { type Tree, textAt, at as treeAt } from '../../syntax/tree.ts';
import { decidedBy, mapping, mayBeCopied, withEntry, withoutEntry } from './edit.ts';

/** An operation that cannot be done, and where it is written. */
export interface Failed {
  readonly what: string;
  readonly at: Span;
}

/** Steps through one document: more are no patch of a person. */
const MOST_OPERATIONS = 1000;

/** The object after the operations of `patch`, a sequence. */
export function jsonPatch(tree: Tree, patch: Tree): { readonly tree: Tree; readonly failed: Failed | null } {
  const operations = patch.kind === 'sequence' ? patch.items.slice(0, MOST_OPERATIONS) : [];
  let now = tree;
  for (const operation of operations) {
    const next = OPERATIONS[textAt(operation, 'op') ?? '']?.(now, operation) ?? null;
    if (!next)
      return {
        tree: now,
        failed: { what: `a JSON patch that cannot be done: ${sayOperation(operation)}`, at: operation.span },
      };
    now = next;
  }
  return { tree: now, failed: null };
}

function sayOperation(operation: Tree): string {
  return `${textAt(operation, 'op') ?? '?'} ${textAt(operation, 'path') ?? '?'}`;
}

/** null: it cannot be done. */
type Operation = (tree: Tree, operation: Tree) => Tree | null;

const OPERATIONS: Readonly<Record<string, Operation>> = {
  add: (tree, operation) => put(tree, operation, operandOf(operation), 'add'),
  // evanphx/json-patch as kustomize runs it makes no difference between an entry to replace and one to add, but for a list.
  replace: (tree, operation) => put(tree, operation, operandOf(operation), 'replace'),
  remove: (tree, operation) => edit(tree, pointerOf(operation, 'path'), { kind: 'remove' }, operation.span),
  move: (tree, operation) => {
    const value = find(tree, pointerOf(operation, 'from'));
    const without = value && edit(tree, pointerOf(operation, 'from'), { kind: 'remove' }, operation.span);
    return without && put(without, operation, value, 'add');
  },
  copy: (tree, operation) => {
    const value = find(tree, pointerOf(operation, 'from'));
    return value && mayBeCopied(value) ? put(tree, operation, value, 'add') : null;
  },
  test: (tree, operation) => {
    const [found, wanted] = [find(tree, pointerOf(operation, 'path')), operandOf(operation)];
    return found && wanted && equal(found, wanted) ? tree : null;
  },
};

function operandOf(operation: Tree): Tree | null {
  return treeAt(operation, 'value');
}

function put(tree: Tree, operation: Tree, value: Tree | null, kind: 'add' | 'replace'): Tree | null {
  const pointer = pointerOf(operation, 'path');
  if (!value) return null;
  const old = kind === 'replace' ? find(tree, pointer) : null;
  return edit(tree, pointer, { kind, value: old ? decidedBy(value, old.span) : value }, operation.span);
}

/** The steps of a JSON pointer (RFC 6901), `~1` and `~0` taken back; null where there is none. */
function pointerOf(operation: Tree, field: 'path' | 'from'): readonly string[] | null {
  const text = textAt(operation, field);
  if (text === null || (text !== '' && !text.startsWith('/'))) return null;
  return text === ''
    ? []
    : text
        .slice(1)
        .split('/')
        .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function find(tree: Tree, pointer: readonly string[] | null): Tree | null {
  let node: Tree | null = pointer ? tree : null;
  for (const step of pointer ?? [])
    node =
      node?.kind === 'sequence'
        ? (node.items[Number(step)] ?? null)
        : node?.kind === 'mapping'
          ? (node.entries.get(step)?.value ?? null)
          : null;
  return node;
}

type Edit = { readonly kind: 'remove' } | { readonly kind: 'add' | 'replace'; readonly value: Tree };

function edit(tree: Tree, pointer: readonly string[] | null, change: Edit, asked: Span): Tree | null {
  const [step, ...rest] = pointer ?? [];
  if (!pointer) return null;
  if (step === undefined) return change.kind === 'remove' ? null : change.value;
  if (tree.kind === 'sequence') return editItem(tree, step, rest, change, asked);
  if (tree.kind !== 'mapping') return null;
  const old = tree.entries.get(step)?.value ?? null;
  if (rest.length === 0) {
    if (change.kind === 'remove') return old && decidedBy(withoutEntry(tree, step), asked);
    return decidedBy(withEntry(tree, step, change.value), asked);
  }
  // kustomize makes the mapping that `add` of an annotation needs; so do most tools.
  const child = old ?? (change.kind === 'add' && rest.length === 1 ? mapping([], asked) : null);
  const next = child && edit(child, rest, change, asked);
  return next && withEntry(tree, step, next);
}

function editItem(
  tree: Extract<Tree, { kind: 'sequence' }>,
  step: string,
  rest: readonly string[],
  change: Edit,
  asked: Span,
): Tree | null {
  const length = tree.items.length;
  const index = step === '-' ? length : /^\d+$/.test(step) ? Number(step) : Number.NaN;
  if (!(index <= length)) return null;
  const [before, old, after] = [tree.items.slice(0, index), tree.items[index], tree.items.slice(index + 1)];
  if (rest.length > 0 || change.kind !== 'add') {
    if (!old) return null;
    const next = rest.length > 0 ? edit(old, rest, change, asked) : change.kind === 'remove' ? [] : change.value;
    return next && decidedBy({ ...tree, items: before.concat(next, after) }, asked);
  }
  return decidedBy({ ...tree, items: [...before, change.value, ...tree.items.slice(index)] }, asked);
}

/** Equal as JSON: places and the order of entries do not count. */
function equal(a: Tree, b: Tree): boolean {
  if (a.kind === 'scalar' && b.kind === 'scalar') return a.value === b.value;
  if (a.kind === 'sequence' && b.kind === 'sequence')
    return a.items.length === b.items.length && a.items.every((item, index) => equalTo(item, b.items[index]));
  if (a.kind !== 'mapping' || b.kind !== 'mapping' || a.entries.size !== b.entries.size) return false;
  return [...a.entries].every(([name, { value }]) => equalTo(value, b.entries.get(name)?.value));
}

function equalTo(a: Tree, b: Tree | undefined): boolean {
  return b !== undefined && equal(a, b);
}
