/**
 * A picture as inline SVG for the site: colours come from the page's style, so that it follows its dark mode and its print. Dashes tell what
 * colours tell; the whole title stands in a tooltip, the twin in words in the description.
 */
import { escapeHtml } from '../../explain/escape.ts';
import type { WireRefreshMode } from '../../wire/types.ts';
import type { Box, Line, Picture } from '../picture.ts';

/** What a reader must see at once: who moves alone, who waits for something, who needs somebody. */
export const TONE: Readonly<Record<WireRefreshMode, 'moves' | 'waits' | 'stuck' | 'dark'>> = {
  'per-call': 'moves',
  watch: 'moves',
  poll: 'moves',
  'restart-on-change': 'waits',
  scheduled: 'waits',
  lease: 'waits',
  startup: 'stuck',
  build: 'stuck',
  manual: 'stuck',
  unknown: 'dark',
};

/** Room for a character of the title at 13 px, of the line below at 11 px. */
const WIDE = 7.6;
const NARROW = 6.2;
const INSET = 12;

/** One picture with title and description. */
export function svgOf({ width, height, boxes, lines, says }: Picture, title: string): string {
  return [
    `<svg class="picture" role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<title>${escapeHtml(title)}</title><desc>${escapeHtml(says.join('; '))}</desc>`,
    ...lines.map(lineOf),
    ...boxes.map(boxOf),
    '</svg>',
  ].join('\n');
}

function lineOf({ from, to, mode }: Line): string {
  const [x1, y1] = [from.x + from.width, from.y + from.height / 2];
  const [x2, y2] = [to.x, to.y + to.height / 2];
  const bend = (x2 - x1) / 2;
  return `<path class="${toneOf(mode)}" d="M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}"/>`;
}

function boxOf({ x, y, width, height, title, below, mode }: Box): string {
  const room = width - 2 * INSET;
  return [
    `<g class="${toneOf(mode)}"><title>${escapeHtml(`${title} (${below})`)}</title>`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6"/>`,
    `<text x="${x + INSET}" y="${y + 16}">${escapeHtml(cut(title, room / WIDE))}</text>`,
    `<text class="below" x="${x + INSET}" y="${y + 31}">${escapeHtml(cutEnd(below, room / NARROW))}</text></g>`,
  ].join('');
}

function toneOf(mode: WireRefreshMode | null): string {
  return mode === null ? 'holds' : TONE[mode];
}

function cutEnd(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, Math.floor(room) - 1)}…`;
}

/** Both ends of a name tell it from others. */
function cut(text: string, room: number): string {
  const most = Math.floor(room);
  if (text.length <= most) return text;
  const end = Math.floor((most - 1) / 2);
  return `${text.slice(0, most - 1 - end)}…${text.slice(text.length - end)}`;
}
