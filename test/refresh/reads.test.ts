/** What code that reads a value adds to the decision: its moment counts where the value can change under the process. */
import { expect, test } from 'vitest';
import { seen } from '../../analyzer/src/model/evidence.ts';
import type { ReadMoment } from '../../analyzer/src/model/fact.ts';
import type { CodeRead, Delivery } from '../../analyzer/src/model/graph.ts';
import { decideRefresh } from '../../analyzer/src/refresh/decide.ts';
import { consumer, graphOf, knowledge, line, read as readAt } from '../judging/estate.ts';

const by = consumer('avocet');
const FILE = { form: 'volume', row: 'k8s-secret-volume' } as const;
const VARIABLE = { form: 'env', row: 'k8s-secret-env-var' } as const;

function read(moment: ReadMoment, says: Partial<CodeRead> = {}): CodeRead {
  return readAt({ moment, because: [seen(line(77, 'src/wade.ts'), `reads at ${moment}`)], ...says });
}

function verdict(delivery: Partial<Delivery>, ...reads: readonly CodeRead[]) {
  const [refresh] = decideRefresh(graphOf({ uses: [{ by, delivery, reads }] }), knowledge).values();
  if (!refresh) throw new Error('no path decided');
  return refresh;
}

test.each([
  ['import', 'startup'],
  ['start-up', 'startup'],
  ['construction', 'startup'],
  ['memoised', 'startup'],
  ['timer', 'poll'],
  ['watch', 'watch'],
  ['per-call', 'per-call'],
  ['build', 'build'],
  ['unknown', 'unknown'],
] as const)('a mounted file read at the moment %s is %s', (moment, mode) => {
  expect(verdict(FILE, read(moment)).mode).toBe(mode);
});

test('the environment of a process never changes, however often it is read', () => {
  expect(verdict(VARIABLE, read('per-call'))).toMatchObject({ mode: 'startup', mechanism: 'k8s-secret-env-var' });
});

test('a variable that was built in waits for a build', () => {
  expect(verdict(VARIABLE, read('build')).mode).toBe('build');
});

test('the least cooperative of several reads decides, and its place is the evidence', () => {
  const refresh = verdict(FILE, read('per-call'), read('memoised'));
  expect(refresh.mode).toBe('startup');
  expect(refresh.because.map(({ says }) => says)).toContain('reads at memoised');
});

test('a watcher whose client keeps what it was built with needs a restart', () => {
  const keeps = { stages: { observes: true, validates: null, swaps: false, drains: null } };
  expect(verdict(FILE, read('watch', keeps))).toMatchObject({ mode: 'startup', mechanism: 'code:no-swap' });
  const swaps = { stages: { observes: true, validates: null, swaps: true, drains: null } };
  expect(verdict(FILE, read('watch', swaps)).mode).toBe('watch');
});

test.each([
  ['docker-compose-secrets', 'startup'],
  ['docker-swarm-secret', 'manual'],
])('code that reads at each call cannot read what %s never brings', (row, mode) => {
  expect(verdict({ form: 'volume', row }, read('per-call'))).toMatchObject({ mode, mechanism: row });
});

test('the slowest of several timers is the interval; without a timer there is none', () => {
  expect(verdict(FILE, read('timer', { interval: 83 }), read('timer', { interval: 190 })).interval).toMatchObject({
    value: 190,
    jitter: 0,
  });
  expect(verdict(FILE, read('watch', { interval: 83 })).interval).toBeNull();
});
