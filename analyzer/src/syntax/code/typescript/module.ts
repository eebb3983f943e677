/**
 * One file with its names resolved as far as the file tells: what an identifier stands for, where a callee was imported
 * from, who calls a function. Scopes are kept apart by the functions around them. It never looks into another file.
 */
import { groupBy } from '../../../model/group.ts';
import type { SourceText } from '../source.ts';
import {
  bare,
  child,
  children,
  identifier,
  isFunction,
  keyName,
  literalText,
  memberName,
  type SyntaxNode,
} from './node.ts';
import { type Walked, walk } from './walk.ts';

/** Where a name comes from: `name` is the export, `default`, or `*` for a whole module. */
export interface Origin {
  readonly module: string;
  readonly name: string;
}

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

export interface SourceModule extends Walked {
  readonly source: SourceText;
  readonly imports: ReadonlyMap<string, Origin>;
  /** Modules named by import, export and require, once each, with the place. */
  readonly specifiers: ReadonlyArray<{ readonly specifier: string; readonly at: SyntaxNode }>;
  /** The declaration an identifier stands for; null: imported, global or unknown. */
  declarationOf(use: SyntaxNode): Declaration | null;
  /** Uses of a declared name, other than the declaration. */
  usesOf(declaration: Declaration): readonly SyntaxNode[];
  /** The declaration whose value is this function or class; null: it has no name. */
  nameOf(node: SyntaxNode): Declaration | null;
  /** Where the value of an expression was imported from; null: not from a module. */
  originOf(node: SyntaxNode | null): Origin | null;
  /** The functions around a node, innermost first. */
  functionsAround(node: SyntaxNode): readonly SyntaxNode[];
  exported(declaration: Declaration): boolean;
}

/** Resolves the names of a parsed file. */
export function resolveModule(source: SourceText, program: SyntaxNode): SourceModule {
  const walked = walk(program);
  const specifiers = specifiersOf(walked);
  const imports = importsOf(walked);
  const functionsAround = (node: SyntaxNode): readonly SyntaxNode[] => {
    const found: SyntaxNode[] = [];
    for (let at = walked.parentOf(node); at; at = walked.parentOf(at)) if (isFunction(at)) found.push(at);
    return found;
  };
  const scopeOf = (node: SyntaxNode) => functionsAround(node)[0] ?? program;
  const declarations = declarationsOf(walked, scopeOf);
  const identifiers = once(() => groupBy(walked.ofType('Identifier'), (node) => identifier(node) ?? ''));
  const exportedNames = once(() => exportsOf(walked));

  function declarationOf(use: SyntaxNode): Declaration | null {
    const name = identifier(use);
    const known = name === null ? undefined : declarations.get(name);
    if (!known) return null;
    const scopes = [...functionsAround(use), program];
    for (const scope of isFunction(use) ? [use, ...scopes] : scopes) {
      const found = known.find((declaration) => declaration.scope === scope);
      if (found) return found;
    }
    return null;
  }

  function originOf(node: SyntaxNode | null, depth = 4): Origin | null {
    const inner = bare(node);
    if (!inner || depth === 0) return null;
    if (inner.type === 'MemberExpression')
      return memberOf(originOf(child(inner, 'object'), depth - 1), memberName(inner));
    const required = requiredModule(inner);
    if (required !== null) return { module: required, name: '*' };
    const name = identifier(inner);
    if (name === null) return null;
    const declaration = declarationOf(inner);
    if (!declaration) return imports.get(name) ?? null;
    if (!declaration.init) return null;
    const origin = originOf(declaration.init, depth - 1);
    return declaration.property === null ? origin : memberOf(origin, declaration.property);
  }

  return {
    ...walked,
    source,
    imports,
    specifiers,
    declarationOf,
    originOf,
    functionsAround,
    usesOf: (declaration) =>
      (identifiers().get(declaration.name) ?? []).filter(
        (use) => use !== declaration.id && isReference(walked, use) && declarationOf(use) === declaration,
      ),
    nameOf: (node) => {
      const id = child(node, 'id');
      const known = declarations.get(identifier(id) ?? '') ?? [];
      const own = known.find((declaration) => declaration.id === id);
      if (own) return own;
      let at = walked.parentOf(node);
      while (at && at.type !== 'VariableDeclarator' && WRAPS_VALUE.has(at.type)) at = walked.parentOf(at);
      if (at?.type !== 'VariableDeclarator') return null;
      const named = child(at, 'id');
      return (declarations.get(identifier(named) ?? '') ?? []).find((declaration) => declaration.id === named) ?? null;
    },
    exported: ({ name, scope }) => scope === program && exportedNames().has(name),
  };
}

/** Between a function and the name it is given. */
const WRAPS_VALUE = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'ParenthesizedExpression',
]);

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function memberOf(origin: Origin | null, name: string | null): Origin | null {
  if (!origin || name === null) return null;
  if (origin.name === '*') return { module: origin.module, name };
  return { module: origin.module, name: origin.name === 'default' ? name : `${origin.name}.${name}` };
}

/** `require('x')`, `import('x')`. */
function requiredModule(node: SyntaxNode): string | null {
  if (node.type === 'ImportExpression') return literalText(child(node, 'source'));
  const isRequire = node.type === 'CallExpression' && identifier(child(node, 'callee')) === 'require';
  return isRequire ? literalText(children(node, 'arguments')[0]) : null;
}

function specifiersOf(walked: Walked): SourceModule['specifiers'] {
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

function importsOf(walked: Walked): ReadonlyMap<string, Origin> {
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

function declarationsOf(
  walked: Walked,
  scopeOf: (node: SyntaxNode) => SyntaxNode,
): ReadonlyMap<string, readonly Declaration[]> {
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
  return groupBy(found, ({ name }) => name);
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

/** A name as a value: not a property asked for, nor a key written. */
function isReference(walked: Walked, use: SyntaxNode): boolean {
  const parent = walked.parentOf(use);
  if (parent?.type === 'MemberExpression') return child(parent, 'object') === use || parent.computed === true;
  if (parent?.type === 'Property') return child(parent, 'value') === use || parent.computed === true;
  if (parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition')
    return child(parent, 'value') === use;
  return parent?.type !== 'ExportSpecifier' && parent?.type !== 'ImportSpecifier';
}

function exportsOf(walked: Walked): ReadonlySet<string> {
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
