/** What is different now from what held at a moment: consumers and credentials that came or went, and refresh that changed. */
import { askSql } from './contract.ts';

const MOMENT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** Each way of one snapshot of each repository: the newest publication up to a moment. */
const held = (
  when: string,
): string => `SELECT s.repository, k.id AS credential, k.name, u.id AS consumer, u.name AS consumer_name, p.way, p.mode
     FROM (SELECT DISTINCT ON (repository) repository, snapshot FROM keyturn.publication
       WHERE branch = $1 AND ${when} ORDER BY repository, at DESC, commit) s
     JOIN keyturn.path p USING (snapshot)
     JOIN keyturn.consumer u ON u.snapshot = p.snapshot AND u.n = p.consumer
     JOIN keyturn.credential k ON k.snapshot = p.snapshot AND k.n = p.credential
     WHERE s.repository IN (SELECT repository FROM keyturn.publication WHERE branch = $1 AND at > $3::timestamptz)`;

export default askSql(
  {
    id: 'changed-since',
    says: 'who came to use a credential, or left it, or takes a new value otherwise, since a date',
    argument: {
      name: 'DATE',
      says: '2026-11-01, or a moment: 2026-11-01T08:00Z',
      problem: (text) =>
        MOMENT.test(text) && !Number.isNaN(Date.parse(text))
          ? null
          : 'is no date such as 2026-11-01 or 2026-11-01T08:00Z',
    },
    columns: [
      { name: 'repository', says: 'where it changed' },
      { name: 'change', says: 'new, gone or refresh' },
      { name: 'credential', says: 'of which credential' },
      { name: 'consumer', says: 'who uses it' },
      { name: 'before', says: 'how it took a new value then' },
      { name: 'after', says: 'how it takes one now' },
    ],
  },
  `WITH before AS (${held('at <= $3::timestamptz')}), after AS (${held('true')})
   SELECT repository,
     CASE WHEN before.mode IS NULL THEN 'new' WHEN after.mode IS NULL THEN 'gone' ELSE 'refresh' END AS change,
     coalesce(after.name, before.name) AS credential, coalesce(after.consumer_name, before.consumer_name) AS consumer,
     before.mode AS before, after.mode AS after
   FROM before FULL JOIN after USING (repository, credential, consumer, way)
   WHERE before.mode IS DISTINCT FROM after.mode
   ORDER BY repository COLLATE "C", change, 3, 4, way COLLATE "C" LIMIT $2`,
);
