/** How Java writes calls, names and annotations. It knows shapes only; what they mean is in the tables beside it. */
import type { CallGrammar, Meaning } from '../callees.ts';
import { type CodeNode, type CodeTree, child, childOf, childrenIn } from '../code-tree.ts';
import { annotationsIn, type JvmShape } from './shape.ts';

export const FUNCTIONS = ['method_declaration', 'constructor_declaration', 'compact_constructor_declaration'];

export const JAVA: CallGrammar = {
  calls: ['method_invocation', 'object_creation_expression'],
  call(node, tree) {
    const positional = child(node, 'arguments')?.children ?? [];
    const named = new Map<string, CodeNode>();
    if (node.type === 'object_creation_expression') {
      const type = typeText(child(node, 'type'), tree);
      return type ? { receiver: null, name: `new ${type}`, positional, named } : null;
    }
    const name = child(node, 'name');
    return name && { receiver: child(node, 'object'), name: tree.text(name), positional, named };
  },
  member(node, tree) {
    const receiver = node.type === 'field_access' ? child(node, 'object') : null;
    const name = child(node, 'field');
    return receiver && name ? { receiver, name: tree.text(name) } : null;
  },
  isName: ({ type }) => type === 'identifier',
  inside: (node) =>
    node.type === 'parenthesized_expression'
      ? (node.children[0] ?? null)
      : node.type === 'cast_expression'
        ? child(node, 'value')
        : null,
  text: (node, tree) =>
    node.type === 'string_literal' ? node.children.map(tree.text).join('').replaceAll('\\"', '"') : null,
  meanings,
  functions: FUNCTIONS,
  nameOf(node, tree) {
    const name = child(node, 'name');
    return name && tree.text(name);
  },
  parametersOf: (node, tree) =>
    (child(node, 'parameters')?.children ?? []).flatMap((one) => childrenIn(one, 'name').map(tree.text)),
};

function typeText(node: CodeNode | null, tree: CodeTree): string | null {
  const text = node ? tree.text(node).replace(/<[\s\S]*$/, '') : '';
  return /^[\w.]+$/.test(text) && !/^(?:String|int|long|boolean|var|Object)$/.test(text) ? text : null;
}

function meanings(tree: CodeTree): readonly Meaning[] {
  const variables = tree.all('variable_declarator').flatMap((node): readonly Meaning[] => {
    const at = child(node, 'name');
    const type = typeText(child(node.parent, 'type'), tree);
    if (!at) return [];
    const value = child(node, 'value');
    const meaning = { name: tree.text(at), at, type: value && !type?.endsWith('Builder') ? null : type, value };
    const field = node.parent?.type === 'field_declaration' ? [{ ...meaning, name: `.${meaning.name}`, type }] : [];
    return [{ ...meaning, type: value ? meaning.type : type }, ...field];
  });
  const parameters = tree.all('formal_parameter').flatMap((node): readonly Meaning[] => {
    const at = child(node, 'name');
    return at ? [{ name: tree.text(at), at, type: typeText(child(node, 'type'), tree), value: null }] : [];
  });
  const assignments = tree.all('assignment_expression').flatMap((node): readonly Meaning[] => {
    const at = child(node, 'left');
    const value = child(node, 'right');
    if (!at || !value) return [];
    const member = JAVA.member(at, tree);
    const name = member?.name ?? tree.text(at);
    const owner = member && JAVA.isName(member.receiver) ? { owner: tree.text(member.receiver) } : {};
    return [
      { name: `.${name}`, at, type: null, value, ...owner },
      { name, at, type: null, value },
    ];
  });
  return [...variables, ...parameters, ...assignments];
}

export const JAVA_SHAPE: JvmShape = {
  grammar: JAVA,
  annotations: (node, tree) =>
    annotationsIn(childOf(node, 'modifiers'), ['annotation', 'marker_annotation'], (annotation) => {
      const name = child(annotation, 'name');
      const given = child(annotation, 'arguments')?.children ?? [];
      const pairs = given.flatMap((one) => {
        const key = child(one, 'key');
        const value = child(one, 'value');
        return key && value ? [[tree.text(key), value] as const] : [];
      });
      const first = given.find(({ type }) => type !== 'element_value_pair');
      return { name: name ? tree.text(name).replace(/^.*\./, '') : '', named: new Map(pairs), first: first ?? null };
    }),
  annotated: ['field_declaration', 'formal_parameter', 'method_declaration', 'class_declaration', 'record_declaration'],
  classes: ['class_declaration', 'record_declaration', 'interface_declaration', 'enum_declaration'],
  supertypes: (node, tree) =>
    ['superclass', 'interfaces'].map((field) => tree.text(child(node, field) ?? EMPTY)).join(' '),
  fields(node, tree) {
    const own = childrenIn(child(node, 'body'), 'declarator');
    const declared = (child(node, 'body')?.children ?? []).filter(({ type }) => type === 'field_declaration');
    const components = child(node, 'parameters')?.children ?? [];
    return [...own, ...declared.flatMap((one) => childrenIn(one, 'declarator')), ...components].flatMap((one) => {
      const name = child(one, 'name');
      return name ? [{ name: tree.text(name), node: one }] : [];
    });
  },
  isStatic: (node, tree) =>
    node.type === 'static_initializer' || /^[^=({;]*\bstatic\b/.test(tree.text(node).slice(0, 200)),
  fieldTypes: ['field_declaration'],
  functionTypes: FUNCTIONS,
  constructors: ['constructor_declaration', 'compact_constructor_declaration'],
  lambdas: ['lambda_expression'],
  loops: ['while_statement'],
  importNodes: (tree) => tree.all('import_declaration'),
};

const EMPTY: CodeNode = { type: '', field: null, start: 0, end: 0, parent: null, children: [] };
