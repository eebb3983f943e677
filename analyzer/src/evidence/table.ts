/** CSV (RFC 4180) and lists of flat objects as one kind of table. A quote that never closes is a cut file, and is said. */

/** Rows by column name, lower case; absent cells are empty. */
export interface Table {
  /** It ends in the middle of a row, or is longer than anybody reads. */
  readonly cut: boolean;
  readonly columns: readonly string[];
  readonly rows: ReadonlyArray<ReadonlyMap<string, string>>;
}

/** More rows than an export for one rotation has; what is beyond is a named problem of the caller. */
export const MOST_ROWS = 2_000_000;

/** Records of CSV text; null: a quote is open at the end. */
export function readCsv(text: string): ReadonlyArray<readonly string[]> | null {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length && records.length < MOST_ROWS) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    if (cell === null) return null;
    record.push(cell.value);
    at = cell.end;
    if (text[at] === ',') {
      at += 1;
      if (at === text.length) record.push('');
      continue;
    }
    records.push(record);
    record = [];
    at += text.startsWith('\r\n', at) ? 2 : 1;
  }
  if (record.length > 0) records.push(record);
  return records.filter((cells) => cells.length > 1 || cells[0] !== '');
}

interface Cell {
  readonly value: string;
  /** Where the comma, the line end or the end of the text is. */
  readonly end: number;
}

function plainCell(text: string, start: number): Cell {
  const stop = /,|\r?\n/g;
  stop.lastIndex = start;
  const end = stop.exec(text)?.index ?? text.length;
  return { value: text.slice(start, end), end };
}

function quotedCell(text: string, start: number): Cell | null {
  let value = '';
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return null;
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') {
      const rest = plainCell(text, quote + 1);
      return { value: value + rest.value, end: rest.end };
    }
    value += '"';
    from = quote + 2;
  }
}

/** The first record names the columns. */
export function tableOf([header = [], ...records]: ReadonlyArray<readonly string[]>): Table {
  const columns = header.map((name) => name.trim().toLowerCase());
  return {
    cut: (records.at(-1) ?? header).length < header.length || records.length >= MOST_ROWS - 1,
    columns,
    rows: records.map((cells) => new Map(columns.map((name, at) => [name, (cells[at] ?? '').trim()]))),
  };
}

/** A JSON list of flat objects as a table; null: it is none. Nested values are left out. */
export function tableOfObjects(json: unknown): Table | null {
  if (!Array.isArray(json) || json.length === 0) return null;
  const rows = json.map((item: unknown) => flat(item));
  if (rows.some((row) => row === null)) return null;
  const kept = rows.filter((row) => row !== null);
  return { cut: false, columns: [...new Set(kept.flatMap((row) => [...row.keys()]))], rows: kept };
}

function flat(item: unknown): ReadonlyMap<string, string> | null {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return null;
  const cells = Object.entries(item).flatMap(([name, value]: readonly [string, unknown]) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? [[name.toLowerCase(), String(value)] as const]
      : [],
  );
  return new Map(cells);
}

/** Whether the table has a column of each group. */
export function hasColumns({ columns }: Table, ...groups: ReadonlyArray<readonly string[]>): boolean {
  return groups.every((names) => names.some((name) => columns.includes(name)));
}

/** The first cell of these names that holds something. */
export function cellOf(row: ReadonlyMap<string, string>, ...names: readonly string[]): string | null {
  for (const name of names) {
    const cell = row.get(name);
    if (cell !== undefined && cell !== '') return cell;
  }
  return null;
}
