/** `pg_stat_activity` as CSV: sessions that were open at one moment, with when they began. Its `query` column is never read. */
import { defineEvidence, type Sort, unusable } from '../contract.ts';
import { latest, momentOf } from '../moments.ts';
import type { SessionSeen } from '../observation.ts';
import { cellOf, hasColumns } from '../table.ts';

const MOMENTS = ['sampled_at', 'now', 'state_change', 'query_start', 'xact_start', 'backend_start', 'oldest'];

export default defineEvidence({
  id: 'pg-stat-activity',
  shows: 'open sessions with user, application, address and start',
  export:
    'psql --csv with the session query of the runbook, which names the moment of the sample even where no session is left',
  form: 'table',
  accepts: (table) => hasColumns(table, ['usename'], ['backend_start', 'oldest']),
  read({ rows }, sort) {
    const sampled = latest(rows.flatMap((row) => MOMENTS.flatMap((name) => momentOf(row.get(name)) ?? [])));
    if (sampled === null) return unusable('no row tells when it was taken: use the session query of the runbook');
    return {
      observations: rows.flatMap((row) => sessionOf(row, sampled, sort)),
      covers: [{ of: 'sessions', from: sampled, to: sampled }],
      problems: [],
    };
  },
});

function sessionOf(row: ReadonlyMap<string, string>, sampled: number, sort: Sort): readonly SessionSeen[] {
  const user = cellOf(row, 'usename');
  if (user === null) return [];
  const party = {
    cluster: null,
    namespace: null,
    name: cellOf(row, 'application_name'),
    address: cellOf(row, 'client_addr')?.replace(/\/\d+$/, '') ?? null,
  };
  return [
    { is: 'session', at: sampled, party, side: sort(user), since: momentOf(cellOf(row, 'backend_start', 'oldest')) },
  ];
}
