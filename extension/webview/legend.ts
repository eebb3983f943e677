/** What the shapes mean, drawn from the same corners as the picture. */
import type { RefreshMode } from '../../language-server/src/protocol.ts';
import { SHAPES } from '../src/graph/shapes.ts';
import { draw, make } from './dom.ts';

/** Of the modes that are there. */
export function legend(
  words: Readonly<Record<RefreshMode, string>>,
  there: ReadonlySet<RefreshMode | null>,
): readonly HTMLElement[] {
  return (Object.keys(SHAPES) as RefreshMode[])
    .filter((mode) => there.has(mode))
    .map((mode) => make('span', { class: 'mark' }, symbol(mode), words[mode]));
}

export function symbol(mode: RefreshMode): SVGElement {
  const { corners } = SHAPES[mode];
  const points = corners.map((corner) => (8 + corner * 7).toFixed(1)).join(' ');
  const polygon = draw('polygon', { points, class: `mode-${mode}` });
  return draw('svg', { viewBox: '0 0 16 16', width: 14, height: 14, 'aria-hidden': 'true' }, polygon);
}
