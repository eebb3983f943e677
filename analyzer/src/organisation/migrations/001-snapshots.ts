/**
 * The tables. A snapshot is one repository at one commit, written once; a publication says that it was the state of a branch at a moment. Every key
 * begins with the snapshot, which its repository and commit give (`snapshot.ts`): one column, so that a cluster can distribute by it and a planner
 * cannot misjudge a join (of repository and commit, which depend on each other, it does). Rows are numbered within their snapshot, since
 * ids may be longer than an index takes. No value of a secret is in an inventory, so none is here.
 */

const OF_SNAPSHOT = 'FOREIGN KEY (snapshot) REFERENCES keyturn.snapshot ON DELETE CASCADE';

export default {
  version: 1,
  name: 'snapshots',
  sql: [
    `CREATE TABLE keyturn.snapshot (
      snapshot uuid PRIMARY KEY,
      repository text NOT NULL,
      commit text NOT NULL,
      published_at timestamptz NOT NULL DEFAULT now(),
      tool text NOT NULL,
      files_read integer NOT NULL,
      files_skipped integer NOT NULL,
      unresolved integer NOT NULL,
      credentials integer NOT NULL,
      consumers integer NOT NULL,
      paths integer NOT NULL)`,
    `CREATE TABLE keyturn.publication (
      snapshot uuid NOT NULL,
      repository text NOT NULL,
      branch text NOT NULL,
      commit text NOT NULL,
      at timestamptz NOT NULL,
      PRIMARY KEY (snapshot, branch),
      ${OF_SNAPSHOT})`,
    'CREATE INDEX publication_at ON keyturn.publication (repository, branch, at DESC, commit)',
    `CREATE TABLE keyturn.credential (
      snapshot uuid NOT NULL,
      n integer NOT NULL,
      id text NOT NULL,
      name text NOT NULL,
      kind text,
      privilege text NOT NULL,
      reach text NOT NULL,
      acceptance text,
      owners_related boolean NOT NULL,
      environments text[] NOT NULL,
      scope double precision NOT NULL,
      rollout double precision NOT NULL,
      settled_seconds double precision,
      settled_with_actions_seconds double precision,
      difficulty text NOT NULL,
      file text NOT NULL,
      line integer NOT NULL,
      PRIMARY KEY (snapshot, n),
      ${OF_SNAPSHOT})`,
    `CREATE TABLE keyturn.carrier (
      snapshot uuid NOT NULL,
      n integer NOT NULL,
      credential integer NOT NULL,
      carrier text NOT NULL,
      type text NOT NULL,
      name text NOT NULL,
      environment text,
      identity text,
      item text,
      PRIMARY KEY (snapshot, n),
      ${OF_SNAPSHOT})`,
    'CREATE INDEX carrier_credential ON keyturn.carrier (snapshot, credential)',
    // Hash: names have no longest length, and these are only ever compared as wholes.
    'CREATE INDEX carrier_identity ON keyturn.carrier USING hash (identity)',
    'CREATE INDEX carrier_item ON keyturn.carrier USING hash (item)',
    `CREATE TABLE keyturn.consumer (
      snapshot uuid NOT NULL,
      n integer NOT NULL,
      id text NOT NULL,
      name text NOT NULL,
      kind text NOT NULL,
      owner text,
      cluster text,
      namespace text,
      environment text,
      least double precision NOT NULL,
      most double precision,
      dormant boolean NOT NULL,
      longest_gap_seconds double precision,
      declared boolean NOT NULL,
      file text NOT NULL,
      line integer NOT NULL,
      PRIMARY KEY (snapshot, n),
      ${OF_SNAPSHOT})`,
    `CREATE TABLE keyturn.path (
      snapshot uuid NOT NULL,
      n integer NOT NULL,
      credential integer NOT NULL,
      consumer integer NOT NULL,
      way text NOT NULL,
      mode text NOT NULL,
      mechanism text NOT NULL,
      intent boolean NOT NULL,
      settled_seconds double precision,
      PRIMARY KEY (snapshot, n),
      ${OF_SNAPSHOT})`,
    'CREATE INDEX path_credential ON keyturn.path (snapshot, credential)',
    // The newest publication of each branch, by the time of the commit where it is known.
    `CREATE VIEW keyturn.current AS
      SELECT DISTINCT ON (repository, branch) repository, branch, commit, at, snapshot
      FROM keyturn.publication ORDER BY repository, branch, at DESC, commit`,
  ],
} as const;
