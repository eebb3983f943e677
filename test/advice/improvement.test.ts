/** Improvement advice: each change measured anew with its figures before and after, and nothing that mends nothing. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adviseImprovements, type Improvement } from '../../analyzer/src/advice/improvement.ts';
import { cutParts, figuresOf } from '../../analyzer/src/advice/part.ts';
import type { Consumer, Credential } from '../../analyzer/src/model/graph.ts';
import type { Layers } from '../../analyzer/src/model/inventory.ts';
import {
  because,
  CREDENTIAL,
  carrier,
  consumer,
  derivation,
  knowledge,
  layersOf,
  read,
  TIDAL,
  type UseSpec,
  type Weir,
} from '../judging/estate.ts';

const SYNCED = ['carrier:store', 'carrier:nest'] as const;
const CARRIERS = [carrier('carrier:store', { type: 'external-store' }), carrier('carrier:nest')];

function advise(weir: Weir): readonly Improvement[] {
  return adviseImprovements(layersOf({ carriers: CARRIERS, ...weir }), knowledge).get(CREDENTIAL) ?? [];
}

/** Filled from the store every `every` seconds. */
function use(by: Consumer, every = 30, more: Partial<UseSpec> = {}): UseSpec {
  return { by, carriers: SYNCED, derivations: [derivation(...SYNCED, { interval: every })], ...more };
}
const polling = (name: string, every: number) =>
  consumer(name, { overrides: { refresh: { mode: 'poll', because }, interval: { value: every, because } } });
const pool = (name: string, lifetime: number | null, row: string | null = null) =>
  ({ consumer: `consumer:${name}`, credential: null, container: null, row, lifetime, because }) as const;
const does = (found: readonly Improvement[]) => found.map((one) => one.does);

test('a slow sync, a slow look and a long-lived pool each have their price', () => {
  const found = advise({ uses: [use(polling('dipper', 300), 600)], graph: { connections: [pool('dipper', 1800)] } });
  expect(found.map(({ does: what, costs, before, after }) => [what, costs, before.settled, after.settled])).toEqual([
    ['retire connections after 10 min', 'setting', 2700, 1500],
    ['sync the store every 30 s', 'setting', 2700, 2130],
    ['look for a new value every 60 s', 'setting', 2700, 2460],
  ]);
  for (const { consumers, before, after } of found) {
    expect(consumers).toEqual(['consumer:dipper']);
    expect([after.scope, after.rollout]).toEqual([before.scope, before.rollout]);
  }
});

test('what is short already is left alone', () => {
  expect(advise({ uses: [use(polling('dipper', 60))], graph: { connections: [pool('dipper', 600)] } })).toEqual([]);
});

test('a workload that keeps the old value gets a restart trigger; one with a trigger needs its controller', () => {
  const [trigger] = advise({ uses: [use(consumer('coot'))] });
  expect(trigger).toMatchObject({
    does: 'restart them when the value changes',
    before: { stuck: 1 },
    after: { stuck: 0 },
  });
  expect(trigger?.after.rollout).toBeLessThan(trigger?.before.rollout ?? 0);
  const unseen = { consumer: 'consumer:coot', row: 'reloader-auto', watches: new Set(['carrier:nest']), because };
  const [controller] = advise({
    uses: [use(consumer('coot'))],
    graph: { triggers: [{ ...unseen, controllerSeen: false }] },
  });
  expect(controller?.does).toMatch(/^deploy the controller/);
  expect(controller?.costs).toBe('setting');
});

test('a Compose service gets no trigger that only Kubernetes has, and neither does a vendor', () => {
  expect(does(advise({ uses: [use(consumer('grebe', { objectKind: 'compose-service' }))] }))).toEqual([]);
  expect(does(advise({ uses: [use(consumer('ferryman', { kind: 'vendor', objectKind: 'declared' }))] }))).toEqual([]);
});

test('a subPath is dropped where the code reads again, and told apart from code that has to learn it', () => {
  const stages = { observes: true, validates: null, swaps: true, drains: null };
  const subPath = { form: 'sub-path', row: 'k8s-secret-subpath', path: '/etc/weir/plume' } as const;
  const reads = [read({ moment: 'watch', stages })];
  const known = advise({ uses: [use(consumer('crake'), 30, { delivery: subPath, reads })] });
  expect(does(known)).toContain('mount the directory instead of a subPath: the code already reads the file again');
  const unread = advise({ uses: [use(consumer('crake'), 30, { delivery: subPath })] });
  expect(unread.find(({ costs }) => costs === 'code')).toMatchObject({
    does: 'mount the directory instead of a subPath, and read the file again when it changes',
    before: { stuck: 1 },
    after: { stuck: 0 },
  });
});

test('a client that keeps what it was built with is rebuilt', () => {
  const stages = { observes: true, validates: null, swaps: false, drains: null };
  const mount = { form: 'volume', row: 'k8s-secret-volume' } as const;
  const found = advise({ uses: [use(consumer('snipe'), 30, { delivery: mount, reads: [read({ stages })] })] });
  expect(found.find(({ costs }) => costs === 'code')).toMatchObject({
    does: 'rebuild the client when the value changes',
    before: { stuck: 1 },
    after: { stuck: 0 },
  });
});

test('jobs and the largest service get accounts of their own, which shrink what stays', () => {
  const service = (name: string, instances: number) =>
    consumer(name, { owner: name, instances: { min: instances, max: instances, declared: true } });
  const log = consumer('logbook', { kind: 'cron', objectKind: 'CronJob', freshProcess: true, schedules: [TIDAL] });
  const found = advise({ uses: [service('teal', 40), service('smew', 3), log].map((by) => use(by)) });
  const accounts = found.filter(({ costs }) => costs === 'account');
  expect(accounts.map(({ does: what, consumers }) => [what, consumers])).toEqual([
    ['give the largest service an account of its own', ['consumer:teal']],
    ['give what works in runs an account of its own', ['consumer:logbook']],
  ]);
  for (const { before, after } of accounts) expect(after.rollout).toBeLessThan(before.rollout);
});

test('who accepts it is never sent away from who presents it', () => {
  const log = consumer('logbook', { kind: 'cron', objectKind: 'CronJob', freshProcess: true, schedules: [TIDAL] });
  const uses = [use(log, 30, { role: 'accepts' }), ...['teal', 'smew', 'coot'].map((name) => use(consumer(name)))];
  expect(does(advise({ uses }))).not.toContain('give what works in runs an account of its own');
});

test('the cheapest comes first', () => {
  const uses = [
    use(polling('dipper', 300), 600),
    ...['teal', 'smew', 'coot'].map((name) => use(consumer(name, { owner: name }), 600)),
  ];
  const costs = advise({ uses, graph: { connections: [pool('dipper', 1800)] } }).map((one) => one.costs);
  const order = ['setting', 'manifest', 'code', 'account'];
  expect(costs).toEqual(costs.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)));
  expect(new Set(costs).size).toBeGreaterThan(2);
});

const drawn = fc.array(
  fc.record({
    mode: fc.constantFrom('poll', 'watch', 'startup', 'unknown', 'manual', 'sub-path', 'run', 'intent'),
    every: fc.integer({ min: 1, max: 4000 }),
    lifetime: fc.option(fc.integer({ min: 0, max: 4000 })),
    owner: fc.constantFrom('egret', 'bittern', null),
    instances: fc.integer({ min: 1, max: 60 }),
  }),
  { minLength: 1, maxLength: 5 },
);

function fleetOf(
  fleet: ReadonlyArray<{
    readonly mode: string;
    readonly every: number;
    readonly lifetime: number | null;
    readonly owner: string | null;
    readonly instances: number;
  }>,
  sync: number,
): Layers {
  const declaredModes = new Set(['poll', 'watch', 'manual']);
  const uses = fleet.map(({ mode, every, owner, instances }, index) => {
    const overrides = declaredModes.has(mode)
      ? ({ refresh: { mode: mode as 'poll', because }, interval: { value: every, because } } as const)
      : {};
    const run = mode === 'run' ? { kind: 'cron' as const, freshProcess: true, schedules: [TIDAL] } : {};
    const count = { min: instances, max: instances, declared: true };
    const by = consumer(`wader-${index}`, { owner, instances: count, overrides, ...run });
    if (mode === 'sub-path') return use(by, sync, { delivery: { form: 'sub-path', row: 'k8s-secret-subpath' } });
    return mode === 'unknown'
      ? use(by, sync, { delivery: { form: 'volume', row: 'k8s-secret-volume' } })
      : use(by, sync);
  });
  const triggers = fleet.flatMap(({ mode }, index) =>
    mode === 'intent'
      ? [
          {
            consumer: `consumer:wader-${index}`,
            row: 'reloader-auto',
            watches: new Set(['carrier:nest']),
            controllerSeen: false,
            because,
          },
        ]
      : [],
  );
  const connections = fleet.map(({ lifetime }, index) => pool(`wader-${index}`, lifetime));
  return layersOf({ uses, carriers: CARRIERS, graph: { triggers, connections } });
}

test('no improvement makes its own figures worse, and what it starts from is what the scan says', () => {
  fc.assert(
    fc.property(drawn, fc.integer({ min: 1, max: 4000 }), (fleet, sync) => {
      const layers = fleetOf(fleet, sync);
      const credential = layers.graph.credentials.get(CREDENTIAL) as Credential;
      const whole = layers.radii.get(CREDENTIAL);
      const now = figuresOf(cutParts(layers, knowledge)(credential));
      expect([now.scope, now.rollout]).toEqual([whole?.scope.score, whole?.rollout.score]);
      for (const { costs, before, after } of adviseImprovements(layers, knowledge).get(CREDENTIAL) ?? []) {
        expect(before).toEqual(now);
        if (costs === 'account') {
          expect(after.scope).toBeLessThanOrEqual(before.scope);
          expect(after.rollout).toBeLessThanOrEqual(before.rollout);
        } else {
          expect(after.stuck).toBeLessThanOrEqual(before.stuck);
          expect(after).not.toEqual(before);
        }
      }
    }),
    { seed: 1697, numRuns: 80 },
  );
});
