/** What a file takes from other modules and gives to them, by name; no module is looked for. */
import { child, children, identifier, literalText, type SyntaxNode } from './node.ts';
import type { Walked } from './walk.ts';

/** Where a name comes from: `name` is the export, `default`, or `*` for a whole module. */
export interface Origin {
  readonly module: string;
  readonly name: string;
}

/** A module named by a file, with the place that names it. */
export interface Specifier {
  readonly specifier: string;
  readonly at: SyntaxNode;
}

/** `require('x')`, `import('x')`. */
export function requiredModule(node: SyntaxNode): string | null {
  if (node.type === 'ImportExpression') return literalText(child(node, 'source'));
  const isRequire = node.type === 'CallExpression' && identifier(child(node, 'callee')) === 'require';
  return isRequire ? literalText(children(node, 'arguments')[0]) : null;
}

/** Modules named by import, export and require, once each. */
export function specifiersOf(walked: Walked): readonly Specifier[] {
  const found = new Map<string, SyntaxNode>();
  const types = [
    'ImportDeclaration',
    'ExportNamedDeclaration',
    'ExportAllDeclaration',
    'ImportExpression',
    'CallExpression',
  ];
  for (const node of walked.ofType(...types)) {
    if (node.importKind === 'type' || node.exportKind === 'type') continue;
    const specifier = node.type === 'CallExpression' ? requiredModule(node) : literalText(child(node, 'source'));
    if (specifier !== null && !found.has(specifier))
      found.set(specifier, child(node, 'source') ?? children(node, 'arguments')[0] ?? node);
  }
  return [...found].map(([specifier, at]) => ({ specifier, at }));
}

/** Local names of imports, and where they come from. */
export function importsOf(walked: Walked): ReadonlyMap<string, Origin> {
  const imports = new Map<string, Origin>();
  for (const node of walked.ofType('ImportDeclaration')) {
    const module = literalText(child(node, 'source')) ?? '';
    for (const specifier of children(node, 'specifiers')) {
      const local = identifier(child(specifier, 'local'));
      const imported = child(specifier, 'imported');
      const name =
        specifier.type === 'ImportDefaultSpecifier'
          ? 'default'
          : specifier.type === 'ImportNamespaceSpecifier'
            ? '*'
            : (identifier(imported) ?? literalText(imported));
      if (local !== null && name !== null) imports.set(local, { module, name });
    }
  }
  return imports;
}

/** Local names that the file exports, in either module system. */
export function exportsOf(walked: Walked): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (node: SyntaxNode | null) => names.add(identifier(node) ?? '');
  for (const node of walked.ofType('ExportNamedDeclaration')) {
    const declaration = child(node, 'declaration');
    add(child(declaration, 'id'));
    for (const declarator of children(declaration, 'declarations')) add(child(declarator, 'id'));
    for (const specifier of children(node, 'specifiers')) add(child(specifier, 'local'));
  }
  for (const node of walked.ofType('ExportDefaultDeclaration')) {
    const declaration = child(node, 'declaration');
    add(identifier(declaration) === null ? child(declaration, 'id') : declaration);
  }
  for (const node of walked.ofType('AssignmentExpression'))
    if (/^(?:module\.)?exports\b/.test(walkedText(node))) {
      const right = child(node, 'right');
      add(right);
      for (const property of children(right, 'properties')) add(child(property, 'value'));
    }
  return names;

  function walkedText(node: SyntaxNode): string {
    const left = child(node, 'left');
    const root = left?.type === 'MemberExpression' ? child(left, 'object') : left;
    const name = identifier(root) ?? identifier(child(root, 'object'));
    return name === 'exports' ? 'exports' : name === 'module' ? 'module.exports' : '';
  }
}
