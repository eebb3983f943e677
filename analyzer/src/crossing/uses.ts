/**
 * Where a file uses what other modules read: imported names are followed through properties, calls and patterns to the places that
 * ask for a value. What is handed on whole is used for each value it holds, if those are few. It looks at one file.
 */
import { envRead, type Found, hasFallback } from '../syntax/code/typescript/found.ts';
import { isGivenOn } from '../syntax/code/typescript/given-on.ts';
import type { SourceModule } from '../syntax/code/typescript/module.ts';
import {
  child,
  children,
  dotted,
  identifier,
  isWrapping,
  keyName,
  literalText,
  memberName,
  propertiesOf,
  type SyntaxNode,
} from '../syntax/code/typescript/node.ts';
import { allTaken, FEW, memberAt, memberOf, type Shape, type Taken } from './shape.ts';

/** A value of another file, asked for here. */
export interface Use {
  readonly found: Found;
  readonly taken: Taken;
  /** As it is written here: `config.db.password`. */
  readonly written: string;
}

export interface Uses {
  readonly uses: readonly Use[];
  /** It exports a value that it took: whoever imports it uses that too. */
  readonly givesOn: boolean;
}

/** Names that hold a name that holds a name… */
const FURTHEST = 6;
/** Uses of a file that count; a generated one may have more. */
const MOST_USES = 400;

/** `shapeOf` tells what an export of a module, named as this file names it, holds; `sections` what `config.get('database.host')` asks for. */
export function usesIn(
  module: SourceModule,
  shapeOf: (specifier: string, name: string) => Shape | null,
  sections: Shape | null,
): Uses {
  const found = new Map<string, Use>();
  let givesOn = false;

  function take(node: SyntaxNode, taken: readonly Taken[], written: string): void {
    const optional = node.type !== 'Property' && hasFallback(module, node);
    for (const one of taken) {
      const key = `${node.start} ${JSON.stringify(one.read.source)}`;
      if (found.size >= MOST_USES || found.has(key)) continue;
      const base = envRead(node, '', { optional: optional || one.read.optional });
      found.set(key, { found: { ...base, source: one.read.source }, taken: one, written });
    }
  }

  /** From a node that has this shape outwards, to what is asked of it. */
  function follow(node: SyntaxNode, shape: Shape, depth: number): void {
    let [at, holds] = [node, shape];
    for (let outer = module.parentOf(at); outer; outer = module.parentOf(at)) {
      const inner = isWrapping(outer) ? holds : asked(outer, at, holds);
      if (inner === null) return;
      if (inner === 'no more') break;
      [at, holds] = [outer, inner];
    }
    end(at, holds, depth);
  }

  /** What `outer` asks of the value at `at`; null: something that holds no read. */
  function asked(outer: SyntaxNode, at: SyntaxNode, shape: Shape): Shape | null | 'no more' {
    if (outer.type === 'MemberExpression' && child(outer, 'object') === at) {
      const name = memberName(outer);
      if (shape.taken.length > 0) return 'no more';
      if (name === null) return 'no more';
      return memberOf(shape, name) ?? (shape.byPath && GETS.test(name) ? getterOf(shape) : null);
    }
    if (outer.type === 'CallExpression' && child(outer, 'callee') === at) {
      const path = literalText(children(outer, 'arguments')[0]);
      if (shape.byPath && path !== null) return memberAt(shape, path);
      return shape.returns;
    }
    return outer.type === 'NewExpression' && child(outer, 'callee') === at ? shape.makes : 'no more';
  }

  function end(node: SyntaxNode, shape: Shape, depth: number): void {
    if (shape.taken.length > 0) take(node, shape.taken, dotted(node));
    const outer = module.parentOf(node);
    if (outer?.type === 'VariableDeclarator' && child(outer, 'init') === node) bind(child(outer, 'id'), shape, depth);
    givesOn ||= isGivenOn(module, node);
    if (shape.taken.length === 0 && outer && HANDS_ON.has(outer.type)) {
      const all = allTaken(shape);
      if (all.length <= FEW) take(node, all, dotted(node));
    }
  }

  /** A name or a pattern that takes the value. */
  function bind(target: SyntaxNode | null, shape: Shape, depth: number): void {
    const pattern = target?.type === 'AssignmentPattern' ? child(target, 'left') : target;
    if (!pattern || depth === 0) return;
    if (pattern.type === 'ObjectPattern') {
      for (const property of propertiesOf(pattern)) {
        const inner = memberOf(shape, keyName(property) ?? '');
        if (!inner) continue;
        take(property, inner.taken, keyName(property) ?? '');
        bind(child(property, 'value'), { ...inner, taken: [] }, depth - 1);
      }
      return;
    }
    const declaration = identifier(pattern) === null ? null : module.declarationOf(pattern);
    if (!declaration) return;
    givesOn ||= module.exported(declaration);
    // A value was used where it was put into the name; an object is used where its properties are.
    if (shape.taken.length === 0) for (const use of module.usesOf(declaration)) follow(use, shape, depth - 1);
  }

  for (const { node, shape } of [...startsIn(module, shapeOf), ...sectionStarts(module, sections)])
    if (module.parentOf(node)?.type === 'ExportSpecifier') givesOn = true;
    else follow(node, shape, FURTHEST);
  return { uses: [...found.values()].sort((a, b) => a.found.node.start - b.found.node.start), givesOn };
}

const GETS = /^(?:get|getOrThrow|has|default)$/;

function getterOf(shape: Shape): Shape {
  return { ...shape, returns: null };
}

/** Constructs that hand a whole object to something else. */
const HANDS_ON: ReadonlySet<string> = new Set([
  'CallExpression',
  'NewExpression',
  'SpreadElement',
  'Property',
  'ArrayExpression',
]);

interface Start {
  readonly node: SyntaxNode;
  readonly shape: Shape;
}

/** Uses of imported names, and `require` and `import()` in place. */
function startsIn(module: SourceModule, shapeOf: (specifier: string, name: string) => Shape | null): readonly Start[] {
  const starts: Start[] = [];
  const shapes = new Map<string, Shape>();
  for (const [local, { module: specifier, name }] of module.imports) {
    const shape = shapeOf(specifier, name);
    if (shape) shapes.set(local, shape);
  }
  if (shapes.size > 0)
    for (const node of module.ofType('Identifier')) {
      const shape = shapes.get(identifier(node) ?? '');
      if (shape && isValue(module, node) && !module.declarationOf(node)) starts.push({ node, shape });
    }
  for (const node of module.ofType('CallExpression', 'ImportExpression')) {
    const isRequire = node.type === 'ImportExpression' || identifier(child(node, 'callee')) === 'require';
    const specifier = isRequire ? literalText(child(node, 'source') ?? children(node, 'arguments')[0]) : null;
    const shape = specifier === null ? null : shapeOf(specifier, '*');
    if (shape) starts.push({ node, shape });
  }
  return starts;
}

/** `config.get('database.password')` of @nestjs/config; whole sections too. */
function sectionStarts(module: SourceModule, sections: Shape | null): readonly Start[] {
  if (!sections) return [];
  return module.ofType('CallExpression').flatMap((node) => {
    const method = memberName(child(node, 'callee')) ?? '';
    const path = GETS.test(method) ? literalText(children(node, 'arguments')[0]) : null;
    const shape = path === null ? null : memberAt(sections, path);
    return shape ? [{ node, shape }] : [];
  });
}

/** A name that is used, not one that is declared, asked for or written as a key. */
function isValue(module: SourceModule, node: SyntaxNode): boolean {
  const parent = module.parentOf(node);
  if (!parent || /^Import\w*Specifier$/.test(parent.type)) return false;
  if (parent.type === 'ExportSpecifier') return child(parent, 'local') === node;
  if (parent.type === 'MemberExpression') return child(parent, 'object') === node || parent.computed === true;
  if (/^(?:Property|MethodDefinition|PropertyDefinition)$/.test(parent.type))
    return child(parent, 'value') === node || parent.computed === true;
  return !/^JSX(?!Expression)/.test(parent.type);
}
