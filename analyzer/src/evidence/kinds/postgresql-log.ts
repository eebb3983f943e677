/** Lines of a PostgreSQL server log (stderr format): logins, refusals, ends of sessions. */
import { defineEvidence } from '../contract.ts';
import { momentOf } from '../moments.ts';
import { type LogEntry, readEntries } from '../postgresql.ts';

/** More of a line than this is a statement. */
const LONGEST = 2000;
/** `log_line_prefix` starts with %m or %t; what follows differs, so only marked parts of it are read. */
const LINE =
  /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?) ([A-Z]{1,5}|[+-]\d\d(?::?\d\d)?)\b(.*?)\b(LOG|FATAL|ERROR|WARNING|PANIC|NOTICE|INFO|DETAIL|HINT|STATEMENT|CONTEXT): {2}(.*)$/;
const LOOKED_AT = 200;

export default defineEvidence({
  id: 'postgresql-log',
  shows: 'each login, each refusal and each end of a session (log_connections, log_disconnections), stderr format',
  export: 'the log file of the server for the last N, whole',
  form: 'lines',
  accepts: (lines) => lines.slice(0, LOOKED_AT).some((line) => LINE.test(line.slice(0, LONGEST))),
  read(lines, sort) {
    const zoneless = lines.slice(0, LOOKED_AT).some(hasNoZone);
    const { problems, ...reading } = readEntries(entriesOf(lines), sort);
    const says = 'the zone of its moments is an abbreviation: set log_timezone to UTC';
    return { ...reading, problems: zoneless ? [...problems, says] : problems };
  },
});

function hasNoZone(line: string): boolean {
  const found = LINE.exec(line.slice(0, LONGEST));
  return found !== null && entryOf(found) === null;
}

/** One at a time: a log has millions of lines. */
function* entriesOf(lines: readonly string[]): Iterable<LogEntry> {
  for (const line of lines) {
    const found = LINE.exec(line.slice(0, LONGEST));
    const entry = found === null ? null : entryOf(found);
    if (entry !== null) yield entry;
  }
}

function entryOf([, time = '', zone = '', prefix = '', , message = '']: RegExpExecArray): LogEntry | null {
  const at = momentOf(`${time}${/^[A-Z]/.test(zone) ? ` ${zone}` : zone}`);
  if (at === null) return null;
  const process = /\[(\d+)(?:-\d+)?\]/.exec(prefix)?.[1] ?? prefix.trim();
  const address = /\b(?:client|host)=([^\s,()\]]+)/.exec(prefix)?.[1] ?? null;
  const application = /\bapp(?:lication(?:_name)?)?=([^\s,\]]+)/.exec(prefix)?.[1] ?? null;
  return { at, process, message, address, application };
}
