/** The logic of views and runbooks that needs no editor: grouping, filter, the record of a runbook. */
import { describe, expect, test } from 'vitest';
import { differences, readRecord } from '../../extension/src/runbook/record.ts';
import { groupCredentials, matchesFilter } from '../../extension/src/views/grouping.ts';
import type { ConsumerSummary, CredentialSummary } from '../../language-server/src/protocol.ts';

function held(name: string, about: Partial<CredentialSummary>): { readonly credential: CredentialSummary } {
  const rollout = { score: 30, band: 'moderate' as const };
  const none = { environments: [], owners: [], unowned: 0, refresh: [], kind: null, dependency: null };
  return { credential: { id: `cred:${name}`, name, rollout, ...none, ...about } as CredentialSummary };
}

describe('grouping', () => {
  const tide = held('tide', {
    environments: ['production', 'staging'],
    owners: ['quay'],
    refresh: [
      { mode: 'manual', paths: 1 },
      { mode: 'poll', paths: 9 },
    ],
  });
  const lamp = held('lamp', {
    rollout: { score: 80, band: 'critical' },
    unowned: 2,
    refresh: [{ mode: 'poll', paths: 1 }],
  });
  const keys = (by: Parameters<typeof groupCredentials>[1], order: readonly string[]) =>
    groupCredentials([tide, lamp], by, order).map(({ key, members }) => [
      key,
      members.map(({ credential }) => credential.name).join(),
    ]);

  test('by rollout radius, the worst first', () =>
    expect(keys('rollout', ['critical', 'wide', 'moderate'])).toEqual([
      ['critical', 'lamp'],
      ['moderate', 'tide'],
    ]));

  test('by environment, under each; none last', () =>
    expect(keys('environment', ['production'])).toEqual([
      ['production', 'tide'],
      ['staging', 'tide'],
      [null, 'lamp'],
    ]));

  test('by owner, and nobody where a consumer has none', () =>
    expect(keys('owner', [])).toEqual([
      ['quay', 'tide'],
      [null, 'lamp'],
    ]));

  test('by the least cooperative refresh mode', () =>
    expect(keys('refresh', ['manual', 'poll'])).toEqual([
      ['manual', 'tide'],
      ['poll', 'lamp'],
    ]));
});

test('a filter asks for every word, in names, owners, modes and consumers', () => {
  const { credential } = held('tide', { owners: ['quay'], refresh: [{ mode: 'startup', paths: 1 }] });
  const consumers = [{ name: 'Ferry-Board' }] as unknown as ConsumerSummary[];
  for (const words of ['tide', 'QUAY startup', 'ferry', ''])
    expect(matchesFilter(credential, consumers, words)).toBe(true);
  for (const words of ['tide lamp', 'poll']) expect(matchesFilter(credential, consumers, words)).toBe(false);
});

describe('the record of a runbook', () => {
  const record = (facts: object, digest = 'aa') =>
    `# Plan\n<!-- keyturn-runbook: ${JSON.stringify({ credential: 'cred:tide', digest, facts })} -->\n`;

  test('is read back, and says what changed', () => {
    const then = readRecord(
      record([
        { about: 'ferry', says: '2' },
        { about: 'quay', says: '1' },
      ]),
    );
    const now = readRecord(
      record(
        [
          { about: 'ferry', says: '3' },
          { about: 'quay', says: '1' },
          { about: 'tug', says: '1' },
        ],
        'bb',
      ),
    );
    expect(then?.credential).toBe('cred:tide');
    expect(then && now && differences(then, now)).toEqual(['ferry', 'tug']);
  });

  test.each([
    'no record',
    '<!-- keyturn-runbook: {broken -->',
    '<!-- keyturn-runbook: [] -->',
    '<!-- keyturn-runbook: {"credential":1} -->',
    '<!-- keyturn-runbook:',
  ])('of %j is none', (text) => expect(readRecord(text)).toBeNull());
});
