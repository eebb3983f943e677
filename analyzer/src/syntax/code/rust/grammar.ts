/** How Rust writes calls, macros and names. It knows shapes only; what they mean is in the tables beside it. */
import type { CallGrammar, Meaning } from '../callees.ts';
import { type CodeNode, type CodeTree, child, childOf } from '../code-tree.ts';

export const FUNCTIONS = ['function_item'];

export const RUST: CallGrammar = {
  calls: ['call_expression', 'macro_invocation'],
  call(node, tree) {
    const named = new Map<string, CodeNode>();
    if (node.type === 'macro_invocation') {
      const macro = child(node, 'macro');
      const positional = childOf(node, 'token_tree')?.children ?? [];
      return macro && { receiver: null, name: `${tree.text(macro)}!`, positional, named };
    }
    const callee = child(node, 'function');
    if (!callee) return null;
    const positional = child(node, 'arguments')?.children ?? [];
    const member = RUST.member(callee, tree);
    if (member) return { ...member, positional, named };
    return { receiver: null, name: pathText(callee, tree), positional, named };
  },
  member(node, tree) {
    const receiver = node.type === 'field_expression' ? child(node, 'value') : null;
    const name = child(node, 'field');
    return receiver && name ? { receiver, name: tree.text(name) } : null;
  },
  isName: ({ type }) => type === 'identifier',
  inside(node) {
    if (/^(?:try|await|parenthesized)_expression$/.test(node.type)) return node.children[0] ?? null;
    return node.type === 'reference_expression' ? child(node, 'value') : null;
  },
  text: (node, tree) =>
    node.type === 'string_literal' || node.type === 'raw_string_literal' ? node.children.map(tree.text).join('') : null,
  meanings(tree) {
    const lets = tree.all('let_declaration', 'static_item', 'const_item').flatMap((node): readonly Meaning[] => {
      const at = child(node, 'pattern') ?? child(node, 'name');
      return at ? [{ name: tree.text(at).replace(/^mut\s+/, ''), at, type: null, value: child(node, 'value') }] : [];
    });
    const fields = tree.all('field_initializer').flatMap((node): readonly Meaning[] => {
      const at = child(node, 'field');
      return at ? [{ name: `.${tree.text(at)}`, at, type: null, value: child(node, 'value') }] : [];
    });
    const parameters = tree.all('parameter').flatMap((node): readonly Meaning[] => {
      const at = child(node, 'pattern');
      const type = child(node, 'type');
      const text = type
        ? tree
            .text(type)
            .replace(/^&(?:'\w+\s+)?(?:mut\s+)?/, '')
            .replace(/<[\s\S]*$/, '')
        : '';
      return at
        ? [
            {
              name: tree.text(at),
              at,
              type: /^(?:str|String|i\d+|u\d+|bool|usize|)$/.test(text) ? null : text,
              value: null,
            },
          ]
        : [];
    });
    return [...lets, ...fields, ...parameters];
  },
  functions: FUNCTIONS,
  nameOf(node, tree) {
    const name = child(node, 'name');
    return name && tree.text(name);
  },
  parametersOf: (node, tree) =>
    (child(node, 'parameters')?.children ?? []).flatMap((one) => {
      const name = child(one, 'pattern');
      return name ? [tree.text(name)] : [];
    }),
};

/** `std::env::var`, without type arguments. */
function pathText(node: CodeNode, tree: CodeTree): string {
  return tree
    .text(node)
    .replace(/::<[\s\S]*>/g, '')
    .replace(/\s+/g, '');
}

/** Attributes that stand before an item or a field. */
export function attributesBefore(node: CodeNode): readonly CodeNode[] {
  const siblings = node.parent?.children ?? [];
  const before = siblings.slice(0, siblings.indexOf(node));
  const last = before.findLastIndex(({ type }) => type !== 'attribute_item');
  return before.slice(last + 1);
}

/** Fields of a struct by name. */
export function fieldsOf(
  node: CodeNode,
  tree: CodeTree,
): ReadonlyArray<{ readonly name: string; readonly node: CodeNode }> {
  return (child(node, 'body')?.children ?? []).flatMap((one) => {
    const name = one.type === 'field_declaration' ? child(one, 'name') : null;
    return name ? [{ name: tree.text(name), node: one }] : [];
  });
}
