/** Credentials that run in more than one environment, counted over all repositories: a store item of production that a staging repository reads. */
import { askSql } from './contract.ts';

export default askSql(
  {
    id: 'crossing-environments',
    says: 'credentials used in more than one environment',
    argument: null,
    columns: [
      { name: 'credential', says: 'the carrier it is known by' },
      { name: 'environments', says: 'where its consumers run' },
      { name: 'repositories', says: 'who holds it' },
      { name: 'consumers', says: 'how many consumers those are' },
    ],
  },
  `WITH known AS (
     SELECT snapshot, credential, min(identity COLLATE "C") AS identity
     FROM keyturn.current JOIN keyturn.carrier USING (snapshot)
     WHERE branch = $1 AND type = 'external-store' AND identity IS NOT NULL GROUP BY snapshot, credential),
   used AS (
     SELECT DISTINCT coalesce(n.identity, s.repository || ' ' || k.id) AS credential, s.repository, u.id AS consumer, u.environment
     FROM keyturn.current s
     JOIN keyturn.path p USING (snapshot)
     JOIN keyturn.consumer u ON u.snapshot = p.snapshot AND u.n = p.consumer
     JOIN keyturn.credential k ON k.snapshot = p.snapshot AND k.n = p.credential
     LEFT JOIN known n ON n.snapshot = p.snapshot AND n.credential = p.credential
     WHERE s.branch = $1 AND u.environment IS NOT NULL)
   SELECT credential, array_to_string(array_agg(DISTINCT environment COLLATE "C"), ' ') AS environments,
     array_to_string(array_agg(DISTINCT repository COLLATE "C"), ' ') AS repositories, count(DISTINCT consumer)::int AS consumers
   FROM used GROUP BY credential HAVING count(DISTINCT environment) > 1
   ORDER BY 4 DESC, credential COLLATE "C" LIMIT $2`,
);
