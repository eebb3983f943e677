/**
 * A node of the syntax tree (ESTree, as oxc yields it) and how to look at it: total on any tree, since a broken file yields
 * odd ones. It knows shapes, never what code means.
 */

export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

/** The node in a field; null where there is none. */
export function child(node: SyntaxNode | null | undefined, field: string): SyntaxNode | null {
  const value = node?.[field];
  return isNode(value) ? value : null;
}

/** The nodes in a list field; empty where there is none. */
export function children(node: SyntaxNode | null | undefined, field: string): readonly SyntaxNode[] {
  const value = node?.[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

const WRAPPING = new Set([
  'TSAsExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'ParenthesizedExpression',
  'ChainExpression',
  'AwaitExpression',
]);

/** Whether the node is only wrapped around its `expression` or `argument`: a cast, `!`, `await`. */
export function isWrapping(node: SyntaxNode | null): boolean {
  return node !== null && WRAPPING.has(node.type);
}

/** The expression without casts, `!`, parentheses and `await`. */
export function bare(node: SyntaxNode | null | undefined): SyntaxNode | null {
  let inner = node ?? null;
  while (inner && WRAPPING.has(inner.type)) inner = child(inner, 'expression') ?? child(inner, 'argument');
  return inner;
}

/** The name of an identifier; null for anything else. */
export function identifier(node: SyntaxNode | null | undefined): string | null {
  const name = node?.type === 'Identifier' || node?.type === 'PrivateIdentifier' ? node.name : null;
  return typeof name === 'string' ? name : null;
}

/** The text of a string literal or of a template without expressions. */
export function literalText(node: SyntaxNode | null | undefined): string | null {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  if (node?.type !== 'TemplateLiteral' || children(node, 'expressions').length > 0) return null;
  const value = children(node, 'quasis')[0]?.value;
  const cooked = typeof value === 'object' && value !== null ? (value as { cooked?: unknown }).cooked : null;
  return typeof cooked === 'string' ? cooked : null;
}

/** The property a member expression asks for: `.x`, `['x']`, `.#x`; null where it is computed. */
export function memberName(node: SyntaxNode | null | undefined): string | null {
  if (node?.type !== 'MemberExpression') return null;
  const property = child(node, 'property');
  return node.computed === true ? literalText(property) : identifier(property);
}

/** The key of a property, method or field; null where it is computed. */
export function keyName(node: SyntaxNode | null | undefined): string | null {
  const key = child(node, 'key');
  return node?.computed === true ? literalText(key) : (identifier(key) ?? literalText(key));
}

/** The value of a property of an object expression; null where it is not written. Spreads are not looked into. */
export function propertyOf(object: SyntaxNode | null | undefined, name: string): SyntaxNode | null {
  const found = propertiesOf(object).find((property) => keyName(property) === name);
  return child(found, 'value');
}

/** The written properties of an object expression or pattern. */
export function propertiesOf(object: SyntaxNode | null | undefined): readonly SyntaxNode[] {
  return children(object, 'properties').filter(({ type }) => type === 'Property');
}

/** `a.b.c` of a callee or member chain; `this.a.b`; `?` stands for what is not a name. */
export function dotted(node: SyntaxNode | null | undefined): string {
  const parts: string[] = [];
  let at = bare(node);
  while (at?.type === 'MemberExpression') {
    parts.unshift(memberName(at) ?? '?');
    at = bare(child(at, 'object'));
  }
  const root =
    at?.type === 'ThisExpression'
      ? 'this'
      : at?.type === 'CallExpression'
        ? `${dotted(child(at, 'callee'))}()`
        : identifier(at);
  return [root ?? '?', ...parts].join('.');
}

type FunctionType = 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression';
const FUNCTIONS: ReadonlySet<string> = new Set<FunctionType>([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
]);

export function isFunction(node: SyntaxNode | null | undefined): node is SyntaxNode & { readonly type: FunctionType } {
  return node !== null && node !== undefined && FUNCTIONS.has(node.type);
}

export function isCall(
  node: SyntaxNode | null | undefined,
): node is SyntaxNode & { readonly type: 'CallExpression' | 'NewExpression' } {
  return node?.type === 'CallExpression' || node?.type === 'NewExpression';
}

/** Whether `inner` stands within `outer`. */
export function contains(outer: SyntaxNode, inner: SyntaxNode): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
