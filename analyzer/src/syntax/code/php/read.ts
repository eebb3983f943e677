/** One PHP file, from its tree to its findings: variables, `%env()%`, stores, files, who checks with what, what starts it. */
import { readsInErrors } from '../broken.ts';
import { clientOf, implicitOf, itemOf, type Named, roleOf, variableOf } from '../call-rows.ts';
import { type CodeNode, type CodeTree, child } from '../code-tree.ts';
import { type Findings, type FoundRead, type FoundRole, type Stated, stateFindings } from '../findings.ts';
import { isSecretPath } from '../secret-path.ts';
import { throughWrapper, wrappersOf } from '../wrappers.ts';
import { entriesOf } from './entries.ts';
import { momentsOf } from './moments.ts';
import { namesOf, type PhpNames, pairsOf, textOf } from './names.ts';
import { variablesIn } from './parameters.ts';
import { CLIENT_FILE, CLIENTS, IMPLICIT, REQUEST_OWN, ROLES, SIGNING_FILE, STORES, VARIABLES } from './tables.ts';

const PLAIN_READ = /(?:\b(?:getenv|env)\s*\(|\$_ENV\s*\[)\s*["']([A-Za-z_]\w*)["']\s*[\]),]/g;

export function readPhp(tree: CodeTree): Stated {
  const names = namesOf(tree);
  const { calls } = names;
  const wrappers = wrappersOf(namesAsked(names), tree, ['method_declaration', 'function_definition']);
  const named = [
    ...tree.all('subscript_expression').map((node) => subscript(node, names)),
    ...calls.map((call) => withFallback(variableOf(call, VARIABLES, names), names)),
    ...calls.map((call) => throughWrapper(call, wrappers, names)),
    ...calls.map((call) => itemOf(call, STORES, names)),
  ];
  const reads = named.flatMap((one) => one.reads);
  const findings: Findings = {
    reads: [
      ...reads,
      ...readsInErrors(tree, PLAIN_READ, reads),
      ...calls.flatMap((call) => implicitOf(call, IMPLICIT)),
      ...autowiredOf(names),
      ...textsOf(names),
    ],
    unresolved: named.flatMap(({ unresolved }) => unresolved).filter(({ node }) => !wrappers.isInside(node)),
    clients: calls.flatMap((call) => clientOf(call, CLIENTS, names)),
    roles: [...calls.flatMap((call) => roleOf(call, ROLES)), ...configured(names)],
    entries: entriesOf(names),
    imports: importsOf(tree),
  };
  return stateFindings(tree, findings, momentsOf(names), names);
}

const NOTHING: Named = { reads: [], unresolved: [] };

/** `$_ENV['X']`, `$_SERVER['X']` of a variable. */
function subscript(node: CodeNode, names: PhpNames): Named {
  const [object, key] = node.children;
  const of = object ? names.written(object) : '';
  if (!key || !/^\$_(?:ENV|SERVER)$/.test(of) || isWritten(node)) return NOTHING;
  const optional = hasFallback(node, names);
  const reads = names
    .literals(key)
    .filter((name) => of === '$_ENV' || (/^[A-Z][A-Z0-9_]+$/.test(name) && !REQUEST_OWN.test(name)))
    .map((name): FoundRead => ({ source: { kind: 'env', name }, node, optional }));
  const isComputed = of === '$_ENV' && names.literals(key).length === 0;
  return { reads, unresolved: isComputed ? [{ what: '$_ENV[…]: the name is computed', node }] : [] };
}

function isWritten({ field, parent }: CodeNode): boolean {
  return (
    (field === 'left' && /^(?:augmented_)?assignment_expression$/.test(parent?.type ?? '')) ||
    parent?.type === 'unset_statement'
  );
}

/** `getenv('X') ?: d`, `$_ENV['X'] ?? d`. */
function hasFallback({ field, parent }: CodeNode, names: PhpNames): boolean {
  const operator = field === 'left' ? child(parent, 'operator') : null;
  if (operator) return /^(?:\?\?|\|\|)$/.test(names.written(operator));
  return field === 'condition' && parent?.type === 'conditional_expression';
}

function withFallback(found: Named, names: PhpNames): Named {
  return {
    ...found,
    reads: found.reads.map((read) => (hasFallback(read.node, names) ? { ...read, optional: true } : read)),
  };
}

function namesAsked(names: PhpNames): readonly CodeNode[] {
  const called = names.calls
    .filter(({ callee }) => /^(?:getenv|env|Env\.get)$/.test(callee))
    .flatMap(({ positional: [first] }) => first ?? []);
  const subscripts = names.tree
    .all('subscript_expression')
    .filter(({ children: [object] }) => object && /^\$_ENV$/.test(names.written(object)));
  return [...called, ...subscripts.flatMap(({ children: [, key] }) => key ?? [])];
}

/** `#[Autowire(env: 'X')]`: read when the container makes the object (https://symfony.com/doc/current/service_container/autowiring.html). */
function autowiredOf({ calls, literal }: PhpNames): readonly FoundRead[] {
  return calls
    .filter(({ callee }) => callee === 'Autowire')
    .flatMap(({ named, node }): readonly FoundRead[] => {
      const given = named.get('env');
      const name = given && literal(given);
      const own = name?.slice(name.lastIndexOf(':') + 1);
      return own ? [{ source: { kind: 'env', name: own }, node, optional: false, moment: AUTOWIRED }] : [];
    });
}

const AUTOWIRED = { moment: 'construction', says: 'when the container makes the object' } as const;

/** Texts that name a variable (`%env(X)%`) or the path of a secret. */
function textsOf({ tree }: PhpNames): readonly FoundRead[] {
  return tree.all('string', 'encapsed_string').flatMap((node): readonly FoundRead[] => {
    const text = textOf(tree, node);
    if (text === null) return [];
    const variables = variablesIn(text).map(
      ({ name, optional }): FoundRead => ({ source: { kind: 'env', name }, node, optional, moment: AUTOWIRED }),
    );
    const isFile = isSecretPath(text) && !text.includes('*');
    return isFile ? [...variables, { source: { kind: 'file', path: text }, node, optional: false }] : variables;
  });
}

/** `'key' => env('APP_KEY')` of `config/app.php`, and the files that configure clients alone. */
function configured({ tree }: PhpNames): readonly FoundRole[] {
  if (CLIENT_FILE.test(tree.source.file)) return [{ node: tree.root, role: 'presents' }];
  if (!SIGNING_FILE.test(tree.source.file)) return [];
  return tree.all('array_creation_expression').flatMap((array): readonly FoundRole[] => {
    const pairs = pairsOf(tree, array);
    return ['key', 'previous_keys'].flatMap((name) => {
      const node = pairs.get(name);
      return node ? [{ node, role: 'both' as const }] : [];
    });
  });
}

/** `use App\Jobs\Digest`, `require 'settings.php'`. */
function importsOf(tree: CodeTree): NonNullable<Findings['imports']> {
  const used = tree.all('namespace_use_clause').map((node) => ({
    specifier: tree.text(node.children[0] ?? node).replace(/^\\/, ''),
    node,
  }));
  const included = tree
    .all('require_once_expression', 'require_expression', 'include_expression', 'include_once_expression')
    .flatMap((node) => {
      const path = /(?:__DIR__\s*\.\s*)?["']([^"'$]+)["']\s*\)?$/.exec(tree.text(node))?.[1];
      return path ? [{ specifier: path.startsWith('/') ? `.${path}` : `./${path}`, node }] : [];
    });
  return [...used, ...included];
}
