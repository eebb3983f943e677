/** The curve as SVG: axes, both shares, the overlap window and the moment of revocation. */
import type { Timeline } from '../../language-server/src/protocol.ts';
import type { PlannerWords } from '../src/panels/panel-words.ts';
import { curve, FRAME, type ShareOf, xOf, yOf } from '../src/planner/chart.ts';
import { sayDuration } from '../src/planner/duration.ts';
import { ticks } from '../src/planner/scale.ts';
import { draw } from './dom.ts';

interface Asked {
  readonly timeline: Timeline;
  readonly words: PlannerWords;
  readonly share: ShareOf;
  /** Seconds at the right edge. */
  readonly until: number;
  readonly window: number | null;
  readonly revokeAt: number | null;
}

export function drawChart(svg: SVGSVGElement, { timeline, words, share, until, window, revokeAt }: Asked): void {
  const { points } = timeline;
  const bottom = yOf(0);
  const held = extended(points, until);
  svg.replaceChildren(
    draw('title', {}, words.chart),
    ...(window === null ? [] : windowOf(window, until, words.window)),
    ...[0, 0.25, 0.5, 0.75, 1].flatMap((part) => [
      draw('line', { class: 'grid', x1: FRAME.left, x2: FRAME.width - FRAME.right, y1: yOf(part), y2: yOf(part) }),
      draw('text', { x: FRAME.left - 6, y: yOf(part) + 4, 'text-anchor': 'end' }, `${part * 100} %`),
    ]),
    ...ticks(until).map((at) =>
      draw(
        'text',
        { x: xOf(at, until), y: bottom + 18, 'text-anchor': at > until * 0.97 ? 'end' : 'middle' },
        at === 0 ? '0' : sayDuration(at),
      ),
    ),
    draw('path', { class: 'curve adopted', d: curve(held, 'adopted', share, until) }),
    draw('path', { class: 'curve settled', d: curve(held, 'settled', share, until) }),
    ...(revokeAt === null ? [] : marker(revokeAt, until, words.revokeAt)),
  );
}

/** After the last point nothing changes by itself. */
function extended(points: Timeline['points'], until: number): Timeline['points'] {
  const last = points.at(-1);
  return last && last.at < until ? [...points, { ...last, at: until }] : points;
}

function windowOf(window: number, until: number, name: string): readonly SVGElement[] {
  const x = xOf(window, until);
  return [
    draw('rect', { class: 'window', x: FRAME.left, y: FRAME.top, width: x - FRAME.left, height: yOf(0) - FRAME.top }),
    draw('line', { class: 'window-edge', x1: x, x2: x, y1: FRAME.top, y2: yOf(0) }),
    caption(x, 12, `${name} ${sayDuration(window)}`),
  ];
}

function marker(at: number, until: number, name: string): readonly SVGElement[] {
  const x = xOf(at, until);
  return [
    draw('line', { class: 'revoke', x1: x, x2: x, y1: FRAME.top, y2: yOf(0) }),
    caption(x, 28, `${name} ${sayDuration(at)}`),
  ];
}

/** Left of its line where there is no room to the right. */
function caption(x: number, down: number, text: string): SVGElement {
  const right = x < FRAME.width * 0.7;
  return draw(
    'text',
    { class: 'value', x: right ? x + 5 : x - 5, y: FRAME.top + down, 'text-anchor': right ? 'start' : 'end' },
    text,
  );
}
