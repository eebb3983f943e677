/**
 * Whether a value leaves its file: as an export, a result, a field of a class. Decided by the constructs around it, through objects, texts,
 * conversions and names; it may say yes too often, and whoever follows exports finds out.
 */
import type { SourceModule } from './module.ts';
import { child, dotted, isFunction, memberName, type SyntaxNode } from './node.ts';

/** `left`: names that hold names that hold the value. */
export function isGivenOn(module: SourceModule, node: SyntaxNode, left = 2): boolean {
  let inner = node;
  for (let outer = module.parentOf(node); outer; inner = outer, outer = module.parentOf(outer)) {
    if (GIVES.has(outer.type)) return true;
    if (outer.type === 'ReturnStatement') return isResultGivenOn(module, module.functionsAround(outer)[0], left);
    if (isFunction(outer)) return child(outer, 'body') === inner && isResultGivenOn(module, outer, left);
    if (outer.type === 'AssignmentExpression')
      return /^(?:module\.exports|exports|this)\b/.test(dotted(child(outer, 'left')));
    if (outer.type === 'VariableDeclarator') return isNameGivenOn(module, outer, left);
    if (!passesOn(outer, inner)) return false;
  }
  return false;
}

function isNameGivenOn(module: SourceModule, declarator: SyntaxNode, left: number): boolean {
  const id = child(declarator, 'id');
  const declaration = id && module.declarationOf(id);
  if (!declaration) return id?.type === 'ObjectPattern';
  return (
    module.exported(declaration) ||
    (left > 0 && module.usesOf(declaration).some((use) => isGivenOn(module, use, left - 1)))
  );
}

/** Whether callers in other files get the result of a function: it is exported, a getter of a class, or part of what is given on. */
function isResultGivenOn(module: SourceModule, around: SyntaxNode | undefined, left: number): boolean {
  const outer = around && module.parentOf(around);
  if (!around || !outer || left === 0) return false;
  if (outer.type === 'MethodDefinition') return outer.kind === 'get' || outer.static === true;
  const declaration = module.nameOf(around);
  if (!declaration) return isGivenOn(module, around, left - 1);
  return module.exported(declaration) || module.usesOf(declaration).some((use) => isGivenOn(module, use, left - 1));
}

function passesOn(outer: SyntaxNode, inner: SyntaxNode): boolean {
  if (outer.type === 'CallExpression') return child(outer, 'callee') === inner || MAKES.test(calleeOf(outer));
  if (outer.type === 'ConditionalExpression') return child(outer, 'test') !== inner;
  if (outer.type === 'BinaryExpression') return outer.operator === '+';
  return PASSES_ON.has(outer.type);
}

/** Calls that give back what they are given, or an object with its properties. */
const MAKES =
  /^(?:freeze|seal|assign|\w*[oO]bject|parse|safeParse|parseAsync|validate\w*|create|createEnv|cleanEnv|envsafe|registerAs|convict|String|Number|parseInt|from|required?\w*|ensure\w*|assert\w*|must\w*)$/;

function calleeOf(call: SyntaxNode): string {
  const callee = child(call, 'callee');
  return memberName(callee) ?? dotted(callee);
}

const GIVES: ReadonlySet<string> = new Set([
  'ExportNamedDeclaration',
  'ExportDefaultDeclaration',
  'ExportSpecifier',
  'PropertyDefinition',
]);
const PASSES_ON: ReadonlySet<string> = new Set([
  'ObjectExpression',
  'Property',
  'SpreadElement',
  'ArrayExpression',
  'TemplateLiteral',
  'LogicalExpression',
  'MemberExpression',
  'ChainExpression',
  'AwaitExpression',
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
]);
