/** What stands around a place: its statement, the definition of a bundler, the name its value is given. Looks outwards only. */
import type { Declaration } from './declarations.ts';
import type { SourceModule } from './module.ts';
import { child, dotted, isCall, isFunction, keyName, type SyntaxNode } from './node.ts';

/** `define: { KEY: … }` of a bundler's options, `new DefinePlugin({ … })`: the value goes into the text that is built. */
export function definition(module: SourceModule, node: SyntaxNode): SyntaxNode | null {
  let isListed = false;
  for (let at = module.parentOf(node); at && !isFunction(at); at = module.parentOf(at)) {
    isListed ||= at.type === 'Property' && keyName(at) === 'define';
    if (!isCall(at)) continue;
    const callee = dotted(child(at, 'callee'));
    if (
      /(?:Define|Environment)Plugin$/.test(callee) ||
      (isListed && /(?:^|\.)(?:build|context|defineConfig)$/.test(callee))
    )
      return at;
  }
  return null;
}

/** The outermost statement around a place. */
export function firstStatement(module: SourceModule, node: SyntaxNode): SyntaxNode {
  let statement = node;
  for (let at = module.parentOf(node); at && at.type !== 'Program'; at = module.parentOf(at)) statement = at;
  return statement;
}

/** What the result of a call, or an object, is named: climbs through calls and objects around it. */
export function givenName(module: SourceModule, node: SyntaxNode): Declaration | 'default' | null {
  let at: SyntaxNode | null = node;
  for (let outer = module.parentOf(node); outer; at = outer, outer = module.parentOf(outer)) {
    if (outer.type === 'VariableDeclarator') return module.nameOf(at);
    if (outer.type === 'ExportDefaultDeclaration') return 'default';
    if (outer.type === 'AssignmentExpression' && /^(?:module\.)?exports/.test(dotted(child(outer, 'left'))))
      return 'default';
    if (!GIVES_ON.has(outer.type)) return null;
  }
  return null;
}

const GIVES_ON = new Set([
  'CallExpression',
  'NewExpression',
  'ObjectExpression',
  'Property',
  'ArrayExpression',
  'MemberExpression',
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'AwaitExpression',
  'ChainExpression',
]);

/** The name others import it by. */
export function exportedAs(module: SourceModule, declaration: Declaration): string {
  const isDefault = module.ofType('ExportDefaultDeclaration').some((node) => {
    const inner = child(node, 'declaration');
    return (
      inner !== null &&
      (child(inner, 'id') === declaration.id || (inner.type === 'Identifier' && inner.name === declaration.name))
    );
  });
  return isDefault ? 'default' : declaration.name;
}
