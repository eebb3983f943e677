/** `performance_schema.accounts` of MySQL as CSV: which accounts are connected at one moment. It does not say since when. */
import { defineEvidence, unusable } from '../contract.ts';
import { latest, momentOf } from '../moments.ts';
import { cellOf, hasColumns } from '../table.ts';

export default defineEvidence({
  id: 'mysql-accounts',
  shows: 'which accounts have connections, from which hosts',
  export:
    "mysql --batch, as CSV: SELECT concat(utc_timestamp(), '+00') AS sampled_at, user, host, current_connections FROM performance_schema.accounts",
  form: 'table',
  accepts: (table) => hasColumns(table, ['user'], ['host'], ['current_connections']),
  read({ rows }, sort) {
    const sampled = latest(rows.flatMap((row) => momentOf(row.get('sampled_at')) ?? []));
    if (sampled === null) return unusable('no column sampled_at with a zone tells when it was taken');
    const connected = rows.filter((row) => Number(row.get('current_connections')) > 0 && cellOf(row, 'user') !== null);
    return {
      observations: connected.map((row) => ({
        is: 'session',
        at: sampled,
        party: { cluster: null, namespace: null, name: null, address: cellOf(row, 'host') },
        side: sort(cellOf(row, 'user') ?? ''),
        since: null,
      })),
      covers: [{ of: 'sessions', from: sampled, to: sampled }],
      problems: [],
    };
  },
});
