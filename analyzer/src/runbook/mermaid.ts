/** The timeline as a Mermaid Gantt chart. Names lose every character that means something to Mermaid. */
import type { Bar } from './plan.ts';

/** Without a start, midnight is publication: only the distance to it means anything. */
const ANY_DAY = '2000-01-01T00:00:00Z';

/** Mermaid text; one line a bar, in sections. */
export function mermaid(bars: readonly Bar[], start: string | null): string {
  const zero = Date.parse(start ?? ANY_DAY);
  const days = bars.some(({ to }) => to >= 86_400);
  const sections = [...new Set(bars.map(({ section }) => section))];
  return [
    'gantt',
    `  title ${start === null ? 'From publication at 00:00' : 'From publication, times in UTC'}`,
    '  dateFormat YYYY-MM-DDTHH:mm:ss',
    `  axisFormat ${days ? '%d %H:%M' : '%H:%M'}`,
    ...sections.flatMap((section) => [
      `  section ${plain(section)}`,
      ...bars.filter((bar) => bar.section === section).map((bar) => line(bar, zero)),
    ]),
  ].join('\n');
}

function line({ label, from, to }: Bar, zero: number): string {
  const at = new Date(zero + from * 1000).toISOString().slice(0, 19);
  return `    ${plain(label)} :${at}, ${Math.max(1, Math.round(to - from))}s`;
}

/** Letters, digits and a few signs; `:`, `;`, `#`, `,`, quotes and brackets end or comment in Mermaid. */
function plain(text: string): string {
  return text.replace(/[^\p{L}\p{N} ._/()-]+/gu, '_').slice(0, 80);
}
