/** Answers that are asked for again and again about the same node, worked out once; they live as long as the node. */
import type { SourceModule } from './module.ts';
import type { SyntaxNode } from './node.ts';

/** `make`, with its answers kept by node. */
export function remembered<T>(
  make: (module: SourceModule, node: SyntaxNode) => T,
): (module: SourceModule, node: SyntaxNode) => T {
  const answers = new WeakMap<SyntaxNode, { readonly value: T }>();
  return (module, node) => {
    const known = answers.get(node) ?? { value: make(module, node) };
    answers.set(node, known);
    return known.value;
  };
}
