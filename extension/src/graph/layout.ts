/**
 * Where the parts of a picture stand: carriers, consumers and what accepts the credential from left to right by dagre; the boxes of
 * owners packed into columns, so that five hundred consumers fit a screen and not a ribbon.
 */
import { Graph as DagreGraph, layout } from '@dagrejs/dagre';
import type { Arranged, Drawn } from './arrange.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly owner: string | null;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface LaidOut {
  /** Centre of each node's symbol, by id. */
  readonly at: ReadonlyMap<string, Point>;
  readonly boxes: readonly Box[];
  /** Of boxes side by side. */
  readonly columns: number;
}

/** Pixels at zoom 1. */
const ROW = 34;
const SYMBOL = 22;
const CHARACTER = 7;
const LONGEST_LABEL = 26;
const PAD = 14;
const HEADING = 22;
const GAP = 18;
/** Rows of a box before it gets another column. */
const TALLEST = 10;
/** Width by height of the area of consumers, once it has many boxes. */
const ASPECT = 1.3;

/** Longer labels are cut where they are drawn. */
export function cut(label: string): string {
  return label.length <= LONGEST_LABEL ? label : `${label.slice(0, LONGEST_LABEL - 1)}…`;
}

const labelWidth = ({ node }: Drawn): number =>
  CHARACTER * Math.max(cut(node.label).length, Math.min(node.detail.length, LONGEST_LABEL));

/** Consumers have their label to the right; whatever edges leave to the right has it below. */
const widthOf = (drawn: Drawn): number => SYMBOL + 10 + labelWidth(drawn);
const UNDER = { width: (drawn: Drawn) => Math.max(SYMBOL, labelWidth(drawn)), height: SYMBOL + 40 };

const AREA = 'consumers';

export function layOut(arranged: Arranged): LaidOut {
  const consumers = arranged.nodes.filter(({ node }) => node.type === 'consumer');
  const others = arranged.nodes.filter(({ node }) => node.type !== 'consumer');
  const area = pack(boxesOf(consumers));
  const inArea = new Set(consumers.map(({ id }) => id));
  const graph = new DagreGraph();
  graph.setGraph({ rankdir: 'LR', nodesep: GAP, ranksep: 70 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const drawn of others) graph.setNode(drawn.id, { width: UNDER.width(drawn), height: UNDER.height });
  if (consumers.length > 0) graph.setNode(AREA, { width: area.width, height: area.height });
  for (const { from, to } of arranged.edges) {
    const [start, end] = [inArea.has(from) ? AREA : from, inArea.has(to) ? AREA : to];
    if (start !== end) graph.setEdge(start, end);
  }
  layout(graph);
  const at = new Map<string, Point>();
  for (const drawn of others) {
    const { x = 0, y = 0 } = graph.node(drawn.id) as Partial<Point>;
    at.set(drawn.id, { x, y: y - 12 });
  }
  const { x = 0, y = 0 } = (consumers.length > 0 ? graph.node(AREA) : {}) as Partial<Point>;
  const corner = { x: x - area.width / 2, y: y - area.height / 2 };
  for (const [id, point] of area.at) at.set(id, { x: point.x + corner.x, y: point.y + corner.y });
  return {
    at,
    boxes: area.boxes.map((box) => ({ ...box, x: box.x + corner.x, y: box.y + corner.y })),
    columns: area.columns,
  };
}

interface Filled {
  readonly owner: string | null;
  readonly width: number;
  readonly height: number;
  readonly at: ReadonlyMap<string, Point>;
}

/** One box per owner, its consumers in columns. */
function boxesOf(consumers: readonly Drawn[]): readonly Filled[] {
  const owners = new Map<string | null, Drawn[]>();
  for (const drawn of consumers) owners.set(drawn.box, [...(owners.get(drawn.box) ?? []), drawn]);
  return [...owners].map(([owner, members]) => fill(owner, members));
}

function fill(owner: string | null, members: readonly Drawn[]): Filled {
  const columns = Math.max(1, Math.ceil(Math.sqrt(members.length / TALLEST)));
  const rows = Math.ceil(members.length / columns);
  const column = Math.max(...members.map(widthOf), CHARACTER * (owner?.length ?? 12)) + GAP;
  const at = new Map(
    members.map(({ id }, index) => [
      id,
      {
        x: PAD + SYMBOL / 2 + Math.floor(index / rows) * column,
        y: PAD + HEADING + ROW / 2 + (index % rows) * ROW,
      },
    ]),
  );
  return { owner, width: 2 * PAD + columns * column, height: 2 * PAD + HEADING + rows * ROW, at };
}

interface Packed {
  readonly width: number;
  readonly height: number;
  readonly at: ReadonlyMap<string, Point>;
  readonly boxes: readonly Box[];
  readonly columns: number;
}

/** Boxes one below the other, in as many columns as make the area about as high as wide; the next box goes to the shortest. */
function pack(boxes: readonly Filled[]): Packed {
  const widest = Math.max(0, ...boxes.map(({ width }) => width)) + GAP;
  const total = boxes.reduce((sum, { height }) => sum + height + GAP, 0);
  const wanted = Math.round(Math.sqrt((total * ASPECT) / Math.max(1, widest)));
  const columns = Math.max(1, Math.min(boxes.length, total < 700 ? 1 : wanted));
  const heights = Array.from({ length: columns }, () => 0);
  const at = new Map<string, Point>();
  const placed = boxes.map(({ owner, width, height, at: inside }): Box => {
    const column = heights.indexOf(Math.min(...heights));
    const corner = { x: column * widest, y: heights[column] ?? 0 };
    heights[column] = corner.y + height + GAP;
    for (const [id, point] of inside) at.set(id, { x: corner.x + point.x, y: corner.y + point.y });
    return { owner, ...corner, width, height };
  });
  return { width: columns * widest, height: Math.max(0, ...heights), at, boxes: placed, columns };
}
