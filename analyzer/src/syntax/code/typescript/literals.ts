/**
 * What an expression is known to be from this file alone: strings, numbers, paths. Constants of the file are followed, and the
 * names of a literal list that a loop goes through. It guesses nothing: what is not written is not known.
 */
import type { SourceModule } from './module.ts';
import {
  bare,
  child,
  children,
  identifier,
  isFunction,
  literalText,
  memberName,
  propertyOf,
  type SyntaxNode,
} from './node.ts';

const DEEPEST = 4;

/** The texts an expression may have: one for a constant, several where it runs over a written list; empty: not known. */
export function literalsOf(module: SourceModule, node: SyntaxNode | null, depth = DEEPEST): readonly string[] {
  const inner = bare(node);
  if (!inner || depth === 0) return [];
  const text = literalText(inner);
  if (text !== null) return [text];
  if (inner.type === 'ConditionalExpression') {
    const [yes, no] = [
      literalsOf(module, child(inner, 'consequent'), depth - 1),
      literalsOf(module, child(inner, 'alternate'), depth - 1),
    ];
    return yes.length > 0 && no.length > 0 ? [...yes, ...no] : [];
  }
  if (inner.type === 'MemberExpression') {
    const object = bare(originalOf(module, child(inner, 'object')));
    const name = memberName(inner);
    return name === null ? [] : literalsOf(module, propertyOf(object, name), depth - 1);
  }
  const declaration = module.declarationOf(inner);
  if (!declaration || declaration.property !== null) return [];
  if (declaration.init) return literalsOf(module, declaration.init, depth - 1);
  return listLoopedOver(module, declaration.id, depth);
}

/** The one text an expression has; null: not known, or several. */
export function literalOf(module: SourceModule, node: SyntaxNode | null | undefined): string | null {
  const texts = literalsOf(module, node ?? null);
  return texts.length === 1 ? (texts[0] ?? null) : null;
}

/** What a name was made from, else the expression itself. */
export function originalOf(module: SourceModule, node: SyntaxNode | null): SyntaxNode | null {
  const inner = bare(node);
  const declaration = inner && identifier(inner) !== null ? module.declarationOf(inner) : null;
  return declaration?.property === null && declaration.init ? bare(declaration.init) : inner;
}

/** `for (const name of ['A', 'B'])`, `['A', 'B'].forEach((name) => …)`. */
function listLoopedOver(module: SourceModule, id: SyntaxNode, depth: number): readonly string[] {
  const holder = module.parentOf(id);
  const list = isFunction(holder) ? listOfCallback(module, holder, id) : listOfLoop(module, holder);
  const array = bare(originalOf(module, list));
  if (array?.type !== 'ArrayExpression') return [];
  const texts = children(array, 'elements').map((element) => literalsOf(module, element, depth - 1)[0] ?? null);
  return texts.every((text) => text !== null) ? texts : [];
}

function listOfLoop(module: SourceModule, declarator: SyntaxNode | null): SyntaxNode | null {
  const declaration = declarator && module.parentOf(declarator);
  const loop = declaration && module.parentOf(declaration);
  return loop?.type === 'ForOfStatement' ? child(loop, 'right') : null;
}

function listOfCallback(module: SourceModule, callback: SyntaxNode, id: SyntaxNode): SyntaxNode | null {
  const call = module.parentOf(callback);
  const callee = call?.type === 'CallExpression' ? bare(child(call, 'callee')) : null;
  const overItems = /^(?:map|forEach|filter|every|some|find|flatMap)$/.test(memberName(callee) ?? '');
  return overItems && children(callback, 'params')[0] === id ? child(callee, 'object') : null;
}

/** A number written as such or worked out from numbers: `5 * 60 * 1000`, `MINUTE * 5`, `'60000'` is none. */
export function numberOf(module: SourceModule, node: SyntaxNode | null | undefined, depth = DEEPEST): number | null {
  const inner = bare(node);
  if (!inner || depth === 0) return null;
  if (inner.type === 'Literal') return typeof inner.value === 'number' ? inner.value : null;
  if (inner.type === 'UnaryExpression' && inner.operator === '-') {
    const value = numberOf(module, child(inner, 'argument'), depth);
    return value === null ? null : -value;
  }
  if (inner.type === 'BinaryExpression') {
    const left = numberOf(module, child(inner, 'left'), depth);
    const right = numberOf(module, child(inner, 'right'), depth);
    return left === null || right === null ? null : (ARITHMETIC[String(inner.operator)]?.(left, right) ?? null);
  }
  const value = originalOf(module, inner);
  return value === inner ? null : numberOf(module, value, depth - 1);
}

const ARITHMETIC: Readonly<Record<string, (left: number, right: number) => number>> = {
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '**': (left, right) => left ** right,
};

/**
 * A path as far as it is written: literals, templates and `path.join` of them. `?` stands for a part that is not known, so that
 * `/run/secrets/${name}` still tells its folder.
 */
export function pathText(module: SourceModule, node: SyntaxNode | null | undefined, depth = DEEPEST): string | null {
  const inner = bare(node);
  if (!inner || depth === 0) return null;
  const text = literalOf(module, inner);
  if (text !== null) return text;
  if (inner.type === 'TemplateLiteral') return templateText(module, inner, depth);
  if (inner.type === 'BinaryExpression' && inner.operator === '+')
    return `${pathText(module, child(inner, 'left'), depth - 1) ?? '?'}${pathText(module, child(inner, 'right'), depth - 1) ?? '?'}`;
  if (inner.type === 'CallExpression' && /^(?:join|resolve)$/.test(calleeName(inner)))
    return children(inner, 'arguments')
      .map((part) => pathText(module, part, depth - 1) ?? '?')
      .join('/')
      .replaceAll(/\/{2,}/g, '/');
  const value = originalOf(module, inner);
  return value === inner ? null : pathText(module, value, depth - 1);
}

function calleeName(call: SyntaxNode): string {
  const callee = bare(child(call, 'callee'));
  return memberName(callee) ?? identifier(callee) ?? '';
}

function templateText(module: SourceModule, node: SyntaxNode, depth: number): string {
  const expressions = children(node, 'expressions');
  return children(node, 'quasis')
    .map(({ value }, index) => {
      const cooked =
        typeof value === 'object' && value !== null ? String((value as { cooked?: unknown }).cooked ?? '') : '';
      const expression = expressions[index];
      return expression ? `${cooked}${pathText(module, expression, depth - 1) ?? '?'}` : cooked;
    })
    .join('');
}
