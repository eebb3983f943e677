/** The five signals of convergence (design, section 9), each with its question, a query and what to add where it is missing. */
import { escapeTerminal } from '../explain/escape.ts';
import type { Signal, Silence } from './plan.ts';
import { durationForQuery } from './queries.ts';
import type { Subject } from './subject.ts';

/** The inventory records no metric, so none is claimed to exist. */
const NOT_SEEN = 'not in the inventory: use it if it exists, else add it';

/** All five; `credential` is a label, quoted for PromQL. */
export function signalsOf({ credential }: Subject, silence: Silence): readonly Signal[] {
  const label = JSON.stringify(escapeTerminal(credential.name));
  const n = durationForQuery(silence.n);
  return [
    {
      name: 'secret_version_loaded',
      asks: 'Which version does each instance use? Adoption by instances and consumers, not by traffic.',
      state: NOT_SEEN,
      query: `count by (cluster, app, version) (secret_version_loaded{credential=${label}} == 1)`,
      snippet: `secret_version_loaded{credential=${label}, version="$NEW_VERSION"} 1   # set after the swap worked, not when the file changed`,
    },
    {
      name: 'db_auth_attempts',
      asks: 'Does anybody still present the old value, and does it work?',
      state: NOT_SEEN,
      query: `sum by (version, result, client) (increase(db_auth_attempts{credential=${label}}[${n}]))`,
      snippet: `db_auth_attempts{credential=${label}, version="$OLD_VERSION", result="accepted", client="<name of the consumer>"}   # counted where it is accepted`,
    },
    {
      name: 'config_reload_failures_total',
      asks: 'Who was told and could not take it?',
      state: NOT_SEEN,
      query: `increase(config_reload_failures_total{credential=${label}}[15m]) > 0`,
      snippet: `config_reload_failures_total{credential=${label}}   # count validate and swap failures; keep the old client on failure`,
    },
    {
      name: 'connection_pool_age_seconds_p99',
      asks: 'Are the sessions opened with the old value gone?',
      state: NOT_SEEN,
      query: `max by (cluster, app) (connection_pool_age_seconds_p99{credential=${label}})   # must fall below the time since adoption`,
      snippet: `connection_pool_age_seconds_p99{credential=${label}}   # age of open connections, not of the pool object`,
    },
    {
      name: 'jobs_last_success_seconds',
      asks: 'Did every job succeed in a run that started after the value arrived?',
      state: NOT_SEEN,
      query: `time() - jobs_last_success_seconds{credential=${label}}   # must be smaller than the time since arrival`,
      snippet: `jobs_last_success_seconds{credential=${label}, job="<name of the job>"}   # Unix time of the start of the last run that succeeded`,
    },
  ];
}
