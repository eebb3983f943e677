/** How Go writes calls, names and constants. It knows shapes only; what they mean is in the tables beside it. */
import type { CallGrammar, Meaning } from '../callees.ts';
import { below, type CodeNode, type CodeTree, child, childOf, childrenIn } from '../code-tree.ts';

export const FUNCTIONS = ['function_declaration', 'method_declaration'];

export const GO: CallGrammar = {
  calls: ['call_expression'],
  call(node, tree) {
    const written = child(node, 'function');
    // `env.ParseAs[Config]()`
    const callee = written?.type === 'index_expression' ? child(written, 'operand') : written;
    if (!callee) return null;
    const member = memberOf(callee, tree);
    const positional = (child(node, 'arguments')?.children ?? []).map(bare);
    const named = new Map(positional.flatMap((argument) => keyedIn(argument, tree)));
    if (member) return { ...member, positional, named };
    return callee.type === 'identifier' ? { receiver: null, name: tree.text(callee), positional, named } : null;
  },
  member: memberOf,
  isName: ({ type }) => type === 'identifier',
  inside(node) {
    if (node.type === 'unary_expression') return child(node, 'operand');
    if (node.type === 'type_conversion_expression') return child(node, 'operand');
    return node.type === 'parenthesized_expression' || node.type === 'literal_element'
      ? (node.children[0] ?? null)
      : null;
  },
  text(node, tree) {
    if (node.type === 'interpreted_string_literal' || node.type === 'raw_string_literal')
      return node.children.map(tree.text).join('');
    // `aws.String("x")`, `to.Ptr("x")`: a pointer to a literal.
    const pointer = node.type === 'call_expression' ? tree.text(child(node, 'function') ?? node) : '';
    const [argument] = /^(?:aws|to|pointer|ptr|proto)\.(?:String|Ptr|To)$/.test(pointer)
      ? (child(node, 'arguments')?.children ?? [])
      : [];
    return argument ? GO.text(argument, tree) : null;
  },
  meanings: (tree) => [...declared(tree), ...assignments(tree)],
  functions: FUNCTIONS,
  nameOf(node, tree) {
    const name = child(node, 'name');
    return name && tree.text(name);
  },
  parametersOf: (node, tree) =>
    (child(node, 'parameters')?.children ?? []).flatMap((one) => childrenIn(one, 'name').map(tree.text)),
};

/** `&x`, `(x)` as `x`. */
function bare(node: CodeNode): CodeNode {
  const inside = GO.inside(node);
  return inside ? bare(inside) : node;
}

function memberOf(node: CodeNode, tree: CodeTree) {
  const receiver = node.type === 'selector_expression' ? child(node, 'operand') : null;
  const name = child(node, 'field');
  return receiver && name ? { receiver, name: tree.text(name) } : null;
}

/** Fields of a struct literal, with those of literals inside it. */
export function keyedIn(node: CodeNode, tree: CodeTree): readonly (readonly [string, CodeNode])[] {
  const body = node.type === 'composite_literal' ? child(node, 'body') : null;
  return (body?.children ?? []).flatMap((element) => {
    const key = child(element, 'key');
    const value = child(element, 'value');
    if (!key || !value) return [];
    return [[tree.text(key), bare(value)] as const, ...keyedIn(bare(value), tree)];
  });
}

function declared(tree: CodeTree): readonly Meaning[] {
  const typed = tree.all('parameter_declaration', 'field_declaration', 'var_spec', 'const_spec');
  return typed.flatMap((node) => {
    const type = typeText(child(node, 'type'), tree);
    const values = child(node, 'value')?.children ?? [];
    const dot = node.type === 'field_declaration' ? '.' : '';
    return childrenIn(node, 'name').map((at, index) => ({
      name: `${dot}${tree.text(at)}`,
      at,
      type: dot && !type?.includes('.') ? null : type,
      value: values[index] ?? null,
    }));
  });
}

function typeText(node: CodeNode | null, tree: CodeTree): string | null {
  const text = node ? tree.text(node).replace(/^[*&[\]]+/, '') : '';
  return /^[\w.]+$/.test(text) && !PLAIN_TYPES.has(text) ? text : null;
}

const PLAIN_TYPES = new Set(['string', 'int', 'bool', 'error', 'byte', 'any', 'int64', 'uint', 'float64']);

/** `a, err := f()`: every name on the left has its own value, or the one value there is. Fields are meanings too. */
function assignments(tree: CodeTree): readonly Meaning[] {
  const pairs = tree.all('short_var_declaration', 'assignment_statement').flatMap((node): readonly Meaning[] => {
    const values = child(node, 'right')?.children ?? [];
    return (child(node, 'left')?.children ?? []).flatMap((at, index): readonly Meaning[] => {
      const value = values[index] ?? (index === 0 ? values[0] : undefined);
      const member = memberOf(at, tree);
      const name = member ? `.${member.name}` : tree.text(at);
      if (!value || name === '_') return [];
      const owner = member && GO.isName(member.receiver) ? { owner: tree.text(member.receiver) } : {};
      return [{ name, at, type: literalType(value, tree), value, ...owner }];
    });
  });
  // Fields of literals flow where the field is read: `Config{DSN: os.Getenv("…")}` … `cfg.DSN`.
  const fields = tree.all('keyed_element').flatMap((node): readonly Meaning[] => {
    const key = child(node, 'key');
    const value = child(node, 'value');
    return key && value ? [{ name: `.${tree.text(key)}`, at: key, type: null, value: bare(value) }] : [];
  });
  return [...pairs, ...fields];
}

function literalType(node: CodeNode, tree: CodeTree): string | null {
  const value = bare(node);
  return value.type === 'composite_literal' ? typeText(child(value, 'type'), tree) : null;
}

/** The text of a struct tag by key: `env:"DB_PASSWORD,required"`. */
export function tagsOf(field: CodeNode, tree: CodeTree): ReadonlyMap<string, string> {
  const tag = child(field, 'tag');
  const text = tag ? (GO.text(tag, tree) ?? '') : '';
  return new Map([...text.matchAll(/([\w-]+):"([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]));
}

/** Imports as written, each at its place. */
export function importsOf(tree: CodeTree): ReadonlyArray<{ readonly specifier: string; readonly node: CodeNode }> {
  return tree.all('import_spec').flatMap((node) => {
    const path = child(node, 'path');
    const specifier = path ? GO.text(path, tree) : null;
    return specifier ? [{ specifier, node }] : [];
  });
}

/** The package this file belongs to. */
export function packageName(tree: CodeTree): string | null {
  const clause = tree.all('package_clause')[0];
  const name = childOf(clause, 'package_identifier');
  return name && tree.text(name);
}

/** Struct types of the file by name. */
export function structsOf(tree: CodeTree): ReadonlyMap<string, readonly CodeNode[]> {
  return new Map(
    tree.all('type_spec').flatMap((node) => {
      const name = child(node, 'name');
      const type = child(node, 'type');
      if (!name || type?.type !== 'struct_type') return [];
      return [[tree.text(name), [...below(type)].filter((one) => one.type === 'field_declaration')] as const];
    }),
  );
}
