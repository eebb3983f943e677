/** What owners state in writing, where nothing can be seen: vendors, people, what sleeps. CSV, one statement a row. */
import { defineEvidence } from '../contract.ts';
import { momentOf } from '../moments.ts';
import type { Statement } from '../observation.ts';
import { cellOf, hasColumns } from '../table.ts';

const MILESTONES = ['delivered', 'loaded', 'adopted', 'settled', 'confirmed'] as const;

export default defineEvidence({
  id: 'statements',
  shows: 'milestones that an owner states by name; what is seen of the old value outweighs them',
  export: 'CSV with the columns consumer, milestone, by, at',
  form: 'table',
  accepts: (table) => hasColumns(table, ['consumer'], ['milestone'], ['by'], ['at']),
  read({ rows }) {
    const statements = rows.flatMap(statementOf);
    return {
      observations: statements,
      covers: [],
      problems:
        statements.length < rows.length
          ? ['some rows name no milestone, nobody, or no moment with a zone: they are left out']
          : [],
    };
  },
});

function statementOf(row: ReadonlyMap<string, string>): readonly Statement[] {
  const [name, by, at] = [cellOf(row, 'consumer'), cellOf(row, 'by'), momentOf(row.get('at'))];
  const milestone = MILESTONES.find((word) => word === row.get('milestone'));
  if (name === null || by === null || at === null || milestone === undefined) return [];
  const party = { cluster: cellOf(row, 'cluster'), namespace: cellOf(row, 'namespace'), name, address: null };
  return [{ is: 'statement', at, party, milestone, by }];
}
