/**
 * What names mean in one PHP file, so that a call can be told in full: `Schedule.command.daily`, `new PDO`, `$this.client.getSecretValue`.
 * Namespaces are left off, as people say the name; it follows what stands in the file only.
 */
import type { Call, Speech } from '../call-rows.ts';
import { type CodeNode, type CodeTree, child, childOf } from '../code-tree.ts';
import type { FlowTable } from '../flow.ts';

export interface PhpNames extends Speech, FlowTable {
  readonly tree: CodeTree;
  /** In full: `Env.get`, `new Redis`; null for anything that has no name. */
  full(node: CodeNode | null): string | null;
  literals(node: CodeNode): readonly string[];
  readonly calls: readonly Call[];
}

const MOST_LEVELS = 12;
const MOST_MEANINGS = 3;
const CALLS = [
  'function_call_expression',
  'member_call_expression',
  'nullsafe_member_call_expression',
  'scoped_call_expression',
  'object_creation_expression',
  'attribute',
];

export function namesOf(tree: CodeTree): PhpNames {
  const assigned = assignedNames(tree);

  function full(node: CodeNode | null, level = 0): string | null {
    if (!node || level > MOST_LEVELS) return null;
    switch (node.type) {
      case 'name':
      case 'qualified_name':
      case 'relative_scope':
        return lastStep(tree.text(node));
      case 'variable_name':
      case 'member_access_expression': {
        const name = tree.text(node).replaceAll('->', '.');
        return made(name, level) ?? name;
      }
      case 'function_call_expression':
        return full(child(node, 'function'), level + 1);
      case 'member_call_expression':
      case 'nullsafe_member_call_expression':
        return joined(full(child(node, 'object'), level + 1), child(node, 'name'));
      case 'scoped_call_expression':
        return joined(full(child(node, 'scope'), level + 1), child(node, 'name'));
      case 'object_creation_expression': {
        const name = full(childOf(node, 'name', 'qualified_name'), level + 1);
        return name && `new ${name}`;
      }
      case 'attribute':
        return full(childOf(node, 'name', 'qualified_name'), level + 1);
      case 'parenthesized_expression':
        return full(node.children[0] ?? null, level + 1);
      default:
        return null;
    }
  }

  function joined(object: string | null, name: CodeNode | null): string | null {
    return name && `${object ?? '?'}.${tree.text(name)}`;
  }

  function made(name: string, level: number): string | null {
    const [value, ...more] = assigned.get(name) ?? [];
    return value && more.length === 0 && CALLS.includes(value.type) ? full(value, level + 1) : null;
  }

  function literals(node: CodeNode, level = 0): readonly string[] {
    const text = textOf(tree, node);
    if (text !== null) return [text];
    if (node.type !== 'variable_name' || level > 1) return [];
    const meanings = (assigned.get(tree.text(node)) ?? []).map((value) => literals(value, level + 1));
    return meanings.length <= MOST_MEANINGS && meanings.every((texts) => texts.length > 0) ? meanings.flat() : [];
  }

  function literal(node: CodeNode): string | null {
    const [text, ...more] = literals(node);
    return text !== undefined && more.length === 0 ? text : null;
  }

  const calls = tree.all(...CALLS).flatMap((node): readonly Call[] => {
    const callee = full(node);
    return callee === null ? [] : [{ node, callee, ...argumentsOf(tree, node) }];
  });
  const nameAt = (node: CodeNode) =>
    node.type === 'variable_name' || node.type === 'member_access_expression'
      ? tree.text(node).replaceAll('->', '.')
      : null;
  return { tree, full, literal, literals, written: tree.text, calls, assigned, nameAt };
}

/** `\App\Jobs\Digest` → `Digest`. */
export function lastStep(name: string): string {
  return name.slice(name.lastIndexOf('\\') + 1);
}

/** The text of a string without expressions in it; null: computed. */
export function textOf(tree: CodeTree, node: CodeNode): string | null {
  if (node.type !== 'string' && node.type !== 'encapsed_string') return null;
  return node.children.every(({ type }) => type === 'string_content') ? node.children.map(tree.text).join('') : null;
}

/** Arguments of a call; what an array given as one argument names is named too, as AWS and others take it. */
export function argumentsOf(tree: CodeTree, call: CodeNode): Pick<Call, 'positional' | 'named'> {
  const list = child(call, 'arguments') ?? child(call, 'parameters') ?? childOf(call, 'arguments');
  const named = new Map<string, CodeNode>();
  const positional: CodeNode[] = [];
  for (const argument of list?.children ?? []) {
    const name = child(argument, 'name');
    const value = argument.children.find((one) => one !== name && one.field !== 'reference_modifier');
    if (!value) continue;
    if (name) named.set(tree.text(name), value);
    else positional.push(value);
    for (const [key, inner] of pairsOf(tree, value)) named.set(key, inner);
  }
  return { positional, named };
}

/** `'key' => value` of an array. */
export function pairsOf(tree: CodeTree, array: CodeNode): ReadonlyMap<string, CodeNode> {
  const elements = array.type === 'array_creation_expression' ? array.children : [];
  return new Map(
    elements.flatMap(({ children: [key, value] }): ReadonlyArray<[string, CodeNode]> => {
      const name = key && value && textOf(tree, key);
      return name && value ? [[name, value]] : [];
    }),
  );
}

function assignedNames(tree: CodeTree): ReadonlyMap<string, readonly CodeNode[]> {
  const names = new Map<string, CodeNode[]>();
  for (const node of tree.all('assignment_expression', 'augmented_assignment_expression')) {
    const [left, right] = [child(node, 'left'), child(node, 'right')];
    if (!left || !right || !/^(?:variable_name|member_access_expression)$/.test(left.type)) continue;
    const name = tree.text(left).replaceAll('->', '.');
    const known = names.get(name);
    if (known) known.push(right);
    else names.set(name, [right]);
  }
  return names;
}

/** What a class extends and implements, without namespaces. */
export function basesOf(tree: CodeTree, node: CodeNode): readonly string[] {
  return [childOf(node, 'base_clause'), childOf(node, 'class_interface_clause')].flatMap((clause) =>
    (clause?.children ?? []).map((one) => lastStep(tree.text(one))),
  );
}
