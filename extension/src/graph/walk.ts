/** Where an arrow key leads: along an edge to the side, to the nearest node above or below otherwise. */
import type { DrawnEdge } from './arrange.ts';
import type { Point } from './layout.ts';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The node to go to; the same node where there is none. Without a node: the leftmost, then the uppermost. */
export function walk(
  at: ReadonlyMap<string, Point>,
  edges: readonly DrawnEdge[],
  from: string | null,
  direction: Direction,
): string | null {
  const here = from === null ? undefined : at.get(from);
  if (from === null || here === undefined)
    return nearest(at, [...at.keys()], { x: Number.NEGATIVE_INFINITY, y: 0 }, from);
  if (direction === 'right')
    return nearest(
      at,
      edges.flatMap((edge) => (edge.from === from ? [edge.to] : [])),
      here,
      from,
    );
  if (direction === 'left')
    return nearest(
      at,
      edges.flatMap((edge) => (edge.to === from ? [edge.from] : [])),
      here,
      from,
    );
  const beyond = [...at].filter(([id, { y }]) => id !== from && (direction === 'down' ? y > here.y : y < here.y));
  return nearest(
    at,
    beyond.map(([id]) => id),
    here,
    from,
  );
}

/** Nearest with distance to the side weighing four times as much: up and down stay in a column. */
function nearest(
  at: ReadonlyMap<string, Point>,
  ids: readonly string[],
  { x, y }: Point,
  otherwise: string | null,
): string | null {
  let best = otherwise;
  let least = Number.POSITIVE_INFINITY;
  for (const id of ids) {
    const point = at.get(id);
    if (!point) continue;
    const side = Number.isFinite(x) ? Math.abs(point.x - x) * 4 : point.x * 1000;
    const distance = side + Math.abs(point.y - y);
    if (distance < least) [best, least] = [id, distance];
  }
  return best;
}
