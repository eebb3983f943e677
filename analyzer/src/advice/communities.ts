/**
 * Groups of consumers that hang together: they share carriers more with each other than with the rest. Louvain's method on the graph
 * of consumers and carriers (Blondel et al. 2008, arXiv:0803.0476). The same paths always give the same groups.
 */
import { UndirectedGraph } from 'graphology';
import communities from 'graphology-communities-louvain';
import type { PropagationPath } from '../model/graph.ts';
import { compareText } from '../model/place.ts';

/** The library's types speak of an ES module; what Node loads is CommonJS, whose default is the function itself. */
const louvain = communities as unknown as typeof communities.default;

/** Nothing is left to chance: nodes are visited in the order they are added. */
const SETTLED = { randomWalk: false, rng: () => 0 } as const;

/** Consumer id → number of its group. An origin joins everybody and tells nobody apart: it counts only where nothing follows it. */
export function communitiesOf(paths: readonly PropagationPath[]): ReadonlyMap<string, string> {
  const graph = new UndirectedGraph();
  for (const { consumer, carriers } of paths.toSorted((a, b) => compareText(a.id, b.id)))
    for (const carrier of carriers.length > 1 ? carriers.slice(1) : carriers)
      graph.mergeEdge(`consumer ${consumer}`, `carrier ${carrier}`);
  const groups = graph.size === 0 ? {} : louvain(graph, SETTLED);
  return new Map(paths.map(({ consumer }) => [consumer, String(groups[`consumer ${consumer}`] ?? '')]));
}
