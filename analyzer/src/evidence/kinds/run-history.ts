/** The history of runs of a scheduler or a pipeline, one row each: CSV, or a JSON list such as `gh run list` prints. */
import { defineEvidence } from '../contract.ts';
import { momentOf } from '../moments.ts';
import type { RunSeen } from '../observation.ts';
import { cellOf, hasColumns } from '../table.ts';

const WHO = ['consumer', 'job', 'cronjob', 'workflowname', 'workflow', 'dag_id', 'name'];
const STARTED = ['started', 'started_at', 'startedat', 'start', 'start_time', 'start_date'];
const ENDED = [
  'ended',
  'ended_at',
  'finished',
  'finished_at',
  'completed_at',
  'updatedat',
  'end',
  'end_time',
  'end_date',
];
/** What was the outcome, before how far it got: a run of GitHub that failed has the status completed. */
const OUTCOME = ['conclusion', 'outcome', 'result', 'status', 'state'];
const WORKED: ReadonlySet<string> = new Set(['success', 'succeeded', 'successful', 'complete', 'ok', 'passed']);

export default defineEvidence({
  id: 'run-history',
  shows: 'start, end and outcome of each run',
  export:
    'gh run list --json workflowName,startedAt,updatedAt,conclusion, or CSV with the columns job, started, ended, status',
  form: 'table',
  accepts: (table) => hasColumns(table, WHO, STARTED, OUTCOME),
  read: ({ rows }) => {
    const runs = rows.flatMap(runOf);
    return {
      observations: runs,
      covers: [],
      problems: runs.length < rows.length ? ['some rows have no start with a zone: they are left out'] : [],
    };
  },
});

function runOf(row: ReadonlyMap<string, string>): readonly RunSeen[] {
  const started = momentOf(cellOf(row, ...STARTED));
  if (started === null) return [];
  const party = {
    cluster: cellOf(row, 'cluster'),
    namespace: cellOf(row, 'namespace'),
    name: cellOf(row, ...WHO),
    address: null,
  };
  const worked = WORKED.has((cellOf(row, ...OUTCOME) ?? '').toLowerCase());
  return [{ is: 'run', at: started, party, ended: momentOf(cellOf(row, ...ENDED)), worked }];
}
