/**
 * When code takes a value: one climb from the read outwards, the same for every language. A language gives the table (which construct
 * around a read means which moment); this walks it, and follows calls within the file where a plain function decides nothing by itself.
 */
import type { Seconds } from '../../model/duration.ts';
import type { ReadMoment } from '../../model/fact.ts';
import { type CodeNode, type CodeTree, isWithin } from './code-tree.ts';

export interface Moment {
  readonly moment: ReadMoment;
  /** What decides it. */
  readonly node: CodeNode;
  /** In words: `at module level`, `inside the handler profile`. */
  readonly says: string;
  /** Of a timer or a cache; null: not told. */
  readonly interval: Seconds | null;
}

/** What a row says of a construct; `node` is the construct itself where left out. */
export type Verdict = Pick<Moment, 'moment' | 'says'> & Partial<Moment>;

export interface MomentRow {
  /** Types of nodes it looks at. */
  readonly on: readonly string[];
  /** `inner` is the child of `node` that the read stands in. null: it does not tell. */
  fits(node: CodeNode, inner: CodeNode, tree: CodeTree): Verdict | null;
}

export interface MomentTable {
  /** The first row that fits the nearest construct decides. */
  readonly rows: readonly MomentRow[];
  /** Whether defaults of parameters are worked out where the function stands (Python), not when it is called. */
  readonly defaultsOutside?: boolean;
  /** Types of nodes whose body runs when it is called. */
  readonly functions: ReadonlySet<string>;
  /** The name a function is called by; null: it has none. */
  nameOf(node: CodeNode, tree: CodeTree): string | null;
  /** Where the file calls a function of this name. */
  callers(name: string, tree: CodeTree): readonly CodeNode[];
  /** Of a function that no row fits and nothing calls earlier; null: it runs per call. */
  otherwise?(node: CodeNode, tree: CodeTree): Verdict | null;
  /** Outside every function. */
  top(tree: CodeTree): Verdict;
}

/** Calls followed within a file. */
const MOST_LEVELS = 3;

/** Callers of a plain function, the one that takes the value earliest first: what it took stays. */
const EARLIEST: readonly ReadMoment[] = [
  'build',
  'import',
  'start-up',
  'memoised',
  'construction',
  'timer',
  'watch',
  'job',
];

/** Decides the moment of a read at `node`. */
export function decideMoment(node: CodeNode, tree: CodeTree, table: MomentTable, level = 0): Moment {
  let inner = node;
  for (let at = node.parent; at; at = at.parent) {
    const verdict = rowFor(at, inner, tree, table);
    if (verdict) return { node: at, interval: null, ...verdict };
    const isOutside = table.defaultsOutside === true && inner.field === 'parameters';
    if (table.functions.has(at.type) && !isOutside) return ofFunction(at, tree, table, level);
    inner = at;
  }
  return { node: tree.root, interval: null, ...table.top(tree) };
}

function rowFor(at: CodeNode, inner: CodeNode, tree: CodeTree, { rows }: MomentTable): Verdict | null {
  for (const row of rows) {
    const verdict = row.on.includes(at.type) ? row.fits(at, inner, tree) : null;
    if (verdict) return verdict;
  }
  return null;
}

function ofFunction(at: CodeNode, tree: CodeTree, table: MomentTable, level: number): Moment {
  const name = table.nameOf(at, tree);
  if (name !== null && level < MOST_LEVELS) {
    const callers = table.callers(name, tree).filter((call) => !isWithin(call, at));
    const moments = callers.map((call) => decideMoment(call, tree, table, level + 1));
    for (const moment of EARLIEST) {
      const found = moments.find((one) => one.moment === moment);
      if (found)
        return { ...found, says: `${name} is called ${/ is called /.test(found.says) ? 'where ' : ''}${found.says}` };
    }
  }
  const says = name === null ? 'inside a function without a name' : `inside the function ${name}`;
  return { moment: 'per-call', node: at, says, interval: null, ...table.otherwise?.(at, tree) };
}
