/**
 * When Rust code runs, from the construct around it: the decision table of the language. A lazy static is kept once worked out; a plain
 * function is per call unless the file calls it earlier or its name says that it prepares.
 */
import { callbackRows } from '../callbacks.ts';
import type { Callees } from '../callees.ts';
import { child, enclosing } from '../code-tree.ts';
import { durationOf } from '../duration-text.ts';
import type { MomentRow, MomentTable } from '../moment.ts';
import { attributesBefore, FUNCTIONS } from './grammar.ts';
import { CALLBACKS, HANDLER, MAIN, MAKES, STARTS } from './tables.ts';

export function momentsOf(callees: Callees): MomentTable {
  const { grammar } = callees;
  return {
    rows: [...callbackRows(callees, CALLBACKS, ['closure_expression', 'async_block']), LAZY, LOOP, FUNCTION],
    functions: new Set(FUNCTIONS),
    nameOf: grammar.nameOf,
    callers: callees.callsOf,
    otherwise(node, tree) {
      const name = grammar.nameOf(node, tree) ?? '';
      if (STARTS.test(name)) return { moment: 'start-up', says: `inside ${name}, which prepares the process` };
      return MAKES.test(name) ? { moment: 'construction', says: `in the constructor ${name}` } : null;
    },
    top: () => ({ moment: 'import', says: 'at module level' }),
  };
}

const LAZY: MomentRow = {
  on: ['macro_invocation'],
  fits: (node, _, tree) =>
    tree.text(child(node, 'macro') ?? node).endsWith('lazy_static')
      ? { moment: 'memoised', says: 'inside a lazy static' }
      : null,
};

const LOOP: MomentRow = {
  on: ['loop_expression'],
  fits(node, _, tree) {
    const text = tree.text(node);
    if (!/\.tick\(\)|sleep\(/.test(text)) return null;
    const around = enclosing(node, ...FUNCTIONS) ?? tree.root;
    const written =
      /(?:sleep|interval)\(((?:\w+::)*from_\w+\([\d_ *]+\))/.exec(`${text}\n${tree.text(around)}`)?.[1] ?? '';
    return { moment: 'timer', says: 'inside a loop that waits', interval: durationOf(written) };
  },
};

const FUNCTION: MomentRow = {
  on: FUNCTIONS,
  fits(node, _, tree) {
    const name = tree.text(child(node, 'name') ?? node);
    const attributes = attributesBefore(node).map((one) => tree.text(one).replace(/^#\[|\]$/g, ''));
    if (name === 'main' || attributes.some((one) => MAIN.test(one)))
      return { moment: 'start-up', says: `inside ${name}` };
    return attributes.some((one) => HANDLER.test(one))
      ? { moment: 'per-call', says: `inside the handler ${name}` }
      : null;
  },
};
