/**
 * Functions handed to something that calls them later: handlers, jobs, watchers, memos. A table of who takes them says when they run; a
 * function handed over by name is found by that name. A call that is none of the table's decides nothing.
 */
import type { Seconds } from '../../model/duration.ts';
import type { ReadMoment } from '../../model/fact.ts';
import type { Call } from './call-rows.ts';
import type { Callees } from './callees.ts';
import { ancestors, type CodeNode } from './code-tree.ts';
import type { MomentRow, Verdict } from './moment.ts';

export interface CallbackRow {
  /** Who takes the function, in full. */
  readonly callee: RegExp;
  readonly moment: ReadMoment;
  readonly says: string;
  /** Reads the interval from the text of the call; null: not written. */
  readonly interval?: (written: string) => Seconds | null;
}

export interface Callbacks {
  /** Rows for functions without a name, and for functions handed over by name. */
  readonly rows: readonly MomentRow[];
}

/** `lambdas`: types of nodes that are functions without a name; they belong to the nearest call they are an argument of. */
export function callbackRows(
  callees: Callees,
  table: readonly CallbackRow[],
  lambdas: readonly string[],
): readonly MomentRow[] {
  const { tree, grammar } = callees;
  const verdictOf = (call: Call): Verdict | null => {
    const row = table.find(({ callee }) => callee.test(call.callee));
    if (!row) return null;
    const interval = row.interval?.(tree.text(call.node)) ?? null;
    return { moment: row.moment, says: row.says, node: call.node, interval };
  };
  const handed = new Map<string, Verdict>();
  for (const call of callees.calls) {
    const verdict = verdictOf(call);
    for (const argument of verdict ? [...call.positional, ...call.named.values()] : []) {
      const name = referenceIn(argument, callees);
      if (verdict && name !== null && !handed.has(name)) handed.set(name, verdict);
    }
  }
  return [
    {
      on: lambdas,
      fits(node) {
        const call = takerOf(node, callees);
        return call ? verdictOf(call) : null;
      },
    },
    {
      on: grammar.functions,
      fits: (node) => handed.get(grammar.nameOf(node, tree) ?? '') ?? null,
    },
  ];
}

/** `run`, `s.run`, `this::run`: a function that is named, not called. */
function referenceIn(node: CodeNode, { grammar, tree }: Callees): string | null {
  if (grammar.isName(node)) return tree.text(node);
  const member = grammar.member(node, tree);
  return member?.name ?? (/^[\w.]*::\w+$/.exec(tree.text(node).slice(0, 200))?.[0].split('::')[1] || null);
}

const ARGUMENT_PARTS = /argument|element|lambda|closure|literal_value|func_literal|async|move/;

/** The call that the function is an argument of, through what wraps arguments. */
function takerOf(node: CodeNode, callees: Callees): Call | null {
  for (const at of ancestors(node)) {
    const call = callees.callAt(at);
    if (call) return call;
    if (!ARGUMENT_PARTS.test(at.type)) return null;
  }
  return null;
}
