/**
 * When Go code runs, from the construct around it: the decision table of the language. A package variable is worked out at import; a plain
 * function is per call unless the file calls it earlier.
 */
import { callbackRows } from '../callbacks.ts';
import type { Callees } from '../callees.ts';
import { type CodeNode, type CodeTree, child, enclosing } from '../code-tree.ts';
import { durationOf } from '../duration-text.ts';
import type { MomentRow, MomentTable } from '../moment.ts';
import { FUNCTIONS, packageName } from './grammar.ts';
import { CALLBACKS, HANDLER_PARAMETERS, MAKES, STARTS } from './tables.ts';

export function momentsOf(callees: Callees): MomentTable {
  const { grammar } = callees;
  return {
    rows: [...callbackRows(callees, CALLBACKS, ['func_literal']), HANDLER_LITERAL, WATCHED, LOOP, COMMAND, FUNCTION],
    functions: new Set(FUNCTIONS),
    nameOf: grammar.nameOf,
    callers: callees.callsOf,
    otherwise(node, tree) {
      const name = grammar.nameOf(node, tree) ?? '';
      if (STARTS.test(name)) return { moment: 'start-up', says: `inside ${name}, which prepares the process` };
      return MAKES.test(name) ? { moment: 'construction', says: `in the constructor ${name}` } : null;
    },
    top: () => ({ moment: 'import', says: 'at package level' }),
  };
}

const HANDLER_LITERAL: MomentRow = {
  on: ['func_literal'],
  fits: (node, _, tree) =>
    HANDLER_PARAMETERS.test(tree.text(child(node, 'parameters') ?? node))
      ? { moment: 'per-call', says: 'inside a handler' }
      : null,
};

/** `case event := <-watcher.Events:` */
const WATCHED: MomentRow = {
  on: ['communication_case'],
  fits: (node, inner, tree) =>
    inner.field !== 'communication' && /\.Events\b/.test(tree.text(child(node, 'communication') ?? node))
      ? { moment: 'watch', says: 'where a file watcher tells of a change' }
      : null,
};

const TICKER = /\b(?:NewTicker|time\.Tick|time\.After)\(([^()]+(?:\([^()]*\)[^()]*)?)\)/;

/** A loop without an end that sleeps or waits for a ticker; a loop that counts only tries again. */
const LOOP: MomentRow = {
  on: ['for_statement'],
  fits(node, inner, tree) {
    if (inner.field !== 'body') return null;
    const text = tree.text(node);
    const head = text.slice(0, inner.start - node.start);
    const ticks =
      /range\s[^{]*(?:\.C\b|time\.Tick)/.test(head) ||
      (/^for\s*$/.test(head) && /<-\s*[\w.]+\.C\b|time\.After/.test(text));
    const sleep = /^for\s*$/.test(head) ? /time\.Sleep\(([^()]+(?:\([^()]*\)[^()]*)?)\)/.exec(text) : null;
    if (!ticks && !sleep) return null;
    const around = enclosing(node, ...FUNCTIONS) ?? tree.root;
    const written = sleep?.[1] ?? TICKER.exec(text)?.[1] ?? TICKER.exec(tree.text(around))?.[1] ?? '';
    return { moment: 'timer', says: 'inside a loop that waits', interval: durationOf(written) };
  },
};

/** Cobra and urfave/cli: `RunE: func(…)`. */
const COMMAND: MomentRow = {
  on: ['keyed_element'],
  fits(node, inner, tree) {
    const key = child(node, 'key');
    return inner.field === 'value' && key && /^(?:Persistent)?(?:Pre)?RunE?$|^Action$/.test(tree.text(key))
      ? { moment: 'start-up', says: 'where the command is run' }
      : null;
  },
};

const FUNCTION: MomentRow = {
  on: FUNCTIONS,
  fits(node, _, tree) {
    const name = nameIn(node, tree);
    if (name === 'init') return { moment: 'import', says: 'inside init, which runs at import' };
    if (name === 'main' && packageName(tree) === 'main') return { moment: 'start-up', says: 'inside main' };
    if (name === 'TestMain') return null;
    return HANDLER_PARAMETERS.test(tree.text(child(node, 'parameters') ?? node))
      ? { moment: 'per-call', says: `inside the handler ${name}` }
      : null;
  },
};

function nameIn(node: CodeNode, tree: CodeTree): string {
  const name = child(node, 'name');
  return name ? tree.text(name) : '';
}
