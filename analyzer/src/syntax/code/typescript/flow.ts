/**
 * What flows into an expression within one file: the reads written in it, those behind its names, behind properties of its
 * configuration objects, and `env.X` of an imported environment. A few steps, then it stops; it never guesses by name alone.
 */
import type { CodeSource } from '../../../model/fact.ts';
import type { Declaration } from './declarations.ts';
import type { Found } from './found.ts';
import type { SourceModule } from './module.ts';
import { bare, child, contains, identifier, isFunction, memberName, propertyOf, type SyntaxNode } from './node.ts';

const FURTHEST = 4;
const MOST = 16;

export interface Flow {
  /** Sources that flow into `node`, each once, in the order met. */
  into(node: SyntaxNode): readonly CodeSource[];
  /** Names of the file that hold the value read at `node`, and every use of them. */
  usesOfRead(node: SyntaxNode): readonly SyntaxNode[];
}

/** Prepares the questions about one file. */
export function createFlow(module: SourceModule, reads: readonly Found[]): Flow {
  function collect(node: SyntaxNode, depth: number, seen: Set<SyntaxNode>, sources: Map<string, CodeSource>): void {
    if (depth === 0 || seen.has(node) || sources.size >= MOST) return;
    seen.add(node);
    for (const read of reads) if (contains(node, read.node)) sources.set(JSON.stringify(read.source), read.source);
    for (const use of module.inside(node, 'Identifier')) {
      const imported = importedVariable(module, use);
      if (imported) sources.set(JSON.stringify(imported), imported);
      for (const { node: pattern, source } of reads)
        if (pattern.type === 'Property' && isDeclaredIn(module, use, pattern))
          sources.set(JSON.stringify(source), source);
      const origin = imported ? null : originOfUse(module, use);
      if (origin) collect(origin, depth - 1, seen, sources);
    }
  }

  return {
    into(node) {
      const sources = new Map<string, CodeSource>();
      collect(node, FURTHEST, new Set(), sources);
      return [...sources.values()].slice(0, MOST);
    },
    usesOfRead(node) {
      const declaration = declarationHolding(module, node);
      return declaration ? module.usesOf(declaration) : [];
    },
  };
}

/** `const { password } = config`: the name stands in the pattern that reads. */
function isDeclaredIn(module: SourceModule, use: SyntaxNode, pattern: SyntaxNode): boolean {
  const declaration = module.declarationOf(use);
  return declaration !== null && contains(pattern, declaration.id);
}

/** What a name is made from; of a configuration object only the property asked for. */
function originOfUse(module: SourceModule, use: SyntaxNode): SyntaxNode | null {
  const parent = module.parentOf(use);
  if (parent?.type === 'MemberExpression' && child(parent, 'property') === use && parent.computed !== true) return null;
  if (parent?.type === 'Property' && child(parent, 'key') === use && child(parent, 'value') !== use) return null;
  const declaration = module.declarationOf(use);
  if (!declaration?.init || declaration.kind === 'class' || declaration.id === use) return null;
  if (isFunction(bare(declaration.init))) return declaration.init;
  let [value, at] = [propertyTaken(declaration), parent];
  while (value?.type === 'ObjectExpression' && at?.type === 'MemberExpression') {
    const name = memberName(at);
    const inner: SyntaxNode | null = name === null ? null : bare(propertyOf(value, name));
    if (!inner) break;
    [value, at] = [inner, module.parentOf(at)];
  }
  return value;
}

function propertyTaken({ init, property }: Declaration): SyntaxNode | null {
  const value = bare(init);
  return property === null ? value : (bare(propertyOf(value, property)) ?? value);
}

/** `env.REDIS_URL` where `env` is another file's: the key is the variable's name. */
function importedVariable(module: SourceModule, use: SyntaxNode): CodeSource | null {
  const parent = module.parentOf(use);
  if (parent?.type !== 'MemberExpression' || child(parent, 'object') !== use) return null;
  const name = memberName(parent);
  const isEnvironment = /^(?:env|ENV|serverEnv|clientEnv|environment|config|appConfig|settings)$/i.test(
    identifier(use) ?? '',
  );
  if (name === null || !isEnvironment || !/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(name)) return null;
  return module.imports.has(identifier(use) ?? '') && !module.declarationOf(use) ? { kind: 'env', name } : null;
}

/** The variable a read is put into, through casts, defaults and conversions. */
function declarationHolding(module: SourceModule, node: SyntaxNode): Declaration | null {
  if (node.type === 'Property') return module.declarationOf(bare(patternName(child(node, 'value'))) ?? node);
  for (let at = module.parentOf(node); at; at = module.parentOf(at)) {
    if (at.type === 'VariableDeclarator') {
      const id = child(at, 'id');
      return id?.type === 'Identifier' ? module.declarationOf(id) : null;
    }
    // Whether there is a value tells nothing of the value.
    if (!HOLDS.has(at.type) || (at.type === 'CallExpression' && identifier(child(at, 'callee')) === 'Boolean'))
      return null;
  }
  return null;
}

function patternName(pattern: SyntaxNode | null): SyntaxNode | null {
  return pattern?.type === 'AssignmentPattern' ? child(pattern, 'left') : pattern;
}

const HOLDS = new Set([
  'TSAsExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
  'ChainExpression',
  'LogicalExpression',
  'AwaitExpression',
  'CallExpression',
  'NewExpression',
  'TemplateLiteral',
  'ConditionalExpression',
]);
