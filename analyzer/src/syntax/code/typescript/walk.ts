/**
 * One pass over a syntax tree: nodes by type, in the order of the text, and the parent of each. Without recursion, so that
 * nesting costs no stack; types and comments are left out, because no value flows through them.
 */
import { isNode, type SyntaxNode } from './node.ts';

export interface Walked {
  readonly program: SyntaxNode;
  /** In the order of the text. */
  ofType(...types: readonly string[]): readonly SyntaxNode[];
  /** Those that stand within `around`; costs what it finds, not what the file holds. */
  inside(around: SyntaxNode, ...types: readonly string[]): readonly SyntaxNode[];
  parentOf(node: SyntaxNode): SyntaxNode | null;
}

const LEFT_OUT = new Set([
  'typeAnnotation',
  'returnType',
  'typeParameters',
  'typeArguments',
  'superTypeArguments',
  'implements',
]);

/** Walks the whole program once. */
export function walk(program: SyntaxNode): Walked {
  const byType = new Map<string, SyntaxNode[]>();
  const parents = new Map<SyntaxNode, SyntaxNode>();
  const open: SyntaxNode[] = [program];
  for (let node = open.pop(); node; node = open.pop()) {
    const known = byType.get(node.type);
    if (known) known.push(node);
    else byType.set(node.type, [node]);
    const inside = childrenOf(node);
    for (const inner of inside) parents.set(inner, node);
    for (let index = inside.length - 1; index >= 0; index -= 1) open.push(inside[index] as SyntaxNode);
  }
  for (const nodes of byType.values()) nodes.sort(inOrder);
  const listOf = (type: string): readonly SyntaxNode[] => byType.get(type) ?? [];
  return {
    program,
    ofType: (...types) => merged(types.map(listOf)),
    inside: (around, ...types) => merged(types.map((type) => within(listOf(type), around))),
    parentOf: (node) => parents.get(node) ?? null,
  };
}

function inOrder(a: SyntaxNode, b: SyntaxNode): number {
  return a.start - b.start || b.end - a.end;
}

function merged(lists: readonly (readonly SyntaxNode[])[]): readonly SyntaxNode[] {
  return lists.length === 1 ? (lists[0] ?? []) : lists.flat().sort(inOrder);
}

/** The part of a list in the order of the text that lies within a node, found by halving. */
export function within(nodes: readonly SyntaxNode[], { start, end }: SyntaxNode): readonly SyntaxNode[] {
  const from = firstFrom(nodes, start);
  const found: SyntaxNode[] = [];
  for (let index = from; index < nodes.length; index += 1) {
    const node = nodes[index];
    if (!node || node.start >= end) break;
    if (node.end <= end) found.push(node);
  }
  return found;
}

function firstFrom(nodes: readonly SyntaxNode[], start: number): number {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (const field in node) {
    if (LEFT_OUT.has(field)) continue;
    const value = node[field];
    if (Array.isArray(value)) for (const item of value) isNode(item) && found.push(item);
    else if (isNode(value)) found.push(value);
  }
  return found;
}
