/** An answer of the registry as a table, JSON or CSV. Cells are names from repositories: each is escaped for its medium here. */

import { cutMiddle, padEnd, padStart, widthOf } from '../../drawing/layout.ts';
import type { Paint } from '../../drawing/style.ts';
import { escapeCsv, escapeTerminal } from '../../explain/escape.ts';
import type { Row } from '../../organisation/database.ts';
import type { Question } from '../../organisation/queries/contract.ts';
import { lookOf } from '../output.ts';
import type { Terminal } from '../terminal.ts';

type Columns = Question['columns'];
export interface Look {
  readonly columns: number;
  readonly paint: Paint;
}

/** For a person's terminal as wide as it is; anywhere else no cell is cut, since something may search in it. */
export function lookFor(terminal: Terminal, out: string | null): Look {
  const look = lookOf(terminal, out);
  return out === null && terminal.outIsTerminal ? look : { ...look, columns: Number.POSITIVE_INFINITY };
}

/** The rows in the order given, columns in that of the question. */
export function renderAnswer(
  { id, columns, nothing }: Question,
  argument: string | null,
  rows: readonly Row[],
  format: 'table' | 'json' | 'csv',
  look: Look,
): string {
  if (format === 'json')
    return `${JSON.stringify({ query: id, rows: rows.map((row) => inOrder(row, columns)) }, null, 2)}\n`;
  if (format === 'csv') return csv(rows, columns);
  if (rows.length === 0) return `${escapeTerminal(nothing?.(argument) ?? 'nothing found')}\n`;
  return renderTable(
    columns.map(({ name }) => name),
    rows,
    look,
  );
}

function inOrder(row: Row, columns: Columns): Row {
  return Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null]));
}

function csv(rows: readonly Row[], columns: Columns): string {
  const lines = [columns.map(({ name }) => name), ...rows.map((row) => columns.map(({ name }) => cell(row[name])))];
  return lines.map((line) => `${line.map(escapeCsv).join(',')}\r\n`).join('');
}

function cell(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}

/** A column is as wide as its cells; where that is more than the terminal, the widest give. Numbers stand to the right. */
export function renderTable(columns: readonly string[], rows: readonly Row[], { columns: width, paint }: Look): string {
  const cells = rows.map((row) => columns.map((name) => escapeTerminal(cell(row[name]))));
  const wanted = columns.map((name, at) =>
    cells.reduce((most, line) => Math.max(most, widthOf(line[at] ?? '')), name.length),
  );
  const widths = fitted(wanted, width - BETWEEN.length * (columns.length - 1));
  const pads = columns.map((name) => (rows.every((row) => typeof row[name] === 'number') ? padStart : padEnd));
  const lineOf = (line: readonly string[]): string =>
    line
      .map((text, at) => (pads[at] ?? padEnd)(cutMiddle(text, widths[at] ?? 0), widths[at] ?? 0))
      .join(BETWEEN)
      .trimEnd();
  return `${[paint(lineOf(columns.map((name) => name.toUpperCase())), 'bold'), ...cells.map(lineOf)].join('\n')}\n`;
}

const BETWEEN = '  ';
/** Narrower than this a name says nothing; the line is longer than the terminal then. */
const NARROWEST = 14;

function fitted(widths: readonly number[], room: number): readonly number[] {
  const fitting = [...widths];
  for (let over = fitting.reduce((sum, one) => sum + one, 0) - room; over > 0; over--) {
    const most = fitting.reduce((a, b) => Math.max(a, b), 0);
    if (most <= NARROWEST) break;
    fitting[fitting.indexOf(most)] = most - 1;
  }
  return fitting;
}
