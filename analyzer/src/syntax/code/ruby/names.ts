/**
 * What names mean in one Ruby file: constants, receivers and assignments, so that a call can be told in full
 * (`Rails.application.credentials.dig`). It follows what stands in the file only.
 */
import type { Call, Speech } from '../call-rows.ts';
import { type CodeNode, type CodeTree, child, enclosing } from '../code-tree.ts';
import type { FlowTable } from '../flow.ts';

export interface RubyNames extends Speech, FlowTable {
  readonly tree: CodeTree;
  /** In full: `Aws::SSM::Client.new`, `ENV`; null for anything that has no name. */
  full(node: CodeNode | null): string | null;
  literals(node: CodeNode): readonly string[];
  readonly calls: readonly Call[];
}

const MOST_LEVELS = 8;
const MOST_MEANINGS = 3;
const VARIABLES = new Set(['identifier', 'instance_variable', 'class_variable', 'global_variable', 'constant']);

export function namesOf(tree: CodeTree): RubyNames {
  const assigned = assignedNames(tree);

  function full(node: CodeNode | null, level = 0): string | null {
    if (!node || level > MOST_LEVELS) return null;
    if (VARIABLES.has(node.type)) return made(tree.text(node), level) ?? tree.text(node);
    if (node.type === 'scope_resolution' || node.type === 'self') return tree.text(node).replace(/^::/, '');
    if (node.type !== 'call') return null;
    const method = child(node, 'method');
    const receiver = child(node, 'receiver');
    if (!method) return null;
    if (!receiver) return tree.text(method);
    const object = full(receiver, level + 1);
    return object === null ? null : `${object}.${tree.text(method)}`;
  }

  function made(name: string, level: number): string | null {
    const [value, ...more] = assigned.get(name) ?? [];
    return value?.type === 'call' && more.length === 0 ? full(value, level + 1) : null;
  }

  function literals(node: CodeNode, level = 0): readonly string[] {
    const text = textOf(tree, node);
    if (text !== null) return [text];
    if (!VARIABLES.has(node.type) || level > 1) return [];
    const meanings = (assigned.get(tree.text(node)) ?? []).map((value) => literals(value, level + 1));
    return meanings.length <= MOST_MEANINGS && meanings.every((texts) => texts.length > 0) ? meanings.flat() : [];
  }

  function literal(node: CodeNode): string | null {
    const [text, ...more] = literals(node);
    return text !== undefined && more.length === 0 ? text : null;
  }

  const calls = tree.all('call').flatMap((node): readonly Call[] => {
    const callee = full(node) ?? unknownReceiver(tree, node);
    return callee === null ? [] : [{ node, callee, ...argumentsOf(tree, node) }];
  });
  const nameAt = (node: CodeNode) => (VARIABLES.has(node.type) && node.field !== 'method' ? tree.text(node) : null);
  return { tree, full, literal, literals, written: tree.text, calls, assigned, nameAt };
}

/** `?.get_secret_value`: what it is called on has no name, the method may say enough. */
function unknownReceiver(tree: CodeTree, node: CodeNode): string | null {
  const method = child(node, 'method');
  return method && `?.${tree.text(method)}`;
}

/** The text of a string or a symbol without expressions in it; null: computed. */
export function textOf(tree: CodeTree, node: CodeNode): string | null {
  if (node.type === 'simple_symbol') return tree.text(node).slice(1);
  if (node.type === 'hash_key_symbol') return tree.text(node);
  if (node.type !== 'string') return null;
  return node.children.every(({ type }) => type === 'string_content') ? node.children.map(tree.text).join('') : null;
}

/** Arguments of a call; the pairs of a hash given last are named. */
export function argumentsOf(tree: CodeTree, call: CodeNode): Pick<Call, 'positional' | 'named'> {
  const given = child(call, 'arguments')?.children ?? [];
  const named = new Map<string, CodeNode>();
  const positional: CodeNode[] = [];
  for (const argument of given) {
    const pairs = argument.type === 'hash' ? argument.children : [argument];
    const isPair = pairs.every(({ type }) => type === 'pair');
    if (!isPair || pairs.length === 0) positional.push(argument);
    else for (const [key, value] of pairsOf(tree, pairs)) named.set(key, value);
  }
  return { positional, named };
}

/** Pairs with a plain key. */
export function pairsOf(tree: CodeTree, pairs: readonly CodeNode[]): ReadonlyMap<string, CodeNode> {
  return new Map(
    pairs.flatMap((pair): ReadonlyArray<[string, CodeNode]> => {
      const [key, value] = [child(pair, 'key'), child(pair, 'value')];
      const name = key && textOf(tree, key);
      return name && value ? [[name, value]] : [];
    }),
  );
}

function assignedNames(tree: CodeTree): ReadonlyMap<string, readonly CodeNode[]> {
  const names = new Map<string, CodeNode[]>();
  for (const node of tree.all('assignment', 'operator_assignment')) {
    const [left, right] = [child(node, 'left'), child(node, 'right')];
    if (!left || !right || !VARIABLES.has(left.type)) continue;
    const name = tree.text(left);
    const known = names.get(name);
    if (known) known.push(right);
    else names.set(name, [right]);
  }
  return names;
}

/** `Tide::DigestJob` of a class and the modules around it. */
export function className(tree: CodeTree, node: CodeNode): string {
  const names: string[] = [];
  for (let at: CodeNode | null = node; at; at = enclosing(at, 'class', 'module')) {
    const name = child(at, 'name');
    if (name) names.unshift(tree.text(name));
  }
  return names.join('::');
}

/** What a class derives from and includes, as written. */
export function basesOf(tree: CodeTree, node: CodeNode): readonly string[] {
  const superclass = child(node, 'superclass')?.children.map(tree.text) ?? [];
  const included = (child(node, 'body')?.children ?? [])
    .filter((one) => one.type === 'call' && /^(?:include|extend|prepend)$/.test(tree.text(child(one, 'method') ?? one)))
    .flatMap((one) => (child(one, 'arguments')?.children ?? []).map(tree.text));
  return [...superclass, ...included];
}

/** `ENV['X'] || d`, also behind `.presence` and the like. */
export function hasFallback(node: CodeNode, { tree }: Pick<RubyNames, 'tree'>): boolean {
  let at = node;
  while (at.field === 'receiver' && at.parent) at = at.parent;
  const operator = at.field === 'left' ? child(at.parent, 'operator') : null;
  return operator !== null && /^(?:\|\||or)$/.test(tree.text(operator));
}
