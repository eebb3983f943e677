/**
 * The graph as a Mermaid flowchart for Markdown. Mermaid refuses more than 500 edges and 50,000 characters
 * (https://mermaid.js.org/config/schema-docs/config.html), so a large graph is cut, the hardest credentials first, and says so in a node.
 */
import { escapeTerminal } from '../../explain/escape.ts';
import { type View, viewOf } from '../../explain/view.ts';
import { plural } from '../../explain/words.ts';
import { defineExporter } from '../contract.ts';
import { edgesOf, type GraphEdge, type GraphNode, type NodeType, nodesOf } from '../graph.ts';

const MOST_EDGES = 480;
const MOST_CHARACTERS = 48_000;
const LONGEST_NAME = 100;

const SHAPE: Readonly<Record<NodeType, readonly [open: string, close: string]>> = {
  credential: ['{{', '}}'],
  carrier: ['[(', ')]'],
  consumer: ['[', ']'],
  dependency: ['[[', ']]'],
};

export default defineExporter({
  id: 'mermaid',
  writes: 'the graph for Markdown, cut at the size Mermaid draws; see `--credential`',
  folder: false,
  *files(inventory) {
    yield { path: 'keyturn.mmd', text: [flowchart(viewOf(inventory))] };
  },
});

function flowchart(view: View): string {
  const nodes = new Map([...nodesOf(view)].map((node) => [node.id, node]));
  const short = new Map<string, string>();
  const lines = ['flowchart LR'];
  let left = MOST_CHARACTERS;
  let drawn = 0;
  let cut = 0;
  for (const edge of edgesOf(view)) {
    const text = cut > 0 || drawn === MOST_EDGES ? null : drawnEdge(edge, nodes, short);
    if (text === null || text.length >= left) cut++;
    else {
      lines.push(text);
      left -= text.length + 1;
      drawn++;
    }
  }
  return `${[...lines, ...(cut > 0 ? [said(cut)] : [])].join('\n')}\n`;
}

/** The edge, after those of its ends that no edge has named before. */
function drawnEdge(
  { from, to, type, by, refresh }: GraphEdge,
  nodes: ReadonlyMap<string, GraphNode>,
  short: Map<string, string>,
): string {
  const fresh = [from, to].filter((id) => !short.has(id));
  for (const id of fresh) short.set(id, `n${short.size}`);
  const label = [by ?? type, refresh].filter((part) => part !== null).join(', ');
  return [
    ...fresh.map((id) => drawnNode(short.get(id) ?? '', nodes.get(id), id)),
    `  ${short.get(from)} -->|"${plain(label)}"| ${short.get(to)}`,
  ].join('\n');
}

function drawnNode(short: string, node: GraphNode | undefined, id: string): string {
  const [open, close] = SHAPE[node?.type ?? 'carrier'];
  return `  ${short}${open}"${plain(node?.name ?? id)}"${close}`;
}

function said(cut: number): string {
  return `  cut["${plain(`${plural(cut, 'edge')} more: Mermaid draws no larger graph. Choose one credential, or another format.`)}"]`;
}

/** Everything but letters, digits and a few signs as an entity: `#34;`. */
function plain(text: string): string {
  const shown = escapeTerminal(text);
  const cut = shown.length > LONGEST_NAME ? `${shown.slice(0, LONGEST_NAME)}…` : shown;
  return cut.replace(/[^\p{L}\p{N} .,_/…-]/gu, (character) => `#${character.codePointAt(0)};`);
}
