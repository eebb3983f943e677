/** What the JVM's languages have in common for a reader: annotations, classes and their fields. A language fills the table in. */
import type { CallGrammar } from '../callees.ts';
import type { CodeNode, CodeTree } from '../code-tree.ts';

export interface Annotation {
  /** Without its package. */
  readonly name: string;
  readonly node: CodeNode;
  readonly named: ReadonlyMap<string, CodeNode>;
  /** The argument without a name. */
  readonly first: CodeNode | null;
}

export interface JvmShape {
  readonly grammar: CallGrammar;
  annotations(node: CodeNode, tree: CodeTree): readonly Annotation[];
  /** Types of nodes that carry annotations. */
  readonly annotated: readonly string[];
  readonly classes: readonly string[];
  supertypes(node: CodeNode, tree: CodeTree): string;
  fields(node: CodeNode, tree: CodeTree): ReadonlyArray<{ readonly name: string; readonly node: CodeNode }>;
  /** Belongs to the class, not to an object. */
  isStatic(node: CodeNode, tree: CodeTree): boolean;
  readonly fieldTypes: readonly string[];
  readonly functionTypes: readonly string[];
  readonly constructors: readonly string[];
  readonly lambdas: readonly string[];
  readonly loops: readonly string[];
  importNodes(tree: CodeTree): readonly CodeNode[];
}

/** Annotations among the children of a list of modifiers. */
export function annotationsIn(
  modifiers: CodeNode | null,
  types: readonly string[],
  read: (annotation: CodeNode) => Omit<Annotation, 'node'>,
): readonly Annotation[] {
  return (modifiers?.children ?? [])
    .filter(({ type }) => types.includes(type))
    .map((node) => ({ ...read(node), node }));
}
