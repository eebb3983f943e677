/**
 * What flows where within one file: which reads reach an expression, directly or through names the file assigns. It follows names, not
 * control flow, and only where a name has few meanings; it must never guess across files.
 */
import type { CodeSource } from '../../model/fact.ts';
import { groupBy } from '../../model/group.ts';
import { below, type CodeNode, type CodeTree } from './code-tree.ts';

export interface FlowTable {
  /** The name a node refers to (`DATABASE_URL`, `self.url`, `settings.DB`); null: it is no reference. */
  nameAt(node: CodeNode, tree: CodeTree): string | null;
  /** Names that a literal takes in where the grammar does not show them (`format!("…{url}")`). Absent: the grammar shows all. */
  captured?(node: CodeNode, tree: CodeTree): readonly string[];
  /** What the file assigns to names. */
  readonly assigned: ReadonlyMap<string, readonly CodeNode[]>;
}

const MOST_LEVELS = 3;
/** A name assigned more often is a variable, not a setting. */
const MOST_MEANINGS = 3;

/** Makes the question: which of `reads` reach `node`; each source once, in the order met. */
export function createFlow(
  tree: CodeTree,
  table: FlowTable,
  reads: ReadonlyArray<{ readonly node: CodeNode; readonly source: CodeSource }>,
): (node: CodeNode) => readonly CodeSource[] {
  const byNode = groupBy(reads, ({ node }) => node);

  function follow(node: CodeNode, level: number, found: Map<string, CodeSource>, followed: Set<string>): void {
    for (const at of below(node)) {
      for (const { source } of byNode.get(at) ?? []) found.set(JSON.stringify(source), source);
      const own = level < MOST_LEVELS ? table.nameAt(at, tree) : null;
      const inside = level < MOST_LEVELS ? (table.captured?.(at, tree) ?? []) : [];
      for (const name of own === null ? inside : [own, ...inside]) {
        if (followed.has(name)) continue;
        followed.add(name);
        const meanings = table.assigned.get(name) ?? [];
        if (meanings.length <= MOST_MEANINGS) for (const value of meanings) follow(value, level + 1, found, followed);
      }
    }
  }

  return (node) => {
    const found = new Map<string, CodeSource>();
    follow(node, 0, found, new Set());
    return [...found.values()];
  };
}
