/**
 * One file with its names resolved as far as the file tells: what an identifier stands for, where a callee was imported
 * from, who calls a function. Scopes are kept apart by the functions around them. It never looks into another file.
 */
import { groupBy } from '../../../model/group.ts';
import type { SourceText } from '../source.ts';
import { type Declaration, declarationsOf } from './declarations.ts';
import { exportsOf, importsOf, type Origin, requiredModule, type Specifier, specifiersOf } from './imports.ts';
import { bare, child, dotted, identifier, isFunction, memberName, type SyntaxNode } from './node.ts';
import { type Walked, walk, within } from './walk.ts';

export interface SourceModule extends Walked {
  readonly source: SourceText;
  readonly imports: ReadonlyMap<string, Origin>;
  /** Modules named by import, export and require, once each, with the place. */
  readonly specifiers: readonly Specifier[];
  /** The declaration an identifier stands for; null: imported, global or unknown. */
  declarationOf(use: SyntaxNode): Declaration | null;
  /** Uses of a declared name, other than the declaration. */
  usesOf(declaration: Declaration): readonly SyntaxNode[];
  /** The declaration whose value is this function or class; null: it has no name. */
  nameOf(node: SyntaxNode): Declaration | null;
  /** Where the value of an expression was imported from; null: not from a module. */
  originOf(node: SyntaxNode | null): Origin | null;
  /** Calls whose callee is written like this: `this.load`. */
  callsTo(callee: string): readonly SyntaxNode[];
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
  const calls = once(() => groupBy(walked.ofType('CallExpression'), (call) => dotted(child(call, 'callee'))));

  function declarationOf(use: SyntaxNode): Declaration | null {
    const name = identifier(use);
    const known = name === null ? undefined : declarations.get(name);
    if (!known) return null;
    for (let at: SyntaxNode | null = use; at; at = walked.parentOf(at)) {
      const found = isFunction(at) || at === program ? known.get(at) : undefined;
      if (found) return found;
    }
    return null;
  }

  function declaredAt(id: SyntaxNode): Declaration | null {
    const found = declarationOf(id);
    return found?.id === id ? found : null;
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
    callsTo: (callee) => calls().get(callee) ?? [],
    usesOf: (declaration) =>
      within(identifiers().get(declaration.name) ?? [], declaration.scope).filter(
        (use) => use !== declaration.id && isReference(walked, use) && declarationOf(use) === declaration,
      ),
    nameOf: (node) => {
      const id = child(node, 'id');
      const own = id && declaredAt(id);
      if (own) return own;
      let at = walked.parentOf(node);
      while (at && at.type !== 'VariableDeclarator' && WRAPS_VALUE.has(at.type)) at = walked.parentOf(at);
      if (at?.type !== 'VariableDeclarator') return null;
      const named = child(at, 'id');
      return named && declaredAt(named);
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

/** A name as a value: not a property asked for, nor a key written. */
function isReference(walked: Walked, use: SyntaxNode): boolean {
  const parent = walked.parentOf(use);
  if (parent?.type === 'MemberExpression') return child(parent, 'object') === use || parent.computed === true;
  if (parent?.type === 'Property') return child(parent, 'value') === use || parent.computed === true;
  if (parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition')
    return child(parent, 'value') === use;
  return parent?.type !== 'ExportSpecifier' && parent?.type !== 'ImportSpecifier';
}
