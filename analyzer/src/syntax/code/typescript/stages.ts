/**
 * What a watcher or a timer does with a new value, as far as its function shows: observes, validates, swaps, drains (design,
 * section 5). What is not shown is null, because it may happen in another file.
 */
import type { ReloadStages } from '../../../model/fact.ts';
import type { SourceModule } from './module.ts';
import {
  bare,
  child,
  children,
  contains,
  dotted,
  identifier,
  literalText,
  memberName,
  type SyntaxNode,
} from './node.ts';

export const NO_STAGES: ReloadStages = { observes: null, validates: null, swaps: null, drains: null };

const VALIDATES = /^(?:ping|validate|safeParse|parse|verify|authenticate|healthCheck|testConnection)$/;
const DRAINS = /^(?:end|close|destroy|disconnect|quit|drain|\$disconnect|release)$/;
const SPEAKS = /^(?:console|log|logger)\b|(?:^|\.)(?:readFileSync|readFile|log|info|warn|error|debug)$/;

/** The stages that the function at `callback` shows. */
export function stagesOf(module: SourceModule, callback: SyntaxNode): ReloadStages {
  const body = bodyOf(module, callback);
  const calls = module.inside(body, 'CallExpression');
  const names = calls.map(
    (call) => memberName(bare(child(call, 'callee'))) ?? identifier(bare(child(call, 'callee'))) ?? '',
  );
  const swaps = module
    .inside(body, 'AssignmentExpression')
    .some((node) => isOutside(module, body, child(node, 'left')));
  const onlySpeaks = calls.every((call) => SPEAKS.test(dotted(child(call, 'callee'))));
  return {
    observes: true,
    validates: names.some((name) => VALIDATES.test(name)) || calls.some(asksNothing) || null,
    swaps: swaps || (onlySpeaks ? false : null),
    drains: names.some((name) => DRAINS.test(name)) || null,
  };
}

/** `query('select 1')`: only to see whether it works. */
function asksNothing(call: SyntaxNode): boolean {
  return /^\s*select\s+1\b/i.test(literalText(children(call, 'arguments')[0]) ?? '');
}

/** The function itself, or the one of this file that a name stands for. */
function bodyOf(module: SourceModule, callback: SyntaxNode): SyntaxNode {
  const declaration = identifier(callback) === null ? null : module.declarationOf(callback);
  return declaration?.init ?? callback;
}

function isOutside(module: SourceModule, body: SyntaxNode, target: SyntaxNode | null): boolean {
  let root = bare(target);
  while (root?.type === 'MemberExpression') root = bare(child(root, 'object'));
  if (root?.type === 'ThisExpression') return true;
  const declaration = root && module.declarationOf(root);
  return declaration ? !contains(body, declaration.id) : false;
}
