/** A client that keeps its connections for ever: writes a limit of half an hour into the call that makes it. A row for each client. */
import type { Connection } from '../model/graph.ts';
import { compareSpans, type Span } from '../model/place.ts';
import {
  appendItem,
  type Inside,
  insertOffset,
  insideOf,
  itemsIn,
  offsetOf,
  replaceOffset,
  type SourceText,
  sourceText,
} from './call-text.ts';
import { defineFixer, type Edit, type Fix } from './contract.ts';
import { lineEndOf, linesOf } from './text.ts';

const RULE = 'unbounded-connection-lifetime';

/** Where a call stands, the text of what is called, and its arguments. */
interface Call {
  readonly source: SourceText;
  readonly line: number;
  readonly callee: string;
  readonly inside: Inside;
}

type Writer = (call: Call) => readonly Edit[];

/**
 * By connection row of the fact tables: how the limit is written. Each is the setting that the row documents. Pools that retire connections of
 * their own accord (psycopg_pool, after an hour) are in no such finding.
 */
const WRITERS: ReadonlyMap<string, Writer> = new Map([
  ['node-pg-max-lifetime', intoObject('maxLifetimeSeconds')],
  ['node-pg-password-function', intoObject('maxLifetimeSeconds')],
  ['postgresjs-max-lifetime', intoObject('max_lifetime')],
  ['sqlalchemy-pool-recycle', asArgument('pool_recycle')],
  ['go-database-sql-max-lifetime', goStatement],
]);
const SECONDS = '1800';

export default defineFixer({
  id: 'pool-lifetime',
  offer({ finding, inventory, text }): readonly Fix[] {
    if (finding?.rule !== RULE || finding.place.from === 'default') return [];
    const { span } = finding.place;
    const found = inventory.graph.connections.find((connection) => {
      const place = placeOf(connection);
      return place !== null && compareSpans(place, span) === 0;
    });
    const write = WRITERS.get(found?.row ?? '');
    const source = text(span.file);
    const call = source === null ? null : callAt(sourceText(span.file, source), span);
    const edits = call && write ? write(call) : [];
    return edits.length > 0 ? [{ title: 'Limit the life of its connections to 30 minutes', settles: RULE, edits }] : [];
  },
});

function placeOf({ because }: Connection): Span | null {
  const [first] = because;
  return first.from === 'text' ? first.span : null;
}

function callAt(source: SourceText, span: Span): Call | null {
  const offset = offsetOf(source, span);
  const open = source.bare.indexOf('(', offset);
  const callee = source.bare.slice(offset, open);
  if (open < 0 || /[;\n]/.test(callee)) return null;
  const inside = insideOf(source, open);
  return inside && { source, line: span.line, callee, inside };
}

/** Into the object among the arguments; where the options are made elsewhere, a person has to look there. */
function intoObject(option: string): Writer {
  return ({ source, inside }) => {
    const args = itemsIn(source, inside);
    if (args.length === 0) return [insertOffset(source, inside.from, `{ ${option}: ${SECONDS} }`)];
    const objects = args.flatMap(({ from, to }) => {
      const open = from + source.bare.slice(from, to).search(/\S/);
      return source.bare[open] === '{' ? (insideOf(source, open) ?? []) : [];
    });
    const [object] = objects;
    return object ? limited(source, object, option, ': ') : [];
  };
}

/** As the last argument by keyword; one that is unpacked (`**options`) may hold it already, and then it would be given twice. */
function asArgument(option: string): Writer {
  return ({ source, inside }) => {
    const unpacks = itemsIn(source, inside).some(({ from, to }) => /^\s*\*\*/.test(source.bare.slice(from, to)));
    return unpacks ? [] : limited(source, inside, option, '=');
  };
}

/** The option, set: in place of the value that switches it off, else as one item more. A value that is worked out is left alone. */
function limited(source: SourceText, list: Inside, option: string, sign: string): readonly Edit[] {
  const named = new RegExp(`^\\s*${option}\\s*[:=]\\s*`);
  for (const { from, to } of itemsIn(source, list)) {
    const item = source.bare.slice(from, to);
    const start = named.exec(item)?.[0].length;
    if (start === undefined) continue;
    const value = item.slice(start).trimEnd();
    const at = { from: from + start, to: from + start + value.length };
    return /^(?:-?\d+|null|None)$/.test(value) ? [replaceOffset(source, at, SECONDS)] : [];
  }
  return appendItem(source, list, `${option}${sign}${SECONDS}`);
}

/** `db, err := sql.Open(…)`: a statement behind it, and behind the check of its error where there is one. Other libraries give no `*sql.DB`. */
function goStatement({ source, line, callee, inside }: Call): readonly Edit[] {
  const lines = linesOf(source.text);
  const [, indent = '', name] = /^(\s*)([A-Za-z]\w*)\s*(?:,\s*\w+)?\s*:?=[^=]/.exec(lines[line - 1] ?? '') ?? [];
  if (name === undefined || !/^(?:sql|otelsql|sqlx)\./.test(callee)) return [];
  const imported = timeImport(source);
  const off = new RegExp(`\\b${name}\\.SetConnMaxLifetime\\(\\s*(0)\\s*\\)`, 'd').exec(source.bare);
  const [from, to] = off?.indices?.[1] ?? [];
  if (from !== undefined && to !== undefined && imported)
    return [...imported, replaceOffset(source, { from, to }, HALF_AN_HOUR)];
  const behind = behindCheck(lines, source.text.slice(0, inside.to).split(/\r\n?|\n/).length, indent);
  if (behind === null || imported === null || source.bare.includes(`${name}.SetConnMaxLifetime(`)) return [];
  const column = (lines[behind - 1] ?? '').length + 1;
  const span = { file: source.file, line: behind, column, endLine: behind, endColumn: column };
  const statement = `${lineEndOf(source.text)}${indent}${name}.SetConnMaxLifetime(${HALF_AN_HOUR})`;
  return [...imported, { span, text: statement }];
}

const HALF_AN_HOUR = '30 * time.Minute';

/** The line after which the handle is known to be good; null: the check does not end where it should. */
function behindCheck(lines: readonly string[], end: number, indent: string): number | null {
  const check = lines[end] ?? '';
  if (!/^\s*if err != nil \{/.test(check)) return end;
  if (check.trimEnd().endsWith('}')) return end + 1;
  const closing = lines.findIndex((one, at) => at > end && one.trimEnd() === `${indent}}`);
  return closing < 0 ? null : closing + 1;
}

/** What makes `time` known: nothing where it is, a line in the first group of a block of imports, in order; null: there is no block. */
function timeImport(source: SourceText): readonly Edit[] | null {
  const lines = linesOf(source.text);
  const opened = lines.findIndex((one) => /^import \(\s*$/.test(one));
  const single = lines.some((one) => /^import "time"\s*$/.test(one));
  if (single || opened < 0) return single ? [] : null;
  const group = lines.slice(
    opened + 1,
    lines.findIndex((one, at) => at > opened && /^(?:\)|\s*$)/.test(one)),
  );
  if (lines.slice(opened).some((one) => /^\s+"time"\s*$/.test(one))) return [];
  const before = group.filter((one) => /^\s*"/.test(one) && one.trim() < '"time"').length;
  const at = opened + 1 + before + 1;
  const span = { file: source.file, line: at, column: 1, endLine: at, endColumn: 1 };
  return [{ span, text: `\t"time"${lineEndOf(source.text)}` }];
}
