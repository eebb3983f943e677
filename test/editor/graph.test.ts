/** The logic of the graph panel, without a browser: what is drawn, where it stands, where keys lead. */
import { describe, expect, test } from 'vitest';
import { arrange, type Wish } from '../../extension/src/graph/arrange.ts';
import { layOut } from '../../extension/src/graph/layout.ts';
import { walk } from '../../extension/src/graph/walk.ts';
import type { Graph, GraphEdge, GraphNode } from '../../language-server/src/protocol.ts';

const EVERYTHING: Wish = { search: '', mode: null, stuckOnly: false, open: new Set() };

function node(id: string, about: Partial<GraphNode>): GraphNode {
  const none = {
    environment: null,
    owner: null,
    refresh: null,
    stuck: false,
    dormant: false,
    hole: false,
    location: null,
  };
  return { id, layer: 0, type: 'carrier', kind: 'kubernetes-secret', label: id, detail: '', ...none, ...about };
}

/** One store item, so many Secrets, so many consumers of two owners and two modes. */
function estate(secrets: number, consumers: number): Graph {
  const carriers = Array.from({ length: secrets }, (_, at) => node(`secret ${at}`, { layer: 1 }));
  const users = Array.from({ length: consumers }, (_, at) =>
    node(`user ${at}`, {
      layer: 2,
      type: 'consumer',
      kind: 'service',
      owner: at % 2 === 0 ? 'quay' : null,
      refresh: at % 3 === 0 ? 'startup' : 'poll',
      stuck: at % 3 === 0,
    }),
  );
  const edge = (from: string, to: string, type: GraphEdge['type']): GraphEdge => ({
    from,
    to,
    type,
    label: 'every minute',
    refresh: null,
    location: null,
  });
  return {
    credential: {} as Graph['credential'],
    nodes: [
      node('store', { kind: 'external-store' }),
      ...carriers,
      ...users,
      node('tide-db', { layer: 3, type: 'dependency', kind: 'database' }),
    ],
    edges: [
      ...carriers.map(({ id }) => edge('store', id, 'derivation')),
      ...users.map(({ id }, at) => edge(`secret ${at % secrets}`, id, 'delivery')),
      ...users.map(({ id }) => edge(id, 'tide-db', 'session')),
    ],
    text: [],
  };
}

describe('what is drawn', () => {
  test('a few consumers stand by themselves', () => {
    const { nodes, shown } = arrange(estate(2, 9), EVERYTHING);
    expect(nodes.filter(({ cluster }) => cluster)).toEqual([]);
    expect(shown).toBe(9);
  });

  test('five hundred become one node per owner and mode, and count everybody', () => {
    const { nodes, edges } = arrange(estate(12, 500), EVERYTHING);
    const clusters = nodes.filter(({ cluster, node: { type } }) => cluster && type === 'consumer');
    expect(clusters).toHaveLength(4);
    expect(clusters.reduce((sum, { count }) => sum + count, 0)).toBe(500);
    expect(edges.filter(({ type }) => type === 'delivery').reduce((sum, { count }) => sum + count, 0)).toBe(500);
  });

  test('an opened group shows its members, and only those', () => {
    const graph = estate(1, 500);
    const closed = arrange(graph, EVERYTHING);
    const [first] = closed.nodes.filter(({ cluster }) => cluster);
    const opened = arrange(graph, { ...EVERYTHING, open: new Set([first?.id ?? '']) });
    expect(opened.nodes.length).toBe(closed.nodes.length - 1 + (first?.count ?? 0));
  });

  test('a filter keeps what matches every word, and the carriers that lead there', () => {
    const { nodes, shown, all } = arrange(estate(5, 20), { ...EVERYTHING, search: 'user 17' });
    expect(nodes.map(({ id }) => id)).toEqual(['store', 'secret 2', 'user 17', 'tide-db']);
    expect([shown, all]).toEqual([1, 20]);
    expect(arrange(estate(5, 20), { ...EVERYTHING, stuckOnly: true }).shown).toBe(7);
    expect(arrange(estate(5, 20), { ...EVERYTHING, mode: 'lease' }).shown).toBe(0);
  });

  test('every edge ends at something that is drawn', () => {
    const { nodes, edges } = arrange(estate(9, 200), { ...EVERYTHING, search: 'quay' });
    const drawn = new Set(nodes.map(({ id }) => id));
    expect(edges.every(({ from, to }) => drawn.has(from) && drawn.has(to))).toBe(true);
    expect(edges.length).toBeGreaterThan(2);
  });
});

describe('where it stands', () => {
  test('the store is left of its Secrets, these of their consumers, these of what accepts them', () => {
    const { at } = layOut(arrange(estate(2, 9), EVERYTHING));
    const x = (id: string) => at.get(id)?.x ?? Number.NaN;
    expect(x('store')).toBeLessThan(x('secret 0'));
    expect(x('secret 1')).toBeLessThan(x('user 0'));
    expect(x('user 8')).toBeLessThan(x('tide-db'));
  });

  test('no two nodes stand on each other, every consumer in the box of its owner, and the whole is no ribbon', () => {
    const arranged = arrange(estate(3, 500), { ...EVERYTHING, open: 'all' });
    const { at, boxes } = layOut(arranged);
    expect(new Set([...at.values()].map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`)).size).toBe(at.size);
    for (const { id, node: one, box } of arranged.nodes) {
      if (one.type !== 'consumer') continue;
      const { x = 0, y = 0 } = at.get(id) ?? {};
      const home = boxes.find(({ owner }) => owner === box);
      expect(home && x > home.x && x < home.x + home.width && y > home.y && y < home.y + home.height).toBe(true);
    }
    const xs = [...at.values()].map(({ x }) => x);
    const ys = [...at.values()].map(({ y }) => y);
    const ratio = (Math.max(...xs) - Math.min(...xs)) / (Math.max(...ys) - Math.min(...ys));
    expect(ratio).toBeGreaterThan(0.3);
    expect(ratio).toBeLessThan(6);
  });
});

describe('where arrow keys lead', () => {
  const arranged = arrange(estate(1, 3), EVERYTHING);
  const { at } = layOut(arranged);
  const go = (from: string | null, direction: Parameters<typeof walk>[3]) => walk(at, arranged.edges, from, direction);

  test('along edges to the side, to neighbours above and below, nowhere at the ends', () => {
    expect(go(null, 'right')).toBe('store');
    expect(go('store', 'right')).toBe('secret 0');
    expect(go('secret 0', 'left')).toBe('store');
    expect(go('store', 'left')).toBe('store');
    const second = go('user 0', 'down') ?? '';
    expect(second).toMatch(/^user [12]$/);
    expect(at.get(second)?.y).toBeGreaterThan(at.get('user 0')?.y ?? Number.POSITIVE_INFINITY);
    expect(go('user 1', 'right')).toBe('tide-db');
  });
});
