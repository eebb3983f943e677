/** One loop over the rules: each has estates in which it speaks, and quiet ones that differ by little. */
import { expect, test } from 'vitest';
import { DEFAULT_CONFIGURATION } from '../../analyzer/src/model/configuration.ts';
import { seen } from '../../analyzer/src/model/evidence.ts';
import type { Hole, ValueCopy } from '../../analyzer/src/model/graph.ts';
import { applyRules } from '../../analyzer/src/rules/apply.ts';
import { RULES } from '../../analyzer/src/rules/registry.generated.ts';
import {
  because,
  CREDENTIAL,
  carrier,
  consumer,
  derivation,
  layersOf,
  line,
  read,
  TIDAL,
  type Weir,
} from '../judging/estate.ts';

const reed = consumer('reed', { owner: 'marsh', environment: 'production' });
const rush = consumer('rush', { owner: 'fen', environment: 'production' });
const one: Weir = { uses: [{ by: reed }] };
const two: Weir = { uses: [{ by: reed }, { by: rush }] };
const frozen = (says: string): Weir => ({
  uses: [
    {
      by: reed,
      carriers: ['carrier:store', 'carrier:nest'],
      derivations: [derivation('carrier:store', 'carrier:nest', { frozen: says })],
    },
  ],
  carriers: [carrier('carrier:store', { type: 'external-store' }), carrier('carrier:nest')],
});
const hole = (says: Partial<Hole>, at: Parameters<typeof carrier>[1], siblings: readonly string[] = []): Weir => ({
  ...one,
  carriers: [
    carrier('carrier:nest', { name: 'heronry', ...at }),
    ...siblings.map((name) => carrier(`carrier:${name}`, { name, declaredAt: line(2), objectDeclaredAt: line(2) })),
  ],
  graph: {
    holes: [{ carrier: 'carrier:nest', referencedAt: line(41), nearest: null, optional: false, because, ...says }],
  },
});
const copy = (crossesEnvironments: boolean): Weir => {
  const copies: ValueCopy[] = [
    {
      carriers: ['carrier:nest', 'carrier:egg'],
      crossesEnvironments,
      because: [seen(line(2), 'a'), seen(line(3), 'b')],
    },
  ];
  return { ...one, graph: { copies } };
};
const window = (value: number): Weir => ({
  ...one,
  uses: [{ by: consumer('tidal', { freshProcess: true, schedules: [TIDAL] }) }],
  credential: { overlapWindow: { value, because } },
});
const intent = (controllerSeen: boolean): Weir => ({
  ...one,
  graph: {
    triggers: [
      { consumer: reed.id, row: 'reloader-auto', watches: new Set(['carrier:nest']), controllerSeen, because },
    ],
  },
});
const polling = (jitter: number): Weir => ({
  uses: ['ibis', 'stork'].map((name) => ({
    by: consumer(name, {
      instances: { min: 13, max: 13, declared: true },
      overrides: {
        refresh: { mode: 'poll', because },
        interval: { value: 75, because },
        jitter: { value: jitter, because },
      },
    }),
  })),
});
const dependency = (acceptance: 'cutover' | 'dual-valid') => ({
  id: 'dependency:pond',
  name: 'pond',
  kind: null,
  acceptance,
  slots: 1,
  sessionClass: null,
  sided: 'one' as const,
  artefactLife: null,
  behind: null,
  connectionLimit: null,
  because,
});

const MANY = Array.from({ length: 12 }, (_, index) => consumer(`egret-${String(index).padStart(2, '0')}`));
const RESTART = { does: 'wake the egret', takes: 93, parallel: 'all', contact: null, because } as const;
const endless = (lifetime: number | null): Weir => ({
  uses: [{ by: consumer('ibis', { overrides: { refresh: { mode: 'per-call', because } } }) }],
  graph: {
    connections: [
      { consumer: 'consumer:ibis', credential: null, container: null, row: 'tomcat-jdbc-max-age', lifetime, because },
    ],
  },
});
const reading = (observes: boolean, swaps: boolean, drains: boolean): Weir => ({
  uses: [
    {
      by: reed,
      delivery: { form: 'volume', row: 'k8s-secret-volume' },
      reads: [read({ stages: { observes, validates: null, swaps, drains } })],
    },
  ],
});
const nameless = (uses: Weir['uses'], attributable: boolean): Weir => ({
  uses,
  graph: {
    connections: [
      { consumer: reed.id, credential: CREDENTIAL, container: null, row: null, lifetime: 71, attributable, because },
    ],
  },
});
const asked = (type: 'environment' | 'env-file', objectKind: string): Weir => ({
  uses: [{ by: { ...reed, objectKind }, reads: [read()] }],
  carriers: [carrier('carrier:nest', { type })],
});
const parts = (nests: readonly string[], slots = 1): Weir => ({
  uses: nests.map((_, index) => ({
    by: reed,
    carriers: [`carrier:store-${index}`, `carrier:nest-${index}`],
    derivations: [derivation(`carrier:store-${index}`, `carrier:nest-${index}`)],
  })),
  carriers: nests.map((name, index) => carrier(`carrier:nest-${index}`, { name, key: `plume-${index}` })),
  credential: { slots },
});
const leftOver = (objects: number): Weir => ({
  uses: [],
  carriers: Array.from({ length: objects * 2 }, (_, index) =>
    carrier(`carrier:${index}`, { name: `nest-${index % objects}`, key: `egg-${index}`, declaredAt: line(index + 1) }),
  ),
  credential: { carriers: Array.from({ length: objects * 2 }, (_, index) => `carrier:${index}`) },
});

const filled = (by: readonly string[], plaintextAt = false): Weir => ({
  uses: [
    {
      by: reed,
      carriers: ['carrier:store', 'carrier:nest'],
      derivations: by.map((one, index) =>
        derivation('carrier:store', 'carrier:nest', { by: one, because: [seen(line(index + 2, `${one}.yaml`), one)] }),
      ),
    },
  ],
  carriers: [
    carrier('carrier:store', { type: 'external-store' }),
    carrier('carrier:nest', plaintextAt ? { plaintextAt: line(6) } : {}),
  ],
});
const asking = (moment: 'per-call' | 'start-up', freshProcess = false): Weir => ({
  uses: [
    {
      by: { ...reed, freshProcess },
      delivery: { form: 'sdk', row: null },
      reads: [
        read({
          source: {
            kind: 'store',
            carrier: { type: 'external-store', scope: 'sdk:aws-sm', name: 'weir/plume', key: null },
          },
          moment,
        }),
      ],
    },
  ],
});
const flock = (limit: number | null, sessionClass: 'survives' | 'killed-client-reconnects'): Weir => ({
  uses: [{ by: { ...reed, connections: 9, instances: { min: 13, max: 13, declared: true } } }],
  dependency: { ...dependency('dual-valid'), connectionLimit: limit, sessionClass },
});
const watching = (attributable: boolean): Weir => ({
  uses: [{ by: { ...reed, overrides: { refresh: { mode: 'watch', because } } } }],
  graph: {
    connections: [
      { consumer: reed.id, credential: CREDENTIAL, container: null, row: null, lifetime: 71, attributable, because },
    ],
  },
});
/** Eleven hands, an hour each. */
const byHand = (cadence: number): Weir => ({
  uses: MANY.slice(1).map((by) => ({ by: { ...by, overrides: { action: { ...RESTART, takes: 3600 } } } })),
  credential: { cadence },
});
const vendor = (expires: string | null, today?: string): Weir => ({
  ...one,
  configuration: {
    consumers: [
      {
        at: line(9, 'keyturn.yaml'),
        within: '',
        name: 'ferryman',
        kind: 'vendor',
        uses: ['heron'],
        role: null,
        refresh: 'manual',
        interval: null,
        jitter: null,
        instances: null,
        connections: null,
        connectionLifetime: null,
        startup: null,
        run: null,
        environment: null,
        cluster: null,
        action: null,
        owner: null,
        lastVerified: null,
        expires,
        schedule: null,
        timeZone: null,
      },
    ],
  },
  ...(today === undefined ? {} : { today }),
});
const ignoring = (rule: string, expires: string | null, today?: string): Weir => ({
  ...two,
  configuration: {
    ignore: [
      {
        at: line(5, 'keyturn.yaml'),
        within: '',
        rule,
        credential: 'heron',
        consumer: null,
        reason: 'they nest together',
        expires,
      },
    ],
  },
  ...(today === undefined ? {} : { today }),
});
const limited = (maxRolloutRadius: number | null): Weir => ({
  uses: MANY.map((by) => ({ by })),
  configuration: { thresholds: { maxRolloutRadius, maxMechanisms: 3, lowFrequency: 3600 } },
});

/** Rule, estate, and the severities it claims: empty is quiet. */
const CASES: readonly (readonly [rule: string, estate: string, weir: Weir, severities: readonly string[]])[] = [
  ['shared-credential', 'two owners', two, ['warning']],
  [
    'shared-credential',
    'two owners in two environments',
    { uses: [{ by: reed }, { by: { ...rush, environment: 'staging' } }] },
    ['error'],
  ],
  [
    'shared-credential',
    'one service of one owner',
    { uses: [{ by: { ...reed, application: 'bank' } }, { by: { ...rush, owner: 'marsh', application: 'bank' } }] },
    ['note'],
  ],
  [
    'shared-credential',
    'one consumer, twice',
    { uses: [{ by: reed }, { by: reed, delivery: { form: 'volume' } }] },
    [],
  ],
  ['shared-credential', 'its two ends', { uses: [{ by: reed }, { by: rush, role: 'accepts' }] }, []],
  [
    'shared-credential',
    'two who accept it',
    {
      uses: [
        { by: reed, role: 'accepts' },
        { by: rush, role: 'accepts' },
      ],
    },
    ['warning'],
  ],
  [
    'cross-environment-credential',
    'production and staging',
    { uses: [{ by: reed }, { by: { ...rush, environment: 'staging' } }] },
    ['error'],
  ],
  [
    'cross-environment-credential',
    'an environment nobody names',
    { uses: [{ by: reed }, { by: { ...rush, environment: null } }] },
    [],
  ],
  ['cross-environment-credential', 'a copy across environments', copy(true), ['error']],
  ['copied-credential', 'a copy in one place', copy(false), ['warning']],
  ['copied-credential', 'a copy across environments', copy(true), []],
  ['startup-only-consumer', 'an environment variable of a small credential', one, ['note']],
  ['startup-only-consumer', 'a restart trigger', intent(true), []],
  ['startup-only-consumer', 'one of many', { uses: MANY.map((by) => ({ by })) }, MANY.map(() => 'warning')],
  [
    'startup-only-consumer',
    'one of many, with its restart declared',
    { uses: MANY.map((by, index) => ({ by: index === 0 ? { ...by, overrides: { action: RESTART } } : by })) },
    MANY.map((_, index) => (index === 0 ? 'note' : 'warning')),
  ],
  ['never-refreshes', 'created once', frozen('refreshPolicy CreatedOnce'), ['warning']],
  ['never-refreshes', 'a pinned version', frozen('pinned version 4'), []],
  ['pinned-version', 'a pinned version', frozen('pinned version 4'), ['warning']],
  ['pinned-version', 'created once', frozen('refreshPolicy CreatedOnce'), []],
  ['dangling-reference', 'a key with a slip', hole({ nearest: 'plumes' }, { objectDeclaredAt: line(2) }), ['error']],
  ['dangling-reference', 'an optional key', hole({ optional: true }, { objectDeclaredAt: line(2) }), ['note']],
  ['dangling-reference', 'an object like another', hole({}, {}, ['heronyr']), ['warning']],
  ['dangling-reference', 'an object like none', hole({}, {}, ['kingfisher']), ['note']],
  ['dangling-reference', 'nothing missing', one, []],
  [
    'plaintext-credential',
    'a readable value',
    { ...one, carriers: [carrier('carrier:nest', { plaintextAt: line(6) })] },
    ['warning'],
  ],
  ['plaintext-credential', 'no readable value', one, []],
  [
    'plaintext-credential',
    'a readable value that opens customer data',
    {
      ...one,
      carriers: [carrier('carrier:nest', { plaintextAt: line(6) })],
      credential: { reach: { value: 'customer-data', because } },
    },
    ['error'],
  ],
  [
    'plaintext-credential',
    'a readable value for development',
    {
      ...one,
      carriers: [carrier('carrier:nest', { plaintextAt: line(6) })],
      credential: { reach: { value: 'development', because } },
    },
    ['note'],
  ],
  [
    'unowned-consumer',
    'nobody is named for any',
    { uses: [{ by: { ...reed, owner: null } }, { by: { ...rush, owner: null } }] },
    ['note'],
  ],
  [
    'unowned-consumer',
    'two of three',
    { uses: [{ by: reed }, { by: { ...rush, owner: null } }, { by: consumer('sedge') }] },
    ['note', 'note'],
  ],
  ['unowned-consumer', 'all named', two, []],
  [
    'unresolved-access',
    'a template',
    {
      ...one,
      graph: {
        unresolved: [
          { what: 'a name', at: line(8) },
          { what: 'a name', at: line(8) },
        ],
      },
    },
    ['note'],
  ],
  ['unresolved-access', 'nothing', one, []],
  [
    'unresolved-access',
    'three templates in two files',
    {
      ...one,
      graph: {
        unresolved: [
          { what: 'a name', at: line(8) },
          { what: 'another name', at: line(9) },
          { what: 'a name', at: line(8, 'weir/gate.yaml') },
        ],
      },
    },
    ['note', 'note'],
  ],
  [
    'build-time-secret',
    'a build argument',
    { uses: [{ by: reed, delivery: { form: 'build-arg', row: 'docker-build-arg' } }] },
    ['warning'],
  ],
  ['build-time-secret', 'an environment variable', one, []],
  ['cutover-only-shared', 'one value for two', { ...two, dependency: dependency('cutover') }, ['warning']],
  ['cutover-only-shared', 'one value for one', { ...one, dependency: dependency('cutover') }, []],
  [
    'cutover-only-shared',
    'one value at its two ends',
    { uses: [{ by: reed }, { by: rush, role: 'accepts' }], dependency: dependency('cutover') },
    [],
  ],
  ['cutover-only-shared', 'two values for two', { ...two, dependency: dependency('dual-valid') }, []],
  ['dormant-consumer', 'asleep', { uses: [{ by: { ...reed, dormant: 'replicas 0' } }] }, ['note']],
  ['dormant-consumer', 'awake', one, []],
  ['low-frequency-consumer', 'every third hour', window(1), ['note']],
  ['low-frequency-consumer', 'no schedule', one, []],
  ['restart-intent-without-controller', 'no controller', intent(false), ['warning']],
  ['restart-intent-without-controller', 'with its controller', intent(true), []],
  ['window-shorter-than-convergence', 'an hour for three', window(3600), ['error']],
  ['window-shorter-than-convergence', 'no window', one, []],
  ['window-shorter-than-convergence', 'a day for three hours', window(86_400), []],
  [
    'window-shorter-than-convergence',
    'a day where no bound is known',
    { ...one, credential: { overlapWindow: { value: 86_400, because } } },
    ['warning'],
  ],
  [
    'window-shorter-than-convergence',
    'a day where one value is valid at a time',
    { ...window(86_400), dependency: dependency('cutover') },
    ['error'],
  ],
  [
    'window-shorter-than-convergence',
    'a minute where nobody is awake',
    { uses: [{ by: { ...reed, dormant: 'replicas 0' } }], credential: { overlapWindow: { value: 60, because } } },
    [],
  ],
  [
    'too-many-refresh-mechanisms',
    'two ways, one allowed',
    {
      uses: [{ by: reed }, { by: rush, delivery: { form: 'image-pull', row: 'k8s-image-pull-secrets' } }],
      configuration: { thresholds: { maxRolloutRadius: null, maxMechanisms: 1, lowFrequency: 3600 } },
    },
    ['warning'],
  ],
  ['too-many-refresh-mechanisms', 'one way', two, []],
  [
    'unused-carrier',
    'read by nobody',
    { ...one, uses: [], carriers: [carrier('carrier:nest', { declaredAt: line(2) })] },
    ['note'],
  ],
  ['unused-carrier', 'read by somebody', { ...one, carriers: [carrier('carrier:nest', { declaredAt: line(2) })] }, []],
  ['unused-carrier', 'two keys of each of three objects', leftOver(3), ['note', 'note', 'note']],
  ['unused-carrier', 'more objects than a person reads', leftOver(21), ['note']],
  [
    'overwrite-only-carrier',
    'a CI secret',
    { ...one, carriers: [carrier('carrier:nest', { type: 'ci-secret' })] },
    ['note'],
  ],
  [
    'overwrite-only-carrier',
    'a store',
    { ...one, carriers: [carrier('carrier:nest', { type: 'external-store' })] },
    [],
  ],
  [
    'torn-credential',
    'an id by env, a key by file',
    {
      uses: [
        { by: reed },
        { by: reed, carriers: ['carrier:egg'], delivery: { form: 'volume', row: 'k8s-secret-volume' } },
      ],
    },
    ['warning'],
  ],
  ['torn-credential', 'both by env', { uses: [{ by: reed }, { by: reed, carriers: ['carrier:egg'] }] }, []],
  ['torn-credential', 'two parts in objects filled apart', parts(['reeds', 'rushes']), ['warning']],
  ['torn-credential', 'two parts in one object', parts(['reeds', 'reeds']), []],
  ['torn-credential', 'two slots in objects filled apart', parts(['reeds', 'rushes'], 2), []],
  ['unbounded-connection-lifetime', 'connections that nothing ends', endless(null), ['warning']],
  ['unbounded-connection-lifetime', 'a written lifetime', endless(71), []],
  ['reload-without-swap', 'sees and keeps', reading(true, false, false), ['warning']],
  ['reload-without-swap', 'sees and swaps', reading(true, true, false), []],
  ['reload-without-drain', 'swaps and leaves open', reading(true, true, false), ['note']],
  ['reload-without-drain', 'swaps and closes', reading(true, true, true), []],
  ['unattributable-consumer', 'nameless among others', nameless(two.uses, false), ['note']],
  ['unattributable-consumer', 'nameless alone', nameless(one.uses, false), []],
  ['unattributable-consumer', 'named among others', nameless(two.uses, true), []],
  ['missing-env', 'a variable nobody writes', asked('environment', 'Deployment'), ['note']],
  ['missing-env', 'a variable of a platform', asked('environment', 'platform-app'), []],
  ['missing-env', 'a variable of an env file', asked('env-file', 'Deployment'), []],
  ['synchronised-refresh', 'a fleet in step', polling(0), ['note']],
  ['synchronised-refresh', 'with jitter', polling(0.2), []],
  ['two-writers', 'two syncs of one key', filled(['external-secret', 'vault-static-secret']), ['warning']],
  ['two-writers', 'a sync and a value in a manifest', filled(['external-secret'], true), ['warning']],
  ['two-writers', 'one sync from two items', filled(['external-secret', 'external-secret']), []],
  ['broker-on-request-path', 'asked in each request', asking('per-call'), ['warning']],
  ['broker-on-request-path', 'asked at the start', asking('start-up'), []],
  ['broker-on-request-path', 'a job that asks once', asking('per-call', true), []],
  ['reauthentication-storm', 'no room for one more instance', flock(120, 'survives'), ['warning']],
  ['reauthentication-storm', 'room for one more', flock(126, 'survives'), []],
  ['reauthentication-storm', 'a crowd that comes back together', flock(null, 'killed-client-reconnects'), ['note']],
  ['reauthentication-storm', 'no limit known', flock(null, 'survives'), []],
  ['unobservable-adoption', 'told, and shows nothing', watching(false), ['note']],
  ['unobservable-adoption', 'names itself', watching(true), []],
  ['unobservable-adoption', 'restarts: its age tells', one, []],
  ['cadence-exceeds-toil', 'eleven hours a month', byHand(30 * 86_400), ['warning']],
  ['cadence-exceeds-toil', 'eleven hours in two years', byHand(730 * 86_400), []],
  ['stale-declaration', 'on its last day', vendor('2026-11-26', '2026-11-26'), ['warning']],
  ['stale-declaration', 'the day before', vendor('2026-11-26', '2026-11-25'), []],
  ['stale-declaration', 'where no day is given', vendor('1999-01-01'), []],
  ['stale-declaration', 'without an end', vendor(null, '2026-11-26'), []],
  ['stale-suppression', 'past its day', ignoring('shared-credential', '2026-11-26', '2026-11-26'), ['note']],
  ['stale-suppression', 'before its day', ignoring('shared-credential', '2026-11-26', '2026-11-25'), []],
  ['stale-suppression', 'nothing to ignore', ignoring('two-writers', null), ['note']],
  ['stale-suppression', 'something to ignore', ignoring('shared-credential', null), []],
  ['rollout-radius-over-limit', 'above what was set', limited(7), ['warning']],
  ['rollout-radius-over-limit', 'below it', limited(97), []],
  ['rollout-radius-over-limit', 'where nothing was set', limited(null), []],
];

test.each(CASES)('%s: %s', (id, _, weir, severities) => {
  const rule = RULES.find((candidate) => candidate.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  const layers = layersOf(weir);
  const found = rule.aboutFindings ? applyRules(RULES, { ...layers, configuration: DEFAULT_CONFIGURATION }) : [];
  expect(rule.check(layers, found).map((claim) => claim.severity ?? rule.severity)).toEqual(severities);
});

test('every rule has a case in which it speaks and one in which it is quiet', () => {
  const ids = RULES.map(({ id }) => id).sort();
  const having = (speaks: boolean) =>
    new Set(CASES.filter(([, , , claims]) => claims.length > 0 === speaks).map(([id]) => id));
  expect([...having(true)].sort()).toEqual(ids);
  expect([...having(false)].sort()).toEqual(ids);
});
