/**
 * Reads of variables, files and stores in one Python file: subscripts, calls by the tables, wrappers the file defines, options of
 * command lines. Names only; when they are read is asked elsewhere.
 */
import { type Call, implicitOf, itemOf, type Named, variableOf } from '../call-rows.ts';
import { ancestors, type CodeNode, child } from '../code-tree.ts';
import type { Findings, FoundRead } from '../findings.ts';
import { isSecretPath } from '../secret-path.ts';
import { throughWrapper, wrappersOf } from '../wrappers.ts';
import { type PythonNames, textOfString } from './names.ts';
import { IMPLICIT, STORES, SUBSCRIPTS, VARIABLES } from './tables.ts';

type Reads = Required<Pick<Findings, 'reads' | 'unresolved'>>;

export function environmentOf(names: PythonNames): Reads {
  const wrappers = wrappersOf(namesAsked(names), names.tree, ['function_definition']);
  const named = [
    ...names.tree.all('subscript').map((node) => subscript(node, names)),
    ...names.calls.map((call) => prefixed(call, variableOf(call, VARIABLES, names), names)),
    ...names.calls.map((call) => throughWrapper(call, wrappers, names)),
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
    unresolved: named.flatMap(({ unresolved }) => unresolved).filter(({ node }) => !wrappers.isInside(node)),
  };
}

const NOTHING: Named = { reads: [], unresolved: [] };

/** `os.environ['X']`; what is assigned or deleted is no read. */
function subscript(node: CodeNode, names: PythonNames): Named {
  const object = names.full(child(node, 'value'));
  if (object === null || !SUBSCRIPTS.test(object) || isWritten(node)) return NOTHING;
  const key = child(node, 'subscript');
  const reads = (key ? names.literals(key) : []).map(
    (name): FoundRead => ({ source: { kind: 'env', name }, node, optional: false }),
  );
  const unresolved = reads.length > 0 ? [] : [{ what: `${object}[…]: the name is computed`, node }];
  return { reads, unresolved };
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

/** Arguments that name what is read: where one is a parameter, the function around it is a wrapper. */
function namesAsked(names: PythonNames): readonly CodeNode[] {
  const called = names.calls
    .filter(({ callee }) => VARIABLES.some((row) => !row.onlyUpperCase && row.callee.test(callee)))
    .flatMap(({ positional: [argument] }) => argument ?? []);
  const subscripts = names.tree
    .all('subscript')
    .filter((node) => SUBSCRIPTS.test(names.full(child(node, 'value')) ?? ''))
    .flatMap((node) => child(node, 'subscript') ?? []);
  return [...called, ...subscripts];
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
