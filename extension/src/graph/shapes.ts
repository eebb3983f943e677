/** One shape and one colour per refresh mode, for the picture and its legend alike: neither sight of colour nor of shape alone is needed. */
import type { RefreshMode } from '../../../language-server/src/protocol.ts';

export interface Shape {
  /** Corners between −1 and 1, as cytoscape takes them. */
  readonly corners: readonly number[];
  /** Variable of the theme. */
  readonly colour: string;
}

const GOOD = '--vscode-charts-green';
const TIMED = '--vscode-charts-blue';
const ACT = '--vscode-charts-orange';
const STUCK = '--vscode-charts-red';
const UNKNOWN = '--vscode-charts-purple';

const round = (corners: number): readonly number[] =>
  Array.from({ length: corners }, (_, at) => (at * 2 * Math.PI) / corners - Math.PI / 2).flatMap((angle) => [
    Math.cos(angle),
    Math.sin(angle),
  ]);

export const SHAPES: Readonly<Record<RefreshMode, Shape>> = {
  'per-call': { corners: round(16), colour: GOOD },
  watch: { corners: round(8), colour: GOOD },
  poll: { corners: round(6), colour: GOOD },
  'restart-on-change': { corners: [-1, -0.7, 0.3, -0.7, 1, 0, 0.3, 0.7, -1, 0.7], colour: TIMED },
  scheduled: { corners: [-0.9, -1, 0.9, -1, 0, 0, 0.9, 1, -0.9, 1, 0, 0], colour: TIMED },
  lease: { corners: round(5), colour: TIMED },
  startup: { corners: [0, -1, 1, 0, 0, 1, -1, 0], colour: ACT },
  build: { corners: [-0.85, -0.85, 0.85, -0.85, 0.85, 0.85, -0.85, 0.85], colour: ACT },
  manual: { corners: [0, -1, 1, 0.85, -1, 0.85], colour: STUCK },
  unknown: {
    corners: [
      -0.35, -1, 0.35, -1, 0.35, -0.35, 1, -0.35, 1, 0.35, 0.35, 0.35, 0.35, 1, -0.35, 1, -0.35, 0.35, -1, 0.35, -1,
      -0.35, -0.35, -0.35,
    ],
    colour: UNKNOWN,
  },
};
