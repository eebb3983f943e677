/**
 * The commands around a rotation print no value: not one of the scanned repository, not one that stands in exported evidence,
 * not one that was typed as a label, and none in an error about a file that cannot be used.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { WireInventory } from '../../analyzer/src/wire/types.ts';
import { temporaryTree } from '../workspace/temporary.ts';
import { canary, findCanaries } from './canaries.ts';
import { CANARIES, ESTATE } from './estate.ts';
import { everythingIn, isBuilt, keyturn, PATIENCE } from './tool.ts';

const planted: string[] = [];
function plant(name: string): string {
  planted.push(name);
  return canary(name);
}

const base64 = (text: string) => Buffer.from(text).toString('base64');
const OLD_KEY = plant('label-old-key');

const cluster = {
  apiVersion: 'v1',
  kind: 'List',
  items: [
    {
      kind: 'Secret',
      metadata: {
        name: 'mooring',
        creationTimestamp: '2026-12-01T02:00:10Z',
        annotations: { 'kubectl.kubernetes.io/last-applied-configuration': plant('evidence-annotation') },
      },
      data: { password: base64(plant('evidence-secret-data')) },
    },
    {
      kind: 'Pod',
      metadata: {
        name: 'tug-6c9d5f6b8-4xkzq',
        labels: { 'pod-template-hash': '6c9d5f6b8' },
        ownerReferences: [{ kind: 'ReplicaSet', name: 'tug-6c9d5f6b8' }],
      },
      spec: {
        containers: [
          { env: [{ name: 'TUG_PASSWORD', value: plant('evidence-pod-env') }], args: [plant('evidence-pod-argument')] },
        ],
      },
      status: {
        phase: 'Running',
        startTime: '2026-12-01T02:10:00Z',
        conditions: [{ type: 'Ready', status: 'True', message: plant('evidence-pod-message') }],
      },
    },
  ],
};

const log = `2026-12-01 02:00:00.000 UTC [7] LOG:  connection received: host=192.0.2.7 port=9
2026-12-01 02:00:00.000 UTC [7] LOG:  connection authorized: user=mate database=tides application_name=tug
2026-12-01 02:00:01.000 UTC [7] LOG:  statement: ALTER ROLE mate PASSWORD '${plant('evidence-log-statement')}'
2026-12-01 02:00:02.000 UTC [8] FATAL:  password authentication failed for user "${plant('evidence-log-user')}"
`;

const sessions = `sampled_at,usename,application_name,client_addr,backend_start,query
2026-12-01 03:00:00+00,mate,tug,192.0.2.7,2026-12-01 01:00:00+00,"alter role mate password '${plant('evidence-session-query')}'"
`;

const trail = {
  Records: [
    {
      eventTime: '2026-12-01T02:10:00Z',
      eventName: 'PutSecretValue',
      sourceIPAddress: '192.0.2.9',
      userIdentity: { accessKeyId: OLD_KEY, userName: 'mate' },
      requestParameters: { secretString: plant('evidence-trail-parameter') },
    },
    {
      eventTime: '2026-12-01T02:20:00Z',
      eventName: 'GetObject',
      userIdentity: { accessKeyId: plant('evidence-trail-other-key') },
    },
  ],
};

const metrics = {
  status: 'success',
  data: {
    resultType: 'vector',
    result: [
      {
        metric: {
          __name__: 'secret_version_loaded',
          app: 'tug',
          version: plant('evidence-version'),
          token: plant('evidence-label'),
        },
        value: [1796090400, '1'],
      },
    ],
  },
};

const USABLE: Readonly<Record<string, string>> = {
  'cluster.json': JSON.stringify(cluster),
  'server.log': log,
  'sessions.csv': sessions,
  'trail.json': JSON.stringify(trail),
  'metrics.json': JSON.stringify(metrics),
};

const USELESS: Readonly<Record<string, string>> = {
  'cut.json': `{"kind": "Secret", "data": {"password": "${plant('useless-cut-json')}`,
  'cut.csv': `usename,backend_start,application_name\n"${plant('useless-cut-csv')}`,
  'other.txt': `password = ${plant('useless-text')}\n`,
  'failed.json': JSON.stringify({
    status: 'error',
    error: plant('useless-error'),
    data: { resultType: 'vector', result: [] },
  }),
  'runbook.json': JSON.stringify({ runbookVersion: 1, credential: plant('useless-runbook') }),
};

describe.skipIf(!isBuilt)('around a rotation', { timeout: PATIENCE }, () => {
  const root = temporaryTree(ESTATE);
  const evidence = temporaryTree({ ...USABLE, ...USELESS });
  const out = temporaryTree();
  const cache = temporaryTree();
  const inventory = join(out, 'inventory.json');
  const NAMES = [...CANARIES, ...planted];
  let credentials: readonly string[] = [];

  const check = (...args: readonly string[]) => {
    const run = keyturn(cache, ...args);
    expect(findCanaries(`${run.stdout}\n${run.stderr}`, NAMES)).toEqual([]);
    return run;
  };

  beforeAll(() => {
    check('scan', root, '--format', 'json', '--fail-on', 'never', '--out', inventory);
    const wire: WireInventory = JSON.parse(readFileSync(inventory, 'utf8'));
    const used = new Set(wire.paths.map(({ credential }) => credential));
    credentials = wire.credentials.map(({ id }) => id).filter((id) => used.has(id));
    expect(credentials.length).toBeGreaterThan(3);
  });

  test.each([
    ['who-breaks', ['--at', '15m']],
    ['simulate', ['--sweep']],
    ['runbook', []],
    ['runbook', ['--mode', 'compromise', '--format', 'html']],
  ] as const)('%s %j', (command, more) => {
    for (const id of credentials.slice(0, 3))
      expect([0, 1]).toContain(check(command, id, '--from', inventory, ...more).code);
  });

  test('readiness', () => {
    expect(check('readiness', '--from', inventory).stdout).not.toBe('');
  });

  test.each(['table', 'md', 'json'])('gate and backtest, %s', (format) => {
    const mooring = credentials.find((id) => id.includes('mooring')) ?? '';
    const runbook = join(out, `runbook-${format}.json`);
    expect(check('runbook', mooring, '--from', inventory, '--format', 'json', '--out', runbook).code).toBe(0);
    const files = Object.keys(USABLE).map((name) => join(evidence, name));
    const labels = ['--old', 'mate', '--old', OLD_KEY, '--published', '2026-12-01T02:00Z', '--format', format];
    const gate = check('gate', runbook, '--evidence', ...files, ...labels, '--measured', join(out, 'measured.yaml'));
    expect([gate.code, gate.stderr]).toEqual([1, '']);
    expect(gate.stdout).toContain('trail.json');
    expect([0, 1]).toContain(check('backtest', runbook, '--evidence', ...files, ...labels).code);
  });

  test.each(Object.keys(USELESS))('an error about %s', (name) => {
    const runbook = join(out, 'runbook-json.json');
    const words =
      name === 'runbook.json'
        ? [join(evidence, name), '--evidence', join(evidence, 'cluster.json')]
        : [runbook, '--evidence', join(evidence, name)];
    const refused = check('gate', ...words, '--published', '2026-12-01T02:00Z');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(name);
  });

  test('what was written', () => {
    writeFileSync(join(out, 'last.txt'), 'written last');
    expect(findCanaries(everythingIn(out), NAMES)).toEqual([]);
    expect(findCanaries(everythingIn(cache), NAMES)).toEqual([]);
  });
});
