/**
 * How a new value travels to those who use it, as boxes and lines on a plane: carriers from the left in the order of the paths, consumers in
 * the last column. Consumers are drawn one by one while they are few, else those of one carrier and refresh mode together. Knows no
 * colour and no markup.
 */
import { carrierName, consumerName, pathsOf, type View } from '../explain/view.ts';
import { plural, sayList, sayTotal } from '../explain/words.ts';
import { groupBy } from '../model/group.ts';
import { compareText } from '../model/place.ts';
import type { WireCredential, WirePath, WireRefreshMode } from '../wire/types.ts';
import { REFRESH_MODES } from '../wire/words.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly below: string;
  /** Of consumers; null: a carrier. */
  readonly mode: WireRefreshMode | null;
}

export interface Line {
  readonly from: Box;
  readonly to: Box;
  readonly mode: WireRefreshMode | null;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
  /** The same in words, a sentence a row. */
  readonly says: readonly string[];
  /** Paths that found no place; the tables have all of them. */
  readonly cut: number;
}

/** More consumers than these are drawn in groups. */
const FEW = 24;
const MOST_ROWS = 60;
const BOX = { width: 270, height: 38, gap: 8 };
const ROW = { width: 330, height: 38, gap: 8 };
const BETWEEN = 90;
const EDGE = 8;

/** Paths drawn as one row: they leave one carrier, and refresh alike. */
interface Row {
  readonly carrier: string;
  readonly mode: WireRefreshMode;
  readonly paths: readonly WirePath[];
  readonly consumers: readonly string[];
}

/** The picture of one credential; null: no path leads anywhere. */
export function pictureOf(view: View, credential: WireCredential): Picture | null {
  const all = rowsOf(pathsOf(view, credential));
  if (all.length === 0) return null;
  const rows = all.slice(0, MOST_ROWS);
  const columns = columnsOf(rows);
  const depth = columns.length;
  const drawn = rows.map((row, at) => boxOfRow(view, row, at, EDGE + depth * (BOX.width + BETWEEN)));
  const carriers = carrierBoxes(view, columns, rows, drawn);
  const lines = linesOf(rows, drawn, carriers);
  const boxes = [...carriers.values(), ...drawn];
  return {
    width: EDGE * 2 + depth * (BOX.width + BETWEEN) + ROW.width,
    height: Math.max(...boxes.map(({ y, height }) => y + height)) + EDGE,
    boxes,
    lines,
    says: rows.map((row) => sayRow(view, row)),
    cut: all.slice(MOST_ROWS).reduce((sum, { paths }) => sum + paths.length, 0),
  };
}

function rowsOf(paths: readonly WirePath[]): readonly Row[] {
  const few = new Set(paths.map(({ consumer }) => consumer)).size <= FEW;
  const keyOf = ({ carriers, consumer, refresh }: WirePath) =>
    JSON.stringify([carriers.at(-1) ?? '', refresh.mode, few ? consumer : null]);
  return [...groupBy(paths, keyOf).values()]
    .flatMap((same): readonly Row[] => {
      const [first] = same;
      if (first === undefined) return [];
      const consumers = [...new Set(same.map(({ consumer }) => consumer))];
      return [{ carrier: first.carriers.at(-1) ?? '', mode: first.refresh.mode, paths: same, consumers }];
    })
    .toSorted(
      (a, b) =>
        compareText(chainOf(a), chainOf(b)) ||
        REFRESH_MODES.indexOf(a.mode) - REFRESH_MODES.indexOf(b.mode) ||
        compareText(a.consumers[0] ?? '', b.consumers[0] ?? ''),
    );
}

/** Rows that come from one origin stand together, so that lines do not cross more than they must. */
function chainOf({ paths }: Row): string {
  return (paths[0]?.carriers ?? []).join('\n');
}

/** Carriers by their place in the longest path through them, the origin first. */
function columnsOf(rows: readonly Row[]): ReadonlyArray<readonly string[]> {
  const place = new Map<string, number>();
  for (const { paths } of rows)
    for (const { carriers } of paths)
      for (const [at, carrier] of carriers.entries()) place.set(carrier, Math.max(at, place.get(carrier) ?? 0));
  const columns: string[][] = [];
  for (const [carrier, at] of place) {
    while (columns.length <= at) columns.push([]);
    columns[at]?.push(carrier);
  }
  return columns.filter((column) => column.length > 0);
}

function boxOfRow(view: View, { consumers: ids, mode }: Row, at: number, x: number): Box {
  const consumers = ids.flatMap((id) => view.consumers.get(id) ?? []);
  const names = ids.map((id) => consumerName(view, id)).toSorted(compareText);
  const title = ids.length === 1 ? (names[0] ?? '') : `${plural(ids.length, 'consumer')}: ${sayList(names, 1)}`;
  const kinds = [...new Set(consumers.map(({ kind }) => kind))];
  const below = [mode, ...(consumers.length > 0 ? [sayList(kinds, 4), sayTotal(consumers)] : [])].join(' · ');
  return { x, y: EDGE + at * (ROW.height + ROW.gap), width: ROW.width, height: ROW.height, title, below, mode };
}

/** From the last column to the first: each carrier in the middle of what it leads to, pushed down where another stands there. */
function carrierBoxes(
  view: View,
  columns: ReadonlyArray<readonly string[]>,
  rows: readonly Row[],
  drawn: readonly Box[],
): ReadonlyMap<string, Box> {
  const boxes = new Map<string, Box>();
  const targets = targetsOf(rows, drawn);
  for (const [at, column] of [...columns.entries()].reverse()) {
    const wanted = column.map((carrier) => ({ carrier, y: middleOf(targets.get(carrier) ?? [], boxes) }));
    let free = EDGE;
    for (const { carrier, y } of wanted.toSorted((a, b) => a.y - b.y || compareText(a.carrier, b.carrier))) {
      const placed = Math.max(free, y);
      boxes.set(carrier, boxOfCarrier(view, carrier, EDGE + at * (BOX.width + BETWEEN), placed));
      free = placed + BOX.height + BOX.gap;
    }
  }
  return boxes;
}

type Target = Box | string;

/** By carrier: the rows and the carriers it leads to. */
function targetsOf(rows: readonly Row[], drawn: readonly Box[]): ReadonlyMap<string, ReadonlySet<Target>> {
  const targets = new Map<string, Set<Target>>();
  const add = (from: string, to: Target) => targets.set(from, (targets.get(from) ?? new Set()).add(to));
  for (const [at, { carrier, paths }] of rows.entries()) {
    const box = drawn[at];
    if (box) add(carrier, box);
    for (const { carriers } of paths)
      for (const [place, next] of carriers.slice(1).entries()) add(carriers[place] ?? '', next);
  }
  return targets;
}

function middleOf(targets: Iterable<Target>, boxes: ReadonlyMap<string, Box>): number {
  const heights = [...targets].flatMap((target) =>
    typeof target === 'string' ? (boxes.get(target)?.y ?? []) : target.y,
  );
  return heights.length === 0 ? EDGE : Math.round(heights.reduce((sum, y) => sum + y, 0) / heights.length);
}

function boxOfCarrier(view: View, id: string, x: number, y: number): Box {
  const carrier = view.carriers.get(id);
  const where = [carrier?.cluster, carrier?.namespace].filter((part) => part).join('/');
  const below = [...(where === '' ? [] : [where]), carrier?.type ?? 'carrier'].join(' · ');
  return { x, y, width: BOX.width, height: BOX.height, title: carrierName(view, id), below, mode: null };
}

function linesOf(rows: readonly Row[], drawn: readonly Box[], carriers: ReadonlyMap<string, Box>): readonly Line[] {
  const lines = new Map<string, Line>();
  for (const [at, { carrier, mode, paths }] of rows.entries()) {
    const [from, to] = [carriers.get(carrier), drawn[at]];
    if (from && to) lines.set(`row ${at}`, { from, to, mode });
    for (const path of paths)
      for (const [place, next] of path.carriers.slice(1).entries()) {
        const [before, after] = [carriers.get(path.carriers[place] ?? ''), carriers.get(next)];
        if (before && after)
          lines.set(JSON.stringify([path.carriers[place], next]), { from: before, to: after, mode: null });
      }
  }
  return [...lines.values()];
}

function sayRow(view: View, { paths, consumers, mode }: Row): string {
  const chain = (paths[0]?.carriers ?? []).map((carrier) => carrierName(view, carrier));
  const names = consumers.map((id) => consumerName(view, id)).toSorted(compareText);
  return `${[...chain, sayList(names, 5)].join(' → ')} (${mode})`;
}
