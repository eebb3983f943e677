/** How Kotlin writes calls, names and annotations. Its grammar has few fields, so positions tell. What they mean is Java's tables. */
import type { CallGrammar, Meaning } from '../callees.ts';
import { type CodeNode, type CodeTree, child, childOf } from '../code-tree.ts';
import { annotationsIn, type JvmShape } from '../java/shape.ts';

export const FUNCTIONS = ['function_declaration', 'secondary_constructor'];

export const KOTLIN: CallGrammar = {
  calls: ['call_expression', 'index_expression'],
  call(node, tree) {
    const callee = node.children[0];
    if (!callee) return null;
    if (node.type === 'index_expression')
      return { receiver: callee, name: '[]', positional: node.children.slice(1), named: new Map() };
    // `get("/x") { … }` is a call of a call: one call with a lambda.
    const inner = callee.type === 'call_expression' ? KOTLIN.call(callee, tree) : null;
    const own = argumentsOf(node, tree);
    if (inner) return { ...inner, positional: [...inner.positional, ...own.positional] };
    const member = KOTLIN.member(callee, tree);
    if (member) return { ...member, ...own };
    return callee.type === 'identifier' ? { receiver: null, name: tree.text(callee), ...own } : null;
  },
  member(node, tree) {
    const [receiver] = node.type === 'navigation_expression' ? node.children : [];
    const name = node.children.at(-1);
    return receiver && name && name !== receiver ? { receiver, name: tree.text(name) } : null;
  },
  isName: ({ type }) => type === 'identifier',
  inside(node) {
    if (
      node.type === 'parenthesized_expression' ||
      node.type === 'postfix_expression' ||
      node.type === 'unary_expression'
    )
      return node.children[0] ?? null;
    // `System.getenv("X") ?: "…"`
    return node.type === 'binary_expression' && child(node, 'operator') ? child(node, 'left') : null;
  },
  text(node, tree) {
    const parts = /^(?:multiline_)?string_literal$/.test(node.type) ? node.children : null;
    if (!parts || parts.some(({ type }) => type === 'interpolation')) return null;
    return parts.map((part) => tree.text(part).replace(/^\\(?=\$)/, '')).join('');
  },
  meanings,
  functions: FUNCTIONS,
  nameOf(node, tree) {
    const name = child(node, 'name') ?? childOf(node, 'identifier');
    return name && tree.text(name);
  },
  parametersOf: (node, tree) =>
    (childOf(node, 'function_value_parameters')?.children ?? []).flatMap((one) => {
      const name = childOf(one, 'identifier');
      return name ? [tree.text(name)] : [];
    }),
};

function argumentsOf(node: CodeNode, tree: CodeTree) {
  const given = childOf(node, 'value_arguments')?.children ?? [];
  const lambda = childOf(node, 'annotated_lambda');
  const pairs = given.map((one) => ({
    name: one.children.length > 1 && one.children[0]?.type === 'identifier' ? tree.text(one.children[0]) : null,
    value: one.children.at(-1) ?? one,
  }));
  const named = new Map(pairs.flatMap(({ name, value }) => (name === null ? [] : [[name, value] as const])));
  const positional = pairs.flatMap(({ name, value }) => (name === null ? [value] : []));
  return { positional: lambda ? [...positional, lambda] : positional, named };
}

function typeText(node: CodeNode | undefined | null, tree: CodeTree): string | null {
  const text = node ? tree.text(node).replace(/<[\s\S]*$|\?$/g, '') : '';
  return /^[\w.]+$/.test(text) && !/^(?:String|Int|Long|Boolean|Any)$/.test(text) ? text : null;
}

function meanings(tree: CodeTree): readonly Meaning[] {
  const properties = tree.all('property_declaration').flatMap((node): readonly Meaning[] => {
    const variable = childOf(node, 'variable_declaration');
    const at = childOf(variable, 'identifier');
    if (!variable || !at) return [];
    const last = node.children.at(-1);
    const value = last && last !== variable ? last : null;
    const type = typeText(childOf(variable, 'user_type'), tree);
    return both({ name: tree.text(at), at, type, value });
  });
  const parameters = tree.all('parameter', 'class_parameter').flatMap((node): readonly Meaning[] => {
    const at = childOf(node, 'identifier');
    if (!at) return [];
    return both({ name: tree.text(at), at, type: typeText(childOf(node, 'user_type'), tree), value: null });
  });
  const assignments = tree.all('assignment').flatMap((node): readonly Meaning[] => {
    const at = child(node, 'left');
    const value = child(node, 'right');
    if (!at || !value) return [];
    const member = KOTLIN.member(at, tree);
    const owner = member && KOTLIN.isName(member.receiver) ? { owner: tree.text(member.receiver) } : {};
    const [named, ...more] = both({ name: member?.name ?? tree.text(at), at, type: null, value });
    return named ? [{ ...named, ...owner }, ...more] : [];
  });
  return [...properties, ...parameters, ...assignments];
}

/** As a name and as a member. */
function both(meaning: Meaning): readonly Meaning[] {
  return [meaning, { ...meaning, name: `.${meaning.name}` }];
}

export const KOTLIN_SHAPE: JvmShape = {
  grammar: KOTLIN,
  annotations: (node, tree) =>
    annotationsIn(childOf(node, 'modifiers'), ['annotation'], (annotation) => {
      const call = childOf(annotation, 'constructor_invocation');
      const name = childOf(call ?? annotation, 'user_type');
      const { positional, named } = call ? argumentsOf(call, tree) : { positional: [], named: new Map() };
      return { name: name ? tree.text(name).replace(/^.*\./, '') : '', named, first: positional[0] ?? null };
    }),
  annotated: ['property_declaration', 'class_parameter', 'parameter', 'function_declaration', 'class_declaration'],
  classes: ['class_declaration', 'object_declaration'],
  supertypes(node, tree) {
    const list = childOf(node, 'delegation_specifiers');
    return list ? tree.text(list) : '';
  },
  fields(node, tree) {
    const parameters = childOf(childOf(node, 'primary_constructor'), 'class_parameters')?.children ?? [];
    const properties = (childOf(node, 'class_body')?.children ?? []).filter(
      ({ type }) => type === 'property_declaration',
    );
    return [...parameters, ...properties].flatMap((one) => {
      const name = childOf(one, 'identifier') ?? childOf(childOf(one, 'variable_declaration'), 'identifier');
      return name ? [{ name: tree.text(name), node: one }] : [];
    });
  },
  isStatic: ({ type }) => type === 'companion_object',
  fieldTypes: ['property_declaration', 'class_parameter', 'anonymous_initializer'],
  functionTypes: FUNCTIONS,
  constructors: ['secondary_constructor'],
  lambdas: ['lambda_literal'],
  loops: ['while_statement'],
  importNodes: (tree) => tree.all('import'),
};
