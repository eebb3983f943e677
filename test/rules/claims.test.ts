/** One loop over the rules: each has estates in which it speaks, and quiet ones that differ by little. */
import { expect, test } from 'vitest';
import { seen } from '../../analyzer/src/model/evidence.ts';
import type { Hole, ValueCopy } from '../../analyzer/src/model/graph.ts';
import { RULES } from '../../analyzer/src/rules/registry.generated.ts';
import { because, carrier, consumer, derivation, layersOf, line, TIDAL, type Weir } from '../judging/estate.ts';

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
    'build-time-secret',
    'a build argument',
    { uses: [{ by: reed, delivery: { form: 'build-arg', row: 'docker-build-arg' } }] },
    ['warning'],
  ],
  ['build-time-secret', 'an environment variable', one, []],
  ['cutover-only-shared', 'one value for two', { ...two, dependency: dependency('cutover') }, ['warning']],
  ['cutover-only-shared', 'one value for one', { ...one, dependency: dependency('cutover') }, []],
  ['cutover-only-shared', 'two values for two', { ...two, dependency: dependency('dual-valid') }, []],
  ['dormant-consumer', 'asleep', { uses: [{ by: { ...reed, dormant: 'replicas 0' } }] }, ['note']],
  ['dormant-consumer', 'awake', one, []],
  ['low-frequency-consumer', 'every third hour', window(1), ['note']],
  ['low-frequency-consumer', 'no schedule', one, []],
  ['restart-intent-without-controller', 'no controller', intent(false), ['warning']],
  ['restart-intent-without-controller', 'with its controller', intent(true), []],
  ['window-shorter-than-convergence', 'an hour for three', window(3600), ['error']],
  ['window-shorter-than-convergence', 'no window', one, []],
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
  ['synchronised-refresh', 'a fleet in step', polling(0), ['note']],
  ['synchronised-refresh', 'with jitter', polling(0.2), []],
];

test.each(CASES)('%s: %s', (id, _, weir, severities) => {
  const rule = RULES.find((candidate) => candidate.id === id);
  if (!rule) throw new Error(`no rule ${id}`);
  expect(rule.check(layersOf(weir)).map((claim) => claim.severity ?? rule.severity)).toEqual(severities);
});

test('every rule has a case in which it speaks and one in which it is quiet', () => {
  const ids = RULES.map(({ id }) => id).sort();
  const having = (speaks: boolean) =>
    new Set(CASES.filter(([, , , claims]) => claims.length > 0 === speaks).map(([id]) => id));
  expect([...having(true)].sort()).toEqual(ids);
  expect([...having(false)].sort()).toEqual(ids);
});
