/** How often to rotate, by what a leak reaches, and what that costs people. */
import { expect, test } from 'vitest';
import { dayAfter } from '../../analyzer/src/model/upkeep.ts';
import { because, CREDENTIAL, consumer, layersOf, type Weir } from '../judging/estate.ts';

const DAY = 86_400;
const upkeep = (weir: Weir) => layersOf(weir).upkeep.get(CREDENTIAL);
const action = (takes: number | null) => ({
  action: { does: 'wake the heron', takes, parallel: 'all', contact: null, because } as const,
});

test('the wider the scope the shorter the cadence', () => {
  const reaching = (privilege: 'admin' | 'read-only', reach: 'customer-data' | 'development', instances: number) =>
    upkeep({
      uses: [{ by: consumer('reed', { instances: { min: instances, max: instances, declared: true } }) }],
      credential: { privilege: { value: privilege, because }, reach: { value: reach, because } },
    })?.recommended;
  expect(reaching('admin', 'customer-data', 900)).toBe(30 * DAY);
  expect(reaching('admin', 'customer-data', 1)).toBe(90 * DAY);
  expect(reaching('read-only', 'customer-data', 4)).toBe(180 * DAY);
  expect(reaching('read-only', 'development', 1)).toBe(365 * DAY);
});

test('handwork is what its consumers need, declared or assumed, each person for themselves', () => {
  const uses = [
    { by: consumer('reed', { overrides: action(660) }) },
    { by: consumer('rush') },
    {
      by: consumer('keeper', {
        kind: 'person',
        objectKind: 'declared',
        instances: { min: 3, max: 3, declared: true },
        overrides: { refresh: { mode: 'manual', because }, ...action(120) },
      }),
    },
  ];
  const found = upkeep({ uses, credential: { cadence: 73 * DAY } });
  expect(found).toMatchObject({ minutes: 22, assumed: 5 });
  expect(found?.costs.map(({ cadence, minutesAYear }) => [cadence / DAY, minutesAYear])).toEqual([
    [365, 22],
    [180, 45],
    [90, 89],
    [73, 110],
    [30, 268],
  ]);
});

test('what takes a value by itself costs nobody anything, and what nobody uses needs no cadence', () => {
  const alone = upkeep({ uses: [{ by: consumer('reed', { overrides: { refresh: { mode: 'watch', because } } }) }] });
  expect(alone).toMatchObject({ minutes: 0, assumed: 0 });
  expect(upkeep({ uses: [] })?.recommended).toBeNull();
});

test.each([
  ['2026-08-01', 90 * DAY, '2026-10-30'],
  ['2028-02-28', 1.9 * DAY, '2028-02-29'],
  ['the day after', DAY, null],
  ['9999-12-31', 1e15, null],
])('%s and %d seconds', (day, span, due) => expect(dayAfter(day, span)).toBe(due));
