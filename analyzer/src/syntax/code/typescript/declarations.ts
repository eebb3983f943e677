/** The names a file declares and the scope each is seen in: variables, functions, classes, parameters, patterns taken apart. */
import { child, children, identifier, keyName, type SyntaxNode } from './node.ts';
import type { Walked } from './walk.ts';

export interface Declaration {
  readonly name: string;
  readonly id: SyntaxNode;
  /** What it is made from; null for a parameter, a class or nothing. */
  readonly init: SyntaxNode | null;
  /** The property taken from `init` by destructuring, or null for the whole. */
  readonly property: string | null;
  /** A `= default` of the pattern. */
  readonly fallback: SyntaxNode | null;
  readonly kind: 'variable' | 'function' | 'class' | 'parameter';
  /** The function or program it is seen in. */
  readonly scope: SyntaxNode;
}

/** All declarations by name; `scopeOf` tells the function around a node. */
export function declarationsOf(
  walked: Walked,
  scopeOf: (node: SyntaxNode) => SyntaxNode,
): ReadonlyMap<string, ReadonlyMap<SyntaxNode, Declaration>> {
  const found: Declaration[] = [];
  for (const node of walked.ofType('VariableDeclarator'))
    found.push(...patternNames(child(node, 'id'), child(node, 'init'), 'variable', scopeOf(node)));
  for (const node of walked.ofType('FunctionDeclaration', 'ClassDeclaration')) {
    const id = child(node, 'id');
    const kind = node.type === 'ClassDeclaration' ? 'class' : 'function';
    if (id)
      found.push({
        name: identifier(id) ?? '',
        id,
        init: node,
        property: null,
        fallback: null,
        kind,
        scope: scopeOf(node),
      });
  }
  for (const scope of walked.ofType('FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'))
    for (const parameter of children(scope, 'params')) found.push(...patternNames(parameter, null, 'parameter', scope));
  return byNameAndScope(found);
}

/** The names a pattern declares: `a`, `{ a: b = c }`, `[a]`, `a = b`. */
function patternNames(
  pattern: SyntaxNode | null,
  init: SyntaxNode | null,
  kind: Declaration['kind'],
  scope: SyntaxNode,
): readonly Declaration[] {
  if (pattern?.type === 'TSParameterProperty') return patternNames(child(pattern, 'parameter'), init, kind, scope);
  if (pattern?.type === 'AssignmentPattern') {
    const fallback = child(pattern, 'right');
    return patternNames(child(pattern, 'left'), init ?? fallback, kind, scope).map((one) => ({ ...one, fallback }));
  }
  if (pattern?.type === 'ObjectPattern')
    return children(pattern, 'properties').flatMap((property) =>
      patternNames(child(property, 'value'), init, kind, scope).map((one) =>
        one.property === null ? { ...one, property: keyName(property) } : { ...one, init: null },
      ),
    );
  if (pattern?.type === 'ArrayPattern')
    return children(pattern, 'elements').flatMap((element) => patternNames(element, null, kind, scope));
  const name = identifier(pattern);
  return pattern && name !== null ? [{ name, id: pattern, init, property: null, fallback: null, kind, scope }] : [];
}

/** Of two declarations in one scope the first counts. */
function byNameAndScope(found: readonly Declaration[]): ReadonlyMap<string, ReadonlyMap<SyntaxNode, Declaration>> {
  const names = new Map<string, Map<SyntaxNode, Declaration>>();
  for (const declaration of found) {
    const scopes = names.get(declaration.name) ?? new Map<SyntaxNode, Declaration>();
    if (!scopes.has(declaration.scope)) scopes.set(declaration.scope, declaration);
    names.set(declaration.name, scopes);
  }
  return names;
}
