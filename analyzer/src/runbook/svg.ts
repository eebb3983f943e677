/** The timeline as inline SVG, with a text twin for whoever does not see it. Linear time; bars too short to see get one pixel. */
import { escapeHtml } from '../explain/escape.ts';
import { sayDuration } from '../model/duration.ts';
import type { Bar } from './plan.ts';

const WIDTH = 960;
const LEFT = 320;
const ROW = 20;
const TICKS = 6;

/** One row a bar, and a scale in time since publication. */
export function svg(bars: readonly Bar[], start: string | null): string {
  const end = Math.max(1, ...bars.map(({ to }) => to));
  const x = (seconds: number) => Math.round(LEFT + ((WIDTH - LEFT - 20) * seconds) / end);
  const height = (bars.length + 2) * ROW;
  const from = start === null ? 'publication' : `publication at ${start}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${WIDTH} ${height}" font-family="system-ui,sans-serif" font-size="11">`,
    `<title>${escapeHtml(`Timeline from ${from}`)}</title>`,
    `<desc>${escapeHtml(bars.map(sayBar).join('; '))}</desc>`,
    ...Array.from({ length: TICKS + 1 }, (_, tick) => scale(x((end * tick) / TICKS), (end * tick) / TICKS, height)),
    ...bars.map((bar, at) => drawn(bar, x, (at + 1) * ROW)),
    '</svg>',
  ].join('\n');
}

function sayBar({ label, from, to }: Bar): string {
  return `${label} from ${sayDuration(from)} to ${sayDuration(to)}`;
}

function scale(at: number, seconds: number, height: number): string {
  const anchor = at === LEFT ? 'start' : 'end';
  return `<line x1="${at}" y1="${ROW - 4}" x2="${at}" y2="${height - ROW}" stroke="#ddd"/><text x="${at}" y="${ROW - 8}" text-anchor="${anchor}">${escapeHtml(sayDuration(seconds))}</text>`;
}

function drawn({ label, from, to }: Bar, x: (seconds: number) => number, y: number): string {
  const width = Math.max(1, x(to) - x(from));
  const text = `${label}: ${sayDuration(to)}`.slice(0, 60);
  return `<text x="0" y="${y + 12}">${escapeHtml(text)}</text><rect x="${x(from)}" y="${y + 3}" width="${width}" height="${ROW - 8}" fill="#4a6fa5"/>`;
}
