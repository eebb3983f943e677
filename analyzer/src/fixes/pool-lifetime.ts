/** A client that keeps its connections for ever: writes a limit of half an hour into the call that makes it. A row for each client. */
import type { Connection } from '../model/graph.ts';
import type { Span } from '../model/place.ts';
import { compareSpans } from '../model/place.ts';
import { defineFixer, type Edit, type Fix } from './contract.ts';
import { insertAt, lineEndOf, linesOf } from './text.ts';

const RULE = 'unbounded-connection-lifetime';

/** By connection row of the fact tables: how the limit is written. Each is the setting that the row documents. */
const WRITERS: ReadonlyMap<string, (call: Call) => Edit | null> = new Map([
  ['node-pg-max-lifetime', (call) => intoObject(call, 'maxLifetimeSeconds: 1800')],
  ['postgresjs-max-lifetime', (call) => intoObject(call, 'max_lifetime: 1800')],
  ['sqlalchemy-pool-recycle', (call) => asArgument(call, 'pool_recycle=1800')],
  ['psycopg-pool-max-lifetime', (call) => asArgument(call, 'max_lifetime=1800')],
  ['go-database-sql-max-lifetime', goStatement],
]);

export default defineFixer({
  id: 'pool-lifetime',
  offer({ finding, inventory, text }): readonly Fix[] {
    if (finding?.rule !== RULE || finding.place.from === 'default') return [];
    const { span } = finding.place;
    return inventory.graph.connections.flatMap((connection): Fix[] => {
      const place = placeOf(connection);
      const write = WRITERS.get(connection.row ?? '');
      const source = place && text(place.file);
      if (!place || !write || !source || compareSpans(place, span) !== 0) return [];
      const call = callAt(source, place);
      const edit = call ? write(call) : null;
      return edit ? [{ title: 'Limit the life of its connections to 30 minutes', settles: RULE, edits: [edit] }] : [];
    });
  },
});

function placeOf({ because }: Connection): Span | null {
  const [first] = because;
  return first.from === 'text' ? first.span : null;
}

/** The arguments of a call: the text between its parentheses, with the places of both. */
interface Call {
  readonly file: string;
  readonly text: string;
  readonly line: number;
  readonly offset: number;
  /** Offsets right behind the opening and right before the closing parenthesis. */
  readonly opened: number;
  readonly closed: number;
}

function callAt(text: string, { file, line, column }: Span): Call | null {
  const offset = offsetOf(text, line, column);
  const opened = text.indexOf('(', offset) + 1;
  if (opened === 0 || /[;\n]/.test(text.slice(offset, opened - 1))) return null;
  const closed = closingOf(text, opened);
  return closed === null ? null : { file, text, line, offset, opened, closed };
}

/** Where the parenthesis opened before `from` closes; texts and comments are passed over. */
function closingOf(text: string, from: number): number | null {
  const tokens = /(["'`])(?:\\.|(?!\1)[^\\])*\1|\/\/[^\n]*|\/\*[\s\S]*?\*\/|#[^\n]*|[()]/g;
  tokens.lastIndex = from;
  let depth = 1;
  for (let token = tokens.exec(text); token; token = tokens.exec(text)) {
    if (token[0] === '(') depth += 1;
    if (token[0] === ')') depth -= 1;
    if (depth === 0) return token.index;
  }
  return null;
}

function intoObject(call: Call, setting: string): Edit | null {
  const inside = call.text.slice(call.opened, call.closed);
  if (inside.trim() === '') return insertBefore(call, call.opened, `{ ${setting} }`);
  const brace = /^\s*\{/.exec(inside) ?? /,\s*\{(?=[^{}]*\}\s*$)/.exec(inside);
  if (!brace) return null;
  return insertBefore(call, call.opened + brace.index + brace[0].length, ` ${setting},`);
}

function asArgument(call: Call, argument: string): Edit | null {
  const inside = call.text.slice(call.opened, call.closed);
  const kept = inside.trimEnd();
  if (/(?:pool_recycle|max_lifetime)\s*=/.test(inside)) return null;
  const comma = kept === '' ? '' : kept.endsWith(',') ? ' ' : ', ';
  return insertBefore(call, call.opened + kept.length, `${comma}${argument}`);
}

/** `db, err := sql.Open(…)`: a statement behind it, and behind the check of its error where there is one. */
function goStatement({ file, text, line, closed }: Call): Edit | null {
  const lines = linesOf(text);
  const assigned = /^(\s*)(\w+)\s*(?:,\s*\w+)?\s*:?=/.exec(lines[line - 1] ?? '');
  if (!assigned?.[2] || !/"time"/.test(text)) return null;
  const end = text.slice(0, closed).split(/\r\n?|\n/).length;
  const check = /^\s*if err != nil \{/.test(lines[end] ?? '')
    ? lines.findIndex((one, at) => at > end && one === `${assigned[1]}}`)
    : end - 1;
  const behind = check < 0 ? end - 1 : check;
  const statement = `${lineEndOf(text)}${assigned[1]}${assigned[2]}.SetConnMaxLifetime(30 * time.Minute)`;
  return insertAt(file, behind + 1, (lines[behind] ?? '').length + 1, statement);
}

function insertBefore({ file, text }: Call, offset: number, inserted: string): Edit {
  const before = text.slice(0, offset).split(/\r\n?|\n/);
  const column = (before.at(-1) ?? '').length + 1 - (before.length === 1 && text.startsWith('\uFEFF') ? 1 : 0);
  return insertAt(file, before.length, column, inserted);
}

function offsetOf(text: string, line: number, column: number): number {
  const ends = [...text.matchAll(/\r\n?|\n/g)];
  const previous = line > 1 ? ends[line - 2] : undefined;
  const start = previous ? previous.index + previous[0].length : text.startsWith('\uFEFF') ? 1 : 0;
  return start + column - 1;
}
