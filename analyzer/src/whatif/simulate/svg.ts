/** The timeline as a picture that stands alone: for a ticket, a report, a slide. Names are escaped; no script, no link. */
import type { TimelinePoint } from '../../convergence/whatif.ts';
import { escapeTerminal } from '../../explain/escape.ts';
import { sayDuration } from '../../model/duration.ts';
import { CURVES } from './chart.ts';
import type { Simulation } from './simulation.ts';

const WIDTH = 800;
const HEIGHT = 360;
const LEFT = 48;
const TOP = 40;
const PLOT = { width: 560, height: 260 };
/** Dark for adopted, light for settled; dashes tell the curves apart without colour. */
const STYLES = ['#1f4e79', '#1f4e79', '#1f4e79', '#b45f06', '#b45f06', '#b45f06'] as const;
const DASHES = ['', '6 3', '2 3'] as const;

/** The picture as text. */
export function drawSvg({ rotation, timeline }: Simulation): string {
  const title = `${rotation.name}: shares over time from publication, nobody acts`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    `<text x="${LEFT}" y="22" font-size="14">${escapeXml(title)}</text>`,
    ...grid(timeline),
    ...CURVES.map(([milestone, of], index) =>
      curve(
        timeline.map((point) => point[milestone][of]),
        `${milestone} ${of}`,
        index,
      ),
    ),
    '</svg>',
    '',
  ].join('\n');
}

function escapeXml(text: string): string {
  const marks: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return escapeTerminal(text).replace(/[&<>"']/g, (mark) => marks[mark] ?? '');
}

function grid(timeline: readonly TimelinePoint[]): readonly string[] {
  const levels = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const y = placeOf(share);
    return `<path d="M${LEFT} ${y}h${PLOT.width}" stroke="#dddddd"/><text x="${LEFT - 6}" y="${y + 4}" text-anchor="end">${share * 100}%</text>`;
  });
  const ticks = [0, 1, 2, 3, 4].map((tick) => {
    const at = timeline[Math.round((tick * (timeline.length - 1)) / 4)]?.at ?? 0;
    const x = LEFT + (tick * PLOT.width) / 4;
    return `<text x="${x}" y="${TOP + PLOT.height + 18}" text-anchor="middle">${escapeXml(tick === 0 ? '0' : sayDuration(at))}</text>`;
  });
  return [...levels, ...ticks];
}

function placeOf(share: number): number {
  return Math.round((TOP + (1 - share) * PLOT.height) * 10) / 10;
}

function curve(shares: readonly number[], name: string, index: number): string {
  const points = shares.map((share, at) => {
    const x = Math.round((LEFT + (at * PLOT.width) / Math.max(1, shares.length - 1)) * 10) / 10;
    return `${x},${placeOf(share)}`;
  });
  const y = TOP + 20 + index * 20;
  const style = `fill="none" stroke="${STYLES[index] ?? '#000000'}" stroke-width="2" stroke-dasharray="${DASHES[index % 3] ?? ''}"`;
  const x = LEFT + PLOT.width + 16;
  return `<polyline points="${points.join(' ')}" ${style}/><path d="M${x} ${y}h28" ${style}/><text x="${x + 34}" y="${y + 4}">${name}</text>`;
}
