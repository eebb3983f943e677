/**
 * One pass over a syntax tree: nodes by type, in the order of the text, and the parent of each. Without recursion, so that
 * nesting costs no stack; types and comments are left out, because no value flows through them.
 */
import { isNode, type SyntaxNode } from './node.ts';

export interface Walked {
  readonly program: SyntaxNode;
  /** In the order of the text. */
  ofType(...types: readonly string[]): readonly SyntaxNode[];
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
  return {
    program,
    ofType: (...types) =>
      types.length === 1
        ? (byType.get(types[0] ?? '') ?? [])
        : types.flatMap((type) => byType.get(type) ?? []).sort((a, b) => a.start - b.start || b.end - a.end),
    parentOf: (node) => parents.get(node) ?? null,
  };
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
