/**
 * The reads that facts name, at the nodes of the compiler's tree: facts travel as lines and columns, and end with the first line of what
 * they mean. It tells where a read stands and whether it waits to be asked for; not what becomes of it.
 */
import type { Node, SourceFile } from 'ts-morph';
import type { ReadFact } from '../model/fact.ts';
import { type Compiler, fileOf } from './project.ts';
import { type Shape, shapeOf } from './shape.ts';

export interface Places {
  /** The reads that stand at this very node. */
  readsAt(node: Node): readonly ReadFact[];
  /** A value that is what they read; null: none stands here. */
  readingAt(node: Node): Shape | null;
  /** Whether the code at the node runs only when somebody asks. */
  isDeferred(node: Node): boolean;
}

export function createPlaces({ Node: Is }: Compiler, readsOf: (file: string) => readonly ReadFact[]): Places {
  const places = new Map<string, ReadonlyMap<string, readonly ReadFact[]>>();

  function placesIn(source: SourceFile): ReadonlyMap<string, readonly ReadFact[]> {
    const file = fileOf(source.getFilePath());
    const known = places.get(file);
    if (known) return known;
    const offsets = offsetsOf(source.getFullText());
    const found = new Map<string, ReadFact[]>();
    for (const read of readsOf(file)) {
      const key = `${offsets(read.at.line, read.at.column)}-${offsets(read.at.endLine, read.at.endColumn)}`;
      found.set(key, [...(found.get(key) ?? []), read]);
    }
    places.set(file, found);
    return found;
  }

  function readsAt(node: Node): readonly ReadFact[] {
    const source = node.getSourceFile();
    const known = placesIn(source);
    if (known.size === 0) return [];
    const [start, end] = [node.getStart(), node.getEnd()];
    const lineEnd = source.getFullText().indexOf('\n', start);
    return known.get(`${start}-${lineEnd < 0 || lineEnd > end ? end : lineEnd}`) ?? [];
  }

  function readingAt(node: Node): Shape | null {
    const reads = readsAt(node);
    const onDemand = reads.length > 0 && isDeferred(node);
    return shapeOf({ taken: reads.map((read) => ({ read, onDemand })) });
  }

  /** Whether the code runs only when somebody asks. */
  function isDeferred(node: Node): boolean {
    return node.getAncestors().some((around) => {
      if (Is.isPropertyDeclaration(around)) return !around.isStatic();
      if (!Is.isFunctionLikeDeclaration(around) && !Is.isArrowFunction(around) && !Is.isFunctionExpression(around))
        return false;
      const outer = around.getParentWhile((parent) => Is.isParenthesizedExpression(parent)) ?? around;
      const call = outer.getParent();
      return !(Is.isCallExpression(call) && call.getExpression() === outer);
    });
  }

  return { readsAt, readingAt, isDeferred };
}

/** From lines and columns, which are how facts travel, to offsets. */
function offsetsOf(text: string): (line: number, column: number) => number {
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + end.length);
  return (line, column) => (starts[line - 1] ?? 0) + column - 1;
}
