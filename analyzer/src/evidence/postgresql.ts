/**
 * What PostgreSQL logs about connections, whichever way the line is written. Only these messages are looked at: others carry
 * statements, and statements carry values. Source: https://www.postgresql.org/docs/current/runtime-config-logging.html
 * (log_connections, log_disconnections) and src/backend/libpq/auth.c for the refusals.
 */
import type { Reading, Sort } from './contract.ts';
import type { LoginSeen, Observation, Party } from './observation.ts';

export interface LogEntry {
  readonly at: number;
  /** Process of the session. */
  readonly process: string;
  readonly message: string;
  /** Address and application where the line itself names them. */
  readonly address: string | null;
  readonly application: string | null;
}

const RECEIVED = /^connection received: host=(\S+)/;
const AUTHORIZED =
  /^(?:replication )?connection authorized: user=(.*?)(?: database=\S*)?(?: application_name=(.*?))?(?: SSL enabled .*| GSS .*)?$/;
const ENDED = /^disconnection: session time: \S+ user=(.*?) database=/;
const REFUSED = [
  /^\S+ authentication failed for user "(.*)"$/,
  /^role "(.*)" is not permitted to log in$/,
  /^role "(.*)" does not exist$/,
  /^(?:no pg_hba\.conf entry|pg_hba\.conf rejects connection) for host .*, user "(.*?)", database/,
];

interface Backend {
  address: string | null;
  application: string | null;
  /** Where its login stands among the observations; null: it has none. */
  login: number | null;
}

/** Logins, refusals and ends of sessions, with what earlier lines of the same process said of its client. */
export function readEntries(entries: Iterable<LogEntry>, sort: Sort): Reading {
  const backends = new Map<string, Backend>();
  const observations: Observation[] = [];
  let logged = false;
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const entry of entries) {
    [from, to] = [Math.min(from, entry.at), Math.max(to, entry.at)];
    const message = entry.message.slice(0, 1000);
    const backend = backendOf(backends, entry, RECEIVED.exec(message)?.[1] ?? null);
    const authorized = AUTHORIZED.exec(message);
    if (authorized !== null) backend.application = authorized[2] ?? entry.application ?? backend.application;
    logged ||= authorized !== null || RECEIVED.test(message) || message.startsWith('connection authenticated: ');
    const seen = seenIn(entry, message, authorized?.[1] ?? null, backend, sort);
    if (seen === null) continue;
    // A role that may not log in is authorized first and refused then: one attempt, two lines.
    const same = seen.is === 'login' && !seen.accepted && backend.login !== null ? backend.login : observations.length;
    observations[same] = seen;
    if (seen.is === 'login') backend.login = same;
  }
  if (!logged)
    return {
      observations,
      covers: [],
      problems: ['no line tells of a connection: log_connections seems to be off, so silence proves nothing'],
    };
  return { observations, covers: [{ of: 'logins', from, to }], problems: [] };
}

/** A process number is used again: a new connection forgets what the last one said. */
function backendOf(
  backends: Map<string, Backend>,
  { process, address, application }: LogEntry,
  host: string | null,
): Backend {
  const known = backends.get(process);
  const fresh = known === undefined || host !== null ? { address: host, application: null, login: null } : known;
  fresh.address ??= address;
  fresh.application ??= application;
  backends.set(process, fresh);
  return fresh;
}

function seenIn(
  { at }: LogEntry,
  message: string,
  authorized: string | null,
  { address, application }: Backend,
  sort: Sort,
): Observation | null {
  const party: Party = {
    cluster: null,
    namespace: null,
    name: application === '[unknown]' ? null : application,
    address,
  };
  const login = (user: string, accepted: boolean): LoginSeen => ({
    is: 'login',
    at,
    party,
    side: sort(user),
    accepted,
    count: 1,
  });
  if (authorized !== null) return login(authorized, true);
  const refused = REFUSED.map((pattern) => pattern.exec(message)?.[1]).find((user) => user !== undefined);
  if (refused !== undefined) return login(refused, false);
  const ended = ENDED.exec(message)?.[1];
  return ended === undefined ? null : { is: 'session-ended', at, party, side: sort(ended) };
}
