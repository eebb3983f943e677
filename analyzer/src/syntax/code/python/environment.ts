/**
 * Reads of variables, files and stores in one Python file: subscripts, calls by the tables, wrappers the file defines, options of
 * command lines. Names only; when they are read is asked elsewhere.
 */
import { type Call, implicitOf, itemOf, type Named, variableOf } from '../call-rows.ts';
import { ancestors, type CodeNode, child, enclosing } from '../code-tree.ts';
import type { Findings, FoundRead } from '../findings.ts';
import { isSecretPath } from '../secret-path.ts';
import { type PythonNames, textOfString } from './names.ts';
import { IMPLICIT, STORES, SUBSCRIPTS, VARIABLES } from './tables.ts';

type Reads = Required<Pick<Findings, 'reads' | 'unresolved'>>;

export function environmentOf(names: PythonNames): Reads {
  const wrappers = wrappersOf(names);
  const isWrapperBody = (node: CodeNode) => {
    const around = enclosing(node, 'function_definition');
    const name = child(around, 'name');
    return name !== null && wrappers.has(names.tree.text(name));
  };
  const named = [
    ...names.tree.all('subscript').map((node) => subscript(node, names)),
    ...names.calls.map((call) => prefixed(call, variableOf(call, VARIABLES, names), names)),
    ...names.calls.map((call) => wrapped(call, wrappers, names)),
    ...names.calls.map((call) => itemOf(call, STORES, names, (node) => propertyOf(node, names))),
  ];
  return {
    reads: [
      ...named.flatMap(({ reads }) => reads),
      ...names.calls.flatMap((call) => implicitOf(call, IMPLICIT)),
      ...names.calls.flatMap((call) => optionOf(call, names)),
      ...filesOf(names),
    ],
    // Inside a wrapper the name is a parameter: its callers tell it.
    unresolved: named.flatMap(({ unresolved }) => unresolved).filter(({ node }) => !isWrapperBody(node)),
  };
}

const NOTHING: Named = { reads: [], unresolved: [] };

/** `os.environ['X']`; what is assigned or deleted is no read. */
function subscript(node: CodeNode, names: PythonNames): Named {
  const object = names.full(child(node, 'value'));
  if (object === null || !SUBSCRIPTS.test(object) || isWritten(node)) return NOTHING;
  const key = child(node, 'subscript');
  const name = key && names.literal(key);
  if (name !== null) return { reads: [{ source: { kind: 'env', name }, node, optional: false }], unresolved: [] };
  return { reads: [], unresolved: [{ what: `${object}[…]: the name is computed`, node }] };
}

function isWritten(node: CodeNode): boolean {
  return node.field === 'left' || node.parent?.type === 'delete_statement';
}

/** `with env.prefixed('LAMP_'):` goes before every name inside. */
function prefixed(call: Call, found: Named, names: PythonNames): Named {
  if (found.reads.length === 0 || !/^environs?\./.test(call.callee)) return found;
  const prefix = [...ancestors(call.node)]
    .filter(({ type }) => type === 'with_statement')
    .map((node) => /\.prefixed\(\s*["'](\w+)["']\s*\)/.exec(names.written(node))?.[1] ?? '')
    .reduceRight((all, one) => all + one, '');
  if (prefix === '') return found;
  const withPrefix = (read: FoundRead): FoundRead =>
    read.source.kind === 'env' ? { ...read, source: { kind: 'env', name: prefix + read.source.name } } : read;
  return { ...found, reads: found.reads.map(withPrefix) };
}

/** Functions of the file whose body reads the variable their parameter names → position of that parameter. */
function wrappersOf(names: PythonNames): ReadonlyMap<string, { readonly at: number; readonly named: string }> {
  const { tree } = names;
  const wrappers = new Map<string, { readonly at: number; readonly named: string }>();
  const reads = [
    ...names.calls
      .filter(({ callee }) => VARIABLES.some((row) => !row.onlyUpperCase && row.callee.test(callee)))
      .flatMap(({ positional: [argument] }) => argument ?? []),
    ...tree.all('subscript').flatMap((node) => {
      const object = names.full(child(node, 'value'));
      return object !== null && SUBSCRIPTS.test(object) ? (child(node, 'subscript') ?? []) : [];
    }),
  ];
  for (const argument of reads) {
    const around = enclosing(argument, 'function_definition');
    const name = child(around, 'name');
    const parameters = (child(around, 'parameters')?.children ?? [])
      .map((parameter) => tree.text(parameter).split(/[:=]/)[0]?.trim() ?? '')
      .filter((parameter) => parameter !== 'self' && parameter !== 'cls');
    const at = argument.type === 'identifier' ? parameters.indexOf(tree.text(argument)) : -1;
    if (name && at >= 0) wrappers.set(tree.text(name), { at, named: parameters[at] ?? '' });
  }
  return wrappers;
}

function wrapped(
  call: Call,
  wrappers: ReadonlyMap<string, { readonly at: number; readonly named: string }>,
  names: PythonNames,
): Named {
  const wrapper = wrappers.get(call.callee.replace(/^(?:self|cls)\./, ''));
  if (!wrapper) return NOTHING;
  return variableOf(call, [{ callee: /^/, at: wrapper.at, named: [wrapper.named], defaultAt: wrapper.at + 1 }], names);
}

/** `json.loads(answer['SecretString'])['password']`, `answer['data']['data']['password']`: what is taken from the answer at once. */
function propertyOf(call: CodeNode, names: PythonNames): string | null {
  let inner = call;
  for (const outer of ancestors(call)) {
    if (outer.type === 'subscript' && child(outer, 'value') === inner) {
      const key = child(outer, 'subscript');
      const text = key && textOfString(names.tree, key);
      if (text !== null && !ENVELOPE.has(text)) return text;
    } else if (outer.type !== 'argument_list' && !(outer.type === 'call' && /loads\(/.test(names.written(outer))))
      return null;
    inner = outer;
  }
  return null;
}

/** What the answers of stores wrap around a value (AWS, Vault). */
const ENVELOPE = new Set(['data', 'SecretString', 'SecretBinary', 'Parameter', 'Value', 'auth']);

/** click and typer: `envvar='X'`, or several of which the first that is set holds. */
function optionOf({ callee, named, node }: Call, names: PythonNames): readonly FoundRead[] {
  const given = named.get('envvar') ?? (/argparse|add_argument$/.test(callee) ? named.get('env_var') : undefined);
  if (!given) return [];
  const texts = (given.type === 'list' || given.type === 'tuple' ? given.children : [given]).map(names.literal);
  return texts.flatMap((name): readonly FoundRead[] =>
    name === null
      ? []
      : [
          {
            source: { kind: 'env', name },
            node,
            optional: named.has('default'),
            moment: { moment: 'start-up', says: 'an option of the command line, read when the command starts' },
          },
        ],
  );
}

/** A path of a secret that is given to a call or joined to another: somebody opens it. */
function filesOf(names: PythonNames): readonly FoundRead[] {
  return names.tree.all('string').flatMap((node): readonly FoundRead[] => {
    const path = textOfString(names.tree, node);
    const isUsed = ['argument_list', 'keyword_argument', 'assignment', 'default_parameter'].includes(
      node.parent?.type ?? '',
    );
    return path !== null && isUsed && isSecretPath(path)
      ? [{ source: { kind: 'file', path }, node, optional: false }]
      : [];
  });
}
