/** What must come before what, for every pattern and mode, whatever the graph: a wrong order is an outage. */
import { beforeAll, describe, expect, it } from 'vitest';
import { layout } from '../../analyzer/src/runbook/document.ts';
import type { Plan } from '../../analyzer/src/runbook/plan.ts';
import type { WireAcceptance, WireInventory } from '../../analyzer/src/wire/types.ts';
import { accepting, inventoryOf, plan, stepTexts } from './planned.ts';

/** A kind whose row recommends the pattern; null: no row, so that the pattern speaks for itself. */
const PATTERNS: ReadonlyArray<readonly [WireAcceptance, string | null]> = [
  ['dual-valid', 'redis-acl-user'],
  ['key-ring', 'jwt-signing-hmac'],
  ['identity-replacement', 'postgresql-password'],
  ['lease', null],
  ['cutover', null],
  ['wrapping-key', 'vault-transit-key'],
];
const MODES = ['routine', 'compromise'] as const;
const ALL = PATTERNS.flatMap(([acceptance, kind]) => MODES.map((mode) => [acceptance, mode, kind] as const));

let redis: WireInventory;
let harbour: WireInventory;
beforeAll(async () => {
  redis = await inventoryOf('redis-team');
  harbour = await inventoryOf('shared-postgres');
}, 60_000);

describe.each(ALL)('%s, %s', (acceptance, mode, kind) => {
  it('forgets no consumer', () => {
    const made = plan(accepting(harbour, acceptance, kind), 'core-db', { mode });
    const steps = stepTexts(made).join('\n');
    expect(made.consumers.filter(({ name }) => !steps.includes(name)).map(({ name }) => name)).toEqual([]);
    expect(made.consumers).toHaveLength(82);
    const gated = new Set(made.gates.flatMap(({ consumers }) => consumers));
    expect(made.consumers.filter(({ id }) => !gated.has(id)).map(({ name }) => name)).toEqual([]);
    const signed = new Set(made.signOffs.flatMap(({ signsFor }) => signsFor));
    expect(made.consumers.filter(({ name }) => !signed.has(name)).map(({ name }) => name)).toEqual([]);
  });

  it('tells those nobody controls before the value is published', () => {
    const steps = stepTexts(plan(accepting(redis, acceptance, kind), 'feed-cache', { mode }));
    const told = steps.findIndex((text) => text.includes('Contact cache-console'));
    const synced = steps.findIndex((text) => text.includes('force-sync='));
    expect(told).toBeGreaterThanOrEqual(0);
    expect(synced).toBeGreaterThan(told);
  });

  it('restarts nobody before the value is published and synced', () => {
    const steps = stepTexts(plan(accepting(redis, acceptance, kind), 'feed-cache', { mode }));
    const synced = steps.findIndex((text) => text.includes('force-sync='));
    expect(steps.findIndex((text) => text.includes('rollout restart deployment/feed-indexer'))).toBeGreaterThan(synced);
  });

  it('lets no gate open by the clock', () => {
    for (const { evidence, threshold, signs } of plan(accepting(redis, acceptance, kind), 'feed-cache', { mode })
      .gates) {
      expect(evidence.length).toBeGreaterThan(20);
      expect(threshold).toMatch(/\d+ (?:attempts|instances|of|sessions|artefacts|since|successful)/);
      expect(signs).not.toBe('');
    }
  });
});

/** Position of a heading of the document. */
function headingAt(made: Plan, start: string): number {
  return layout(made).findIndex((block) => block.is === 'heading' && block.text.startsWith(start));
}

describe('a routine rotation', () => {
  it('revokes after the gates and after everybody was moved', () => {
    const made = plan(redis, 'feed-cache');
    expect(headingAt(made, 'Gates')).toBeGreaterThan(headingAt(made, 'Phase 3'));
    expect(headingAt(made, 'Phase 5: revoke')).toBeGreaterThan(headingAt(made, 'Gates'));
    const steps = stepTexts(made);
    expect(steps.findIndex((text) => text.includes('CLIENT KILL'))).toBeGreaterThan(
      steps.findIndex((text) => text.includes('rollout restart')),
    );
  });

  it('runs no step that its kind keeps for another pattern', () => {
    expect(stepTexts(plan(redis, 'feed-cache')).join('\n')).not.toContain('DELUSER');
  });

  it('gives acceptors the new value before a presenter has it', () => {
    const verifier = redis.consumers.find(({ name }) => name === 'feed-indexer')?.id;
    const paths = redis.paths.map((path) =>
      path.consumer === verifier ? { ...path, role: 'accepts' as const } : path,
    );
    const made = plan({ ...accepting(redis, 'key-ring', null), paths }, 'feed-cache');
    const steps = stepTexts(made);
    const taken = steps.filter((text) => text.includes('feed-indexer'));
    expect(taken).toHaveLength(1);
    expect(taken[0]).toMatch(/^1\./);
    expect(steps.findIndex((text) => text.includes('feed-api'))).toBeGreaterThan(steps.indexOf(taken[0] ?? ''));
  });
});

describe('a compromise', () => {
  it('revokes before anybody is restarted, and offers no way back to the old value', () => {
    const made = plan(redis, 'feed-cache', { mode: 'compromise' });
    const steps = stepTexts(made);
    expect(steps.findIndex((text) => text.includes('CLIENT KILL'))).toBeLessThan(
      steps.findIndex((text) => text.includes('rollout restart')),
    );
    expect(made.verdict.word).toBe('CUTOVER');
    expect(
      made.phases
        .slice(2)
        .flatMap(({ rollback }) => rollback.map(({ says }) => says))
        .join(' '),
    ).not.toContain('old version');
    expect(made.phases[0]?.notes.join(' ')).toContain(
      'Expected presenters of the old value: cache-console, feed-indexer, feed-api.',
    );
  });
});

describe('a cutover', () => {
  it('has no revocation behind gates, and an outage for each consumer', () => {
    const made = plan(accepting(redis, 'cutover', null), 'feed-cache');
    expect(made.verdict.word).toBe('CUTOVER');
    expect(headingAt(made, 'Phase 5: close')).toBeGreaterThan(0);
    const notes = made.phases.flatMap((phase) => phase.notes).join('\n');
    for (const name of ['cache-console', 'feed-indexer', 'feed-api'])
      expect(notes).toContain(`Outage of ${name} (feed-team)`);
  });

  it('agrees on the outage first, and takes leftovers away only after the gates', () => {
    const cut = accepting(redis, 'cutover', 'generic-third-party-api-key');
    const made = plan(cut, 'feed-cache');
    const steps = stepTexts(made);
    expect(steps.find((text) => text.includes('Agree on the outage'))).toMatch(/^1\./);
    expect(steps.find((text) => text.includes('no longer lists the old key'))).toMatch(/^5\./);
    expect(JSON.stringify(made.signOffs)).toContain('the change, which is the revocation');
    expect(JSON.stringify(made)).not.toMatch(
      /both values accepted|acceptance of both values|accept the old value again/,
    );
    for (const kind of ['generic-third-party-api-key', null]) {
      const contained = plan(accepting(redis, 'cutover', kind), 'feed-cache', { mode: 'compromise' });
      expect(stepTexts(contained).join('\n')).not.toContain('Agree on the outage');
    }
  });

  it('does not let a remark of its row change the value before its phase', () => {
    const cut = accepting(redis, 'cutover', 'aws-rds-master-password');
    const [first] = plan(cut, 'feed-cache').phases;
    const managed = first?.groups
      .flatMap(({ steps }) => steps)
      .find(({ command }) => command?.includes('modify-db-instance'));
    expect(managed?.does).toMatch(/^Only if it applies/);
    expect(managed?.missing).toContain('belongs to phase 2');
  });

  it('is planned where nobody knows what accepts it, and says so', () => {
    const { verdict, pattern, questions } = plan(accepting(redis, null, null), 'feed-cache');
    expect([verdict.word, pattern.id]).toEqual(['CUTOVER', 'cutover']);
    expect(verdict.failing[0]).toMatch(/^assumed/);
    expect(questions[5]?.answer).toBeNull();
  });
});
