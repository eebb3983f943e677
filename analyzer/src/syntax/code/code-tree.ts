/**
 * A parsed source file as plain objects: what a language's tables look at, the same for every grammar. It is made once a file and holds
 * no memory of the parser. It knows shapes, never what code means.
 */
import type { Span } from '../../model/place.ts';
import type { SourceText } from './source.ts';

export interface CodeNode {
  /** As the grammar names it (`call`, `string_content`); tokens without a name are left out, unless they fill a field. */
  readonly type: string;
  /** The field of its parent that it fills (`function`, `arguments`); null: none. */
  readonly field: string | null;
  /** UTF-16 offsets of the text. */
  readonly start: number;
  readonly end: number;
  readonly parent: CodeNode | null;
  readonly children: readonly CodeNode[];
}

export interface CodeTree {
  readonly source: SourceText;
  readonly root: CodeNode;
  /** Nodes of these types, in the order of the text. */
  all(...types: readonly string[]): readonly CodeNode[];
  /** Its text as written. */
  text(node: CodeNode): string;
  span(node: CodeNode): Span;
}

/** A tree over nodes made elsewhere, by type. */
export function createCodeTree(
  source: SourceText,
  root: CodeNode,
  byType: ReadonlyMap<string, readonly CodeNode[]>,
): CodeTree {
  return {
    source,
    root,
    all: (...types) => {
      const found = types.flatMap((type) => byType.get(type) ?? []);
      return types.length < 2 ? found : found.sort((a, b) => a.start - b.start || b.end - a.end);
    },
    text: ({ start, end }) => source.text.slice(start, end),
    span: ({ start, end }) => source.index.span(start, end),
  };
}

/** The child in a field; null where there is none. */
export function child(node: CodeNode | null | undefined, field: string): CodeNode | null {
  return node?.children.find((one) => one.field === field) ?? null;
}

/** All children in a field. */
export function childrenIn(node: CodeNode | null | undefined, field: string): readonly CodeNode[] {
  return node?.children.filter((one) => one.field === field) ?? [];
}

/** The first child of one of these types; null where there is none. */
export function childOf(node: CodeNode | null | undefined, ...types: readonly string[]): CodeNode | null {
  return node?.children.find(({ type }) => types.includes(type)) ?? null;
}

/** Its parents, the nearest first. */
export function* ancestors(node: CodeNode): Generator<CodeNode> {
  for (let at = node.parent; at; at = at.parent) yield at;
}

/** The nearest parent of one of these types; null where there is none. */
export function enclosing(node: CodeNode, ...types: readonly string[]): CodeNode | null {
  for (const one of ancestors(node)) if (types.includes(one.type)) return one;
  return null;
}

/** Whether `inner` is `outer` or stands in it. */
export function isWithin(inner: CodeNode, outer: CodeNode): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** Every node below, itself first, in the order of the text. */
export function* below(node: CodeNode): Generator<CodeNode> {
  const open = [node];
  for (let at = open.pop(); at; at = open.pop()) {
    yield at;
    for (let index = at.children.length - 1; index >= 0; index -= 1) open.push(at.children[index] as CodeNode);
  }
}
