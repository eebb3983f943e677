/**
 * Whether a function keeps what it made: `if (!client) client = …`, `client ??= …`, `if (cached) return cached`. With a look at
 * the clock in the test it is a cache that ends, so that it reads again after a while.
 */
import type { Seconds } from '../../../model/duration.ts';
import { numberOf } from './literals.ts';
import type { SourceModule } from './module.ts';
import { bare, child, contains, dotted, identifier, memberName, type SyntaxNode } from './node.ts';
import { remembered } from './remember.ts';

export interface Memo {
  /** What shows it: the test or the assignment. */
  readonly node: SyntaxNode;
  /** It ends: how long it lasts, null where that is not told; absent: it is kept for good. */
  readonly ends?: { readonly after: Seconds | null };
}

/** How a function keeps its result; null: it does not. */
export const memoOf = remembered((module, around): Memo | null => {
  const assignments = module
    .inside(around, 'AssignmentExpression')
    .filter((node) => isOutside(module, around, child(node, 'left')));
  if (assignments.length === 0) return null;
  const tests = testsIn(module, around);
  for (const assignment of assignments) {
    if (assignment.operator === '??=' || assignment.operator === '||=') return { node: assignment };
    const test = tests.get(dotted(child(assignment, 'left')));
    if (test) return endOf(module, test);
  }
  return null;
});

/** What tests ask for as a whole, `x`, `!x`, `x === null`, `x && …`, but not for a part of it (`x.length`); the first that does. */
function testsIn(module: SourceModule, around: SyntaxNode): ReadonlyMap<string, SyntaxNode> {
  const tests = new Map<string, SyntaxNode>();
  for (const statement of module.inside(around, 'IfStatement')) {
    const test = child(statement, 'test');
    for (const node of test ? module.inside(test, 'Identifier', 'MemberExpression') : []) {
      if (!test || module.parentOf(node)?.type === 'MemberExpression') continue;
      const asked = dotted(node);
      if (!tests.has(asked)) tests.set(asked, test);
    }
  }
  return tests;
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
    .inside(test, 'CallExpression', 'NewExpression')
    .some((node) => /^(?:Date\.now|Date|performance\.now)$/.test(dotted(child(node, 'callee'))));
  if (!looksAtClock) return { node: test };
  const limits = module
    .inside(test, 'BinaryExpression')
    .filter((node) => /^[<>]=?$/.test(String(node.operator)))
    .flatMap((node) => [numberOf(module, child(node, 'left')), numberOf(module, child(node, 'right'))])
    .filter((limit) => limit !== null);
  return { node: test, ends: { after: limits[0] === undefined ? null : limits[0] / 1000 } };
}
