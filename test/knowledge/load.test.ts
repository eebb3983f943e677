import { expect, it } from 'vitest';
import { loadKnowledge } from '../../analyzer/src/knowledge/load.ts';

const { refresh, kinds, controllers } = loadKnowledge();

it('is one object', () => expect(loadKnowledge()).toBe(loadKnowledge()));

it('tells durations in seconds, and what the file must be asked for as null', () => {
  expect(refresh.get('k8s-secret-volume')).toMatchObject({
    delay: { kind: 'uniform', min: 0, max: 90, per: 'instance', trigger: 'own-clock' },
    jitter: { factor: 0.5, add: null },
    refreshMode: 'watch',
    onPath: true,
    bestEffort: false,
  });
  expect(refresh.get('go-database-sql-max-lifetime')?.whenSet).toMatchObject({ kind: 'uniform', max: null });
  expect(refresh.get('gha-schedule')?.bestEffort).toBe(true);
  expect(refresh.get('keel-poll-schedule')?.onPath).toBe(false);
  expect(kinds.get('dkim-private-key')?.artefactLife).toBe(7 * 86_400);
  expect(kinds.get('grafana-admin-password')?.acceptorReads).toBe('first-init');
});

it('keeps only numbers and words among the values that switch off', () => {
  const values = [...refresh.values()].flatMap(({ off }) => off);
  expect(values).toContain(-1);
  expect(values.filter((value) => !['string', 'number'].includes(typeof value))).toEqual([]);
});

it('names the controllers that rows need', () => {
  const known = new Set(controllers.map(({ id }) => id));
  const needed = [...refresh.values()].flatMap(({ needsController }) => needsController ?? []);
  expect(needed.length).toBeGreaterThan(10);
  expect(needed.filter((id) => !known.has(id))).toEqual([]);
});
