/**
 * Who uses this store item or credential, anywhere: by its path, its id, its name or an ending of one, with or without the property. A use of the
 * whole item is a use of each property. What one repository alone knows is found in it; what an identity joins, in all that know it.
 */
import { askSql, type Question } from './contract.ts';

/** 0: it is the text, or its path. 1: it ends in it, at the start of a name. 2: it ends in it. right() and not LIKE: a name may hold what a pattern gives a meaning. */
const closeness = (text: string): string =>
  `CASE WHEN ${text} = $3 OR right(${text}, length($3) + 1) = ':' || $3 THEN 0
     WHEN right(${text}, length($3) + 1) = '/' || $3 THEN 1 WHEN right(${text}, length($3)) = $3 THEN 2 END`;

/** least() passes over null. */
const closest = (...texts: readonly string[]): string => `least(${texts.map(closeness).join(', ')})`;

/** As the inventory of its own repository writes it (`sharing/use.ts`, `qualifier`). */
const UNQUALIFIED = `replace(c.carrier, ':' || repository || ':', ':')`;

const whoUses = askSql(
  {
    id: 'who-uses',
    says: 'who uses this store item or credential, in any repository',
    argument: {
      name: 'ITEM',
      says: 'prod/orders/db, prod/orders/db#password, a name, a whole id, or an ending of one',
    },
    nothing: (item) =>
      `nobody here uses ${item}: no store item, carrier or credential that somebody uses has this id or name, or ends in it; keyturn registry query top-radii names them`,
    columns: [
      { name: 'consumer', says: 'who uses it' },
      { name: 'kind', says: 'what kind of consumer it is' },
      { name: 'owner', says: 'whose it is' },
      { name: 'environment', says: 'where it runs' },
      { name: 'refresh', says: 'how it takes a new value' },
      { name: 'place', says: 'where it stands: repository, commit, file and line' },
      { name: 'item', says: 'the store item that was found; the credential where no store is known' },
    ],
  },
  `WITH held AS MATERIALIZED (SELECT snapshot, repository, commit FROM keyturn.current WHERE branch = $1),
   carriers AS MATERIALIZED (
     SELECT snapshot, c.credential, c.identity, c.item, CASE
       WHEN right(c.identity, length(split_part($3, '#', 1)) + 1) = ':' || split_part($3, '#', 1) THEN 0
       ELSE ${closest('c.identity', 'c.item', 'c.carrier', UNQUALIFIED, 'c.name')} END AS far
     FROM held JOIN keyturn.carrier c USING (snapshot)),
   hits AS MATERIALIZED (
     SELECT snapshot, credential, identity, far FROM carriers WHERE far IS NOT NULL
     UNION ALL
     SELECT * FROM (
       SELECT snapshot, k.n, NULL, ${closest('k.id', 'k.name')} AS far FROM held JOIN keyturn.credential k USING (snapshot)) k
     WHERE far IS NOT NULL),
   nearest AS MATERIALIZED (SELECT snapshot, credential, identity FROM hits WHERE far = (SELECT min(far) FROM hits)),
   joined AS MATERIALIZED (
     SELECT c.identity, c.item FROM carriers c JOIN (SELECT DISTINCT snapshot, credential FROM nearest) n USING (snapshot, credential)
     WHERE c.identity IS NOT NULL),
   found AS (
     SELECT snapshot, credential, min(identity COLLATE "C") AS identity FROM (
       SELECT snapshot, credential, identity FROM nearest
       UNION ALL
       SELECT snapshot, credential, identity FROM carriers
       WHERE identity IN (SELECT identity FROM joined UNION SELECT item FROM joined WHERE item IS NOT NULL)) every
     GROUP BY snapshot, credential)
   SELECT u.name AS consumer, u.kind, u.owner, u.environment,
     p.mode AS refresh,
     h.repository || '@' || left(h.commit, 12) || ':' || u.file || ':' || u.line AS place, coalesce(f.identity, k.id) AS item
   FROM found f
   JOIN held h USING (snapshot)
   JOIN keyturn.credential k ON k.snapshot = f.snapshot AND k.n = f.credential
   JOIN keyturn.path p ON p.snapshot = f.snapshot AND p.credential = f.credential
   JOIN keyturn.consumer u ON u.snapshot = p.snapshot AND u.n = p.consumer
   ORDER BY coalesce(f.identity, k.id) COLLATE "C", h.repository COLLATE "C", u.name COLLATE "C", p.n LIMIT $2`,
);

/** What a table cut at its beginning, and the word that only inventories put before a carrier. */
const BEFORE_THE_NAME = /^(?:.*…|carrier:)(?=.)/s;

export default {
  ...whoUses,
  answer: (queries, asked) =>
    whoUses.answer(queries, { ...asked, argument: asked.argument?.replace(BEFORE_THE_NAME, '') ?? null }),
} satisfies Question;
