/** Split advice: which line is taken, what is never cut apart, and that no part is worse than the whole. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { communitiesOf } from '../../analyzer/src/advice/communities.ts';
import { adviseSplits } from '../../analyzer/src/advice/split.ts';
import { toWire } from '../../analyzer/src/wire/inventory.ts';
import {
  because,
  CREDENTIAL,
  consumer,
  knowledge,
  layersOf,
  line,
  path,
  type UseSpec,
  type Weir,
} from '../judging/estate.ts';
import { tearoom } from '../wire/tearoom.ts';

const KINDS = ['service', 'cron', 'vendor'] as const;

/** Wide: customer data behind one administrator's value. */
const WIDE = {
  privilege: { value: 'admin', because },
  reach: { value: 'customer-data', because },
} as const;

function use(name: string, owner: string | null, says: Partial<UseSpec['by']> = {}): UseSpec {
  return { by: consumer(name, { owner, instances: { min: 20, max: 20, declared: true }, ...says }) };
}

function advise(uses: readonly UseSpec[], more: Partial<Weir> = {}) {
  return adviseSplits(layersOf({ uses, credential: WIDE, ...more }), knowledge).get(CREDENTIAL) ?? null;
}

const HERONRY = ['egret', 'bittern', 'egret', 'bittern'].map((owner, index) => use(`wader-${index}`, owner));

test('two unrelated owners are the first line to cut along', () => {
  const split = advise(HERONRY);
  expect(split).toMatchObject({ axis: 'owner', parts: 2 });
  const whole = layersOf({ uses: HERONRY, credential: WIDE }).radii.get(CREDENTIAL);
  // Unrelated owners shared one identity: ten points that no part has.
  expect(split?.worst.scope).toBeLessThan((whole?.scope.score ?? 0) - 10);
  expect(split?.worst.rollout).toBeLessThan(whole?.rollout.score ?? 0);
});

test('nobody is cut along owners that are not named', () => {
  expect(advise([...HERONRY, use('stray', null)])?.axis).not.toBe('owner');
});

test('work of other kinds, and regions, are lines too', () => {
  const one = KINDS.flatMap((kind) => ['a', 'b'].map((name) => use(`${kind}-${name}`, 'egret', { kind })));
  expect(advise(one)).toMatchObject({ axis: 'job', parts: 3 });
  const cluster = (name: string, region: string) => ({
    ...{ name, environment: null, region, paths: [], controllers: [], nodes: null, at: line(3), within: '' },
  });
  const clusters = [cluster('fen', 'north'), cluster('mere', 'north'), cluster('broad', 'east')];
  const fleets = { fen: 'abcde', mere: 'abcde', broad: 'abcdefghij' };
  const placed = Object.entries(fleets).flatMap(([name, of]) =>
    [...of].map((one) => use(`${name}-${one}`, 'egret', { cluster: name })),
  );
  expect(advise(placed, { configuration: { clusters } })).toMatchObject({ axis: 'region', parts: 2 });
});

test('what nobody shares widely is left whole', () => {
  expect(advise([use('lonely', 'egret')])).toBeNull();
  expect(advise(HERONRY, { credential: { reach: { value: 'development', because } } })).toBeNull();
});

test('more parts than people can keep are no split', () => {
  const many = Array.from({ length: 26 }, (_, index) => use(`wader-${index}`, `team-${index % 13}`));
  expect(advise(many)?.axis).not.toBe('owner');
  expect(advise(many.slice(0, 24).map((one, index) => use(one.by.name, `team-${index % 12}`)))?.axis).toBe('owner');
});

test('who accepts it is never cut from who presents it', () => {
  expect(advise(HERONRY.map((one, index) => (index === 0 ? { ...one, role: 'accepts' } : one)))).toBeNull();
});

test('a dashboard and a backup only read: the privilege that is really used is a line too', () => {
  const uses = [
    use('gauge', null, { kind: 'dashboard' }),
    use('chest', null, { kind: 'backup' }),
    use('mill', 'egret'),
    use('tide', 'egret', { kind: 'cron' }),
  ];
  const split = advise(uses);
  expect(split).toMatchObject({ axis: 'privilege', parts: 2 });
  const [admin, readers] = split?.partition ?? [];
  expect([admin?.name, readers?.name]).toEqual(['admin', 'read-only']);
  expect(readers?.scope).toBeLessThan(admin?.scope ?? 0);
});

test('a partition names every consumer once, with both radii of each part', () => {
  const split = advise(HERONRY);
  expect(split?.partition.map(({ name, consumers }) => [name, consumers])).toEqual([
    ['bittern', ['consumer:wader-1', 'consumer:wader-3']],
    ['egret', ['consumer:wader-0', 'consumer:wader-2']],
  ]);
  expect(split?.worst.scope).toBe(Math.max(...(split?.partition.map(({ scope }) => scope) ?? [])));
});

test('two crowds with one go-between are two communities, the same whatever the order', () => {
  const crowd = (nest: string, names: string) =>
    [...names].map((name) => path({ by: consumer(name), carriers: ['carrier:store', `carrier:${nest}`] }));
  const between = path({ by: consumer('a'), carriers: ['carrier:store', 'carrier:west'] });
  const paths = [...crowd('east', 'abcde'), ...crowd('west', 'vwxyz'), between];
  const groups = communitiesOf(paths);
  expect(new Set(['a', 'b', 'c', 'd', 'e'].map((name) => groups.get(`consumer:${name}`))).size).toBe(1);
  expect(new Set(['v', 'w', 'x', 'y', 'z'].map((name) => groups.get(`consumer:${name}`))).size).toBe(1);
  expect(groups.get('consumer:b')).not.toBe(groups.get('consumer:v'));
  expect([...communitiesOf(paths.toReversed())].sort()).toEqual([...groups].sort());
});

test('the advice travels in the inventory, and is absent where nobody asked', () => {
  const split = { axis: 'owner', parts: 2, worst: { scope: 41.5, rollout: 7 } };
  const [first] = toWire(tearoom).credentials;
  expect(first?.split).toBeNull();
  const advice = { patterns: new Map(), improvements: new Map(), splits: new Map([[first?.id ?? '', split]]) };
  expect(toWire(tearoom, advice).credentials[0]?.split).toEqual(split);
});

test('no part is worse than the whole', () => {
  const one = fc.record({
    owner: fc.constantFrom('egret', 'bittern', null),
    kind: fc.constantFrom(...KINDS),
    cluster: fc.constantFrom('fen', 'broad'),
  });
  fc.assert(
    fc.property(fc.array(one, { minLength: 2, maxLength: 8 }), (drawn) => {
      const uses = drawn.map(({ owner, kind, cluster }, index) => use(`wader-${index}`, owner, { kind, cluster }));
      const split = advise(uses);
      const whole = layersOf({ uses, credential: WIDE }).radii.get(CREDENTIAL);
      if (!split || !whole) return;
      expect(split.worst.scope).toBeLessThanOrEqual(whole.scope.score);
      expect(split.worst.rollout).toBeLessThanOrEqual(whole.rollout.score);
    }),
    { seed: 1886, numRuns: 60 },
  );
});
