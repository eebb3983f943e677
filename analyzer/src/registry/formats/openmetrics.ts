/**
 * Gauges per credential as an OpenMetrics file, for a node exporter's textfile folder or a push gateway. A figure that does not exist is no
 * sample, never a large number. https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md
 */
import { escapeTerminal } from '../../explain/escape.ts';
import { viewOf } from '../../explain/view.ts';
import type { WireInventory } from '../../wire/types.ts';
import { SEVERITIES } from '../../wire/words.ts';
import { defineExporter } from '../contract.ts';
import { type Summary, secondsOf, summaryOf } from '../summary.ts';

interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number | null;
}

interface Metric {
  readonly name: string;
  readonly unit?: string;
  readonly help: string;
  readonly samples: (of: Summary) => readonly Sample[];
}

const METRICS: readonly Metric[] = [
  gauge('scope_radius', 'What a leak can reach, 0 to 100.', ({ credential }) => credential.scopeRadius.score),
  gauge(
    'rollout_radius',
    'How much a bad rotation can break, 0 to 100.',
    ({ credential }) => credential.rolloutRadius.score,
  ),
  gauge('consumers', 'Consumers known here.', ({ consumers }) => consumers.length),
  gauge('unowned_consumers', 'Consumers nobody is named as the owner of.', ({ unowned }) => unowned),
  gauge(
    'never_without_action',
    'Consumers that never take a new value without an action.',
    ({ credential }) => credential.convergence.neverWithoutAction.length,
  ),
  seconds('settled_bound', 'When no session made with the old value remains, by itself.', ({ automatic }) => automatic),
  gauge('unbounded', '1: no bound can be stated for settling by itself.', ({ automatic }) =>
    automatic === null ? 1 : 0,
  ),
  seconds('settled_with_actions_bound', 'The same with the known actions.', ({ withActions }) => withActions),
  seconds('overlap_minimum', 'The shortest overlap window that strands nobody.', ({ credential }) =>
    secondsOf(credential.overlapWindow.minimum),
  ),
  seconds('cadence', 'How often it is to be rotated, as declared.', ({ credential }) => secondsOf(credential.cadence)),
  seconds('last_rotated_timestamp', 'Start (UTC) of the day of the last rotation, as declared.', ({ credential }) =>
    timestampOf(credential.lastRotated),
  ),
  {
    name: 'keyturn_credential_findings',
    help: 'Findings by severity.',
    samples: ({ findings }) => SEVERITIES.map((severity) => ({ labels: { severity }, value: findings[severity] })),
  },
];

export default defineExporter({
  id: 'openmetrics',
  writes: 'gauges per credential for Prometheus',
  folder: false,
  *files(inventory) {
    yield { path: 'keyturn.prom', text: exposition(inventory) };
  },
});

function gauge(name: string, help: string, value: (of: Summary) => number | null): Metric {
  return { name: `keyturn_credential_${name}`, help, samples: (of) => [{ value: value(of) }] };
}

function seconds(name: string, help: string, value: (of: Summary) => number | null): Metric {
  return { ...gauge(`${name}_seconds`, help, value), unit: 'seconds' };
}

function* exposition(inventory: WireInventory): Iterable<string> {
  const view = viewOf(inventory);
  const summaries = inventory.credentials.map((credential) => summaryOf(view, credential));
  yield '# TYPE keyturn_credential info\n# HELP keyturn_credential What is rotated as one thing.\n';
  for (const { credential } of summaries) yield sample('keyturn_credential_info', infoOf(credential), 1);
  for (const { name, unit, help, samples } of METRICS) {
    yield `# TYPE ${name} gauge\n${unit === undefined ? '' : `# UNIT ${name} ${unit}\n`}# HELP ${name} ${help}\n`;
    for (const summary of summaries)
      for (const { labels, value } of samples(summary))
        if (value !== null) yield sample(name, { credential: summary.credential.id, ...labels }, value);
  }
  yield '# EOF\n';
}

function infoOf({ id, name, kind, difficulty, revocation, owners, environments }: Summary['credential']) {
  return {
    credential: id,
    name,
    kind: kind ?? '',
    difficulty,
    verdict: revocation.verdict ?? '',
    owners: owners.join(','),
    environments: environments.join(','),
  };
}

function sample(name: string, labels: Readonly<Record<string, string>>, value: number): string {
  const written = Object.entries(labels).map(([label, text]) => `${label}="${labelValue(text)}"`);
  return `${name}{${written.join(',')}} ${value}\n`;
}

/** No line break is left after the first; a backslash and a quote are escaped as the format wants it. */
function labelValue(text: string): string {
  return escapeTerminal(text).replace(/[\\"]/g, (character) => `\\${character}`);
}

function timestampOf(day: string | undefined): number | null {
  const milliseconds = /^\d{4}-\d\d-\d\d$/.test(day ?? '') ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(milliseconds) ? null : milliseconds / 1000;
}
