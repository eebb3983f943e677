/** The rotation of the sample `small` as a test tells it: a runbook, published at two in the night, and exports made by hand. */
import { type Judgement, judgeRotation } from '../../analyzer/src/evidence/judgement.ts';
import { type Labels, sortBy } from '../../analyzer/src/evidence/labels.ts';
import { type EvidenceFile, type Evidences, readEvidence } from '../../analyzer/src/evidence/read.ts';
import { type Runbook, readRunbookJson } from '../../analyzer/src/evidence/runbook.ts';
import type { Plan } from '../../analyzer/src/runbook/plan.ts';
import { inventoryOf, plan } from '../runbook/planned.ts';

export const PUBLISHED = Date.parse('2026-12-01T02:00:00Z') / 1000;
export const LABELS: Labels = { old: ['orders_blue'], new: ['orders_green'] };

/** ISO moment so many seconds after publication. */
export function after(seconds: number): string {
  return new Date((PUBLISHED + seconds) * 1000).toISOString().replace('.000Z', 'Z');
}

export async function smallPlan(): Promise<Plan> {
  return plan(await inventoryOf('small'), 'orders-db', { start: after(0) });
}

export function runbookOf(made: Plan): Runbook {
  const { runbook, problem } = readRunbookJson(JSON.stringify(made));
  if (runbook === null) throw new Error(problem);
  return runbook;
}

export function fileOf(file: string, content: unknown, cluster: string | null = null): EvidenceFile {
  return { file, cluster, text: typeof content === 'string' ? content : JSON.stringify(content) };
}

export function read(runbook: Runbook, files: readonly EvidenceFile[], labels: Labels = LABELS): Evidences {
  return readEvidence(files, runbook, sortBy(labels));
}

export function judgeFiles(
  runbook: Runbook,
  files: readonly EvidenceFile[],
  { labels = LABELS, declared = true, now = null as number | null } = {},
): Judgement {
  const evidences = read(runbook, files, labels);
  if (evidences.refused.length > 0)
    throw new Error(evidences.refused.map(({ file, says }) => `${file}: ${says}`).join('\n'));
  return judgeRotation(runbook, evidences, { published: { at: PUBLISHED, declared }, now, labels });
}

/** The six words of one consumer, in order. */
export function wordsOf({ consumers }: Judgement, name: string): string {
  const one = consumers.find(({ consumer }) => consumer.name === name);
  return Object.values(one?.milestones ?? {})
    .map(({ verdict }) => verdict)
    .join(' ');
}

export function gateOf({ gates }: Judgement, id: string) {
  const gate = gates.find((one) => one.id === id);
  return { word: gate?.verdict.verdict, says: gate?.verdict.says, ask: gate?.verdict.ask };
}

export const APIS = ['cart-api', 'checkout-api', 'loyalty-api', 'pricing-api', 'returns-api', 'shipping-api'] as const;
const REPLICAS: Readonly<Record<string, number>> = {
  'cart-api': 8,
  'checkout-api': 12,
  'loyalty-api': 2,
  'pricing-api': 8,
  'returns-api': 4,
  'shipping-api': 6,
};

/** The Secret was synced so long after publication. */
export function synced(seconds: number, { namespace = 'orders', worked = true } = {}) {
  return {
    kind: 'ExternalSecret',
    metadata: { name: 'orders-db', namespace },
    spec: { target: { name: 'orders-db' } },
    status: { refreshTime: after(seconds), conditions: [{ type: 'Ready', status: worked ? 'True' : 'False' }] },
  };
}

/** The Secret itself: its data changed then. */
export function changed(seconds: number) {
  return {
    kind: 'Secret',
    metadata: {
      name: 'orders-db',
      namespace: 'orders',
      creationTimestamp: after(-9_000_000),
      managedFields: [{ time: after(seconds), fieldsV1: { 'f:data': { 'f:password': {} } } }],
    },
  };
}

/** All instances of every service report the new version. */
export function versions(seconds: number, stale: Readonly<Record<string, number>> = {}) {
  const result = APIS.flatMap((app) => {
    const old = stale[app] ?? 0;
    const series = (version: string, count: number) => ({
      metric: { signal: 'secret_version_loaded', cluster: 'prod-eu', namespace: 'orders', app, version },
      value: [PUBLISHED + seconds, String(count)],
    });
    return [...(old > 0 ? [series('orders_blue', old)] : []), series('orders_green', (REPLICAS[app] ?? 0) - old)];
  });
  return { status: 'success', data: { resultType: 'vector', result } };
}

/** A run of the hourly job. */
export function run(started: number, ended: number | null, worked = true) {
  return {
    kind: 'Job',
    metadata: {
      name: `hourly-figures-${started}`,
      namespace: 'orders',
      ownerReferences: [{ kind: 'CronJob', name: 'hourly-figures', controller: true }],
    },
    status: {
      startTime: after(started),
      ...(ended === null
        ? {}
        : {
            completionTime: after(ended),
            conditions: [{ type: worked ? 'Complete' : 'Failed', status: 'True', lastTransitionTime: after(ended) }],
          }),
    },
  };
}

/** A log with these logins: seconds after publication, user, application, accepted; a last line says when it ends. */
export function log(
  logins: ReadonlyArray<readonly [at: number, user: string, application: string, accepted?: boolean]>,
  from: number,
  to: number,
): string {
  const at = (seconds: number) => after(seconds).replace('T', ' ').replace('Z', '.000 UTC');
  const lines = logins.flatMap(([seconds, user, application, accepted = true], index) => [
    [seconds, `${at(seconds)} [${7000 + index}] LOG:  connection received: host=192.0.2.${index} port=9`] as const,
    [
      seconds,
      accepted
        ? `${at(seconds)} [${7000 + index}] LOG:  connection authorized: user=${user} database=orders application_name=${application}`
        : `${at(seconds)} [${7000 + index}] FATAL:  password authentication failed for user "${user}"`,
    ] as const,
  ]);
  const frame = [from, to].map((seconds) => [seconds, `${at(seconds)} [1] LOG:  checkpoint starting: time`] as const);
  return [...lines, ...frame]
    .toSorted(([a], [b]) => a - b)
    .map(([, line]) => line)
    .join('\n');
}

/** Sessions listed at one moment. */
export function sessions(
  seconds: number,
  open: ReadonlyArray<readonly [user: string, application: string, since: number]>,
): string {
  const rows = open.map(([user, application, since]) => `${after(seconds)},${user},${application},,${after(since)}`);
  return [
    'sampled_at,usename,application_name,client_addr,backend_start',
    ...(rows.length > 0 ? rows : [`${after(seconds)},,,,`]),
  ].join('\n');
}

/** Everybody has moved, every gate can be shown: two and a half hours after publication. */
export function converged(): EvidenceFile[] {
  const logins = [
    ...[...APIS, 'hourly-figures'].map((app) => [-600, 'orders_blue', app] as const),
    ...APIS.map((app) => [410, 'orders_green', app] as const),
    [3610, 'orders_green', 'hourly-figures'] as const,
  ];
  return [
    fileOf('cluster.json', { apiVersion: 'v1', kind: 'List', items: [synced(40), run(3600, 4020)] }),
    fileOf('versions.json', versions(400)),
    fileOf('server.log', log(logins, -900, 9000)),
    fileOf('sessions.csv', sessions(8990, [['orders_green', 'cart-api', 4000]])),
  ];
}
