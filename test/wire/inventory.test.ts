/** The model as version 1 of the wire format: complete, flat, sorted, and the same bytes whatever order the model holds. */
import { expect, test } from 'vitest';
import type { Inventory } from '../../analyzer/src/model/inventory.ts';
import { toWire } from '../../analyzer/src/wire/inventory.ts';
import { writeInventory } from '../../analyzer/src/wire/write.ts';
import { KETTLE, SAMOVAR, tearoom } from './tearoom.ts';

const wire = toWire(tearoom);

function credential(id: string) {
  const found = wire.credentials.find((one) => one.id === id);
  if (found === undefined) throw new Error(`${id} is missing`);
  return found;
}

test('the tearoom as JSON', async () => {
  await expect(writeInventory(wire)).toMatchFileSnapshot('golden/tearoom.json');
});

test('the order of the model does not show', () => {
  const { graph, coverage, findings } = tearoom;
  const reversed: Inventory = {
    ...tearoom,
    findings: findings.toReversed(),
    coverage: {
      ...coverage,
      filesSkipped: coverage.filesSkipped.toReversed(),
      unresolved: coverage.unresolved.toReversed(),
    },
    convergence: new Map([...tearoom.convergence].reverse()),
    graph: {
      ...graph,
      credentials: new Map([...graph.credentials].reverse()),
      carriers: new Map([...graph.carriers].reverse()),
      consumers: new Map([...graph.consumers].reverse()),
      dependencies: new Map([...graph.dependencies].reverse()),
      derivations: graph.derivations.toReversed(),
      paths: graph.paths.toReversed(),
    },
  };
  expect(writeInventory(toWire(reversed))).toBe(writeInventory(wire));
});

test('derivations stand in the order of their carriers', () => {
  const [first] = tearoom.graph.derivations;
  if (first === undefined) throw new Error('the tearoom has a derivation');
  const derivations = ['push', 'copy'].flatMap((by) => ['z', 'a'].map((to) => ({ ...first, by, to })));
  const { derivations: sorted } = toWire({ ...tearoom, graph: { ...tearoom.graph, derivations } });
  expect(sorted.map(({ to, by }) => `${to} ${by}`)).toEqual(['a copy', 'a push', 'z copy', 'z push']);
});

test('durations are canonical ISO 8601', () => {
  const service = wire.paths.find(({ consumer }) => consumer.endsWith('oolong-api'));
  expect(service?.settled).toEqual({
    bound: 'PT37M',
    p50: 'PT35M18S',
    p99: 'PT36M24S',
    reason: null,
    conditionalBound: null,
  });
  expect(service?.delays.map(({ hop, min, max }) => [hop, min, max])).toEqual([
    ['store-sync', 'PT0S', 'PT1M'],
    ['node-sync', 'PT0S', 'PT1M'],
    ['drain', 'PT0S', 'PT30M'],
  ]);
});

test('a law that is no interval still has the ends it can have', () => {
  const delays = wire.paths.flatMap((path) => path.delays);
  const ends = delays.filter(({ kind }) => ['schedule', 'campaign', 'never'].includes(kind));
  expect(ends.map(({ kind, min, max, reason }) => [kind, min, max, reason])).toEqual([
    ['schedule', 'PT0S', 'PT1H', null],
    ['campaign', 'PT20S', 'PT1M30S', null],
    ['never', null, null, 'the vendor swaps the key'],
  ]);
});

test('a default names its row and has no place; everything else has a place and no row', () => {
  const [sync, node] = wire.paths.find(({ consumer }) => consumer.endsWith('oolong-api'))?.delays ?? [];
  expect(sync?.because[0]).toMatchObject({ from: 'text', file: 'tearoom/samovar-external.yaml', line: 9, row: null });
  expect(node?.because[0]).toMatchObject({ from: 'default', file: null, line: null, row: 'k8s-secret-volume' });
  expect(node?.because[0]?.unverified).toBe(true);
});

test('the first schedule is `schedule`, all of them are `schedules`', () => {
  const job = wire.consumers.find(({ name }) => name === 'leaf-report');
  expect(job?.schedule).toBe('7 * * * *');
  expect(job?.schedules).toMatchObject([{ cron: '7 * * * *', timeZone: 'Asia/Kyoto', concurrency: 'Forbid' }]);
});

test('a consumer of two credentials is done when the later one is', () => {
  const worker = wire.consumers.find(({ name }) => name === 'matcha-worker');
  expect(worker?.convergence.automatic.settled.reason).toBe('start-up-unknown');
  expect(worker?.convergence.withActions.settled.bound).toBe('PT4M');
  expect(worker?.convergence.credentials?.map((one) => one.credential)).toEqual([SAMOVAR, KETTLE]);
});

test('a path that no stage judged is unknown and unmeasured, not lost', () => {
  const path = wire.paths.find((one) => one.credential === KETTLE);
  expect(path?.refresh).toMatchObject({ mode: 'unknown', confidence: 'assumed' });
  expect(path?.settled.reason).toBe('connection-lifetime-unknown');
  const unmeasured = toWire({ ...tearoom, timing: new Map(), convergence: new Map(), radii: new Map() });
  expect(unmeasured.paths).toHaveLength(wire.paths.length);
  expect(unmeasured.credentials[0]?.convergence.automatic.settled.reason).toBe('not-measured');
});

test('who never converges is hard to rotate only while no action is known', () => {
  expect(credential(SAMOVAR).convergence.neverWithoutAction).toHaveLength(2);
  expect(credential(SAMOVAR).actions.map(({ does, takes }) => [does, takes])).toEqual([
    ['restart matcha-worker', 'PT3M'],
  ]);
  expect(credential(SAMOVAR).difficulty).toBe('campaign');
  expect(credential(KETTLE).difficulty).toBe('boring');
});

test('a time that is no number is no time', () => {
  const broken = new Map(
    [...tearoom.timing].map(([id, one]) => [
      id,
      {
        ...one,
        typical: {
          ...one.typical,
          settled: { ...one.typical.settled, bound: Number.POSITIVE_INFINITY, p50: Number.NaN },
        },
      },
    ]),
  );
  const settled = toWire({ ...tearoom, timing: broken }).paths.map((path) => path.settled);
  expect(new Set(settled.flatMap(({ bound, p50 }) => [bound, p50]))).toEqual(new Set([null]));
});
