/** One Ruby file, from its tree to its findings: variables, Rails credentials, stores, clients, what starts it. */
import { readsInErrors } from '../broken.ts';
import { clientOf, implicitOf, itemOf, type Named, roleOf, variableOf } from '../call-rows.ts';
import { type CodeNode, type CodeTree, child } from '../code-tree.ts';
import {
  type Findings,
  type FoundClient,
  type FoundRead,
  type FoundRole,
  type Stated,
  stateFindings,
} from '../findings.ts';
import { isSecretPath } from '../secret-path.ts';
import { throughWrapper, wrappersOf } from '../wrappers.ts';
import { entriesOf } from './entries.ts';
import { momentsOf } from './moments.ts';
import { hasFallback, namesOf, type RubyNames, textOf } from './names.ts';
import { applicationOf, credentialsOf } from './rails.ts';
import { CLIENTS, IMPLICIT, ROLES, SIGNING_SETTINGS, STORES, SUBSCRIPTS, VARIABLES } from './tables.ts';

const PLAIN_READ = /\bENV(?:\.fetch)?\s*[[(]\s*["']([A-Za-z_]\w*)["']\s*[\]),]/g;

export function readRuby(tree: CodeTree): Stated {
  const names = namesOf(tree);
  const { calls } = names;
  const wrappers = wrappersOf(namesAsked(names), tree, ['method', 'singleton_method']);
  const named = [
    ...tree.all('element_reference').map((node) => subscript(node, names)),
    ...calls.map((call) => variableOf(withBlock(call), VARIABLES, names)),
    ...calls.map((call) => throughWrapper(call, wrappers, names)),
    ...calls.map((call) => itemOf(call, STORES, names)),
  ];
  const reads = named.flatMap((one) => one.reads);
  const findings: Findings = {
    reads: [
      ...reads,
      ...readsInErrors(tree, PLAIN_READ, reads),
      ...calls.flatMap((call) => implicitOf(call, IMPLICIT)),
      ...credentialsOf(names),
      ...filesOf(names),
      ...applicationOf(names),
    ],
    unresolved: named.flatMap(({ unresolved }) => unresolved).filter(({ node }) => !wrappers.isInside(node)),
    clients: [...calls.flatMap((call) => clientOf(call, CLIENTS, names)), ...databaseFile(tree)],
    roles: [...calls.flatMap((call) => roleOf(call, ROLES)), ...signing(names)],
    entries: entriesOf(names),
    imports: importsOf(names),
  };
  return stateFindings(tree, findings, momentsOf(names), names);
}

const NOTHING: Named = { reads: [], unresolved: [] };

/** `ENV['X']`; what is assigned is no read, and what `||` follows may be missing. */
function subscript(node: CodeNode, names: RubyNames): Named {
  const object = names.full(child(node, 'object'));
  const key = node.children.find(({ field }) => field !== 'object');
  if (object === null || !SUBSCRIPTS.test(object) || !key || (node.field === 'left' && isAssignment(node.parent)))
    return NOTHING;
  const reads = names
    .literals(key)
    .map((name): FoundRead => ({ source: { kind: 'env', name }, node, optional: hasFallback(node, names) }));
  return reads.length > 0
    ? { reads, unresolved: [] }
    : { reads, unresolved: [{ what: `${object}[…]: the name is computed`, node }] };
}

function isAssignment(node: CodeNode | null): boolean {
  return node?.type === 'assignment' || node?.type === 'operator_assignment';
}

/** `ENV.fetch('X') { d }`: the block is a default. */
function withBlock(call: RubyNames['calls'][number]): RubyNames['calls'][number] {
  const block = child(call.node, 'block');
  return block ? { ...call, named: new Map([...call.named, ['default', block]]) } : call;
}

function namesAsked(names: RubyNames): readonly CodeNode[] {
  const fetched = names.calls
    .filter(({ callee }) => /^ENV\.fetch$/.test(callee))
    .flatMap(({ positional: [first] }) => first ?? []);
  const subscripts = names.tree
    .all('element_reference')
    .filter((node) => SUBSCRIPTS.test(names.full(child(node, 'object')) ?? ''));
  return [...fetched, ...subscripts.flatMap((node) => node.children.filter(({ field }) => field !== 'object'))];
}

function filesOf(names: RubyNames): readonly FoundRead[] {
  return names.tree.all('string').flatMap((node): readonly FoundRead[] => {
    const path = textOf(names.tree, node);
    const isUsed = ['argument_list', 'pair', 'assignment'].includes(node.parent?.type ?? '');
    return path !== null && isUsed && isSecretPath(path)
      ? [{ source: { kind: 'file', path }, node, optional: false }]
      : [];
  });
}

/** `config/database.yml`: the pool of Active Record. */
function databaseFile(tree: CodeTree): readonly FoundClient[] {
  const { file, text } = tree.source;
  if (!/(?:^|\/)config\/database\.ya?ml(?:\.erb)?$/.test(file)) return [];
  const age = /^[ \t]*max_age:[ \t]*(\d+)/m.exec(text)?.[1];
  const attributable = /^[ \t]*application_name:/m.test(text);
  const lifetime = age === undefined ? null : Number(age);
  return [{ row: 'activerecord-max-age', node: tree.root, lifetime, off: false, asksEachTime: false, attributable }];
}

/** `config.secret_key_base = …`. */
function signing({ tree }: RubyNames): readonly FoundRole[] {
  return tree.all('assignment').flatMap((node): readonly FoundRole[] => {
    const [left, right] = [child(node, 'left'), child(node, 'right')];
    return left && right && SIGNING_SETTINGS.test(tree.text(left)) ? [{ node: right, role: 'both' }] : [];
  });
}

function importsOf({ calls, literal }: RubyNames): NonNullable<Findings['imports']> {
  return calls
    .filter(({ callee }) => /^(?:require|require_relative|load)$/.test(callee))
    .flatMap(({ callee, positional: [what], node }) => {
      const specifier = what && literal(what);
      if (!specifier) return [];
      return [
        { specifier: callee === 'require_relative' && !specifier.startsWith('.') ? `./${specifier}` : specifier, node },
      ];
    });
}
