/**
 * Which boxes, nodes and edges a picture of a graph has: consumers in the boxes of their owners, many of one refresh mode as one
 * node until somebody opens them. Plain data in and out; where things stand is `layout.ts`.
 */
import type { Graph, GraphEdge, GraphNode, RefreshMode } from '../../../language-server/src/protocol.ts';

/** What a person wants to see. */
export interface Wish {
  readonly search: string;
  readonly mode: RefreshMode | null;
  readonly stuckOnly: boolean;
  /** Keys of opened clusters; `all`: every one. */
  readonly open: ReadonlySet<string> | 'all';
}

export interface Drawn {
  readonly id: string;
  /** Owner; null: nobody is named. Only consumers have a box. */
  readonly box: string | null;
  readonly node: GraphNode;
  /** How many consumers it stands for. */
  readonly count: number;
  /** Opens when clicked. */
  readonly cluster: boolean;
}

export interface DrawnEdge {
  readonly from: string;
  readonly to: string;
  readonly type: GraphEdge['type'];
  readonly label: string;
  readonly count: number;
}

export interface Arranged {
  readonly nodes: readonly Drawn[];
  readonly edges: readonly DrawnEdge[];
  readonly shown: number;
  readonly all: number;
}

/** More carriers of one kind and layer are one. */
const MOST_CARRIERS = 6;

/** How many consumers of one owner and mode stand by themselves, by the size of the whole. */
const ROOM: ReadonlyArray<{ readonly upTo: number; readonly alone: number }> = [
  { upTo: 24, alone: Number.POSITIVE_INFINITY },
  { upTo: 80, alone: 4 },
  { upTo: Number.POSITIVE_INFINITY, alone: 1 },
];

export function arrange(graph: Graph, wish: Wish): Arranged {
  const consumers = graph.nodes.filter(({ type }) => type === 'consumer');
  const kept = consumers.filter((node) => isWanted(node, wish));
  const carriers = graph.nodes.filter(({ type }) => type === 'carrier');
  const used = kept.length === consumers.length ? carriers : carriers.filter(({ id }) => reaches(graph, id, kept));
  const stands = new Map<string, string>();
  const drawn = [
    ...gather(used, MOST_CARRIERS, wish, stands),
    ...gather(kept, alone(kept.length), wish, stands),
    ...graph.nodes.filter(({ type }) => type === 'dependency').map(single),
  ];
  const ids = new Set(drawn.map(({ id }) => id));
  return { nodes: drawn, edges: edgesOf(graph, stands, ids), shown: kept.length, all: consumers.length };
}

const single = (node: GraphNode): Drawn => ({
  id: node.id,
  box: node.type === 'consumer' ? node.owner : null,
  node,
  count: 1,
  cluster: false,
});

/** Nodes that belong together as one where they are more than `most`, unless somebody opened them; `stands` learns who stands for whom. */
function gather(
  nodes: readonly GraphNode[],
  most: number,
  { open }: Wish,
  stands: Map<string, string>,
): readonly Drawn[] {
  return [...clustersOf(nodes)].flatMap(([key, members]) => {
    const [first] = members;
    if (!first || members.length <= most || open === 'all' || open.has(key)) return members.map(single);
    for (const { id } of members) stands.set(id, key);
    return [{ ...single(clusterNode(first, members)), id: key, count: members.length, cluster: true }];
  });
}

/** Whether a carrier leads to one of the consumers. */
function reaches(graph: Graph, from: string, consumers: readonly GraphNode[]): boolean {
  const wanted = new Set(consumers.map(({ id }) => id));
  const seen = new Set([from]);
  for (const id of seen) {
    if (wanted.has(id)) return true;
    for (const edge of graph.edges) if (edge.from === id && edge.type !== 'session') seen.add(edge.to);
  }
  return false;
}

function alone(size: number): number {
  return ROOM.find(({ upTo }) => size <= upTo)?.alone ?? 1;
}

/** The cluster that a consumer or carrier belongs to. */
export function clusterOf({ type, layer, kind, owner, refresh }: GraphNode): string {
  return type === 'carrier' ? `carriers ${layer} ${kind}` : `cluster ${owner ?? ''} ${refresh ?? ''}`;
}

function clustersOf(nodes: readonly GraphNode[]): ReadonlyMap<string, readonly GraphNode[]> {
  const clusters = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    const key = clusterOf(node);
    const members = clusters.get(key);
    if (members) members.push(node);
    else clusters.set(key, [node]);
  }
  return clusters;
}

function clusterNode(first: GraphNode, members: readonly GraphNode[]): GraphNode {
  return {
    ...first,
    id: clusterOf(first),
    label: String(members.length),
    kind: new Set(members.map(({ kind }) => kind)).size === 1 ? first.kind : '',
    detail: '',
    environment: null,
    stuck: members.some(({ stuck }) => stuck),
    dormant: members.every(({ dormant }) => dormant),
    hole: false,
    location: null,
  };
}

function isWanted({ label, owner, environment, kind, refresh, stuck }: GraphNode, wish: Wish): boolean {
  const known = [label, owner, environment, kind, refresh].join('\n').toLowerCase();
  return (
    (wish.mode === null || refresh === wish.mode) &&
    (!wish.stuckOnly || stuck) &&
    wish.search
      .toLowerCase()
      .split(/\s+/)
      .every((word) => known.includes(word))
  );
}

/** Edges between what is drawn; those of a cluster are one. */
function edgesOf(graph: Graph, stands: ReadonlyMap<string, string>, drawn: ReadonlySet<string>): readonly DrawnEdge[] {
  const merged = new Map<string, DrawnEdge>();
  for (const { from, to, type, label } of graph.edges) {
    const [start, end] = [stands.get(from) ?? from, stands.get(to) ?? to];
    if (!drawn.has(start) || !drawn.has(end)) continue;
    const key = `${start}\n${end}\n${type}`;
    const there = merged.get(key);
    merged.set(
      key,
      there ? { ...there, count: there.count + 1, label: '' } : { from: start, to: end, type, label, count: 1 },
    );
  }
  return [...merged.values()];
}
