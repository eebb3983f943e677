/** What the registry knows of credentials with given identities, as uses that can be measured together with others. */

import { groupBy } from '../model/group.ts';
import type { Acceptance, ConsumerKind, Privilege, Reach, RefreshMode } from '../model/vocabulary.ts';
import type { Identity } from '../sharing/identity.ts';
import type { Use, UseConsumer } from '../sharing/use.ts';
import type { Queries, Row } from './database.ts';

/** Current uses of every credential that has one of the identities, or a property of an item that is one; of all repositories. */
export async function usesWith(
  { query }: Queries,
  branch: string,
  identities: readonly Identity[],
): Promise<readonly Use[]> {
  const keys = [...new Set(identities.flatMap(({ key, whole }) => (whole === null ? [key] : [key, whole])))];
  const items = [...new Set(identities.flatMap(({ key, whole }) => (whole === null ? [key] : [])))];
  const found = await query(
    `SELECT DISTINCT snapshot, credential FROM keyturn.current JOIN keyturn.carrier USING (snapshot)
     WHERE branch = $1 AND (identity = ANY ($2::text[]) OR item = ANY ($3::text[]))`,
    [branch, keys, items],
  );
  return load({ query }, found);
}

/** `shared`: current credentials of the branch `$1` with an identity that several repositories know, whole or in part. */
export const SHARED = `held AS MATERIALIZED (
    SELECT DISTINCT snapshot, s.repository, c.credential, coalesce(c.item, c.identity) AS object
    FROM keyturn.current s JOIN keyturn.carrier c USING (snapshot)
    WHERE s.branch = $1 AND c.identity IS NOT NULL),
  several AS MATERIALIZED (SELECT object FROM held GROUP BY object HAVING count(DISTINCT repository) > 1),
  shared AS MATERIALIZED (SELECT DISTINCT snapshot, credential FROM held JOIN several USING (object))`;

/** Current uses of every credential that is shared. */
export async function sharedUses({ query }: Queries, branch: string): Promise<readonly Use[]> {
  return load({ query }, await query(`WITH ${SHARED} SELECT * FROM shared`, [branch]));
}

/** Credentials in one statement: their rows are in memory at once. */
const BATCH = 5_000;

async function load(queries: Queries, credentials: readonly Row[]): Promise<readonly Use[]> {
  const uses: Use[] = [];
  for (let from = 0; from < credentials.length; from += BATCH)
    uses.push(...(await loadSome(queries, credentials.slice(from, from + BATCH))));
  return uses;
}

const WANTED = 'WITH wanted AS (SELECT * FROM unnest($1::uuid[], $2::integer[]) AS r (snapshot, credential))';

async function loadSome({ query }: Queries, wanted: readonly Row[]): Promise<readonly Use[]> {
  const parameters = ['snapshot', 'credential'].map((column) => wanted.map((row) => row[column]));
  const credentials = await query(
    `${WANTED} SELECT c.*, c.n AS credential, s.repository, s.commit FROM wanted w
     JOIN keyturn.credential c ON c.snapshot = w.snapshot AND c.n = w.credential JOIN keyturn.snapshot s ON s.snapshot = c.snapshot
     ORDER BY s.repository COLLATE "C", c.n`,
    parameters,
  );
  const carriers = await query(
    `${WANTED} SELECT c.* FROM wanted JOIN keyturn.carrier c USING (snapshot, credential) ORDER BY c.snapshot, c.n`,
    parameters,
  );
  const paths = await query(
    `${WANTED} SELECT p.credential, p.way, p.mode, p.mechanism, p.intent, c.* FROM wanted
     JOIN keyturn.path p USING (snapshot, credential)
     JOIN keyturn.consumer c ON c.snapshot = p.snapshot AND c.n = p.consumer ORDER BY p.snapshot, p.n`,
    parameters,
  );
  const keyOf = ({ snapshot, credential }: Row): string => `${snapshot} ${credential}`;
  const [held, used] = [groupBy(carriers, keyOf), groupBy(paths, keyOf)];
  return credentials.map((row) => useOf(row, held.get(keyOf(row)) ?? [], used.get(keyOf(row)) ?? []));
}

function useOf(row: Row, carriers: readonly Row[], paths: readonly Row[]): Use {
  return {
    repository: String(row.repository),
    commit: String(row.commit),
    credential: String(row.id),
    name: String(row.name),
    identities: carriers.flatMap(identityOf),
    carriers: carriers.map(({ carrier }) => String(carrier)),
    privilege: row.privilege as Privilege,
    reach: row.reach as Reach,
    acceptance: row.acceptance as Acceptance | null,
    ownersRelated: row.owners_related === true,
    at: spanOf(row),
    consumers: [...new Map(paths.map((path) => [String(path.id), consumerOf(path)])).values()],
    paths: paths.map((path) => ({
      way: String(path.way),
      consumer: String(path.id),
      mode: path.mode as RefreshMode,
      mechanism: String(path.mechanism),
      intent: path.intent === true,
    })),
  };
}

function identityOf({ identity, item, type }: Row): readonly Identity[] {
  if (typeof identity !== 'string') return [];
  const isStore = type === 'external-store';
  const says = isStore ? 'the same store item' : 'the same Secret of a cluster that both repositories name';
  return [{ key: identity, whole: textOf(item), confidence: isStore ? 'exact' : 'inferred', says }];
}

function consumerOf(row: Row): UseConsumer {
  return {
    id: String(row.id),
    name: String(row.name),
    kind: row.kind as ConsumerKind,
    owner: textOf(row.owner),
    cluster: textOf(row.cluster),
    environment: textOf(row.environment),
    min: Number(row.least),
    max: row.most === null ? null : Number(row.most),
    dormant: row.dormant === true,
    longestGap: row.longest_gap_seconds === null ? null : Number(row.longest_gap_seconds),
    declared: row.declared === true,
    at: spanOf(row),
  };
}

function spanOf({ file, line }: Row) {
  return { file: String(file), line: Number(line), column: 1, endLine: Number(line), endColumn: 1 };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
