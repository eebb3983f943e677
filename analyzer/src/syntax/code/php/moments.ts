/**
 * When PHP code runs, from the construct around it: the decision table of the language. Laravel's configuration is read once and kept by
 * `config:cache` (row laravel-config-cache); a closure runs when it is called, and most are called by the framework.
 */
import { type CodeNode, type CodeTree, child, enclosing } from '../code-tree.ts';
import type { MomentRow, MomentTable, Verdict } from '../moment.ts';
import { basesOf, type PhpNames } from './names.ts';
import { COMMAND_BASE, CONTROLLER_BASE, JOB_BASE, PROVIDER_BASE } from './tables.ts';

const CLASSES = ['class_declaration', 'anonymous_class', 'enum_declaration', 'trait_declaration'];
const METHODS = ['method_declaration', 'function_definition'];

/** Files that run at a moment of their own. */
const FILES: ReadonlyArray<{ readonly file: RegExp; readonly verdict: Verdict }> = [
  { file: /(?:^|\/)database\/(?:migrations|seeders)\//, verdict: { moment: 'job', says: 'in a migration' } },
  {
    file: /(?:^|\/)config\/(?:[\w-]+\/)*[\w-]+\.php$/,
    verdict: { moment: 'import', says: 'in a configuration file, kept by config:cache where that is used' },
  },
  { file: /(?:^|\/)routes\/console\.php$/, verdict: { moment: 'job', says: 'in the routes of the console' } },
  { file: /\.blade\.php$/, verdict: { moment: 'per-call', says: 'in a template' } },
];

export function momentsOf({ tree, calls }: PhpNames): MomentTable {
  return {
    rows: [KEPT, CLOSURE, METHOD],
    functions: new Set([...METHODS, 'anonymous_function', 'arrow_function']),
    nameOf: (node) => calledAs(node, tree),
    callers: (name) =>
      calls
        .filter(
          ({ callee }) =>
            callee === name || callee === `new ${name}` || /^(?:\$this|self|static)\.(\w+)$/.exec(callee)?.[1] === name,
        )
        .map(({ node }) => node),
    top: () => fileVerdict(tree) ?? { moment: 'import', says: 'where the file is included' },
    otherwise: (node) => {
      if (definedName(node, tree) === '__construct')
        return { moment: 'construction', says: `in the constructor of ${calledAs(node, tree) ?? 'a class'}` };
      const verdict = fileVerdict(tree);
      return verdict?.moment === 'job' ? verdict : null;
    },
  };
}

function fileVerdict(tree: CodeTree): Verdict | null {
  return FILES.find(({ file }) => file.test(tree.source.file))?.verdict ?? null;
}

function definedName(node: CodeNode | null, tree: CodeTree): string | null {
  const name = child(node, 'name');
  return name && tree.text(name);
}

/** A constructor is called by the name of its class. */
function calledAs(node: CodeNode, tree: CodeTree): string | null {
  const name = definedName(node, tree);
  return name === '__construct' ? definedName(enclosing(node, ...CLASSES), tree) : name;
}

/** `self::$client ??= …`, a static variable: kept as long as the process. */
const KEPT: MomentRow = {
  on: ['augmented_assignment_expression', 'static_variable_declaration'],
  fits(node, inner, tree) {
    const left = child(node, 'left') ?? child(node, 'name');
    const operator = child(node, 'operator');
    if (!left || left === inner) return null;
    const isStatic = node.type === 'static_variable_declaration' || left.type === 'scoped_property_access_expression';
    return isStatic && (!operator || tree.text(operator) === '??=')
      ? { moment: 'memoised', says: `kept in ${tree.text(left)} once made` }
      : null;
  },
};

/** Whom a closure is handed to says when it runs. */
const CLOSURES: ReadonlyArray<{ readonly given: RegExp; readonly verdict: Verdict }> = [
  {
    given: /(?:singleton|scoped|instance|share|once|rememberForever)$/,
    verdict: { moment: 'memoised', says: 'in a factory that is asked once' },
  },
  {
    given: /^(?:Route|\$router|\$app|\$this\.router)\.\w+$/,
    verdict: { moment: 'per-call', says: 'inside the handler of a route' },
  },
  {
    given: /^(?:Artisan\.command|Schedule\.call|\$schedule\.call)$/,
    verdict: { moment: 'job', says: 'inside a scheduled closure or a command' },
  },
];

const CLOSURE: MomentRow = {
  on: ['anonymous_function', 'arrow_function'],
  fits(node, inner, tree) {
    const given = node.parent?.type === 'argument' ? node.parent.parent : null;
    const call = given?.parent;
    if (inner.field === 'parameters' || !given || !call) return null;
    const callee = tree
      .text(call)
      .slice(0, given.start - call.start)
      .replace(/->|::/g, '.');
    return CLOSURES.find((row) => row.given.test(callee))?.verdict ?? null;
  },
};

/** Methods that a framework calls, told by the class they stand in. */
const CALLED: ReadonlyArray<{ readonly base: RegExp; readonly method: RegExp; verdict(name: string): Verdict }> = [
  {
    base: JOB_BASE,
    method: /^(?:handle|__invoke|process|failed)$/,
    verdict: () => ({ moment: 'job', says: 'inside a queued job' }),
  },
  {
    base: COMMAND_BASE,
    method: /^(?:handle|execute|configure|__invoke)$/,
    verdict: () => ({ moment: 'job', says: 'inside a command' }),
  },
  {
    base: PROVIDER_BASE,
    method: /^(?:register|boot|build|load|process)$/,
    verdict: (name) => ({ moment: 'start-up', says: `inside ${name} of a provider, which runs at start-up` }),
  },
  {
    base: CONTROLLER_BASE,
    method: /^(?!__construct$)/,
    verdict: (name) => ({ moment: 'per-call', says: `inside the action ${name}` }),
  },
];

const METHOD: MomentRow = {
  on: ['method_declaration'],
  fits(node, inner, tree) {
    const around = inner.field === 'parameters' ? null : enclosing(node, ...CLASSES);
    const name = definedName(node, tree);
    if (!around || name === null) return null;
    const bases = [...basesOf(tree, around), definedName(around, tree) ?? ''];
    return (
      CALLED.find(({ base, method }) => method.test(name) && bases.some((one) => base.test(one)))?.verdict(name) ?? null
    );
  },
};
