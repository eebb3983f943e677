/**
 * The credentials that matter most. One that several repositories hold is measured over all of them, by the code that measures a scan; one that a
 * single repository holds has the radii its scan found.
 */

import { compareText } from '../../model/place.ts';
import { allUses, joinUses, repositoriesOf } from '../../sharing/join.ts';
import { measureUses } from '../../sharing/measure.ts';
import { nameAt } from '../../sharing/place.ts';
import type { Row } from '../database.ts';
import { SHARED, sharedUses } from '../uses.ts';
import type { Question } from './contract.ts';

interface Ranked extends Row {
  readonly credential: string;
  readonly scope: number;
  readonly rollout: number;
}

const topRadii: Question = {
  id: 'top-radii',
  says: 'the credentials with the largest radii, over all repositories that hold them',
  argument: null,
  columns: [
    { name: 'credential', says: 'the carrier it is known by, or its id' },
    { name: 'scope', says: 'what a leak can reach, 0–100' },
    { name: 'rollout', says: 'how much a bad rotation can break, 0–100' },
    { name: 'repositories', says: 'how many hold it' },
    { name: 'consumers', says: 'how many use it' },
    { name: 'instances', says: 'how many run at most' },
    { name: 'held', says: 'who holds it, and as of which commit' },
  ],
  async answer(queries, { branch, limit, knowledge }) {
    const shared = joinUses(await sharedUses(queries, branch)).map((together): Ranked => {
      const uses = allUses(together);
      const { scope, rollout } = measureUses(uses, null, knowledge);
      const consumers = new Map(uses.flatMap((use) => use.consumers.map((consumer) => [consumer.id, consumer])));
      const instances = [...consumers.values()].reduce((sum, { min, max }) => sum + (max ?? Math.max(min, 1)), 0);
      const repositories = repositoriesOf(together);
      const held = [...new Set(uses.map(nameAt))].sort(compareText).join(' ');
      return {
        credential: together.key,
        scope: scope.score,
        rollout: rollout.score,
        repositories: repositories.length,
        consumers: consumers.size,
        instances,
        held,
      };
    });
    const alone = (await queries.query(ALONE, [branch, limit])) as readonly Ranked[];
    const known = new Set(shared.map(({ credential }) => credential));
    return [...shared, ...alone.filter(({ credential }) => !known.has(credential))].sort(byRadii).slice(0, limit);
  },
};

export default topRadii;

/** The larger of both decides, then the other. */
function byRadii(a: Ranked, b: Ranked): number {
  return (
    Math.max(b.scope, b.rollout) - Math.max(a.scope, a.rollout) ||
    b.scope + b.rollout - (a.scope + a.rollout) ||
    compareText(a.credential, b.credential)
  );
}

/** Credentials without an identity that a second repository knows. Sets are joined, never looked through row by row: there are as many as rows. */
const ALONE = `WITH ${SHARED},
  top AS (
    SELECT s.repository, s.commit, k.* FROM keyturn.current s JOIN keyturn.credential k USING (snapshot)
    LEFT JOIN shared h ON h.snapshot = k.snapshot AND h.credential = k.n
    WHERE s.branch = $1 AND h.snapshot IS NULL
    ORDER BY greatest(k.scope, k.rollout) DESC, k.scope + k.rollout DESC, k.id COLLATE "C", s.repository COLLATE "C" LIMIT $2)
  SELECT t.id AS credential, t.scope, t.rollout, 1 AS repositories, count(u.n)::int AS consumers,
    coalesce(sum(coalesce(u.most, greatest(u.least, 1))), 0)::double precision AS instances,
    t.repository || '@' || left(t.commit, 12) AS held
  FROM top t
  LEFT JOIN LATERAL (
    SELECT DISTINCT u.n, u.most, u.least FROM keyturn.path p
    JOIN keyturn.consumer u ON u.snapshot = p.snapshot AND u.n = p.consumer
    WHERE p.snapshot = t.snapshot AND p.credential = t.n) u ON true
  GROUP BY t.id, t.scope, t.rollout, t.repository, t.commit, t.snapshot, t.n`;
