/**
 * When Python code runs, from the construct around it: the decision table of the language. What lies outside every function runs at
 * import; a plain function is per call unless the file calls it earlier.
 */
import type { Seconds } from '../../../model/duration.ts';
import { numberOf } from '../call-rows.ts';
import { type CodeNode, type CodeTree, child, enclosing } from '../code-tree.ts';
import type { MomentRow, MomentTable, Verdict } from '../moment.ts';
import { HANDLER_DECORATOR, JOB_DECORATOR, MEMO_DECORATOR, START_FUNCTION } from './frameworks.ts';
import { classAround, type PythonNames } from './names.ts';

/** A file that `manage.py NAME` runs (https://docs.djangoproject.com/en/stable/howto/custom-management-commands/). */
export const COMMAND_FILE = /(?:^|\/)management\/commands\/([^/_][^/]*)\.py$/;

/** Files that are imported by a run of their own. */
const FILES: ReadonlyArray<{ readonly file: RegExp; readonly verdict: Verdict }> = [
  { file: COMMAND_FILE, verdict: { moment: 'job', says: 'at module level of a management command' } },
  { file: /(?:^|\/)migrations\/\d\w*\.py$/, verdict: { moment: 'job', says: 'in a migration' } },
  {
    file: /(?:^|\/)(?:alembic|migrations)\/(?:versions\/\w+|env)\.py$/,
    verdict: { moment: 'job', says: 'in a migration' },
  },
];

export function momentsOf(names: PythonNames): MomentTable {
  const { tree } = names;
  return {
    rows: [MAIN_BLOCK, SLEEPING_LOOP, DEFAULT_FACTORY, keptOnce(names), decorated(names), METHOD, FUNCTION],
    defaultsOutside: true,
    functions: new Set(['function_definition', 'lambda']),
    nameOf: (node) => calledAs(node, tree),
    callers: (name) =>
      names.calls
        .map(({ node }) => node)
        .filter((node) => {
          const callee = tree.text(child(node, 'function') ?? node);
          return callee === name || callee === `self.${name}` || callee === `cls.${name}`;
        }),
    top: () =>
      FILES.find(({ file }) => file.test(tree.source.file))?.verdict ?? { moment: 'import', says: 'at module level' },
    otherwise: (node) =>
      definedName(node, tree) === '__init__'
        ? { moment: 'construction', says: `in the constructor of ${calledAs(node, tree) ?? 'a class'}` }
        : null,
  };
}

/** The name of a function; a constructor is called by the name of its class. */
function calledAs(node: CodeNode, tree: CodeTree): string | null {
  const name = definedName(node, tree);
  return name === '__init__' ? definedName(classAround(node), tree) : name;
}

function definedName(node: CodeNode | null, tree: CodeTree): string | null {
  const name = child(node, 'name');
  return name && tree.text(name);
}

const MAIN_BLOCK: MomentRow = {
  on: ['if_statement'],
  fits: (node, inner, tree) =>
    inner.field === 'consequence' && /__name__/.test(tree.text(child(node, 'condition') ?? node))
      ? { moment: 'start-up', says: 'where the file is run as the main module' }
      : null,
};

const SLEEPING_LOOP: MomentRow = {
  on: ['while_statement'],
  fits(_, inner, tree) {
    const sleep = inner.field === 'body' ? /\bsleep\(([^()]*)\)/.exec(tree.text(inner)) : null;
    const interval: Seconds | null = sleep?.[1] === undefined ? null : numberOf(sleep[1]);
    return sleep && { moment: 'timer', says: 'inside a loop that sleeps', interval };
  },
};

/** `field(default_factory=lambda: …)`: called when an object is made. */
const DEFAULT_FACTORY: MomentRow = {
  on: ['lambda'],
  fits: (node, _, tree) =>
    node.parent?.type === 'keyword_argument' && /^default_factory\b/.test(tree.text(node.parent))
      ? { moment: 'construction', says: 'in a default factory: when an object is made' }
      : null,
};

/** `if _client is None: _client = …` on a global or an attribute. */
function keptOnce({ tree }: PythonNames): MomentRow {
  return {
    on: ['if_statement'],
    fits(node, inner) {
      if (inner.field !== 'consequence') return null;
      const kept = /^(?:not\s+([\w.]+)|([\w.]+)\s+is\s+None)$/.exec(tree.text(child(node, 'condition') ?? node));
      const name = kept?.[1] ?? kept?.[2];
      const scope = enclosing(node, 'function_definition');
      if (!name || !scope || !new RegExp(`\\b${name.replaceAll('.', '\\.')}\\s*=[^=]`).test(tree.text(inner)))
        return null;
      const outlives = /^(?:self|cls)\./.test(name) || new RegExp(`\\bglobal\\b.*\\b${name}\\b`).test(tree.text(scope));
      return outlives ? { moment: 'memoised', says: `kept in ${name} once made` } : null;
    },
  };
}

function decorated(names: PythonNames): MomentRow {
  const { tree } = names;
  return {
    on: ['function_definition'],
    fits(node, inner) {
      if (inner.field === 'parameters' || node.parent?.type !== 'decorated_definition') return null;
      const name = definedName(node, tree) ?? '';
      const callees = node.parent.children
        .filter(({ type }) => type === 'decorator')
        .map(({ children: [expression] }) =>
          expression?.type === 'call' ? (child(expression, 'function') ?? expression) : expression,
        )
        .map((expression) => (expression ? (names.full(expression) ?? tree.text(expression)) : ''));
      return DECORATORS.find(({ matches }) => callees.some((callee) => matches.test(callee)))?.verdict(name) ?? null;
    },
  };
}

/** In this order: a cached handler is cached. */
const DECORATORS: ReadonlyArray<{ readonly matches: RegExp; verdict(name: string): Verdict }> = [
  {
    matches: MEMO_DECORATOR,
    verdict: (name) => ({ moment: 'memoised', says: `inside ${name}, which keeps its first answer` }),
  },
  { matches: JOB_DECORATOR, verdict: (name) => ({ moment: 'job', says: `inside the task ${name}` }) },
  {
    matches: /\bon_event$|\blifespan$|\bon_after_configure\.connect$|\bbefore_serving$|\bworker_init\.connect$/,
    verdict: (name) => ({ moment: 'start-up', says: `inside ${name}, which runs at start-up` }),
  },
  { matches: HANDLER_DECORATOR, verdict: (name) => ({ moment: 'per-call', says: `inside the handler ${name}` }) },
];

const VIEW_METHOD =
  /^(?:get|post|put|patch|delete|head|options|dispatch|list|create|retrieve|update|destroy|partial_update|perform_\w+|mutate|resolve_\w+|perform_mutation)$/;

/** Methods that a framework calls, told by the class they stand in. */
const METHODS: ReadonlyArray<{ readonly base: RegExp; readonly method: RegExp; verdict(name: string): Verdict }> = [
  {
    base: /Command$/,
    method: /^handle(?:_noargs)?$/,
    verdict: () => ({ moment: 'job', says: 'inside the management command' }),
  },
  {
    base: /AppConfig$/,
    method: /^ready$/,
    verdict: (name) => ({ moment: 'start-up', says: `inside ${name} of the application` }),
  },
  {
    base: /(?:View|ViewSet|Resource|RequestHandler|Mutation|Endpoint)$/,
    method: VIEW_METHOD,
    verdict: (name) => ({ moment: 'per-call', says: `inside the handler ${name}` }),
  },
  { base: /Migration$/, method: /./, verdict: () => ({ moment: 'job', says: 'in a migration' }) },
  { base: /Task$/, method: /^run$/, verdict: (name) => ({ moment: 'job', says: `inside ${name} of a task` }) },
];

const METHOD: MomentRow = {
  on: ['function_definition'],
  fits(node, inner, tree) {
    const around = inner.field === 'parameters' ? null : classAround(node);
    const name = definedName(node, tree);
    if (!around || name === null) return null;
    const bases = (child(around, 'superclasses')?.children ?? []).map(tree.text);
    const row = METHODS.find(({ base, method }) => method.test(name) && bases.some((one) => base.test(one)));
    return row?.verdict(name) ?? null;
  },
};

const FUNCTION: MomentRow = {
  on: ['function_definition'],
  fits(node, inner, tree) {
    if (inner.field === 'parameters' || classAround(node)) return null;
    const name = definedName(node, tree) ?? '';
    const file = FILES.find((row) => row.file.test(tree.source.file));
    if (file) return file.verdict;
    return START_FUNCTION.test(name) ? { moment: 'start-up', says: `inside ${name}, which starts the process` } : null;
  },
};
