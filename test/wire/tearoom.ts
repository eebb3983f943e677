/**
 * A small estate as the model holds it after the last stage: a database password with four consumers that pick it up in four
 * ways, and a token nobody declares. Lists stand in the wrong order on purpose; names come from a tearoom.
 */

import { DEFAULT_CONFIGURATION } from '../../analyzer/src/model/configuration.ts';
import type { Because, Evidence } from '../../analyzer/src/model/evidence.ts';
import type { Consumer, Credential, PropagationPath } from '../../analyzer/src/model/graph.ts';
import type { Inventory } from '../../analyzer/src/model/inventory.ts';
import type { Span } from '../../analyzer/src/model/place.ts';
import type { Radius } from '../../analyzer/src/model/radius.ts';
import type { Delay, Milestones, PathRefresh, PathTiming, Times } from '../../analyzer/src/model/timing.ts';

export const SAMOVAR = 'cred:aws-sm:prod/samovar#password';
export const KETTLE = 'cred:k8s:tearoom/kettle#token';
const STORE = 'carrier:aws-sm:prod/samovar#password';
const SECRET = 'carrier:k8s:tearoom/samovar-db#password';
const TOKEN = 'carrier:k8s:tearoom/kettle#token';

export function at(file: string, line: number): Span {
  return { file, line, column: 7, endLine: line, endColumn: 21 };
}
function saw(file: string, line: number, says: string): Evidence {
  return { from: 'text', span: at(file, line), says, confidence: 'exact' };
}
function said(line: number, says: string): Evidence {
  return { from: 'declared', span: at('keyturn.yaml', line), says, confidence: 'declared' };
}
function row(id: string, says: string, unverified = false): Evidence {
  return { from: 'default', row: id, says, confidence: 'assumed', unverified };
}
function times(bound: number | null, reason: string | null = null, p50: number | null = null): Times {
  return {
    bound,
    p50,
    p99: p50 === null ? null : p50 + 66,
    reason,
    conditionalBound: reason === 'controller-not-seen' ? 90 : null,
  };
}
function all(one: Times): Milestones {
  return { adopted: one, settled: one, confirmed: one };
}

function consumer(id: string, kind: Consumer['kind'], objectKind: string, more: Partial<Consumer>): Consumer {
  const span = at(`tearoom/${id}.yaml`, 1);
  return {
    id: `consumer:k8s:tearoom/${objectKind}/${id}`,
    name: id,
    kind,
    objectKind,
    application: 'tearoom',
    cluster: null,
    namespace: 'tearoom',
    environment: 'production',
    owner: null,
    instances: { min: 1, max: 1, declared: true },
    connections: null,
    schedules: [],
    dormant: null,
    freshProcess: false,
    lifecycle: null,
    overrides: {},
    at: span,
    because: [{ from: 'text', span, says: `${objectKind} ${id} is declared`, confidence: 'exact' }],
    ...more,
  };
}

const OOLONG = consumer('oolong-api', 'service', 'Deployment', {
  owner: 'brewers',
  instances: { min: 6, max: 6, declared: true },
  connections: 10,
});
const MATCHA = consumer('matcha-worker', 'worker', 'Deployment', {
  owner: 'whiskers',
  instances: { min: 2, max: null, declared: false },
});
const LEAF = consumer('leaf-report', 'cron', 'CronJob', {
  owner: 'brewers',
  schedules: [
    {
      cron: '7 * * * *',
      timeZone: 'Asia/Kyoto',
      concurrency: 'Forbid',
      startingDeadline: null,
      row: 'k8s-cronjob',
      at: at('tearoom/leaf-report.yaml', 6),
    },
  ],
  freshProcess: true,
});
const PORCELAIN = consumer('porcelain-audit', 'vendor', 'declared', { dormant: 'declared: closed in winter' });

function path(
  credential: string,
  carriers: readonly [string, ...string[]],
  to: Consumer,
  form: PropagationPath['delivery']['form'],
  variable: string | null,
  line: number,
): PropagationPath {
  const file = `tearoom/${to.name}.yaml`;
  return {
    id: `path:${credential}→${to.name}`,
    credential,
    carriers,
    derivations: [],
    consumer: to.id,
    container: to.kind === 'vendor' ? null : 'steep',
    role: 'presents',
    dependency: credential === SAMOVAR ? 'dependency:samovar-postgres' : null,
    delivery: {
      form,
      variable,
      path: form === 'volume' ? '/etc/samovar' : null,
      row: null,
      optional: false,
      at: at(file, line),
    },
    because: [saw(file, line, `${to.name} takes ${carriers.at(-1)}`)],
  };
}

const PATHS = {
  oolong: path(SAMOVAR, [STORE, SECRET], OOLONG, 'volume', null, 31),
  matcha: path(SAMOVAR, [STORE, SECRET], MATCHA, 'env', 'SAMOVAR_PASSWORD', 22),
  leaf: path(SAMOVAR, [STORE, SECRET], LEAF, 'env', 'SAMOVAR_PASSWORD', 18),
  porcelain: path(SAMOVAR, [STORE], PORCELAIN, 'literal', null, 4),
  kettle: path(KETTLE, [TOKEN], MATCHA, 'env', 'KETTLE_TOKEN', 27),
};

function refresh(mode: PathRefresh['mode'], mechanism: string, ...because: Because): PathRefresh {
  return { mode, because, mechanism, intent: false, interval: null };
}

function delay(
  hop: Delay['hop'],
  law: Delay['law'],
  per: Delay['per'],
  because: Because,
  trigger: Delay['trigger'] = 'own-clock',
): Delay {
  return { hop, law, per, draw: `${hop}:${per}`, trigger, because };
}

const SYNC = delay('store-sync', { kind: 'uniform', min: 0, max: 60 }, 'carrier', [
  saw('tearoom/samovar-external.yaml', 9, 'refreshInterval 1m'),
]);

function timing(of: PropagationPath, typical: Milestones, ...delays: readonly Delay[]): PathTiming {
  return { path: of.id, delays, typical };
}

const SERVICE_TIMES: Milestones = {
  adopted: times(420),
  settled: times(2220, null, 2118),
  confirmed: times(2220, null, 2118),
};
const TIMINGS = [
  timing(
    PATHS.porcelain,
    all(times(null, 'porcelain-audit acts by hand')),
    delay('action', { kind: 'never', reason: 'the vendor swaps the key' }, 'consumer', [
      said(12, 'the vendor swaps the key'),
    ]),
  ),
  timing(
    PATHS.oolong,
    SERVICE_TIMES,
    SYNC,
    delay('node-sync', { kind: 'uniform', min: 0, max: 60 }, 'instance', [
      row('k8s-secret-volume', 'the kubelet syncs within a minute', true),
    ]),
    delay('drain', { kind: 'uniform', min: 0, max: 1800 }, 'connection', [said(20, 'connections live 30 min')]),
  ),
  timing(PATHS.matcha, all(times(null, 'start-up-unknown'))),
  timing(
    PATHS.leaf,
    all(times(3660, null, 1830)),
    SYNC,
    delay('schedule', { kind: 'schedule', gaps: [1800, 3600], bestEffort: false }, 'consumer', [
      saw('tearoom/leaf-report.yaml', 6, 'runs at 7 past'),
    ]),
    delay(
      'rollout',
      { kind: 'campaign', waves: 3, wave: 20, tail: 30 },
      'consumer',
      [saw('tearoom/leaf-report.yaml', 6, 'three waves')],
      'event',
    ),
  ),
  timing(PATHS.kettle, all(times(null, 'connection-lifetime-unknown'))),
];

function radius(score: number, band: Radius['band'], name: string): Radius {
  const factors = [
    {
      name,
      value: 'read-write × production',
      points: score,
      max: 65,
      because: [row('postgresql-password', 'read-write by default')] as const,
    },
  ];
  return { score, band, factors };
}

function credential(id: string, name: string, more: Partial<Credential>): Credential {
  const because: Because = [saw('tearoom/samovar-external.yaml', 3, `${name} is named here`)];
  return {
    id,
    name,
    kind: null,
    kindBecause: [],
    carriers: [],
    environments: ['production'],
    owners: [],
    dependency: null,
    slots: 1,
    privilege: { value: 'read-write', because },
    reach: { value: 'production', because },
    overlapWindow: null,
    lastRotated: null,
    cadence: null,
    because,
    ...more,
  };
}

const ACTION = {
  does: 'restart matcha-worker',
  takes: 180,
  parallel: 'all',
  contact: 'the whisk desk',
  because: [said(16, 'restart takes 3 min')],
} as const;

export const tearoom: Inventory = {
  configuration: DEFAULT_CONFIGURATION,
  source: { root: 'tearoom', commit: '5eed5eed5eed5eed' },
  graph: {
    credentials: new Map([
      [KETTLE, credential(KETTLE, 'kettle-token', { carriers: [TOKEN] })],
      [
        SAMOVAR,
        credential(SAMOVAR, 'samovar-db', {
          kind: 'postgresql-password',
          carriers: [STORE, SECRET],
          owners: ['whiskers', 'brewers'],
          dependency: 'dependency:samovar-postgres',
          slots: 2,
          overlapWindow: { value: 3600, because: [said(8, 'one hour')] },
        }),
      ],
    ]),
    carriers: new Map(
      [
        { id: TOKEN, type: 'kubernetes-secret' as const, name: 'kettle', key: 'token', declaredAt: null },
        {
          id: SECRET,
          type: 'kubernetes-secret' as const,
          name: 'samovar-db',
          key: 'password',
          declaredAt: at('tearoom/samovar-external.yaml', 12),
        },
        {
          id: STORE,
          type: 'external-store' as const,
          name: 'prod/samovar',
          key: 'password',
          declaredAt: at('tearoom/samovar-external.yaml', 16),
        },
      ].map((carrier) => [
        carrier.id,
        {
          cluster: null,
          namespace: carrier.type === 'external-store' ? null : 'tearoom',
          environment: 'production',
          objectDeclaredAt: null,
          frozen: null,
          plaintextAt: null,
          because: [saw('tearoom/samovar-external.yaml', 12, `${carrier.name} is named here`)],
          ...carrier,
        },
      ]),
    ),
    derivations: [
      {
        from: STORE,
        to: SECRET,
        by: 'external-secret',
        row: 'eso-refresh-interval',
        interval: 60,
        frozen: null,
        because: [saw('tearoom/samovar-external.yaml', 9, 'ExternalSecret samovar-db fills it')],
      },
    ],
    consumers: new Map([PORCELAIN, OOLONG, MATCHA, LEAF].map((one) => [one.id, one])),
    dependencies: new Map([
      [
        'dependency:samovar-postgres',
        {
          id: 'dependency:samovar-postgres',
          name: 'samovar-postgres',
          kind: 'database',
          acceptance: 'dual-valid' as const,
          slots: 2,
          sessionClass: 'survives' as const,
          sided: 'one' as const,
          artefactLife: null,
          behind: null,
          connectionLimit: 90,
          because: [said(6, 'samovar-postgres takes two passwords')] as const,
        },
      ],
    ]),
    paths: [PATHS.porcelain, PATHS.oolong, PATHS.matcha, PATHS.leaf, PATHS.kettle],
    connections: [],
    triggers: [],
    holes: [],
    copies: [],
    mayFetch: [
      { credential: SAMOVAR, who: 'Role tearoom/cellar', because: [saw('tearoom/rbac.yaml', 5, 'may get secrets')] },
    ],
    unresolved: [
      { what: 'envFrom names a template', at: at('tearoom/zisha.yaml', 40) },
      { what: 'the key is computed', at: at('tearoom/cups.yaml', 2) },
    ],
    teams: { parents: new Map(), related: [] },
  },
  refresh: new Map([
    [PATHS.oolong.id, refresh('poll', 'declared:poll:300', said(19, 'reads its file every 5 min'))],
    [
      PATHS.matcha.id,
      refresh('startup', 'k8s-secret-env-var', {
        from: 'absence',
        span: at('tearoom/matcha-worker.yaml', 1),
        says: 'nothing restarts it when samovar-db changes',
        confidence: 'exact',
      }),
    ],
    [
      PATHS.leaf.id,
      refresh('scheduled', 'k8s-cronjob', saw('tearoom/leaf-report.yaml', 6, 'every run is a new process')),
    ],
    [PATHS.porcelain.id, refresh('manual', 'declared:manual', said(12, 'the vendor swaps the key'))],
  ]),
  timing: new Map(TIMINGS.map((one) => [one.path, one])),
  convergence: new Map([
    [
      SAMOVAR,
      {
        credential: SAMOVAR,
        automatic: all(times(null, 'porcelain-audit never takes it by itself')),
        withActions: all(times(3660, null, 1900)),
        slowest: LEAF.id,
        neverWithoutAction: [PORCELAIN.id, MATCHA.id],
        consumers: [
          {
            consumer: OOLONG.id,
            credential: SAMOVAR,
            automatic: SERVICE_TIMES,
            withActions: SERVICE_TIMES,
            action: null,
            neverWithoutAction: false,
          },
          {
            consumer: MATCHA.id,
            credential: SAMOVAR,
            automatic: all(times(null, 'start-up-unknown')),
            withActions: all(times(240)),
            action: ACTION,
            neverWithoutAction: true,
          },
        ],
        overlapMinimum: 3660,
        revocation: {
          availability: 3660,
          exposureEnds: 5460,
          outages: [{ consumer: MATCHA.id, from: 60, to: null }],
          verdict: 'partial' as const,
          missing: ['background work converges'],
        },
        numericError: 0.001,
      },
    ],
    [
      KETTLE,
      {
        credential: KETTLE,
        automatic: all(times(null, 'controller-not-seen')),
        withActions: all(times(null, 'controller-not-seen')),
        slowest: null,
        neverWithoutAction: [],
        consumers: [
          {
            consumer: MATCHA.id,
            credential: KETTLE,
            automatic: all(times(90)),
            withActions: all(times(90)),
            action: null,
            neverWithoutAction: false,
          },
        ],
        overlapMinimum: null,
        revocation: { availability: null, exposureEnds: null, outages: [], verdict: null, missing: [] },
        numericError: 0,
      },
    ],
  ]),
  observability: new Map(),
  upkeep: new Map(),
  today: null,
  radii: new Map([
    [
      SAMOVAR,
      {
        credential: SAMOVAR,
        scope: radius(61.4, 'wide', 'privilege × reach'),
        rollout: radius(38.2, 'moderate', 'consumers'),
      },
    ],
    [
      KETTLE,
      {
        credential: KETTLE,
        scope: radius(12, 'contained', 'privilege × reach'),
        rollout: radius(8.75, 'contained', 'consumers'),
      },
    ],
  ]),
  findings: [
    {
      rule: 'unowned-consumer',
      severity: 'note',
      confidence: 'exact',
      message: 'porcelain-audit has no owner',
      place: said(11, 'declared without an owner'),
      related: [],
      credential: SAMOVAR,
      consumer: PORCELAIN.id,
    },
    {
      rule: 'startup-only-consumer',
      severity: 'warning',
      confidence: 'exact',
      message: 'matcha-worker reads SAMOVAR_PASSWORD at start, and nothing restarts it',
      place: saw('tearoom/matcha-worker.yaml', 22, 'env SAMOVAR_PASSWORD'),
      related: [row('k8s-secret-env-var', 'a running process keeps its environment')],
      credential: SAMOVAR,
      consumer: MATCHA.id,
    },
    {
      rule: 'dangling-reference',
      severity: 'error',
      confidence: 'inferred',
      message: 'matcha-worker takes kettle#token, which nothing here declares',
      place: saw('tearoom/matcha-worker.yaml', 27, 'secretKeyRef kettle#token'),
      related: [],
      credential: KETTLE,
      consumer: MATCHA.id,
    },
  ],
  coverage: {
    filesRead: 9,
    filesSkipped: [
      { file: 'tearoom/.env', reason: 'ignored by git' },
      { file: 'archive/menu.yaml', reason: 'larger than 2 MiB' },
      { file: 'cellar/.env', reason: 'ignored by git' },
    ],
    unresolved: [
      { what: 'envFrom names a template', at: at('tearoom/zisha.yaml', 40) },
      { what: 'the key is computed', at: at('tearoom/cups.yaml', 2) },
    ],
  },
};
