/** How the parts of the picture look, in the colours of the theme: cytoscape paints on a canvas, where variables of CSS do not reach. */
import type { StylesheetJson } from 'cytoscape';
import type { RefreshMode } from '../../language-server/src/protocol.ts';
import { SHAPES } from '../src/graph/shapes.ts';
import { themed } from './dom.ts';

interface Theme {
  readonly text: string;
  readonly quiet: string;
  readonly back: string;
  readonly line: string;
  readonly focus: string;
  readonly font: string;
  readonly carrier: string;
  readonly box: string;
}

function theme(): Theme {
  const text = themed('--vscode-editor-foreground', '#888');
  const quiet = themed('--vscode-descriptionForeground', text);
  return {
    text,
    quiet,
    back: themed('--vscode-editor-background', '#fff'),
    line: quiet,
    focus: themed('--vscode-focusBorder', '#07f'),
    font: themed('--vscode-font-family', 'sans-serif'),
    carrier: themed('--vscode-charts-yellow', quiet),
    box: themed('--vscode-editorWidget-background', '#888'),
  };
}

/** Made anew for every theme. */
export function style(): StylesheetJson {
  const now = theme();
  return [...parts(now), ...modes(now), ...states(now), ...boxes(now), ...edges(now)];
}

const parts = ({ text, quiet, font }: Theme): StylesheetJson => [
  {
    selector: 'node.part',
    style: {
      width: 'data(size)',
      height: 'data(size)',
      label: 'data(label)',
      color: text,
      'font-family': font,
      'font-size': 12,
      'text-valign': 'center',
      'text-halign': 'right',
      'text-margin-x': 6,
      'text-wrap': 'wrap',
      'text-justification': 'left',
      'line-height': 1.15,
      'background-color': quiet,
      'border-width': 1,
      'border-color': text,
      'z-index-compare': 'manual',
      'z-index': 30,
    },
  },
];

const modes = ({ quiet }: Theme): StylesheetJson =>
  (Object.keys(SHAPES) as RefreshMode[]).map((mode) => ({
    selector: `node.mode-${mode}`,
    style: {
      shape: 'polygon',
      'shape-polygon-points': SHAPES[mode].corners.join(' '),
      'background-color': themed(SHAPES[mode].colour, quiet),
    },
  }));

const states = ({ quiet, carrier, focus }: Theme): StylesheetJson => [
  {
    selector: 'node.carrier, node.dependency',
    style: {
      'text-halign': 'center',
      'text-valign': 'bottom',
      'text-margin-x': 0,
      'text-margin-y': 4,
      'text-justification': 'center',
    },
  },
  { selector: 'node.carrier', style: { shape: 'round-rectangle', 'background-color': carrier } },
  { selector: 'node.dependency', style: { shape: 'barrel', 'background-color': quiet } },
  { selector: 'node.hole', style: { 'border-style': 'dashed', 'border-width': 2, 'background-opacity': 0.2 } },
  { selector: 'node.dormant', style: { opacity: 0.6 } },
  { selector: 'node.cluster', style: { 'border-width': 3, 'border-style': 'double', 'font-weight': 'bold' } },
  { selector: 'node.selected', style: { 'border-color': focus, 'border-width': 3 } },
];

const boxes = ({ box, quiet, line, font }: Theme): StylesheetJson => [
  {
    selector: 'node.box',
    style: {
      shape: 'round-rectangle',
      width: 'data(width)',
      height: 'data(height)',
      'background-color': box,
      'z-index-compare': 'manual',
      'z-index': 10,
      'border-width': 1,
      'border-color': line,
      label: 'data(label)',
      color: quiet,
      'font-family': font,
      'font-size': 12,
      'text-valign': 'top',
      'text-halign': 'center',
      'text-margin-y': 20,
      events: 'no',
    },
  },
  { selector: 'node.nobody', style: { 'border-style': 'dashed' } },
];

const edges = ({ quiet, back, line, focus, font }: Theme): StylesheetJson => [
  {
    selector: 'edge',
    style: {
      width: 'data(width)',
      'curve-style': 'bezier',
      'z-index-compare': 'manual',
      'z-index': 20,
      'line-color': line,
      'target-arrow-color': line,
      'target-arrow-shape': 'triangle',
      'arrow-scale': 0.8,
      opacity: 0.6,
      color: quiet,
      'font-family': font,
      'font-size': 10,
      'text-background-color': back,
      'text-background-opacity': 0.85,
      'text-background-padding': '2px',
    },
  },
  // Behind boxes of owners that stand side by side: what runs to the last column would strike out the first.
  { selector: 'edge.behind', style: { 'z-index': 5 } },
  { selector: 'edge.session', style: { 'line-style': 'dotted', opacity: 0.35 } },
  { selector: 'edge.told, edge.near', style: { label: 'data(label)' } },
  { selector: 'edge.near', style: { 'line-color': focus, 'target-arrow-color': focus, opacity: 1, 'z-index': 25 } },
];
