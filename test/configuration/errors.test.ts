/** Every error names place and expectation, never repeats a value, and costs only its entry. */
import { describe, expect, it } from 'vitest';
import { nearest } from '../../analyzer/src/configuration/nearest.ts';
import { complaints, declare } from './declare.ts';

describe('errors of keyturn.yaml', () => {
  it.each([
    ['clustrs: []', '1:1 unknown key clustrs; did you mean clusters?'],
    ['version: 2', '1:10 version: expected 1, the version this Keyturn reads, found a number'],
    ['clusters: fog', '1:11 clusters: expected a list, each item a cluster with a name, found other text'],
    ['clusters: [{ nam: fog }]', '1:14 clusters[0]: unknown key nam; did you mean name?'],
    ['consumers: [{ name: a, kind: robot, uses: [b] }]', /^1:30 consumers\[0\]\.kind: expected one of service, worker/],
    ['consumers: [{ name: a, kind: job, uses: [] }]', /^1:41 consumers\[0\]\.uses: expected at least one credential$/],
    ['consumers: [{ name: a, kind: job }]', /^1:13 consumers\[0\]\.uses: expected a list.*, found nothing$/],
    [
      'overrides: [{ consumer: x, interval: 5 }]',
      /interval: expected a duration such as PT15M or 1h30m, found a number/,
    ],
    ['overrides: [{ consumer: x, interval: P1Y }]', /interval: expected a duration/],
    ['overrides: [{ consumer: x, jitter: 1.5 }]', /jitter: expected a number from 0 to 1/],
    ['overrides: [{ consumer: x, schedule: soon }]', /schedule: expected a cron schedule of five fields/],
    ['overrides: [{ consumer: x, instances: -1 }]', /instances: expected a whole number from 0/],
    ['credentials: [{ match: {} }]', /match: expected exactly one of id, item/],
    ['credentials: [{ match: { id: a, secret: b } }]', /match: expected exactly one of id, item/],
    ['credentials: [{ match: { secret: b, property: c } }]', /match: expected item beside property/],
    ['credentials: [{ match: { id: b, key: c } }]', /match: expected secret or file beside key/],
    ['credentials: [{ match: { file: ../b.env } }]', /file: expected a path inside the folder of this file/],
    ['files: { exclude: ["!kept/**"] }', /exclude\[0\]: expected a glob inside the folder/],
    ['credentials: [{ match: { id: a }, lastRotated: 2026-02-30 }]', /lastRotated: expected a date/],
    ['delays: [{ row: a, delay: { kind: uniform, min: 2m, max: 1m } }]', /delay: expected min not above max/],
    ['delays: [{ row: a, delay: { kind: fixed, max: 1m } }]', /delay: expected kind fixed with at, and nothing else/],
    ['technologies: [{ id: a }]', /technologies\[0\]: expected code or resource, or both/],
    ['related: [[keepers]]', /related\[0\]: expected at least two teams/],
    ['ignore: [{ rule: x }]', /ignore\[0\]\.reason: expected text, found nothing/],
    ['files: { maxSize: huge }', /files\.maxSize: expected a size such as 2MiB/],
    ['environments: { prd: { reach: everything } }', /reach: expected one of customer-data/],
    ['[1, 2]', '1:1 expected the keys of keyturn.yaml, found a list'],
    ['version: 1\n---\nversion: 1', '3:1 expected one document in the file'],
  ])('%s', (text, expected) => {
    const said = complaints(text);
    expect(said).toContainEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
  });

  it('cost only the entry they stand in', () => {
    const { configuration, errors } = declare(`consumers:
  - { name: bell, kind: job, uses: [a], refresh: sometimes }
  - { name: buoy, kind: job, uses: [a] }
thresholds: { maxMechanisms: none, lowFrequency: PT2H }
`);
    expect(configuration.consumers.map(({ name }) => name)).toEqual(['buoy']);
    expect(configuration.thresholds).toEqual({ maxRolloutRadius: null, maxMechanisms: 3, lowFrequency: 7200 });
    expect(errors).toHaveLength(2);
  });

  it('never repeat what was written', () => {
    const canary = 'kt-canary-Zq81xLr0VbW72mNc';
    const text = `version: ${canary}
${canary}: 1
clusters: ${canary}
consumers: [{ name: a, kind: ${canary}, uses: ${canary} }]
overrides: [{ consumer: a, interval: ${canary}, ${canary}: 1, action: [${canary}] }]
files: { maxSize: ${canary} }
environments: { ${canary}: ${canary} }
`;
    const said = complaints(text);
    expect(said.length).toBeGreaterThan(8);
    expect(said.join('\n')).not.toContain('canary');
  });

  it.each([
    [
      'an alias bomb',
      `a: &a [x,x,x,x,x,x,x,x]\n${'bcdefgh'
        .split('')
        .map((n, i) => `${n}: &${n} [${Array(8).fill(`*${'abcdefg'[i]}`)}]`)
        .join('\n')}\nclusters: *h`,
    ],
    ['deep nesting', `clusters: ${'['.repeat(3000)}`],
    ['prototype keys', '__proto__: { a: 1 }\nconstructor: 2\noverrides: [{ consumer: x, toString: 1 }]'],
    ['broken text', 'clusters: [\n\t}{'],
    ['binary', '\u0000\u0001\u{feff}'],
  ])('survive %s', (_, text) => {
    const { configuration, errors } = declare(text);
    expect(errors.length).toBeGreaterThan(0);
    expect(configuration.clusters).toEqual([]);
  });
});

describe('nearest', () => {
  const keys = ['refresh', 'interval', 'instances', 'connectionLifetime', 'owner', 'role'];
  it.each([
    ['refersh', 'refresh'],
    ['Interval', 'interval'],
    ['conectionLifeTime', 'connectionLifetime'],
    ['rol', 'role'],
    ['ownr', 'owner'],
    ['lighthouse', null],
    ['x', null],
    ['', null],
  ])('%s → %s', (word, expected) => expect(nearest(word, keys)).toBe(expected));
});
