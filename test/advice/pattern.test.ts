/** Pattern advice: each row of the table, what else would do, and where more would be overkill. */
import { expect, test } from 'vitest';
import { advisePatterns } from '../../analyzer/src/advice/pattern.ts';
import { PATTERN_WORDS } from '../../analyzer/src/explain/pattern-words.ts';
import type { Dependency } from '../../analyzer/src/model/graph.ts';
import { ACCEPTANCES } from '../../analyzer/src/model/vocabulary.ts';
import { PATTERNS } from '../../analyzer/src/runbook/registry.generated.ts';
import { because, CREDENTIAL, consumer, knowledge, layersOf, type Weir } from '../judging/estate.ts';

function pond(says: Partial<Dependency>): Dependency {
  return {
    id: 'dependency:pond',
    name: 'pond',
    kind: null,
    acceptance: 'cutover',
    slots: 1,
    sessionClass: null,
    sided: 'one',
    artefactLife: null,
    behind: null,
    connectionLimit: null,
    because,
    ...says,
  };
}
function advise(says: Partial<Dependency> | null, more: Partial<Weir> = {}) {
  const weir = { uses: [{ by: consumer('reed') }], ...(says ? { dependency: pond(says) } : {}), ...more };
  return advisePatterns(layersOf(weir), knowledge).get(CREDENTIAL);
}
const PUBLIC = { value: 'development', because } as const;

test.each([
  [{ acceptance: 'dual-valid', slots: 2 }, {}, 'dual-valid', '2 values are valid at once'],
  [{ acceptance: 'dual-valid', slots: null }, {}, 'dual-valid', 'several values are valid at once'],
  [{ acceptance: 'dual-valid', slots: 1 }, {}, 'cutover', 'one value is valid at a time: the change is the revocation'],
  [
    { acceptance: 'key-ring', sided: 'two' },
    {},
    'key-ring',
    'whoever verifies holds it too, and can hold a list: verifiers get the new key first',
  ],
  [
    { acceptance: 'identity-replacement' },
    {},
    'identity-replacement',
    'one identity has one value: a second identity makes the overlap',
  ],
  [{ acceptance: 'lease' }, {}, 'lease', 'a broker issues it: each consumer gets its own, with an end'],
  [
    { acceptance: 'cutover' },
    { credential: { slots: 2 } },
    'dual-valid',
    'its names show 2 values in use at once, which whoever verifies must read',
  ],
  [
    { acceptance: 'cutover' },
    { uses: ['reed', 'rush'].map((name) => ({ by: consumer(name) })) },
    'cutover',
    'one value is valid at a time: all 2 consumers are cut off at the change',
  ],
  [
    { acceptance: 'wrapping-key' },
    {},
    'wrapping-key',
    'a wrapping key is a different problem: what it wrapped has to be wrapped again before it may die, and no restart does that',
  ],
  [
    { acceptance: 'cutover' },
    { credential: { kind: 'app-data-encryption-key' } },
    'wrapping-key',
    'a wrapping key is a different problem: what it wrapped has to be wrapped again before it may die, and no restart does that',
  ],
] as const)('%j %j', (says, more, recommended, why) => {
  expect(advise(says, more)).toMatchObject({ recommended, why: [expect.stringMatching(/^pond accepts it as /), why] });
});

test('where nobody knows what accepts it nothing is recommended', () => {
  expect(advise(null)).toEqual({ recommended: null, why: [], alternatives: [], lowRisk: false });
});

test('a cutover that its kind has a way around says so, and never offers an outage instead of an overlap', () => {
  expect(advise({ acceptance: 'cutover' }, { credential: { kind: 'smtp-password' } })?.alternatives).toEqual([
    'identity-replacement',
    'dual-valid',
  ]);
  const postgres = advise({ acceptance: 'identity-replacement' }, { credential: { kind: 'postgresql-password' } });
  expect(postgres?.alternatives).toEqual(['lease']);
});

test.each([
  ['one consumer of a test database', {}, true],
  ['three consumers', { uses: ['reed', 'rush', 'sedge'].map((name) => ({ by: consumer(name) })) }, false],
  ['a vendor', { uses: [{ by: consumer('ferryman', { kind: 'vendor' }) }] }, false],
  ['two environments', { credential: { reach: PUBLIC, environments: ['staging', 'test'] } }, false],
  ['an administrator', { credential: { reach: PUBLIC, privilege: { value: 'admin', because } } }, false],
  ['nobody', { uses: [] }, false],
] as const)('low risk: %s', (_, more, lowRisk) => {
  const says = { acceptance: 'dual-valid', slots: 2 } as const;
  expect(advise(says, { credential: { reach: PUBLIC }, ...more })?.lowRisk).toBe(lowRisk);
});

test('a wrapping key is never a matter of a restart', () => {
  expect(advise({ acceptance: 'wrapping-key' }, { credential: { reach: PUBLIC } })?.lowRisk).toBe(false);
});

test('advice and runbook tell of a pattern in the same words', () => {
  expect(PATTERNS.map(({ id }) => id).sort()).toEqual([...ACCEPTANCES].sort());
  for (const pattern of PATTERNS) expect(pattern).toMatchObject(PATTERN_WORDS[pattern.id]);
});
