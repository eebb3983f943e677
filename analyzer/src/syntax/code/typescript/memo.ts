/**
 * Whether a function keeps what it made: `if (!client) client = …`, `client ??= …`, `if (cached) return cached`. With a look at
 * the clock in the test it is a cache that ends, so that it reads again after a while.
 */
import type { Seconds } from '../../../model/duration.ts';
import { numberOf } from './literals.ts';
import type { SourceModule } from './module.ts';
import { bare, child, contains, dotted, identifier, memberName, type SyntaxNode } from './node.ts';

export interface Memo {
  /** What shows it: the test or the assignment. */
  readonly node: SyntaxNode;
  /** It ends: how long it lasts, null where that is not told; absent: it is kept for good. */
  readonly ends?: { readonly after: Seconds | null };
}

/** How `around` keeps its result; null: it does not. */
export function memoOf(module: SourceModule, around: SyntaxNode): Memo | null {
  const assignments = module
    .ofType('AssignmentExpression')
    .filter((node) => contains(around, node) && isOutside(module, around, child(node, 'left')));
  for (const assignment of assignments) {
    if (assignment.operator === '??=' || assignment.operator === '||=') return { node: assignment };
    const kept = dotted(child(assignment, 'left'));
    const test = module
      .ofType('IfStatement')
      .map((node) => child(node, 'test'))
      .find((node) => node && contains(around, node) && asksFor(module, node, kept));
    if (test) return endOf(module, test);
  }
  return null;
}

/** Whether a test asks for what is kept, as a whole: `x`, `!x`, `x === null`, `x && …`; not for a part of it (`x.length`). */
function asksFor(module: SourceModule, test: SyntaxNode, kept: string): boolean {
  return module
    .ofType('Identifier', 'MemberExpression')
    .some(
      (node) => contains(test, node) && dotted(node) === kept && module.parentOf(node)?.type !== 'MemberExpression',
    );
}

/** A name or field that outlives the call. */
function isOutside(module: SourceModule, around: SyntaxNode, target: SyntaxNode | null): boolean {
  let root = bare(target);
  if (root?.type === 'MemberExpression' && memberName(root) === null) return false;
  while (root?.type === 'MemberExpression') root = bare(child(root, 'object'));
  if (root?.type === 'ThisExpression') return true;
  const name = identifier(root);
  if (name === null || !root) return false;
  const declaration = module.declarationOf(root);
  if (!declaration) return /^(?:globalThis|global|window)$/.test(name);
  return !contains(around, declaration.id);
}

function endOf(module: SourceModule, test: SyntaxNode): Memo {
  const looksAtClock = module
    .ofType('CallExpression', 'NewExpression')
    .some(
      (node) => contains(test, node) && /^(?:Date\.now|Date|performance\.now)$/.test(dotted(child(node, 'callee'))),
    );
  if (!looksAtClock) return { node: test };
  const limits = module
    .ofType('BinaryExpression')
    .filter((node) => contains(test, node) && /^[<>]=?$/.test(String(node.operator)))
    .flatMap((node) => [numberOf(module, child(node, 'left')), numberOf(module, child(node, 'right'))])
    .filter((limit) => limit !== null);
  return { node: test, ends: { after: limits[0] === undefined ? null : limits[0] / 1000 } };
}
