/** What a function gives back, from its text alone: each way out of it, and whether one is what it was given. */
import type { Node } from 'ts-morph';
import type { Names } from './names.ts';
import type { Compiler } from './project.ts';

export interface Results {
  /** The expressions a function returns. */
  resultsOf(node: Node): readonly Node[];
  /** Whether the function called returns what it is given at the position: `const required = (value) => value ?? fail()`. */
  handsBack(callee: Node, position: number): boolean;
  /** The expression inside a cast, `!`, parentheses or `await`; null: it is none of these. */
  wrapped(node: Node): Node | null;
}

export function createResults(
  { Node: Is, SyntaxKind: Kind }: Compiler,
  { declarationOf, functionAround }: Names,
): Results {
  function wrapped(node: Node): Node | null {
    const isWrapping =
      Is.isAsExpression(node) ||
      Is.isSatisfiesExpression(node) ||
      Is.isNonNullExpression(node) ||
      Is.isParenthesizedExpression(node) ||
      Is.isAwaitExpression(node) ||
      Is.isTypeAssertion(node);
    return isWrapping ? node.getExpression() : null;
  }

  function resultsOf(node: Node): readonly Node[] {
    const body = Is.isBodied(node) || Is.isBodyable(node) ? node.getBody() : undefined;
    if (!body || !Is.isBlock(body)) return body ? [body] : [];
    return body
      .getDescendantsOfKind(Kind.ReturnStatement)
      .flatMap((one) => (functionAround(one) === node ? (one.getExpression() ?? []) : []));
  }

  function handsBack(callee: Node, position: number): boolean {
    const declaration = Is.isIdentifier(callee) ? (declarationOf(callee) ?? undefined) : undefined;
    const made = Is.isVariableDeclaration(declaration) ? declaration.getInitializer() : declaration;
    if (!Is.isFunctionDeclaration(made) && !Is.isArrowFunction(made) && !Is.isFunctionExpression(made)) return false;
    const name = made.getParameters()[position]?.getName();
    return name !== undefined && resultsOf(made).some((result) => firstOf(result) === name);
  }

  /** The name that a result is, through casts and what stands in for it. */
  function firstOf(result: Node): string | null {
    if (Is.isBinaryExpression(result)) return firstOf(result.getLeft());
    if (Is.isConditionalExpression(result)) return firstOf(result.getWhenTrue());
    const inner = wrapped(result);
    return inner ? firstOf(inner) : Is.isIdentifier(result) ? result.getText() : null;
  }

  return { resultsOf, handsBack, wrapped };
}
