/** The graph for Graphviz. Names are quoted strings whose backslashes are doubled, so that none is read as an escape. https://graphviz.org/doc/info/lang.html */
import { escapeTerminal } from '../../explain/escape.ts';
import { viewOf } from '../../explain/view.ts';
import type { WireInventory } from '../../wire/types.ts';
import { defineExporter } from '../contract.ts';
import { edgesOf, type GraphEdge, type NodeType, nodesOf } from '../graph.ts';

const SHAPE: Readonly<Record<NodeType, string>> = {
  credential: 'shape=note, style=filled, fillcolor="#fde9b8"',
  carrier: 'shape=cylinder, style=filled, fillcolor="#e4ecf7"',
  consumer: 'shape=box, style="rounded,filled", fillcolor="#ffffff"',
  dependency: 'shape=box3d, style=filled, fillcolor="#e6e6e6"',
};

export default defineExporter({
  id: 'dot',
  writes: 'the graph for Graphviz',
  folder: false,
  *files(inventory) {
    yield { path: 'keyturn.dot', text: document(inventory) };
  },
});

function* document(inventory: WireInventory): Iterable<string> {
  const view = viewOf(inventory);
  yield 'digraph keyturn {\n  rankdir=LR;\n  node [fontname="Helvetica", fontsize=11];\n  edge [fontname="Helvetica", fontsize=9, color="#555555"];\n';
  for (const { id, type, name, kind } of nodesOf(view))
    yield `  ${quoted(id)} [label=${quoted(name, kind)}, ${SHAPE[type]}];\n`;
  for (const edge of edgesOf(view))
    yield `  ${quoted(edge.from)} -> ${quoted(edge.to)} [label=${quoted(labelOf(edge))}];\n`;
  yield '}\n';
}

function labelOf({ type, by, refresh }: GraphEdge): string {
  return [by ?? type, refresh].filter((part) => part !== null).join(', ');
}

/** The second line, where there is one, stands below the first. */
function quoted(text: string, below: string | null = null): string {
  const lines = below === null ? [text] : [text, below];
  return `"${lines.map((line) => escapeTerminal(line).replace(/[\\"]/g, (character) => `\\${character}`)).join('\\n')}"`;
}
