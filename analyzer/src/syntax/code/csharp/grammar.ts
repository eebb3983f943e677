/** How C# writes calls, names and attributes. It knows shapes only; what they mean is in the tables beside it. */
import type { CallGrammar, Meaning } from '../callees.ts';
import { type CodeNode, type CodeTree, child, childOf, childrenIn, enclosing } from '../code-tree.ts';

export const FUNCTIONS = ['method_declaration', 'constructor_declaration', 'local_function_statement'];
export const CLASSES = ['class_declaration', 'record_declaration', 'struct_declaration'];

export const CSHARP: CallGrammar = {
  calls: [
    'invocation_expression',
    'object_creation_expression',
    'implicit_object_creation_expression',
    'element_access_expression',
  ],
  call(node, tree) {
    const given = argumentsOf(node, tree);
    if (node.type === 'element_access_expression') {
      const receiver = child(node, 'expression');
      return receiver && { receiver, name: '[]', ...given };
    }
    if (node.type.endsWith('object_creation_expression')) {
      // `Lazy<Lamp> lamp = new(…)`: the declaration says what is made.
      const declared = enclosing(node, 'variable_declaration', 'property_declaration');
      const type = typeText(child(node, 'type') ?? child(declared, 'type'), tree);
      return type ? { receiver: null, name: `new ${type}`, ...given } : null;
    }
    const callee = child(node, 'function');
    const member = callee && CSHARP.member(callee, tree);
    if (member) return { ...member, ...given };
    const name = callee && plainName(callee, tree);
    return name ? { receiver: null, name, ...given } : null;
  },
  member(node, tree) {
    const receiver = node.type === 'member_access_expression' ? child(node, 'expression') : null;
    const name = child(node, 'name');
    if (receiver && name) return { receiver, name: plainName(name, tree) ?? tree.text(name) };
    // `a?.b()`
    const bound = node.type === 'conditional_access_expression' ? childOf(node, 'member_binding_expression') : null;
    const condition = child(node, 'condition');
    const last = child(bound, 'name');
    return condition && last ? { receiver: condition, name: tree.text(last) } : null;
  },
  isName: ({ type }) => type === 'identifier',
  inside(node) {
    if (/^(?:parenthesized|await|postfix_unary)_expression$|^argument$/.test(node.type))
      return node.children.at(-1) ?? null;
    if (node.type === 'cast_expression') return child(node, 'value');
    return node.type === 'binary_expression' && child(node, 'operator') === null ? child(node, 'left') : null;
  },
  text(node, tree) {
    if (node.type === 'string_literal' || node.type === 'raw_string_literal')
      return node.children.map(tree.text).join('');
    return node.type === 'verbatim_string_literal' ? tree.text(node).slice(2, -1) : null;
  },
  meanings,
  functions: FUNCTIONS,
  nameOf(node, tree) {
    const name = child(node, 'name');
    return name && tree.text(name);
  },
  parametersOf: (node, tree) =>
    (child(node, 'parameters')?.children ?? []).flatMap((one) => childrenIn(one, 'name').map(tree.text)),
};

/** `Bind<T>` as `Bind`. */
function plainName(node: CodeNode, tree: CodeTree): string | null {
  if (node.type === 'identifier') return tree.text(node);
  const generic = node.type === 'generic_name' ? childOf(node, 'identifier') : null;
  return generic && tree.text(generic);
}

function argumentsOf(node: CodeNode, tree: CodeTree) {
  const list = child(node, 'arguments') ?? child(node, 'subscript') ?? childOf(node, 'argument_list');
  const given = (list?.children ?? []).filter(({ type }) => type === 'argument');
  const pairs = given.flatMap((one) => {
    const name = child(one, 'name');
    const value = one.children.at(-1);
    return value ? [{ name: name && tree.text(name), value }] : [];
  });
  const set = (child(node, 'initializer')?.children ?? []).flatMap((one) => {
    const name = child(one, 'left');
    const value = child(one, 'right');
    return name && value ? [[tree.text(name), value] as const] : [];
  });
  const named = pairs.flatMap(({ name, value }) => (name === null ? [] : [[name, value] as const]));
  const positional = pairs.flatMap(({ name, value }) => (name === null ? [value] : []));
  return { positional, named: new Map([...named, ...set]) };
}

/** Type arguments of a call: the options a section is bound to. */
export function typeArguments(node: CodeNode, tree: CodeTree): readonly string[] {
  const callee = child(node, 'function');
  const generic = childOf(callee, 'generic_name') ?? (callee?.type === 'generic_name' ? callee : null);
  return (childOf(generic, 'type_argument_list')?.children ?? []).map(tree.text);
}

function typeText(node: CodeNode | null, tree: CodeTree): string | null {
  if (!node || node.type === 'implicit_type' || node.type === 'predefined_type') return null;
  const text = tree
    .text(node)
    .replace(/<[\s\S]*$|\?$/g, '')
    .replace(/^.*\./, '');
  return /^\w+$/.test(text) ? text : null;
}

function meanings(tree: CodeTree): readonly Meaning[] {
  const variables = tree.all('variable_declarator').flatMap((node): readonly Meaning[] => {
    const at = child(node, 'name');
    const last = node.children.at(-1);
    if (!at) return [];
    const value = last && last !== at ? last : null;
    return both(tree.text(at), at, typeText(child(node.parent, 'type'), tree), value);
  });
  const typed = tree.all('parameter', 'property_declaration').flatMap((node): readonly Meaning[] => {
    const at = child(node, 'name');
    return at ? both(tree.text(at), at, typeText(child(node, 'type'), tree), child(node, 'value')) : [];
  });
  const assignments = tree.all('assignment_expression').flatMap((node): readonly Meaning[] => {
    const at = child(node, 'left');
    const value = child(node, 'right');
    if (!at || !value) return [];
    const member = CSHARP.member(at, tree);
    const owner = member && CSHARP.isName(member.receiver) ? { owner: tree.text(member.receiver) } : {};
    const [named, ...more] = both(member?.name ?? tree.text(at), at, null, value);
    return named ? [{ ...named, ...owner }, ...more] : [];
  });
  return [...variables, ...typed, ...assignments];
}

/** As a name and as a member. Only types that the tables know say more than the value. */
function both(name: string, at: CodeNode, type: string | null, value: CodeNode | null): readonly Meaning[] {
  const known =
    type &&
    /^(?:I?Configuration\w*|SecretClient|IAmazonSecretsManager|IOptions\w*|SecretManager\w+|ConnectionFactory)$/.test(
      type,
    )
      ? type
      : null;
  return [name, `.${name}`].map((one) => ({ name: one, at, type: known, value }));
}

/** Attributes of a declaration, without their arguments. */
export function attributesOf(node: CodeNode, tree: CodeTree): readonly string[] {
  const lists = node.children.filter(({ type }) => type === 'attribute_list');
  return lists.flatMap((list) =>
    list.children.flatMap((attribute) => {
      const name = child(attribute, 'name');
      return name ? [tree.text(name).replace(/Attribute$/, '')] : [];
    }),
  );
}

/** Base class and interfaces as written. */
export function basesOf(node: CodeNode, tree: CodeTree): string {
  const bases = childOf(node, 'base_list');
  return bases ? tree.text(bases) : '';
}

export function hasModifier(node: CodeNode, modifier: string, tree: CodeTree): boolean {
  return node.children.some((one) => one.type === 'modifier' && tree.text(one) === modifier);
}
