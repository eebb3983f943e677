/** A PostgreSQL server log in csvlog format: the same messages, in columns of a fixed order. */
import { defineEvidence } from '../contract.ts';
import { momentOf } from '../moments.ts';
import { type LogEntry, readEntries } from '../postgresql.ts';

/** Positions: https://www.postgresql.org/docs/current/runtime-config-logging.html#RUNTIME-CONFIG-LOGGING-CSVLOG */
const COLUMN = { time: 0, process: 3, from: 4, severity: 11, message: 13, application: 22 } as const;
const SEVERITY = /^(?:LOG|FATAL|ERROR|WARNING|PANIC|NOTICE|INFO|DEBUG\d?)$/;

export default defineEvidence({
  id: 'postgresql-csv-log',
  shows: 'each login, each refusal and each end of a session (log_connections, log_disconnections), csvlog format',
  export: 'the csvlog file of the server for the last N, whole',
  form: 'records',
  accepts: ([first = []]) => first.length > COLUMN.application && SEVERITY.test(first[COLUMN.severity] ?? ''),
  read: (records, sort) => readEntries(records.flatMap(entryOf), sort),
});

function entryOf(record: readonly string[]): readonly LogEntry[] {
  const at = momentOf(record[COLUMN.time]);
  if (at === null) return [];
  const cell = (column: keyof typeof COLUMN): string | null => record[COLUMN[column]] || null;
  return [
    {
      at,
      process: cell('process') ?? '',
      message: cell('message') ?? '',
      address: cell('from')?.replace(/:\d+$/, '') ?? null,
      application: cell('application'),
    },
  ];
}
