/** What a search of one file yields: reads and what could not be followed, at nodes, before anyone asks when they happen. */
import type { CodeSource } from '../../../model/fact.ts';
import type { Role } from '../../../model/vocabulary.ts';
import { child, children, type SyntaxNode } from './node.ts';
import type { Walked } from './walk.ts';

export interface Found {
  readonly source: CodeSource;
  /** Where the read stands. */
  readonly node: SyntaxNode;
  /** A default or a test stands in when it is missing. */
  readonly optional: boolean;
  /** Library that reads it without being told; null: the code names it. */
  readonly implicitBy: string | null;
  /** A bundler puts the value into the text: what does it, in words; null: read when it runs. */
  readonly inlined: string | null;
  /** What decides the moment in its stead: the call that reads what a schema lists; null: where it stands. */
  readonly happensAt: SyntaxNode | null;
  /** Told by what reads it; null: what the value is handed to tells. */
  readonly role: Role | null;
}

export interface Loose {
  readonly what: string;
  readonly node: SyntaxNode;
}

export interface Search {
  readonly found: readonly Found[];
  readonly loose: readonly Loose[];
}

export const NOTHING: Search = { found: [], loose: [] };

export function joinSearches(searches: readonly Search[]): Search {
  return { found: searches.flatMap(({ found }) => found), loose: searches.flatMap(({ loose }) => loose) };
}

export function envRead(node: SyntaxNode, name: string, rest: Partial<Omit<Found, 'node' | 'source'>> = {}): Found {
  return {
    source: { kind: 'env', name },
    node,
    optional: false,
    implicitBy: null,
    inlined: null,
    happensAt: null,
    role: null,
    ...rest,
  };
}

/** One read a name and place; in the order of the text. */
export function distinctReads(found: readonly Found[]): readonly Found[] {
  const seen = new Map<string, Found>();
  for (const read of found) {
    const key = `${read.node.start} ${JSON.stringify(read.source)}`;
    if (!seen.has(key)) seen.set(key, read);
  }
  return [...seen.values()].sort((a, b) => a.node.start - b.node.start);
}

/** Whether something stands in for a missing value: `x ?? d`, `x || d`, `x ? a : b`, `if (x)`. */
export function hasFallback(walked: Walked, node: SyntaxNode): boolean {
  let inner = node;
  for (let outer = walked.parentOf(node); outer; inner = outer, outer = walked.parentOf(outer)) {
    if (outer.type === 'LogicalExpression') {
      if (child(outer, 'left') === inner && outer.operator !== '&&')
        return child(outer, 'right')?.type !== 'ThrowExpression';
    } else if (outer.type === 'ConditionalExpression') return child(outer, 'test') === inner;
    else if (
      !PASSES_ON.has(outer.type) ||
      (outer.type === 'CallExpression' && !children(outer, 'arguments').includes(inner))
    )
      return false;
  }
  return false;
}

/** Constructs a value goes through unchanged, or nearly: casts, `Number(x)`. */
const PASSES_ON = new Set([
  'TSAsExpression',
  'TSNonNullExpression',
  'TSSatisfiesExpression',
  'ChainExpression',
  'UnaryExpression',
  'CallExpression',
]);
