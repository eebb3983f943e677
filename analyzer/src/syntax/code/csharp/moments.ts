/**
 * When C# code runs, from the construct around it: the decision table of the language. Top-level statements run at start-up, what takes
 * the host's builder prepares it; a method is per call unless the file calls it earlier.
 */
import { callbackRows } from '../callbacks.ts';
import type { Callees } from '../callees.ts';
import { type CodeNode, type CodeTree, child, enclosing } from '../code-tree.ts';
import { durationOf } from '../duration-text.ts';
import type { MomentRow, MomentTable } from '../moment.ts';
import { attributesOf, basesOf, CLASSES, FUNCTIONS, hasModifier } from './grammar.ts';
import { ANSWERS, CALLBACKS, JOBS, START_METHODS, START_PARAMETERS, WORKERS } from './tables.ts';

const LAMBDAS = ['lambda_expression', 'anonymous_method_expression'];

export function momentsOf(callees: Callees): MomentTable {
  const { grammar } = callees;
  return {
    rows: [...callbackRows(callees, CALLBACKS, LAMBDAS), LOOP, FIELD, START, ATTRIBUTED, IN_CLASS],
    functions: new Set(FUNCTIONS),
    nameOf: grammar.nameOf,
    callers: callees.callsOf,
    otherwise: (node, tree) =>
      node.type === 'constructor_declaration'
        ? { moment: 'construction', says: `in the constructor of ${grammar.nameOf(node, tree) ?? 'a class'}` }
        : null,
    top: (tree) =>
      tree.all('global_statement').length > 0
        ? { moment: 'start-up', says: 'in the top-level statements' }
        : { moment: 'unknown', says: 'outside every method' },
  };
}

/** `while (!stoppingToken.IsCancellationRequested)` that waits. */
const LOOP: MomentRow = {
  on: ['while_statement', 'do_statement'],
  fits(node, inner, tree) {
    const text = tree.text(node);
    if (inner.field === 'condition' || !/(?:Task\.Delay|WaitForNextTickAsync|Thread\.Sleep)\(/.test(text)) return null;
    const delay = /(?:Task\.Delay|Thread\.Sleep)\((TimeSpan\.From\w+\([\d_]+\)|[\d_ *]+)/.exec(text)?.[1];
    const around = enclosing(node, ...FUNCTIONS) ?? tree.root;
    const ticker = /new PeriodicTimer\((TimeSpan\.From\w+\([\d_]+\))/.exec(tree.text(around))?.[1];
    return { moment: 'timer', says: 'inside a loop that waits', interval: durationOf(delay ?? ticker ?? '', 0.001) };
  },
};

const FIELD: MomentRow = {
  on: ['field_declaration', 'property_declaration'],
  fits(node, inner, tree) {
    if (node.type === 'property_declaration' && inner.field !== 'value') return null;
    return hasModifier(node, 'static', tree)
      ? { moment: 'import', says: 'when the type is first used' }
      : { moment: 'construction', says: 'when an object is made' };
  },
};

const START: MomentRow = {
  on: FUNCTIONS,
  fits(node, _, tree) {
    const name = textOf(child(node, 'name'), tree);
    const parameters = textOf(child(node, 'parameters'), tree);
    const starts = START_METHODS.test(name) || START_PARAMETERS.test(parameters);
    return starts ? { moment: 'start-up', says: `inside ${name}, which prepares the host` } : null;
  },
};

const ATTRIBUTED: MomentRow = {
  on: ['method_declaration'],
  fits(node, _, tree) {
    const attributes = attributesOf(node, tree);
    const name = textOf(child(node, 'name'), tree);
    if (attributes.some((one) => /^(?:Http\w+|Route|Function|FunctionName)$/.test(one))) {
      const parameters = textOf(child(node, 'parameters'), tree);
      return /\bTimerTrigger\b/.test(parameters)
        ? { moment: 'job', says: `inside ${name}, which a timer starts` }
        : { moment: 'per-call', says: `inside the handler ${name}` };
    }
    return null;
  },
};

const IN_CLASS: MomentRow = {
  on: ['method_declaration'],
  fits(node, _, tree) {
    const around = enclosing(node, ...CLASSES);
    const bases = around ? basesOf(around, tree) : '';
    const name = textOf(child(node, 'name'), tree);
    if (JOBS.test(bases) && /^(?:Execute|Invoke)$/.test(name))
      return { moment: 'job', says: `inside ${name} of a job` };
    if (WORKERS.test(bases) && name === 'ExecuteAsync')
      return { moment: 'start-up', says: 'where the background service starts' };
    return ANSWERS.test(bases) && hasModifier(node, 'public', tree)
      ? { moment: 'per-call', says: `inside the handler ${name}` }
      : null;
  },
};

function textOf(node: CodeNode | null, tree: CodeTree): string {
  return node ? tree.text(node) : '';
}
