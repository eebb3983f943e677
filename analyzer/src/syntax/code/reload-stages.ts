/**
 * What is done with a value that was looked at again: the stages of a reload that the callback or the loop itself shows. What it does not
 * show stays untold; it never concludes from a name outside the construct.
 */
import type { Fact } from '../../model/fact.ts';
import type { Span } from '../../model/place.ts';
import type { CodeTree } from './code-tree.ts';

/** Something that outlives the callback gets the new value. */
const SWAPS =
  /\.(?:Store|Swap|CompareAndSwap|swap|store|replace|Replace|reload\w*|Reload\w*|update\w*|Update\w*|set[A-Z_]\w*|Set[A-Z]\w*)\(|(?:\b(?:this|self|s|c|m|h)\.|\b_)\w+(?:\.\w+)*\s*=(?!=)|\b[a-z]\w*\.[A-Z]\w*\s*=(?!=)/;
const DRAINS =
  /\.(?:Close|close|Dispose(?:Async)?|shutdown|Shutdown|softEvictConnections|evictConnections|Reset|ClearPool)\(/;

/** Adds what the deciding construct shows to reads that are looked at again. */
export function withReloadStages(facts: readonly Fact[], tree: CodeTree): readonly Fact[] {
  return facts.map((fact) => {
    if (fact.fact !== 'read' || (fact.moment !== 'watch' && fact.moment !== 'timer')) return fact;
    const text = textAt(fact.decidedAt, tree);
    const swaps = fact.stages.swaps ?? (SWAPS.test(text) || null);
    const drains = fact.stages.drains ?? (DRAINS.test(text) || null);
    return { ...fact, stages: { ...fact.stages, swaps, drains } };
  });
}

/** The text of a place, line by line as the index counts. */
function textAt({ line, column, endLine, endColumn }: Span, { source }: CodeTree): string {
  const lines = source.text.split(/\r\n?|\n/).slice(line - 1, endLine);
  const last = lines.length - 1;
  return lines
    .map((text, number) => text.slice(number === 0 ? column - 1 : 0, number === last ? endColumn - 1 : undefined))
    .join('\n');
}
