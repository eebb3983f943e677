/** Replacing every instance, by strategy. */
import { expect, test } from 'vitest';
import { timeline } from '../../analyzer/src/convergence/whatif.ts';
import type { Lifecycle } from '../../analyzer/src/model/fact.ts';
import { type ConsumerSpec, CREDENTIAL, consumerId, estateOf } from './estate.ts';

const EVERY = 120;

function restarted(lifecycle: Partial<Lifecycle>, more: Partial<ConsumerSpec> = {}) {
  const consumer: ConsumerSpec = { name: 'dory', mode: 'restart-on-change', instances: 10, lifecycle, ...more };
  return estateOf({ berths: { slip: { every: EVERY } }, consumers: [consumer] });
}

test.each<[string, Partial<Lifecycle>, number]>([
  // 25 % of 10: three more, two fewer: five at a time.
  ['rolling with the defaults', { startup: 20 }, 2 * 20 + 30],
  ['surge rounds up, unavailable down', { startup: 20, maxSurge: '11%', maxUnavailable: '19%' }, 4 * 20 + 30],
  ['numbers as they stand', { startup: 20, minReady: 5, maxSurge: '1', maxUnavailable: '0' }, 10 * 25 + 30],
  ['no surge: each place waits for the old one to go', { startup: 20, maxSurge: '0', maxUnavailable: '1' }, 10 * 50],
  ['neither, which no cluster accepts: one at a time', { startup: 20, maxSurge: '0', maxUnavailable: '0' }, 10 * 50],
  ['recreate', { startup: 20, strategy: 'recreate' }, 50],
  ['ordered', { startup: 20, strategy: 'ordered' }, 10 * 50],
  ['per node, three at once', { startup: 20, strategy: 'per-node', maxUnavailable: '3' }, 4 * 50],
])('%s', (_, lifecycle, campaign) => {
  expect(restarted(lifecycle).convergence.automatic.settled.bound).toBe(EVERY + campaign);
});

test.each<[string, Partial<Lifecycle>, string]>([
  ['start-up not told', {}, 'start-up-unknown'],
  ['on delete', { strategy: 'on-delete', startup: 20 }, 'replaced-on-delete-only'],
  ['paused', { strategy: 'paused', startup: 20 }, 'rollout-paused'],
  ['partition', { strategy: 'partition', startup: 20 }, 'partition-keeps-old'],
])('%s has no bound', (_, lifecycle, reason) => {
  const { automatic } = restarted(lifecycle).consumer('dory');
  expect(automatic.adopted).toMatchObject({ bound: null, p50: null, reason, conditionalBound: EVERY });
});

test('a DaemonSet takes the nodes declared for its cluster, and waits for no guess without them', () => {
  const consumer: ConsumerSpec = {
    name: 'dory',
    mode: 'restart-on-change',
    instances: null,
    lifecycle: { strategy: 'per-node', startup: 15 },
  };
  const berths = { slip: { every: EVERY } };
  expect(estateOf({ berths, consumers: [consumer], nodes: 7 }).convergence.automatic.adopted.bound).toBe(
    EVERY + 7 * 45,
  );
  expect(estateOf({ berths, consumers: [consumer] }).consumer('dory').automatic.adopted.reason).toBe(
    'instance-count-unknown',
  );
});

test('recreate serves nobody for a while, and the plan says so', () => {
  const { convergence } = restarted({ strategy: 'recreate', startup: 20 });
  expect(convergence.revocation.outages).toEqual([{ consumer: consumerId('dory'), from: 0, to: EVERY + 50 }]);
});

test('an annotation whose controller nobody has seen is a hope with a figure', () => {
  const { convergence, consumer } = restarted({ startup: 20 }, { intent: true, takes: 240 });
  expect(consumer('dory').automatic.adopted).toMatchObject({
    bound: null,
    reason: 'controller-not-seen',
    conditionalBound: EVERY + 70,
  });
  expect(convergence.neverWithoutAction).toEqual([consumerId('dory')]);
  expect(convergence.withActions.settled.bound).toBe(EVERY + 240);
});

test('workloads restarted for one Secret queue', () => {
  const dory: ConsumerSpec = {
    name: 'dory',
    mode: 'restart-on-change',
    instances: 4,
    lifecycle: { startup: 20, grace: 10 },
  };
  const { consumer } = estateOf({
    berths: { slip: { every: EVERY } },
    consumers: [dory, { ...dory, name: 'punt', lifecycle: { startup: 35, grace: 10 } }],
  });
  // Two at a time: 2 × 20 + 10 and 2 × 35 + 10.
  expect(consumer('dory').automatic.adopted.bound).toBe(EVERY + 50 + 80);
});

test('in the middle of a campaign half of the instances are there', () => {
  const { graph, timing } = estateOf({
    consumers: [
      {
        name: 'dory',
        mode: 'restart-on-change',
        instances: 10,
        lifecycle: { startup: 30, grace: 0, maxSurge: '1', maxUnavailable: '0' },
      },
    ],
  });
  const [half] = timeline(graph, timing, CREDENTIAL, [151]);
  expect(half?.adopted.instances).toBeCloseTo(0.5, 9);
  expect(half?.adopted.consumers).toBe(0);
});
