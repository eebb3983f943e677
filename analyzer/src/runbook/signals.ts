/** The five signals of convergence (design, section 9), each with its question, a query and what to add where it is missing. */
import { escapeTerminal } from '../explain/escape.ts';
import type { Signal, Silence } from './plan.ts';
import { durationForQuery } from './queries.ts';
import { reportsOf } from './snippets.ts';
import { nameOf, namesOf, type Subject } from './subject.ts';

const NOT_SEEN = 'not seen in the code: use it if it exists, else add it';

/** Where it exists, with file and line, and of which consumers it was not seen; `name` as the code exports it. */
function stateOf(subject: Subject, name: string): string {
  const seen = subject.users.flatMap((user) => {
    const place = user.consumer.signals
      ?.find((one) => one.name === name)
      ?.because.find(({ file, line }) => file !== null && line !== null);
    return place === undefined ? [] : [{ user, says: `${place.file}:${place.line} (${nameOf(subject, user)})` }];
  });
  if (seen.length === 0) return NOT_SEEN;
  const others = subject.users.filter((user) => !seen.some((one) => one.user === user));
  const rest = others.length > 0 ? `; not seen in ${namesOf(subject, others).join(', ')}: add it there` : '';
  return `exists at ${seen.map(({ says }) => says).join(', ')}${rest}`;
}

/** The answer says which signal it is, so that `keyturn gate` knows an export by its content. */
function signal(name: string, query: string): string {
  return `label_replace(${query}, "signal", "${name}", "", "")`;
}

/** All five; `credential` is a label, quoted for PromQL. */
export function signalsOf(subject: Subject, silence: Silence): readonly Signal[] {
  const { credential } = subject;
  const label = JSON.stringify(escapeTerminal(credential.name));
  const n = durationForQuery(silence.n);
  return [
    {
      name: 'secret_version_loaded',
      asks: 'Which version does each instance use? Adoption by instances and consumers, not by traffic.',
      state: stateOf(subject, 'secret_version_loaded'),
      query: signal(
        'secret_version_loaded',
        `count by (cluster, namespace, app, version) (secret_version_loaded{credential=${label}} == 1)`,
      ),
      snippet: [
        `secret_version_loaded{credential=${label}, version="$NEW_VERSION"} 1   # set after the swap worked, not when the file changed`,
        ...reportsOf(subject, label),
      ].join('\n'),
    },
    {
      name: 'db_auth_attempts',
      asks: 'Does anybody still present the old value, and does it work?',
      state: stateOf(subject, 'db_auth_attempts'),
      query: signal(
        `db_auth_attempts[${n}]`,
        `sum by (version, result, client) (increase(db_auth_attempts{credential=${label}}[${n}]))`,
      ),
      snippet: `db_auth_attempts{credential=${label}, version="$OLD_VERSION", result="accepted", client="<name of the consumer>"}   # counted where it is accepted`,
    },
    {
      name: 'config_reload_failures_total',
      asks: 'Who was told and could not take it?',
      state: stateOf(subject, 'config_reload_failures_total'),
      query: signal(
        'config_reload_failures_total[15m]',
        `sum by (cluster, namespace, app) (increase(config_reload_failures_total{credential=${label}}[15m]))`,
      ),
      snippet: `config_reload_failures_total{credential=${label}}   # count validate and swap failures; keep the old client on failure`,
    },
    {
      name: 'connection_pool_age_seconds_p99',
      asks: 'Are the sessions opened with the old value gone?',
      state: stateOf(subject, 'connection_pool_age_seconds'),
      query: `${signal('connection_pool_age_seconds_p99', `max by (cluster, namespace, app) (connection_pool_age_seconds_p99{credential=${label}})`)}   # must fall below the time since adoption`,
      snippet: `connection_pool_age_seconds_p99{credential=${label}}   # age of open connections, not of the pool object`,
    },
    {
      name: 'jobs_last_success_seconds',
      asks: 'Did every job succeed in a run that started after the value arrived?',
      state: stateOf(subject, 'jobs_last_success_seconds'),
      query: `${signal('jobs_last_success_seconds', `max by (cluster, namespace, job) (jobs_last_success_seconds{credential=${label}})`)}   # must be later than the arrival`,
      snippet: `jobs_last_success_seconds{credential=${label}, job="<name of the job>"}   # Unix time of the start of the last run that succeeded`,
    },
  ];
}
