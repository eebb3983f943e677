/**
 * Questions to the running dependency, store and cluster, by kind of credential and provider of the origin. Every row has a
 * source; names of principals are placeholders.
 */

import { parseDuration } from '../model/duration.ts';
import { compareText } from '../model/place.ts';
import { kubectl } from './commands.ts';
import type { Query, Silence } from './plan.ts';
import { kindSteps } from './steps.ts';
import type { Subject } from './subject.ts';

interface Row {
  /** Start of the kind's id, or of the id of the origin carrier. */
  readonly of: string;
  readonly at: string;
  readonly asks: string;
  readonly text: string;
}

const BY_KIND: readonly Row[] = [
  {
    // https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-ACTIVITY-VIEW
    of: 'postgresql',
    at: 'PostgreSQL',
    // The outer join gives a row with the moment of the sample even where no session is left: an empty answer proves nothing.
    asks: 'Which sessions are open, and since when? As a role that sees all sessions (pg_read_all_stats); psql --csv makes evidence for keyturn gate',
    text: "SELECT sample.sampled_at, s.usename, s.application_name, s.client_addr, s.backend_start FROM (SELECT now() AS sampled_at) AS sample LEFT JOIN pg_stat_activity AS s ON s.usename IN ('$OLD_PRINCIPAL', '$NEW_PRINCIPAL') AND s.pid <> pg_backend_pid() ORDER BY s.backend_start;",
  },
  {
    // https://dev.mysql.com/doc/refman/8.0/en/performance-schema-accounts-table.html
    of: 'mysql',
    at: 'MySQL',
    asks: 'Which accounts and hosts are connected?',
    text: 'SELECT user, host, current_connections, total_connections FROM performance_schema.accounts WHERE user IS NOT NULL;',
  },
  {
    // https://redis.io/docs/latest/commands/client-list/
    of: 'redis',
    at: 'Redis',
    asks: 'Which clients were connected before the change (age), and by what name?',
    text: 'redis-cli CLIENT LIST | grep -oE "(addr|name|age|user)=[^ ]*"',
  },
  {
    // https://www.mongodb.com/docs/manual/reference/operator/aggregation/currentOp/
    of: 'mongo',
    at: 'MongoDB',
    asks: 'Which users have sessions?',
    text: 'db.getSiblingDB("admin").aggregate([{ $currentOp: { allUsers: true, idleConnections: true } }, { $group: { _id: { user: "$effectiveUsers.user", app: "$appName", client: "$client" }, n: { $sum: 1 } } }])',
  },
  {
    // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events-cli.html
    of: 'aws',
    at: 'AWS CloudTrail',
    asks: 'Which calls were made with the old key?',
    text: 'aws cloudtrail lookup-events --lookup-attributes AttributeKey=AccessKeyId,AttributeValue="$OLD_KEY_ID"',
  },
  {
    // https://cloud.google.com/iam/docs/service-account-monitoring
    of: 'gcp',
    at: 'Google Cloud audit logs',
    asks: 'Which calls were made with the old key?',
    text: 'protoPayload.authenticationInfo.serviceAccountKeyName:"$OLD_KEY_ID"',
  },
];

const BY_STORE: readonly Row[] = [
  {
    // https://docs.aws.amazon.com/secretsmanager/latest/userguide/retrieve-ct-entries.html
    of: 'carrier:aws-sm:',
    at: 'AWS CloudTrail',
    asks: 'Who fetched the value from the store?',
    text: "aws cloudtrail lookup-events --lookup-attributes AttributeKey=EventName,AttributeValue=GetSecretValue | jq -r '.Events[] | select(.CloudTrailEvent | contains(env.SECRET_PATH)) | [.EventTime, .Username] | @tsv'",
  },
  {
    // https://developer.hashicorp.com/vault/docs/audit
    of: 'carrier:vault:',
    at: 'Vault audit log',
    asks: 'Who read the value from the store?',
    text: 'jq -r \'select(.type == "response" and .request.operation == "read" and (.request.path | contains(env.SECRET_PATH))) | [.time, .auth.display_name, .request.remote_address] | @tsv\' "$AUDIT_LOG_FILE"',
  },
];

/** Queries for this credential: what accepts it, its store, the age of pods. */
export function queriesOf(subject: Subject): readonly Query[] {
  const { kind, origin } = subject;
  const rows = [
    ...BY_KIND.filter(({ of }) => kind?.id.startsWith(of)),
    ...BY_STORE.filter(({ of }) => origin?.id.startsWith(of)),
  ];
  const known = rows.map(({ at, asks, text }): Query => ({ at, asks, text, unverified: false }));
  return [...known, ...ofTheKind(subject), ...podAges(subject)];
}

/** The verify steps of the kind's row that are commands: `prepare` has used them once, they serve again here. */
function ofTheKind(subject: Subject): readonly Query[] {
  return kindSteps(subject, 'verify')
    .filter(({ command }) => command !== null)
    .map(({ command, does, unverified }) => ({
      at: subject.accepts,
      asks: does === 'Run' ? 'What the row of its kind checks' : does,
      text: command ?? '',
      unverified,
    }));
}

/** https://kubernetes.io/docs/reference/kubectl/generated/kubectl_get/ */
function podAges({ users, options }: Subject): readonly Query[] {
  const bases = users
    .filter(({ consumer }) => consumer.id.startsWith('consumer:k8s:'))
    .map(({ consumer }) => kubectl(consumer, options.drill));
  return [...new Set(bases)].sort(compareText).map((base) => ({
    at: 'Kubernetes',
    asks: 'Which pods are older than the arrival of the value?',
    text: `${base} get pods --sort-by=.status.startTime -o custom-columns=POD:.metadata.name,STARTED:.status.startTime`,
    unverified: false,
  }));
}

/** A range for PromQL: whole seconds; one day where N is not known. */
export function durationForQuery(n: Silence['n']): string {
  const seconds = n === null ? null : parseDuration(n);
  return seconds === null ? '1d' : `${Math.ceil(seconds)}s`;
}
