/** Who uses this store item, anywhere: by its path or an ending of it, with or without the property. A use of the whole item is a use of each property. */
import { askSql } from './contract.ts';

export default askSql(
  {
    id: 'who-uses',
    says: 'who uses this store item, in any repository',
    argument: { name: 'ITEM', says: 'prod/orders/db, prod/orders/db#password, or the whole id' },
    columns: [
      { name: 'consumer', says: 'who uses it' },
      { name: 'kind', says: 'what kind of consumer it is' },
      { name: 'owner', says: 'whose it is' },
      { name: 'environment', says: 'where it runs' },
      { name: 'refresh', says: 'how it takes a new value' },
      { name: 'place', says: 'where it stands: repository, commit, file and line' },
      { name: 'item', says: 'the carrier that was found' },
    ],
  },
  // right() and not LIKE: the item is text, and may hold what a pattern gives a meaning.
  `WITH named AS (
     SELECT DISTINCT snapshot, s.repository, s.commit, c.credential, c.identity
     FROM keyturn.current s JOIN keyturn.carrier c USING (snapshot)
     WHERE s.branch = $1 AND c.identity IS NOT NULL AND (
       c.identity = $3 OR c.item = $3
       OR right(c.identity, length($3) + 1) = ':' || $3 OR right(c.item, length($3) + 1) = ':' || $3
       OR right(c.identity, length(split_part($3, '#', 1)) + 1) = ':' || split_part($3, '#', 1)))
   SELECT u.name AS consumer, u.kind, u.owner, u.environment,
     p.mode AS refresh,
     n.repository || '@' || left(n.commit, 12) || ':' || u.file || ':' || u.line AS place, n.identity AS item
   FROM named n
   JOIN keyturn.path p USING (snapshot, credential)
   JOIN keyturn.consumer u ON u.snapshot = p.snapshot AND u.n = p.consumer
   ORDER BY n.identity COLLATE "C", n.repository COLLATE "C", u.name COLLATE "C", p.n LIMIT $2`,
);
