/** The graph as GraphML, for yEd, Gephi, Cytoscape and networkx. Every name is text in XML. http://graphml.graphdrawing.org/specification.html */
import { escapeHtml } from '../../explain/escape.ts';
import { viewOf } from '../../explain/view.ts';
import type { WireInventory } from '../../wire/types.ts';
import { defineExporter } from '../contract.ts';
import { edgesOf, nodesOf } from '../graph.ts';

const NODE_DATA = ['type', 'name', 'kind', 'cluster', 'namespace', 'environment', 'owner'] as const;
const EDGE_DATA = ['type', 'by', 'refresh'] as const;

export default defineExporter({
  id: 'graphml',
  writes: 'the graph for yEd, Gephi, Cytoscape, networkx',
  folder: false,
  *files(inventory) {
    yield { path: 'keyturn.graphml', text: document(inventory) };
  },
});

function* document(inventory: WireInventory): Iterable<string> {
  const view = viewOf(inventory);
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n';
  for (const name of NODE_DATA) yield key('node', name);
  for (const name of EDGE_DATA) yield key('edge', name);
  yield '  <graph id="keyturn" edgedefault="directed">\n';
  const known = new Set<string>();
  for (const node of nodesOf(view)) {
    known.add(node.id);
    yield `    <node id="${escapeHtml(node.id)}">${data('n', NODE_DATA, node)}</node>\n`;
  }
  for (const edge of edgesOf(view)) {
    if (!known.has(edge.from) || !known.has(edge.to)) continue;
    yield `    <edge source="${escapeHtml(edge.from)}" target="${escapeHtml(edge.to)}">${data('e', EDGE_DATA, edge)}</edge>\n`;
  }
  yield '  </graph>\n</graphml>\n';
}

function key(of: 'node' | 'edge', name: string): string {
  return `  <key id="${of.charAt(0)}-${name}" for="${of}" attr.name="${name}" attr.type="string"/>\n`;
}

function data<K extends string>(prefix: string, names: readonly K[], of: Readonly<Record<K, string | null>>): string {
  return names
    .flatMap((name) => {
      const value = of[name];
      return value === null ? [] : [`<data key="${prefix}-${name}">${escapeHtml(value)}</data>`];
    })
    .join('');
}
