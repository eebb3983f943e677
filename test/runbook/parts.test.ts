/** The parts that carry figures: N and its terms, next runs, windows, toil, drift and readiness. */
import { describe, expect, it } from 'vitest';
import { changedSince } from '../../analyzer/src/runbook/changed.ts';
import { toMarkdown } from '../../analyzer/src/runbook/markdown.ts';
import { nextRuns } from '../../analyzer/src/runbook/next-runs.ts';
import { readinessOf } from '../../analyzer/src/runbook/readiness.ts';
import type { WireConsumer, WireInventory } from '../../analyzer/src/wire/types.ts';
import { accepting, inventoryOf, plan } from './planned.ts';

describe('N', () => {
  it('is the longest gap of a job plus its run, not the life of a connection', async () => {
    const { silence } = plan(await inventoryOf('small'), 'orders-db');
    expect(silence.n).toBe('PT1H7M');
    expect(silence.terms.find(({ consumer }) => consumer === 'cart-api')?.silent).toBe('PT30M');
    expect(silence.uncovered).toEqual([]);
  });

  it('speaks for nobody whose silence is not known: they sign by name', async () => {
    const { silence, gates } = plan(await inventoryOf('redis-team'), 'feed-cache');
    expect(silence.uncovered).toEqual(['cache-console', 'feed-indexer']);
    expect(gates.find(({ id }) => id === 'G2')?.threshold).toContain(
      'N says nothing about cache-console, feed-indexer',
    );
  });

  it('counts the connections of whoever waits for a restart: until then it may be silent for one of their lives', async () => {
    const redis = await inventoryOf('redis-team');
    const connection = {
      hop: 'drain',
      kind: 'uniform',
      min: 'PT0S',
      max: 'PT3H7M',
      per: 'connection',
      trigger: 'own-clock',
      because: [],
    } as const;
    const pooled = redis.paths.map((one) => (one.refresh.mode === 'startup' ? { ...one, connection } : one));
    const { silence } = plan({ ...redis, paths: pooled }, 'feed-cache');
    expect([silence.n, silence.uncovered]).toEqual(['PT3H7M', ['cache-console']]);
  });

  it('is none where no term is known', async () => {
    const { silence, gates } = plan(await inventoryOf('batch-and-restart-only'), 'mail-key');
    expect(silence.n).toBeNull();
    expect(gates.find(({ id }) => id === 'G2')?.threshold).toContain('N (not derivable here');
  });
});

describe('next runs', () => {
  const job = (cron: string, timeZone: string | null) =>
    ({ schedule: cron, schedules: [{ cron, timeZone }], because: [] }) as unknown as WireConsumer;

  it('leave out the run at publication, which still reads the old value', () => {
    expect(nextRuns(job('0 * * * *', null), '2026-12-01T02:00:00Z', 60)[0]).toBe('2026-12-01T03:00:00Z');
  });

  it('follow the zone of the job through a change of the clock', () => {
    expect(nextRuns(job('30 3 * * *', 'Europe/Berlin'), '2026-10-24T12:00:00Z', 0).slice(0, 2)).toEqual([
      '2026-10-25T02:30:00Z',
      '2026-10-26T02:30:00Z',
    ]);
  });

  it('are none where nothing can be read or no arrival is bounded', () => {
    for (const [cron, zone] of [
      ['whenever', null],
      ['@reboot', null],
      ['0 0 30 2 *', null],
      ['0 * * * *', 'Atlantis/Harbour'],
    ] as const)
      expect(nextRuns(job(cron, zone), '2026-12-01T02:00:00Z', 0)).toEqual([]);
    expect(nextRuns(job('0 * * * *', null), '2026-12-01T02:00:00Z', null)).toEqual([]);
    expect(nextRuns(job('0 * * * *', null), null, 0)).toEqual([]);
  });
});

describe('a window', () => {
  it('strands those that settle no earlier', async () => {
    const small = await inventoryOf('small');
    expect(plan(small, 'orders-db', { window: 38 * 60 }).window.stranded).toEqual(['hourly-figures']);
    expect(plan(small, 'orders-db', { window: 37 * 60 }).window.stranded).toHaveLength(7);
    expect(plan(small, 'orders-db', { window: 2 * 3600 }).window.stranded).toEqual([]);
  });

  it('that strands somebody is called fiction before anything else, with whom and how surely', async () => {
    const made = plan(await inventoryOf('small'), 'orders-db', { window: 38 * 60 });
    const screen = toMarkdown(made).split('\n').slice(0, 12).join('\n');
    expect(screen).toContain('FICTION: the proposed window of 38 min strands, or may strand, 1 consumer of 7.');
    expect(screen).toContain('hourly-figures: settles within 1 h 1 min; 37.5 % that any of it is stranded');
    expect(made.phases[4]?.notes.join()).toContain('The end of the window is no reason to start');
    expect(made.verdict).toEqual(plan(await inventoryOf('small'), 'orders-db').verdict);
  });

  it('says nothing of fiction where it is long enough, or none was proposed', async () => {
    const small = await inventoryOf('small');
    for (const window of [null, 2 * 3600])
      expect(toMarkdown(plan(small, 'orders-db', { window }))).not.toContain('FICTION');
  });

  it('cannot exist where one value is valid at a time', async () => {
    const small = accepting(await inventoryOf('small'), 'cutover', null);
    const { window } = plan(small, 'orders-db', { window: 999 * 3600 });
    expect(window.fiction).toContain('cannot exist');
    expect(window.stranded).toHaveLength(7);
  });

  it('names who is saved only by an action that ends in time', async () => {
    const { window } = plan(await inventoryOf('redis-team'), 'feed-cache', { window: 9 * 60 });
    expect(window.stranded).toEqual(['cache-console']);
    expect(window.chances).toContain('not stranded only if their actions end in time: feed-indexer');
  });
});

it('counts toil by what was declared, and names the rest an assumption', async () => {
  const { toil, phases, gates } = plan(await inventoryOf('redis-team'), 'feed-cache');
  const manual = phases
    .flatMap(({ groups }) => groups.flatMap(({ steps }) => steps))
    .filter(({ minutes }) => minutes !== null);
  // 3 people with 10 minutes each, one restart of 3 minutes; everything else at 5.
  expect(toil.personMinutes).toBe(30 + 3 + 5 * (manual.length - 2 + gates.length));
  expect(toil.says).toContain('33 declared for 2 steps');
});

it('says of a signal where the code exports it, and in whom it was not seen', async () => {
  const redis = await inventoryOf('redis-team');
  const seen = (file: string) => [
    { name: 'secret_version_loaded', because: [{ ...redis.paths[0]?.because[0], file, line: 41 }] },
  ];
  const consumers = redis.consumers.map((one) =>
    one.name === 'feed-api' ? { ...one, signals: seen('feed/api/pool.go') } : one,
  );
  const { signals } = plan({ ...redis, consumers } as WireInventory, 'feed-cache');
  expect(signals.map(({ name, state }) => [name, state.split(';')[0]])).toContainEqual([
    'secret_version_loaded',
    'exists at feed/api/pool.go:41 (feed-api)',
  ]);
  expect(signals.filter(({ state }) => state.startsWith('exists'))).toHaveLength(1);
  expect(signals[0]?.state).toContain('not seen in cache-console, feed-indexer: add it there');
});

it('warns of restarts that no ring holds back, should their controller run after all', async () => {
  const redis = await inventoryOf('redis-team');
  const notes = (inventory: WireInventory) => plan(inventory, 'feed-cache').phases[1]?.notes.join() ?? '';
  const paths = redis.paths.map((one) =>
    one.refresh.mode === 'startup' ? { ...one, refresh: { ...one.refresh, intent: true } } : one,
  );
  expect(notes({ ...redis, paths })).toContain('restarts all of these at once, before any ring: feed-indexer');
  expect(notes(redis)).not.toContain('before any ring');
});

it('puts the command of the place that holds the value into the step that says where to write', async () => {
  const small = plan(await inventoryOf('small'), 'orders-db').phases[1]?.groups[0]?.steps ?? [];
  expect(small.filter(({ command }) => command?.includes('put-secret-value --secret-id prod/orders/db'))).toHaveLength(
    1,
  );
  expect(small[0]?.does).toContain('SECRET_PATH');
});

it('explains every placeholder that it uses, those of the way back too', async () => {
  for (const sample of ['small', 'redis-team', 'shared-postgres', 'window']) {
    const inventory = await inventoryOf(sample);
    for (const { name, kind } of inventory.credentials.filter(({ id }) =>
      inventory.paths.some(({ credential }) => credential === id),
    )) {
      const text = JSON.stringify(plan(inventory, name).phases);
      const used = new Set([...text.matchAll(/\$\{?([A-Z][A-Z0-9_]*)/g)].map(([, found]) => found));
      const told = plan(inventory, name).placeholders.map((one) => one.name);
      for (const own of ['ES', 'OWNER', 'POD']) used.delete(own);
      expect(
        [...used].filter((one) => one !== undefined && !told.includes(one)),
        `${sample} ${name} ${kind}`,
      ).toEqual([]);
    }
  }
});

it('contains a leak: that is never simple', async () => {
  const small = await inventoryOf('early-revocation');
  expect(plan(small, 'tickets-db', { mode: 'compromise' }).simple).toBe(false);
});

it('keeps it simple where the risk is low, and says that more would be overkill', async () => {
  const { simple, pattern, signals, phases } = plan(await inventoryOf('early-revocation'), 'tickets-db');
  expect(simple).toBe(true);
  expect(pattern.why.at(-1)).toContain('more would be overkill');
  // Simple is about how many restarts at once, not about the evidence: the gates name these signals.
  expect(signals.map(({ name }) => name)).toContain('secret_version_loaded');
  expect(phases.flatMap(({ groups }) => groups).filter(({ title }) => title?.startsWith('Ring'))).toEqual([]);
});

it('counts a job among the forgotten where its runs lie as far apart as the window is long', async () => {
  const fiction = await inventoryOf('fiction');
  const forgotten = (window: number) =>
    plan(fiction, 'lamps-db', { window }).failureModes.find(({ name }) => name === 'forgotten job')?.consumers;
  expect([forgotten(20 * 60), forgotten(21 * 60)]).toEqual([['fog-log'], []]);
});

it('shows how to report the version in the languages of the code that was found, and in no other', async () => {
  const small = await inventoryOf('small');
  const because = (file: string) => ({
    ...small,
    paths: small.paths.map((path) => ({ ...path, because: path.because.map((one) => ({ ...one, file })) })),
  });
  const snippet = (inventory: WireInventory) =>
    plan(inventory, 'orders-db').signals.find(({ name }) => name === 'secret_version_loaded')?.snippet ?? '';
  expect(snippet(because('services/cart/pool.go'))).toContain(
    'secretVersionLoaded.WithLabelValues("orders-db", version)',
  );
  expect(snippet(because('services/cart/pool.go'))).not.toContain('Python');
  expect(snippet(small).split('\n')).toHaveLength(1);
});

it.each([
  ['vault-secrets-operator', 'annotate "$OWNER" force-sync=', null, false],
  ['onepassword-operator', 'annotate onepassworditem orders-db force-sync=', null, false],
  ['doppler-operator', '--context "$CONTEXT_PROD_EU" -n doppler-operator-system rollout restart', null, true],
  ['infisical-operator', '-n "$OPERATOR_NAMESPACE" rollout restart', 'its chart generates it', true],
  ['bitwarden-operator', null, 'skips whatever comes within its refresh interval', true],
  ['carrier-pigeon', null, 'how carrier-pigeon is made to sync at once is not known', false],
])('knows how %s is made to sync, or says what is missing', async (by, command, missing, unverified) => {
  const small = await inventoryOf('small');
  const filled = { ...small, derivations: small.derivations.map((one) => ({ ...one, by })) };
  const step = plan(filled, 'orders-db')
    .phases[1]?.groups.flatMap(({ steps }) => steps)
    .find(({ does }) => does.startsWith('Carry it to'));
  expect(step?.command ?? '').toContain(command ?? '');
  expect(step?.missing ?? '').toContain(missing ?? '');
  expect([step?.command === null, step?.missing === null, step?.unverified]).toEqual([
    command === null,
    missing === null,
    unverified,
  ]);
});

it('says that a wrapping key is a different problem', async () => {
  const made = plan(accepting(await inventoryOf('early-revocation'), 'wrapping-key', null), 'tickets-db');
  expect([made.simple, made.pattern.id]).toEqual([false, 'wrapping-key']);
  expect(made.pattern.wrongWhen).toContain('different problem');
});

it('asks for the acceptors of a two-sided credential where none was found', async () => {
  const made = plan(accepting(await inventoryOf('redis-team'), 'key-ring', 'jwt-signing-hmac'), 'feed-cache');
  const lost = made.phases[0]?.groups
    .flatMap(({ steps }) => steps)
    .find(({ does }) => does.includes('everybody who verifies'));
  expect(lost?.missing).toContain('who verifies it');
});

it('says of every step and of the evidence that its row is unverified', async () => {
  const made = plan(accepting(await inventoryOf('redis-team'), 'dual-valid', 'newrelic-license-key'), 'feed-cache');
  const steps = made.phases.flatMap(({ groups }) => groups.flatMap((group) => group.steps));
  const low = steps.filter(({ row }) => row === 'newrelic-license-key');
  expect(low.length).toBeGreaterThan(2);
  expect(low.filter(({ unverified }) => !unverified)).toEqual([]);
  expect(made.gates.find(({ id }) => id === 'G2')?.evidence).toContain('(unverified: row newrelic-license-key)');
  expect(toMarkdown(made)).toContain('Unverified: the fact row has low confidence');
});

it('answers the eight questions or marks them unanswered', async () => {
  const redis = await inventoryOf('redis-team');
  expect(plan(redis, 'feed-cache').questions.map(({ answer }) => answer === null)).toEqual(new Array(8).fill(false));
  const orphaned: WireInventory = { ...redis, consumers: redis.consumers.map((one) => ({ ...one, owner: null })) };
  const made = plan(orphaned, 'feed-cache');
  expect(made.questions.filter(({ answer }) => answer === null).map(({ asks }) => asks)).toEqual(['Who is unowned?']);
  expect(made.signOffs.filter(({ owner }) => owner.startsWith('nobody named'))).toHaveLength(3);
});

describe('drift', () => {
  it('is none against the inventory of the plan, and one sentence a change', async () => {
    const redis = await inventoryOf('redis-team');
    const made = plan(redis, 'feed-cache');
    const record = { credential: made.credential.id, ...made.madeFrom };
    expect(changedSince(record, redis)).toEqual([]);
    const paths = redis.paths.filter(({ consumer }) => !consumer.endsWith('feed-indexer'));
    expect(changedSince(record, { ...redis, paths })).toEqual([
      expect.stringMatching(
        /^consumer:k8s:feed-prod\/feed\/Deployment\/feed-indexer: gone \(was service; 2 to 2 instances/,
      ),
    ]);
    const slower = redis.derivations.map((one) => ({ ...one, delay: 'PT5M' }));
    expect(changedSince(record, { ...redis, derivations: slower })).toEqual([
      expect.stringContaining('was filled by external-secret; every PT1M; now filled by external-secret; every PT5M'),
    ]);
    expect(changedSince(record, { ...redis, credentials: [] })).toHaveLength(1);
  });

  it('is none when a line moved', async () => {
    const redis = await inventoryOf('redis-team');
    const moved = JSON.parse(
      JSON.stringify(redis).replaceAll(/"line":(\d+)/g, (_, line) => `"line":${Number(line) + 7}`),
    );
    expect(plan(moved, 'feed-cache').madeFrom).toEqual(plan(redis, 'feed-cache').madeFrom);
  });
});

/** A file of a keyturn that gave no advice yet. */
function unadvised(inventory: WireInventory): WireInventory {
  const credentials = inventory.credentials.map(({ improvements: _, ...one }) => ({ ...one, split: null }));
  return { ...inventory, credentials };
}

describe('readiness', () => {
  it('shows the figures of the cheapest change that was measured', async () => {
    const inventory = await inventoryOf('early-revocation');
    const [one] = readinessOf(inventory);
    const [cheapest] = inventory.credentials[0]?.improvements ?? [];
    expect(one?.after).toMatchObject({ rollout: cheapest?.after.rollout, bound: cheapest?.after.settled });
  });

  it('names what is missing and the figures once it is there', async () => {
    const [one] = readinessOf(unadvised(await inventoryOf('redis-team')));
    expect(one?.missing).toEqual(['a way to take a new value without an action for cache-console, feed-indexer']);
    expect(one?.now.bound).toBeNull();
    expect(one?.after).toMatchObject({ scope: one?.now.scope, bound: 'PT7M' });
    expect(one?.after?.rollout).toBeLessThan(one?.now.rollout ?? 0);
  });

  it('misses nothing where everybody takes it by itself', async () => {
    const [one] = readinessOf(unadvised(await inventoryOf('early-revocation')));
    expect([one?.missing, one?.after]).toEqual([[], null]);
  });
});
