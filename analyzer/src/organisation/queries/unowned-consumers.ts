/** Consumers that nobody is named for, those with the credentials that are hardest to roll out first. */
import { askSql } from './contract.ts';

export default askSql(
  {
    id: 'unowned-consumers',
    says: 'consumers that nobody is named as the owner of',
    argument: null,
    columns: [
      { name: 'repository', says: 'where it stands' },
      { name: 'consumer', says: 'who it is' },
      { name: 'kind', says: 'what kind of consumer it is' },
      { name: 'environment', says: 'where it runs' },
      { name: 'credentials', says: 'how many it uses' },
      { name: 'rollout', says: 'the largest rollout radius among them' },
      { name: 'place', says: 'where the consumer stands' },
    ],
  },
  `SELECT s.repository, u.name AS consumer, u.kind, u.environment, count(DISTINCT p.credential)::int AS credentials,
     max(k.rollout) AS rollout, u.file || ':' || u.line AS place
   FROM keyturn.current s
   JOIN keyturn.consumer u USING (snapshot)
   JOIN keyturn.path p ON p.snapshot = u.snapshot AND p.consumer = u.n
   JOIN keyturn.credential k ON k.snapshot = p.snapshot AND k.n = p.credential
   WHERE s.branch = $1 AND u.owner IS NULL
   GROUP BY s.repository, u.snapshot, u.n, u.name, u.kind, u.environment, u.file, u.line
   ORDER BY 6 DESC, s.repository COLLATE "C", u.name COLLATE "C", u.n LIMIT $2`,
);
