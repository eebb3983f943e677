/** The picture itself: cytoscape draws what was laid out, in the colours of the theme; keys and clicks come back as node ids. */
import cytoscape, { type Core, type ElementDefinition } from 'cytoscape';
import type { Arranged, Drawn } from '../src/graph/arrange.ts';
import { cut, type LaidOut, layOut } from '../src/graph/layout.ts';
import { type Direction, walk } from '../src/graph/walk.ts';
import { style } from './picture-style.ts';

export interface Picture {
  show(arranged: Arranged, nobody: string, fit: boolean): void;
  select(id: string | null): void;
  fit(): void;
  /** It has another size, or is visible again. */
  resized(): void;
}

interface Told {
  readonly select: (id: string | null) => void;
  readonly enter: (id: string) => void;
}

const KEYS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

export function openPicture(container: HTMLElement, told: Told): Picture {
  let laidOut: LaidOut = { at: new Map(), boxes: [], columns: 1 };
  let edges: Arranged['edges'] = [];
  let selected: string | null = null;
  const core: Core = cytoscape({
    container,
    autoungrabify: true,
    boxSelectionEnabled: false,
    minZoom: 0.05,
    maxZoom: 3,
    wheelSensitivity: 0.4,
  });
  core.on('tap', 'node.part', ({ target }) => {
    choose(target.id());
    told.enter(target.id());
  });
  core.on('tap', (event) => {
    if (event.target === core) choose(null);
  });
  container.addEventListener('keydown', (event) => {
    if (act(event.key)) event.preventDefault();
  });
  new ResizeObserver(() => resized()).observe(container);

  function act(key: string): boolean {
    const direction = KEYS[key];
    if (direction) choose(walk(laidOut.at, edges, selected, direction));
    else if (key === 'Enter' && selected !== null) told.enter(selected);
    else if (key === '+' || key === '=') core.zoom(core.zoom() * 1.25);
    else if (key === '-') core.zoom(core.zoom() / 1.25);
    else if (key === '0') fit();
    else return false;
    return true;
  }

  function choose(id: string | null): void {
    select(id);
    told.select(id);
  }

  function select(id: string | null): void {
    selected = id;
    core.elements().removeClass('selected near');
    if (id === null) return;
    const node = core.getElementById(id);
    if (node.empty()) return;
    node.addClass('selected');
    node.connectedEdges().addClass('near');
    const { x1, y1, x2, y2 } = core.extent();
    const { x, y } = node.position();
    if (x < x1 || x > x2 || y < y1 || y > y2) core.center(node);
  }

  /** Not larger than life: three nodes need no whole screen. */
  function fit(): void {
    core.fit(undefined, 24);
    if (core.zoom() > 1.2) {
      core.zoom(1.2);
      core.center();
    }
  }

  function resized(): void {
    if (container.clientWidth === 0) return;
    core.resize();
    fit();
  }

  return {
    show(arranged, nobody, fitting) {
      laidOut = layOut(arranged);
      edges = arranged.edges;
      core.style(style());
      core.batch(() => {
        core.elements().remove();
        core.add(elements(arranged, laidOut, nobody));
      });
      if (fitting) fit();
      select(selected);
    },
    select,
    fit,
    resized,
  };
}

/** Labels of more edges lie upon each other: they show when their node is selected. */
const FEW_EDGES = 24;

function elements(arranged: Arranged, { at, boxes, columns }: LaidOut, nobody: string): ElementDefinition[] {
  const few = arranged.edges.length < FEW_EDGES;
  return [
    ...boxes.map(
      ({ owner, x, y, width, height }): ElementDefinition => ({
        group: 'nodes',
        data: { id: `box ${owner ?? ''}`, label: cut(owner ?? nobody), width, height },
        position: { x: x + width / 2, y: y + height / 2 },
        classes: owner === null ? 'box nobody' : 'box',
        selectable: false,
      }),
    ),
    ...arranged.nodes.map(
      (drawn): ElementDefinition => ({
        group: 'nodes',
        data: { id: drawn.id, label: labelOf(drawn), size: drawn.cluster ? 26 : 20 },
        position: { ...(at.get(drawn.id) ?? { x: 0, y: 0 }) },
        classes: classesOf(drawn),
      }),
    ),
    ...arranged.edges.map(
      ({ from, to, type, label, count }, index): ElementDefinition => ({
        group: 'edges',
        data: { id: `edge ${index}`, source: from, target: to, label, width: Math.min(3, 1 + Math.log2(count) / 3) },
        classes: [
          type,
          columns > 1 && type !== 'derivation' ? 'behind' : '',
          type === 'derivation' && few ? 'told' : '',
        ].join(' '),
      }),
    ),
  ];
}

function labelOf({ node, cluster, count }: Drawn): string {
  if (cluster) return node.type === 'carrier' ? `${count} × ${node.kind}` : `${count} ×`;
  return node.detail === '' ? cut(node.label) : `${cut(node.label)}\n${cut(node.detail)}`;
}

function classesOf({ node, cluster }: Drawn): string {
  return [
    'part',
    node.type,
    node.refresh ? `mode-${node.refresh}` : '',
    cluster ? 'cluster' : '',
    node.stuck ? 'stuck' : '',
    node.dormant ? 'dormant' : '',
    node.hole ? 'hole' : '',
  ]
    .filter((one) => one !== '')
    .join(' ');
}
