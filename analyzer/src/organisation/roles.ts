/** The two roles a registry needs, as SQL for its administrator: who publishes may add and never change; who reads may only read. */

/** Statements that may be run again; they make no user and hold no password. */
export const ROLES_SQL = `-- Run as the owner of the schema keyturn, after: keyturn registry migrate.
-- Then give the roles to users: GRANT keyturn_publisher TO ci;  GRANT keyturn_reader TO analyst;
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'keyturn_publisher') THEN CREATE ROLE keyturn_publisher NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'keyturn_reader') THEN CREATE ROLE keyturn_reader NOLOGIN; END IF;
END
$$;
REVOKE ALL ON SCHEMA keyturn FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA keyturn FROM PUBLIC;
GRANT USAGE ON SCHEMA keyturn TO keyturn_publisher, keyturn_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA keyturn TO keyturn_publisher, keyturn_reader;
-- No UPDATE and no DELETE: history stays. --replace is for the owner.
GRANT INSERT ON keyturn.snapshot, keyturn.publication, keyturn.credential, keyturn.carrier, keyturn.consumer, keyturn.path
  TO keyturn_publisher;
`;
