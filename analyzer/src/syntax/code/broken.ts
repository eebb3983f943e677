/**
 * Reads in text that does not parse: the parser recovers around an error, and what it gave up on is searched for the plainest form
 * of a read, so that half a typed line hides no consumer. When it is read cannot be told there.
 */
import { type CodeNode, type CodeTree, isWithin } from './code-tree.ts';
import type { FoundRead } from './findings.ts';

/** Reads that match `pattern` (its first group is the name) inside errors, where no read was found. */
export function readsInErrors(tree: CodeTree, pattern: RegExp, found: readonly FoundRead[]): readonly FoundRead[] {
  const errors = tree.all('ERROR');
  const outermost = errors.filter((node) => !errors.some((other) => other !== node && isWithin(node, other)));
  return outermost.flatMap((error) =>
    [...tree.text(error).matchAll(pattern)].flatMap(({ index, 0: whole, 1: name }): readonly FoundRead[] => {
      const start = error.start + index;
      const node: CodeNode = {
        type: 'ERROR',
        field: null,
        start,
        end: start + whole.length,
        parent: error,
        children: [],
      };
      const isKnown = found.some((read) => isWithin(node, read.node) || isWithin(read.node, node));
      return name === undefined || isKnown
        ? []
        : [{ source: { kind: 'env', name }, node, optional: false, moment: UNTOLD }];
    }),
  );
}

const UNTOLD = { moment: 'unknown', says: 'in text that does not parse' } as const;
