/** Shares over time as rows of blocks: six curves that a terminal of 80 columns can show one below the other. */
import type { Shares, TimelinePoint } from '../../convergence/whatif.ts';
import { padEnd, padStart } from '../../drawing/layout.ts';
import { sayDuration } from '../../model/duration.ts';

const BLOCKS = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

export const CURVES = [
  ['adopted', 'instances'],
  ['adopted', 'consumers'],
  ['adopted', 'paths'],
  ['settled', 'connections'],
  ['settled', 'consumers'],
  ['settled', 'paths'],
] as const satisfies ReadonlyArray<readonly ['adopted' | 'settled', keyof Shares]>;

/** Columns before and after the blocks. */
const LABEL = 21;
const SHARE = 6;
export const AROUND = LABEL + SHARE;

/** One row for each curve, then the axis; as many blocks as there are points. */
export function drawChart(timeline: readonly TimelinePoint[]): readonly string[] {
  const rows = CURVES.map(([milestone, of]) => {
    const shares = timeline.map((point) => point[milestone][of]);
    const blocks = shares.map(blockOf).join('');
    return `${padEnd(`${milestone} ${of}`, LABEL)}${blocks}${padStart(percent(shares.at(-1) ?? 0), SHARE)}`;
  });
  const even = isEven(timeline) ? [] : [`${' '.repeat(LABEL)}the axis is not even: the start has more room`];
  return [...rows, `${' '.repeat(LABEL)}${axis(timeline)}`, ...even];
}

function isEven(timeline: readonly TimelinePoint[]): boolean {
  const middle = timeline[Math.floor(timeline.length / 2)]?.at ?? 0;
  return middle > (timeline.at(-1)?.at ?? 0) / 3;
}

/** Never empty where there is something, never full where something is missing. */
function blockOf(share: number): string {
  const eighths = Math.round(share * 8);
  const shown = share >= 1 ? 8 : share <= 0 ? 0 : Math.min(7, Math.max(1, eighths));
  return BLOCKS[shown] ?? ' ';
}

function percent(share: number): string {
  return `${share >= 1 ? 100 : Math.min(99, Math.round(share * 100))} %`;
}

/** Moments below the blocks, as many as have room. */
function axis(timeline: readonly TimelinePoint[]): string {
  const last = `${sayDuration(timeline.at(-1)?.at ?? 0)}|`;
  const room = timeline.length - last.length - 1;
  let line = '0';
  for (let tick = 1; tick < TICKS; tick++) {
    const place = Math.round((tick * (timeline.length - 1)) / TICKS);
    const mark = `|${sayDuration(timeline[place]?.at ?? 0)}`;
    if (line.length < place && place + mark.length <= room) line = line.padEnd(place) + mark;
  }
  return `${line.padEnd(timeline.length - last.length)}${last}`;
}

const TICKS = 4;
