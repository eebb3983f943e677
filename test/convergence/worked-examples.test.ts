/** The eight worked examples of design section 6: the figures it states must come out of this engine. */
import { describe, expect, test } from 'vitest';
import { staleShareAt, timeline } from '../../analyzer/src/convergence/whatif.ts';
import { type ConsumerSpec, CREDENTIAL, consumerId, type EstateSpec, estateOf, only } from './estate.ts';

const MINUTE = 60;
const minutes = (seconds: number | null) => (seconds === null ? Number.NaN : seconds / MINUTE);
const percent = (share: number | undefined) => (share ?? Number.NaN) * 100;

function fleet(count: number, name: string, spec: Omit<ConsumerSpec, 'name'>): readonly ConsumerSpec[] {
  return Array.from({ length: count }, (_, index) => ({ ...spec, name: `${name}-${index}` }));
}

describe('1 small: six services and an hourly job', () => {
  const services = [8, 8, 6, 6, 6, 6].map(
    (instances, index): ConsumerSpec => ({
      name: `ferry-${index}`,
      mode: 'poll',
      interval: 300,
      mounted: true,
      instances,
      connections: 10,
      lifetime: 1800,
    }),
  );
  const spec: EstateSpec = {
    berths: { pier: { every: 60 } },
    delays: { 'k8s-secret-volume': { kind: 'uniform', min: 0, max: 60 } },
    consumers: [...services, { name: 'logbook', mode: 'scheduled', kind: 'cron', cron: '0 * * * *', run: 540 }],
  };
  const names = services.map(({ name }) => name);

  test('services are settled at 37 min, at the median at 35.3', () => {
    const { automatic } = only(spec, ...names);
    expect(minutes(automatic.adopted.bound)).toBe(7);
    expect(minutes(automatic.settled.bound)).toBe(37);
    expect(Math.abs(minutes(automatic.settled.p50) - 35.3)).toBeLessThan(0.1);
    expect(Math.abs(minutes(automatic.settled.p99) - 36.4)).toBeLessThan(0.1);
  });

  test('the job starts by 61 min, at the median at 30.5', () => {
    const { automatic } = only(spec, 'logbook');
    expect(minutes(automatic.adopted.bound)).toBe(61);
    expect(Math.abs(minutes(automatic.adopted.p50) - 30.5)).toBeLessThan(0.1);
    expect(Math.abs(minutes(automatic.adopted.p99) - 59.9)).toBeLessThan(0.1);
  });

  test('the credential is confirmed at 61 min and the run', () => {
    const { convergence } = estateOf(spec);
    expect(minutes(convergence.automatic.confirmed.bound)).toBe(61 + 9);
    expect(convergence.slowest).toBe(consumerId('logbook'));
    expect(minutes(convergence.overlapMinimum)).toBe(61);
    expect(convergence.numericError).toBeLessThan(0.01);
  });
});

describe('2 redis-team: one worker and three people need a hand', () => {
  const spec: EstateSpec = {
    berths: { pier: { every: 60 } },
    consumers: [
      { name: 'tide-api', mode: 'poll', interval: 60, instances: 6, connections: 10, lifetime: 300 },
      { name: 'tide-worker', mode: 'startup', kind: 'worker', instances: 2, takes: 180 },
      {
        name: 'tide-table',
        mode: 'manual',
        kind: 'person',
        objectKind: 'declared',
        instances: 3,
        reads: [],
        takes: 600,
      },
    ],
  };
  const { convergence, consumer } = estateOf(spec);

  test('nothing converges by itself, and the figure says who', () => {
    expect(convergence.automatic.settled.bound).toBeNull();
    expect(convergence.automatic.settled.reason).toBe('tide-table: changed-by-hand, tide-worker: restart-by-hand');
    expect(convergence.neverWithoutAction).toEqual([consumerId('tide-table'), consumerId('tide-worker')]);
  });

  test('with the actions it is settled at 10 min', () => {
    expect(minutes(consumer('tide-api').automatic.settled.bound)).toBe(7);
    expect(minutes(consumer('tide-worker').withActions.adopted.bound)).toBe(1 + 3);
    expect(minutes(convergence.withActions.settled.bound)).toBe(10);
    expect(convergence.slowest).toBe(consumerId('tide-table'));
    expect(minutes(convergence.overlapMinimum)).toBe(10);
  });
});

describe('3 shared-postgres: three regions, restart-only services and a vendor', () => {
  const regions = ['north', 'south', 'west'];
  const spec: EstateSpec = {
    berths: { north: { every: 60 }, south: { every: 60 }, west: { every: 60 } },
    consumers: [
      ...fleet(35, 'ketch', { mode: 'poll', interval: 600, instances: 33, connections: 10, lifetime: 3600 }).map(
        (ketch, index) => ({ ...ketch, reads: [regions[index % 3] ?? 'north'] }),
      ),
      ...fleet(3, 'hulk', { mode: 'startup', instances: 31, takes: 900 }),
      ...fleet(11, 'bell', { mode: 'scheduled', kind: 'cron', cron: '17 4 * * 0' }),
      { name: 'pilot-guild', mode: 'manual', kind: 'vendor', objectKind: 'declared', reads: [], takes: 14_400 },
    ],
  };

  test('three hulks and the vendor need a hand; the weekly bell is the slowest', () => {
    const { convergence } = estateOf(spec);
    expect(convergence.neverWithoutAction).toEqual(['hulk-0', 'hulk-1', 'hulk-2', 'pilot-guild'].map(consumerId));
    expect(convergence.slowest).toBe(consumerId('bell-0'));
    expect(convergence.withActions.settled.bound).toBe(7 * 86_400 + 60);
    expect(convergence.revocation.verdict).toBe('partial');
  });
});

describe('4 early revocation, at 5 min', () => {
  const { graph, timing } = estateOf({
    berths: { pier: { every: 60 } },
    consumers: [{ name: 'cutter', mode: 'poll', interval: 600, instances: 120, connections: 10, lifetime: 1800 }],
  });
  const [share] = staleShareAt(graph, timing, CREDENTIAL, 5 * MINUTE);

  test('55 % of instances are stale and the graph stays green', () => {
    expect(Math.abs(percent(share?.instances) - 55)).toBeLessThan(0.1);
    expect(Math.abs(percent(share?.failingConnections) - 5.06)).toBeLessThan(0.05);
    expect(Math.abs(percent(share?.failingInstances) - 31)).toBeLessThan(0.5);
    expect(share?.fails).toBe('next-connection');
  });
});

describe('5 batch and restart-only, revoked at 15 min', () => {
  const { graph, timing } = estateOf({
    berths: { pier: { every: 60 } },
    consumers: [
      { name: 'gauge', mode: 'poll', interval: 900, instances: 10 },
      { name: 'buoy', mode: 'startup' },
      { name: 'crane', mode: 'startup' },
      { name: 'flag', mode: 'per-call', reads: [] },
    ],
    dependency: { sessionClass: 'per-request' },
  });
  const shares = staleShareAt(graph, timing, CREDENTIAL, 15 * MINUTE);
  const of = (name: string) => shares.find(({ consumer }) => consumer === consumerId(name));

  test('exactly the poller and the two restart-only consumers are named', () => {
    expect(shares.map(({ consumer }) => consumer)).toEqual(['buoy', 'crane', 'gauge'].map(consumerId));
    expect(of('buoy')).toMatchObject({ instances: 1, anyInstance: 1 });
  });

  test('3.3 % of pollers, 27.5 % that one of ten: they share the sync', () => {
    expect(Math.abs(percent(of('gauge')?.instances) - 3.33)).toBeLessThan(0.05);
    expect(Math.abs(percent(of('gauge')?.anyInstance) - 27.5)).toBeLessThan(0.1);
  });
});

describe('6 large: three regions, pollers with jitter and many that wait', () => {
  const regions = ['north', 'south', 'west'];
  const pollers = fleet(55, 'sloop', {
    mode: 'poll',
    interval: 120,
    jitter: 0.2,
    instances: 30,
    connections: 10,
    lifetime: 1800,
  }).map((sloop, index) => ({ ...sloop, reads: [regions[index % 3] ?? 'north'] }));
  const spec: EstateSpec = {
    berths: { north: {}, south: {}, west: {} },
    delays: { 'eso-refresh-interval': { kind: 'uniform', min: 45, max: 120 } },
    consumers: [
      ...pollers,
      ...fleet(2, 'barge', { mode: 'startup', instances: 75 }),
      ...fleet(3, 'agent', { mode: 'manual', kind: 'vendor', objectKind: 'declared', reads: [] }),
    ],
  };

  test('pollers are adopted at 4.4 and settled at 34.4 min', () => {
    const { automatic } = only(spec, ...pollers.map(({ name }) => name));
    expect(minutes(automatic.adopted.bound)).toBeCloseTo(4.4, 9);
    expect(minutes(automatic.settled.bound)).toBeCloseTo(34.4, 9);
    expect(minutes(automatic.settled.p50)).toBeGreaterThan(33);
  });

  test('the rest is null until acted on, and an undeclared duration stays unknown', () => {
    const { convergence, consumer } = estateOf(spec);
    expect(convergence.automatic.adopted.bound).toBeNull();
    expect(convergence.neverWithoutAction).toHaveLength(5);
    expect(consumer('barge-1').withActions.adopted).toMatchObject({
      bound: null,
      reason: 'action-duration-unknown',
      conditionalBound: 120,
    });
    expect(consumer('barge-1').action?.does).toBe('restart the Deployment');
  });
});

describe('7 window: generous for three services, fiction for three hundred', () => {
  const small: EstateSpec = {
    berths: { pier: { every: 60 } },
    consumers: fleet(3, 'skiff', { mode: 'poll', interval: 60, instances: 4, connections: 10, lifetime: 300 }),
  };
  const large: EstateSpec = {
    berths: { pier: { every: 60 } },
    consumers: [
      ...fleet(300, 'lugger', { mode: 'poll', interval: 300, instances: 4, connections: 10, lifetime: 2700 }),
      { name: 'muster', mode: 'scheduled', kind: 'cron', cron: '0 * * * *' },
    ],
  };

  test('settled at 7 and 51 min, the job at 61', () => {
    const { convergence, consumer } = estateOf(large);
    expect(minutes(estateOf(small).convergence.automatic.settled.bound)).toBe(7);
    expect(minutes(consumer('lugger-17').automatic.settled.bound)).toBe(51);
    expect(minutes(convergence.automatic.settled.bound)).toBe(61);
  });

  test('at 15 min 73.3 % of the connections and 75.8 % of the job phases remain', () => {
    const { graph, timing } = estateOf(large);
    const shares = staleShareAt(graph, timing, CREDENTIAL, 15 * MINUTE);
    const lugger = shares.find(({ consumer }) => consumer === consumerId('lugger-17'));
    const muster = shares.find(({ consumer }) => consumer === consumerId('muster'));
    expect(Math.abs(percent(lugger?.connections) - 73.3)).toBeLessThan(0.1);
    expect(Math.abs(percent(muster?.instances) - 75.8)).toBeLessThan(0.1);
    expect(muster?.fails).toBe('next-run');
    expect(staleShareAt(estateOf(small).graph, estateOf(small).timing, CREDENTIAL, 15 * MINUTE)).toEqual([]);
  });
});

describe('8 fiction: a 10-minute window', () => {
  const { graph, timing } = estateOf({
    consumers: [
      { name: 'dredger', mode: 'scheduled', kind: 'cron', cron: '*/20 * * * *' },
      { name: 'tug', mode: 'watch', instances: 5, connections: 10, lifetime: 1800 },
    ],
  });

  test('the job has not fired with 50 %, a connection is still old with 66.7 %', () => {
    const shares = staleShareAt(graph, timing, CREDENTIAL, 10 * MINUTE);
    const of = (name: string) => shares.find(({ consumer }) => consumer === consumerId(name));
    expect(Math.abs(percent(of('dredger')?.instances) - 50)).toBeLessThan(0.1);
    expect(Math.abs(percent(of('tug')?.connections) - 66.7)).toBeLessThan(0.1);
    expect(of('tug')?.instances).toBe(0);
  });

  test('the timeline shows adoption by instances, consumers and paths', () => {
    const [now, later] = timeline(graph, timing, CREDENTIAL, [0, 10 * MINUTE]);
    expect(now?.adopted.instances).toBeCloseTo(5 / 6, 6);
    expect(now?.adopted.consumers).toBeCloseTo(1 / 2, 6);
    expect(later?.adopted.paths).toBeCloseTo(3 / 4, 3);
    expect(later?.settled.connections).toBeCloseTo((50 / 3 + 0.5) / 51, 3);
  });
});
