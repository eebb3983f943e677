/**
 * Answers of the Prometheus query API (instant and range) about the five signals of a runbook. A result says which signal it is
 * by `__name__`, or by the label `signal` that the queries of the runbook add; one that does not is a named problem.
 */

import { parseDuration } from '../../model/duration.ts';
import { defineEvidence, type Reading, type Sort, unusable } from '../contract.ts';
import { at, listAt, numberAt, textAt } from '../json.ts';
import { earliest, latest } from '../moments.ts';
import type { Coverage, Observation, Party } from '../observation.ts';

interface Sample {
  readonly at: number;
  readonly value: number;
}

interface Series {
  readonly labels: unknown;
  readonly party: Party;
  /** Oldest first. */
  readonly samples: readonly Sample[];
  /** Seconds a value sums up; null: it is the plain value of a moment. */
  readonly range: number | null;
}

type Read = (series: Series, sort: Sort) => readonly Observation[];

const SIGNALS: Readonly<Record<string, Read>> = {
  secret_version_loaded: ({ labels, party, samples }, sort) =>
    samples
      .filter(({ value }) => value > 0)
      .map(({ at, value }) => ({
        is: 'version',
        at,
        party,
        side: sort(textAt(labels, 'version') ?? ''),
        instances: value,
      })),
  db_auth_attempts: (series, sort) =>
    increases(series).map(({ at, value }) => ({
      is: 'login',
      at,
      party: series.party,
      side: sort(textAt(series.labels, 'version') ?? textAt(series.labels, 'user') ?? ''),
      accepted: ACCEPTED.has(textAt(series.labels, 'result') ?? ''),
      count: value,
    })),
  config_reload_failures_total: (series) =>
    increases(series).map(({ at, value }) => ({ is: 'reload-failures', at, party: series.party, count: value })),
  connection_pool_age_seconds_p99: ({ party, samples }) =>
    samples.map(({ at, value }) => ({ is: 'pool-age', at, party, age: value })),
  // The value is the start of the last run that succeeded; it had ended when it was seen.
  jobs_last_success_seconds: ({ party, samples }) =>
    samples.map(({ at, value }) => ({ is: 'run', at: value, party, ended: at, worked: true })),
};

const ACCEPTED: ReadonlySet<string> = new Set(['accepted', 'success', 'ok']);

export default defineEvidence({
  id: 'prometheus',
  shows: 'the five signals of the runbook: versions loaded, attempts, reload failures, ages of pools, last successes',
  export:
    'curl -sG "$PROMETHEUS/api/v1/query_range" --data-urlencode query="$QUERY" -d start="$START" -d end="$END" -d step=15',
  form: 'json',
  accepts: (json) => textAt(json, 'status') !== null && at(json, 'data', 'resultType') !== undefined,
  read: (json, sort) => {
    if (textAt(json, 'status') !== 'success') return unusable('the query failed (status is not success)');
    if (listAt(json, 'warnings').length > 0) return unusable('Prometheus warns that the answer is partial');
    const results = listAt(json, 'data', 'result');
    if (results.length === 0) return unusable('the answer has no series: it shows nothing, not even an absence');
    const readings = results.map((result) => readSeries(result, sort));
    return {
      observations: readings.flatMap(({ observations }) => observations),
      covers: readings.flatMap(({ covers }) => covers),
      problems: [...new Set(readings.flatMap(({ unusable: why }) => why ?? []))],
    };
  },
});

function readSeries(result: unknown, sort: Sort): Reading {
  const labels = at(result, 'metric');
  const said = textAt(labels, 'signal') ?? textAt(labels, '__name__') ?? '';
  const [, name = '', range = null] = /^([a-z0-9_]{1,80})(?:\[(\w{1,12})\])?$/.exec(said) ?? [];
  const read = Object.hasOwn(SIGNALS, name) ? SIGNALS[name] : undefined;
  if (read === undefined)
    return unusable('a series does not say which signal it is (__name__, or signal as in the queries of the runbook)');
  const samples = samplesOf(result);
  const series = { labels, party: partyOf(labels), samples, range: range === null ? null : parseDuration(range) };
  if (COUNTERS.has(name) && series.range === null && samples.length < 2)
    return unusable(`${name} at one moment does not say when it grew: ask for a range`);
  return { observations: read(series, sort), covers: name === 'db_auth_attempts' ? coverOf(series) : [], problems: [] };
}

const COUNTERS: ReadonlySet<string> = new Set(['db_auth_attempts', 'config_reload_failures_total']);

function coverOf({ samples, range }: Series): readonly Coverage[] {
  const moments = samples.map((sample) => sample.at);
  const [from, to] = [earliest(moments), latest(moments)];
  return from === null || to === null ? [] : [{ of: 'logins', from: from - (range ?? 0), to }];
}

function samplesOf(result: unknown): readonly Sample[] {
  const pairs = [...listAt(result, 'values'), at(result, 'value')].filter((pair) => Array.isArray(pair));
  return pairs
    .flatMap(([moment, value]: readonly unknown[]) => {
      const [at, number] = [numberAt({ moment }, 'moment'), numberAt({ value }, 'value')];
      return at === null || number === null ? [] : [{ at, value: number }];
    })
    .sort((a, b) => a.at - b.at);
}

/** What was added between two samples; a counter that falls was set to zero between them. A range is a sum already. */
function increases({ samples, range }: Series): readonly Sample[] {
  if (range !== null) return samples.filter(({ value }) => value > 0);
  return samples.slice(1).flatMap(({ at, value }, index) => {
    const before = samples[index]?.value ?? 0;
    const added = value < before ? value : value - before;
    return added > 0 ? [{ at, value: added }] : [];
  });
}

/** Labels that name a workload, the most deliberate first; `job` is last because scraping sets it too. */
const NAMES = ['consumer', 'client', 'app', 'workload', 'deployment', 'cronjob', 'exported_job', 'service', 'job'];

function partyOf(labels: unknown): Party {
  const name = NAMES.map((label) => textAt(labels, label)).find((text) => text !== null) ?? null;
  const namespace = textAt(labels, 'exported_namespace') ?? textAt(labels, 'namespace');
  return { cluster: textAt(labels, 'cluster'), namespace, name, address: null };
}
