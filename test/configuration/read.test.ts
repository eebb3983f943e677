/** What keyturn.yaml says reaches the core, entry by entry, each with its place and folder. */
import { describe, expect, it } from 'vitest';
import { parseConfiguration, readConfiguration } from '../../analyzer/src/configuration/read.ts';
import { DEFAULT_CONFIGURATION } from '../../analyzer/src/model/configuration.ts';
import { declare } from './declare.ts';

const LIGHTHOUSE = `version: 1
clusters:
  - { name: fog-eu, environment: production, region: eu-west-1, paths: [clusters/fog-eu/**], controllers: [reloader], nodes: 41 }
environments: { production: { reach: customer-data } }
credentials:
  - match: { store: aws-sm, item: prod/lamp/db }
    name: lamp-db
    aliases: [{ secret: lamp-db, namespace: night }, { file: ops/lamp.env, key: LAMP_PASSWORD }]
    kind: postgresql-password
    dependency: { name: lamp-postgres, behind: pgbouncer, acceptance: dual-valid, slots: 2, connectionLimit: 433 }
    privilege: read-write
    data: payment
    lastRotated: 2026-02-28
    cadence: P91D
    overlapWindow: PT70M
    reason: two keepers
consumers:
  - name: harbour-pilots
    kind: vendor
    uses: [lamp-db]
    role: presents
    refresh: manual
    instances: 3
    schedule: "17 4 * * 2"
    timeZone: Europe/Lisbon
    action: { does: "pilots swap the key", takes: PT4H, parallel: 2, contact: pilot desk }
    owner: harbour
    lastVerified: 2026-10-01
    expires: 2027-04-01
overrides:
  - consumer: "night/Deployment/*"
    refresh: poll
    interval: 5m30s
    jitter: 0.2
    connectionLifetime: PT11M
    connections: 13
    startup: PT21S
    reason: the watcher rebuilds the pool
owners: [{ paths: [night/**], owner: keepers, parent: coast }]
related: [[keepers, harbour]]
delays:
  - { row: eso-refresh-interval, delay: { kind: uniform, min: PT7S, max: PT9M }, reason: our own clock }
  - { row: k8s-secret-volume, delay: { kind: fixed, at: PT0S } }
  - { row: reloader-auto, delay: { kind: never, reason: frozen on purpose } }
technologies:
  - { id: vaulty, code: { call: Vaulty.get, refresh: poll, interval: PT5M } }
  - { id: lampsecret, resource: { kind: LampSecret, fills: $.spec.target } }
ignore: [{ rule: startup-only-consumer, credential: lamp-db, reason: restart is fine here }]
thresholds: { maxRolloutRadius: 61, maxMechanisms: 4, lowFrequency: PT3H }
files: { exclude: ["**/wrecks/**"], maxSize: 3MiB }
`;

describe('readConfiguration', () => {
  const { configuration, errors } = declare(LIGHTHOUSE);

  it('accepts every key of the configuration page', () => {
    expect(errors).toEqual([]);
  });

  it('reads clusters, environments and thresholds', () => {
    expect(configuration.clusters[0]).toMatchObject({
      name: 'fog-eu',
      region: 'eu-west-1',
      paths: ['clusters/fog-eu/**'],
      controllers: ['reloader'],
      nodes: 41,
      within: '',
      at: { file: 'keyturn.yaml', line: 3, column: 5 },
    });
    expect(configuration.environments.get('production')).toMatchObject({ reach: 'customer-data', at: { line: 4 } });
    expect(configuration.thresholds).toEqual({ maxRolloutRadius: 61, maxMechanisms: 4, lowFrequency: 10_800 });
    expect(configuration.files).toEqual({ exclude: ['**/wrecks/**'], maxSize: 3 * 1024 * 1024 });
  });

  it('reads credentials with durations in seconds', () => {
    expect(configuration.credentials[0]).toMatchObject({
      match: { store: 'aws-sm', item: 'prod/lamp/db', secret: null },
      aliases: [
        { secret: 'lamp-db', namespace: 'night' },
        { file: 'ops/lamp.env', key: 'LAMP_PASSWORD' },
      ],
      dependency: { behind: 'pgbouncer', acceptance: 'dual-valid', slots: 2, connectionLimit: 433 },
      data: 'payment',
      cadence: 91 * 86_400,
      overlapWindow: 4200,
    });
  });

  it('reads consumers and overrides; what is left out is null', () => {
    expect(configuration.consumers[0]).toMatchObject({
      name: 'harbour-pilots',
      schedule: '17 4 * * 2',
      action: { takes: 14_400, parallel: 2, at: { line: 26 } },
      run: null,
      interval: null,
    });
    expect(configuration.overrides[0]).toMatchObject({ interval: 330, jitter: 0.2, connections: 13, run: null });
  });

  it('turns a declared delay into a law', () => {
    expect(configuration.delays.map(({ row, law }) => [row, law])).toEqual([
      ['eso-refresh-interval', { kind: 'uniform', min: 7, max: 540 }],
      ['k8s-secret-volume', { kind: 'fixed', at: 0 }],
      ['reloader-auto', { kind: 'never', reason: 'frozen on purpose' }],
    ]);
  });

  it('defaults the argument of a call and the parallelism of an action', () => {
    expect(configuration.technologies[0]?.code).toMatchObject({ argument: 0, interval: 300 });
    const { configuration: other } = declare('overrides: [{ consumer: bell, action: { does: ring it } }]');
    expect(other.overrides[0]?.action).toMatchObject({ parallel: 'all', takes: null });
  });

  it.each(['', '# nothing yet\n', 'version: 1\n', '---\n', 'clusters:\n'])('takes %j for the defaults', (text) => {
    expect(declare(text)).toEqual({ configuration: DEFAULT_CONFIGURATION, errors: [] });
  });
});

describe('folder overrides', () => {
  const files = [
    parseConfiguration(
      { path: 'coast/[night]/keyturn.yaml', folder: 'coast/[night]' },
      `owners: [{ paths: [boats/**, "*.env"], owner: ferry }]
files: { exclude: [tmp/**] }
credentials: [{ match: { file: ./ops/boat.env }, name: boat }]
thresholds: { maxMechanisms: 9 }
environments: { production: { reach: staging } }
`,
    ),
    parseConfiguration(
      { path: 'keyturn.yaml', folder: '' },
      'owners: [{ paths: [/coast/**], owner: keepers }]\nthresholds: { maxMechanisms: 5 }',
    ),
  ];
  const { configuration, errors } = readConfiguration(files);

  it('come after the root file, so that the last to match is the nearest', () => {
    expect(configuration.owners.map(({ owner, within }) => [owner, within])).toEqual([
      ['keepers', ''],
      ['ferry', 'coast/[night]'],
    ]);
  });

  it('have their paths moved to the scanned folder, names of folders kept literal', () => {
    expect(configuration.owners[1]?.paths).toEqual(['coast/\\[night\\]/boats/**', 'coast/\\[night\\]/*.env']);
    expect(configuration.files.exclude).toEqual(['coast/\\[night\\]/tmp/**']);
    expect(configuration.credentials[0]?.match.file).toBe('coast/[night]/ops/boat.env');
    expect(configuration.owners[0]?.paths).toEqual(['coast/**']);
  });

  it('must not change what holds for the whole scan', () => {
    expect(configuration.thresholds.maxMechanisms).toBe(5);
    expect(configuration.environments.size).toBe(0);
    expect(errors.map(({ at, message }) => `${at.file}:${at.line} ${message}`)).toEqual([
      'coast/[night]/keyturn.yaml:4 thresholds: expected this key in the root file only: it holds for the whole scan',
      'coast/[night]/keyturn.yaml:5 environments: expected this key in the root file only: it holds for the whole scan',
    ]);
  });
});

describe('a root file above the scanned folder', () => {
  it.each([
    ['services/**', ['**']],
    ['services/orders/**', ['**']],
    ['services/orders/deploy/*.yaml', ['deploy/*.yaml']],
    ['services/*/deploy/**', ['deploy/**']],
    ['services/billing/**', []],
    ['**/fixtures/**', ['**/fixtures/**']],
    ['**/orders/*.env', ['**/orders/*.env', '*.env']],
    ['services/ord*/x', ['x']],
    ['services', []],
  ])('moves %s', (glob, expected) => {
    const file = parseConfiguration(
      { path: '../../keyturn.yaml', folder: '', below: 'services/orders' },
      `owners: [{ paths: [${JSON.stringify(glob)}], owner: keepers }]`,
    );
    expect(readConfiguration([file]).configuration.owners[0]?.paths).toEqual(expected);
  });

  it('names a file outside the scanned folder so that none matches', () => {
    const file = parseConfiguration(
      { path: '../keyturn.yaml', folder: '', below: 'orders' },
      'credentials: [{ match: { file: orders/a.env } }, { match: { file: billing/b.env } }]',
    );
    const { credentials } = readConfiguration([file]).configuration;
    expect(credentials.map(({ match }) => match.file)).toEqual(['a.env', '../billing/b.env']);
  });
});
