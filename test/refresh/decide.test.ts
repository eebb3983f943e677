/** The decision table: which hop decides a path, and what evidence the verdict carries. */
import { expect, test } from 'vitest';
import { confidenceOf, declared } from '../../analyzer/src/model/evidence.ts';
import type { RestartTrigger } from '../../analyzer/src/model/graph.ts';
import type { PathRefresh } from '../../analyzer/src/model/timing.ts';
import { decideRefresh } from '../../analyzer/src/refresh/decide.ts';
import {
  because,
  carrier,
  consumer,
  derivation,
  graphOf,
  knowledge,
  line,
  TIDAL,
  type Weir,
} from '../judging/estate.ts';

function verdict(weir: Weir): PathRefresh {
  const [refresh] = decideRefresh(graphOf(weir), knowledge).values();
  if (!refresh) throw new Error('no path decided');
  return refresh;
}

const egret = consumer('egret');
const tidal = consumer('tidal-count', { objectKind: 'CronJob', kind: 'cron', freshProcess: true, schedules: [TIDAL] });
const fromStore = {
  carriers: ['carrier:store', 'carrier:nest'] as const,
  derivations: [derivation('carrier:store', 'carrier:nest')],
};
const STORED = [carrier('carrier:store', { type: 'external-store' }), carrier('carrier:nest', { declaredAt: line(3) })];

function trigger(says: Partial<RestartTrigger> = {}): RestartTrigger {
  const watches = new Set(['carrier:nest']);
  return { consumer: egret.id, row: 'reloader-auto', watches, controllerSeen: true, because, ...says };
}

test.each([
  ['env', 'k8s-secret-env-var', 'startup'],
  ['sub-path', 'k8s-secret-subpath', 'startup'],
  ['volume', 'k8s-secret-volume', 'unknown'],
  ['volume', 'docker-compose-secrets', 'startup'],
  ['volume', 'docker-swarm-secret', 'manual'],
  ['image-pull', 'k8s-image-pull-secrets', 'per-call'],
  ['build-arg', 'docker-build-arg', 'build'],
  ['api', 'flux-receiver-token', 'per-call'],
  ['api', null, 'unknown'],
  ['literal', null, 'startup'],
] as const)('%s by row %s is %s', (form, row, mode) => {
  expect(verdict({ uses: [{ by: egret, delivery: { form, row } }] }).mode).toBe(mode);
});

test('a poll before an environment variable is only a delay', () => {
  expect(verdict({ uses: [{ by: egret, ...fromStore }], carriers: STORED })).toMatchObject({
    mode: 'startup',
    mechanism: 'k8s-secret-env-var',
  });
});

test('a poll before a CronJob is only a delay: the schedule decides, exactly', () => {
  const refresh = verdict({ uses: [{ by: tidal, ...fromStore }], carriers: STORED });
  expect(refresh).toMatchObject({ mode: 'scheduled', mechanism: 'k8s-cronjob-schedule' });
  expect(confidenceOf(refresh.because)).toBe('exact');
});

test('a run that no schedule starts is per-call', () => {
  const by = consumer('moult', { kind: 'ci', objectKind: 'workflow', freshProcess: true });
  expect(verdict({ uses: [{ by, delivery: { form: 'ci-secret', row: 'gha-repo-org-secrets' } }] }).mode).toBe(
    'per-call',
  );
});

test('a dormant consumer keeps its mode', () => {
  expect(verdict({ uses: [{ by: { ...tidal, dormant: 'suspended' } }] }).mode).toBe('scheduled');
});

test.each([
  [
    'a frozen derivation',
    { derivations: [derivation('carrier:store', 'carrier:nest', { frozen: 'interval 0' })] },
    STORED,
  ],
  [
    'an immutable carrier',
    {},
    STORED.map((item) =>
      item.id === 'carrier:nest' ? { ...item, frozen: { says: 'immutable: true', because } } : item,
    ),
  ],
])('%s holds even a schedule back', (_, says, carriers) => {
  expect(verdict({ uses: [{ by: tidal, ...fromStore, ...says }], carriers }).mode).toBe('manual');
});

test('a person without a declared mode waits for a person', () => {
  const by = consumer('warden', { kind: 'person', objectKind: 'declared' });
  expect(verdict({ uses: [{ by, delivery: { form: 'literal', row: null } }] }).mode).toBe('manual');
});

test('a declaration wins over a frozen hop, and brings its interval, jitter and reason', () => {
  const said = [declared(line(9, 'keyturn.yaml'), 'the weir keeper rebuilds the client')] as const;
  const overrides = {
    refresh: { mode: 'poll', because: said },
    interval: { value: 420, because: said },
    jitter: { value: 0.35, because: said },
  } as const;
  const derivations = [derivation('carrier:store', 'carrier:nest', { frozen: 'interval 0' })];
  const refresh = verdict({ uses: [{ by: { ...egret, overrides }, ...fromStore, derivations }], carriers: STORED });
  expect(refresh).toMatchObject({
    mode: 'poll',
    mechanism: 'declared:poll:PT7M',
    interval: { value: 420, jitter: 0.35 },
  });
  expect(refresh.because).toContainEqual(said[0]);
  expect(confidenceOf(refresh.because)).toBe('declared');
});

test('without a trigger the absence is evidence, at the consumer', () => {
  expect(verdict({ uses: [{ by: egret }] }).because).toContainEqual(
    expect.objectContaining({ from: 'absence', span: egret.at }),
  );
});

test('a trigger on a carrier of the path turns startup into restart-on-change, exact with its controller', () => {
  const refresh = verdict({ uses: [{ by: egret, ...fromStore }], carriers: STORED, graph: { triggers: [trigger()] } });
  expect(refresh).toMatchObject({ mode: 'restart-on-change', mechanism: 'reloader-auto', intent: false });
  expect(confidenceOf(refresh.because)).toBe('exact');
});

test('a trigger also answers for a mounted file whose reader was not found', () => {
  const delivery = { form: 'volume', row: 'k8s-secret-volume' } as const;
  expect(verdict({ uses: [{ by: egret, delivery }], graph: { triggers: [trigger()] } }).mode).toBe('restart-on-change');
});

test('a trigger on another carrier, or of another consumer, changes nothing', () => {
  const elsewhere = [trigger({ watches: new Set(['carrier:reed']) }), trigger({ consumer: 'consumer:bittern' })];
  expect(verdict({ uses: [{ by: egret }], graph: { triggers: elsewhere } }).mode).toBe('startup');
});

test('a trigger whose controller nobody has seen is an assumed intent', () => {
  const refresh = verdict({ uses: [{ by: egret }], graph: { triggers: [trigger({ controllerSeen: false })] } });
  expect(refresh).toMatchObject({ mode: 'restart-on-change', intent: true });
  expect(confidenceOf(refresh.because)).toBe('assumed');
});

const checksum = trigger({ row: 'helm-checksum-annotation', controllerSeen: null });

test('a checksum does not fire for a change in the store, and says so', () => {
  const refresh = verdict({ uses: [{ by: egret, ...fromStore }], carriers: STORED, graph: { triggers: [checksum] } });
  expect(refresh.mode).toBe('startup');
  expect(refresh.because.map(({ says }) => says).join('; ')).toContain('fires at a deploy only');
});

test('a checksum fires for a value that is kept in the repository', () => {
  const carriers = [carrier('carrier:nest', { declaredAt: line(3) })];
  expect(verdict({ uses: [{ by: egret }], carriers, graph: { triggers: [checksum] } })).toMatchObject({
    mode: 'restart-on-change',
    intent: false,
  });
});

test('a path whose consumer is missing is unknown, not a crash', () => {
  expect(verdict({ uses: [{ by: egret }], graph: { consumers: new Map() } }).mode).toBe('unknown');
});
