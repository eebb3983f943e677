/**
 * Builds small synthetic estates for the convergence tests: one credential, its carriers and whoever reads them. Only
 * what a test says differs from a plain default, so that a figure can come from nowhere else.
 */
import { converge } from '../../analyzer/src/convergence/converge.ts';
import type { Knowledge, RefreshRow, RowDelay } from '../../analyzer/src/knowledge/tables.ts';
import { type Configuration, DEFAULT_CONFIGURATION } from '../../analyzer/src/model/configuration.ts';
import type { Seconds } from '../../analyzer/src/model/duration.ts';
import { type Because, seen } from '../../analyzer/src/model/evidence.ts';
import type { Lifecycle } from '../../analyzer/src/model/fact.ts';
import type {
  Carrier,
  Connection,
  Consumer,
  Dependency,
  Derivation,
  Graph,
  PropagationPath,
  RestartTrigger,
} from '../../analyzer/src/model/graph.ts';
import type { Span } from '../../analyzer/src/model/place.ts';
import type { Law, PathRefresh } from '../../analyzer/src/model/timing.ts';
import type { ConsumerKind, RefreshMode, Role } from '../../analyzer/src/model/vocabulary.ts';

export const at: Span = { file: 'quay/lantern.yaml', line: 7, column: 3, endLine: 7, endColumn: 21 };
export const because: Because = [seen(at, 'written on the quay')];

export const CREDENTIAL = 'cred:lantern';
export const STORE = 'carrier:store:quay/lantern';

export interface ConsumerSpec {
  readonly name: string;
  readonly mode: RefreshMode;
  readonly kind?: ConsumerKind;
  readonly objectKind?: string;
  readonly instances?: number | null;
  readonly connections?: number;
  /** Names of the berths (Secrets) it reads; empty: the store itself. */
  readonly reads?: readonly string[];
  readonly mounted?: boolean;
  readonly interval?: Seconds;
  readonly jitter?: number;
  readonly lifetime?: Seconds;
  readonly connectionRow?: string;
  readonly cron?: string;
  readonly timeZone?: string;
  readonly concurrency?: 'Allow' | 'Forbid' | 'Replace';
  readonly scheduleRow?: string;
  readonly run?: Seconds;
  readonly takes?: Seconds | null;
  readonly parallel?: number;
  readonly startup?: Seconds;
  readonly lifecycle?: Partial<Lifecycle>;
  readonly intent?: boolean;
  readonly role?: Role;
  readonly dormant?: string;
}

export interface EstateSpec {
  /** Berth name → how it is filled from the store. */
  readonly berths?: Readonly<Record<string, BerthSpec>>;
  readonly consumers: readonly ConsumerSpec[];
  readonly dependency?: Partial<Dependency> | null;
  readonly delays?: Readonly<Record<string, Law>>;
  readonly nodes?: number;
  readonly slots?: number;
}

export interface BerthSpec {
  readonly every?: Seconds;
  readonly row?: string | null;
  readonly by?: string;
  readonly frozen?: string;
  /** Filled from another berth instead of the store. */
  readonly from?: string;
}

const berthId = (name: string) => `carrier:k8s:harbour/${name}#password`;
export const consumerId = (name: string) => `consumer:harbour/${name}`;

/** The whole estate, converged. */
export function estateOf(spec: EstateSpec) {
  const graph = graphOf(spec);
  const refresh = new Map(spec.consumers.flatMap((consumer) => refreshOf(spec, consumer)));
  const configuration = configurationOf(spec);
  const converged = converge(graph, refresh, KNOWLEDGE, configuration);
  const convergence = converged.convergence.get(CREDENTIAL);
  if (!convergence) throw new Error('the estate lost its credential');
  const consumer = (name: string) => {
    const timing = convergence.consumers.find(({ consumer: id }) => id === consumerId(name));
    if (!timing) throw new Error(`no timing for ${name}`);
    return timing;
  };
  return { graph, refresh, configuration, timing: converged.timing, convergence, consumer };
}

/** The milestones of some consumers alone. */
export function only(spec: EstateSpec, ...names: readonly string[]) {
  return estateOf({ ...spec, consumers: spec.consumers.filter(({ name }) => names.includes(name)) }).convergence;
}

function graphOf(spec: EstateSpec): Graph {
  const berths = Object.entries(spec.berths ?? {});
  const carriers: Carrier[] = [
    carrierOf(STORE, 'quay/lantern'),
    ...berths.map(([name]) => carrierOf(berthId(name), name)),
  ];
  const dependency = spec.dependency === null ? null : dependencyOf(spec.dependency ?? {});
  return {
    credentials: new Map([
      [
        CREDENTIAL,
        {
          id: CREDENTIAL,
          name: 'lantern',
          kind: null,
          kindBecause: [],
          carriers: carriers.map(({ id }) => id),
          environments: [],
          owners: [],
          dependency: dependency?.id ?? null,
          slots: spec.slots ?? 1,
          privilege: { value: 'read-write', because },
          reach: { value: 'production', because },
          overlapWindow: null,
          lastRotated: null,
          cadence: null,
          because,
        },
      ],
    ]),
    carriers: new Map(carriers.map((carrier) => [carrier.id, carrier])),
    derivations: berths.map(([name]) => derivationOf(spec, name)),
    consumers: new Map(spec.consumers.map((consumer) => [consumerId(consumer.name), consumerOf(consumer)])),
    dependencies: new Map(dependency ? [[dependency.id, dependency]] : []),
    paths: spec.consumers.flatMap((consumer) => pathsOf(spec, consumer, dependency)),
    connections: spec.consumers.flatMap(connectionsOf),
    triggers: spec.consumers.flatMap((consumer) => triggersOf(spec, consumer)),
    holes: [],
    copies: [],
    mayFetch: [],
    unresolved: [],
    teams: { parents: new Map(), related: [] },
  };
}

function carrierOf(id: string, name: string): Carrier {
  return {
    id,
    type: 'kubernetes-secret',
    name,
    key: 'password',
    cluster: null,
    namespace: 'harbour',
    environment: null,
    declaredAt: at,
    objectDeclaredAt: at,
    frozen: null,
    plaintextAt: null,
    because,
  };
}

function dependencyOf(partial: Partial<Dependency>): Dependency {
  return {
    id: 'dep:lighthouse',
    name: 'lighthouse',
    kind: 'database',
    acceptance: 'identity-replacement',
    slots: 1,
    sessionClass: 'survives',
    sided: 'one',
    artefactLife: null,
    behind: null,
    connectionLimit: null,
    because,
    ...partial,
  };
}

function derivationOf({ berths }: EstateSpec, name: string): Derivation {
  const berth = berths?.[name] ?? {};
  return {
    from: berth.from ? berthId(berth.from) : STORE,
    to: berthId(name),
    by: berth.by ?? 'external-secret',
    row: berth.row === undefined ? 'eso-refresh-interval' : berth.row,
    interval: berth.every ?? null,
    frozen: berth.frozen ?? null,
    because,
  };
}

function consumerOf(spec: ConsumerSpec): Consumer {
  return {
    id: consumerId(spec.name),
    name: spec.name,
    kind: spec.kind ?? 'service',
    objectKind: spec.objectKind ?? 'Deployment',
    application: null,
    cluster: 'harbour',
    namespace: 'harbour',
    environment: null,
    owner: null,
    instances: { min: 1, max: spec.instances === undefined ? 1 : spec.instances, declared: true },
    connections: spec.connections ?? null,
    schedules: spec.cron
      ? [
          {
            cron: spec.cron,
            timeZone: spec.timeZone ?? null,
            concurrency: spec.concurrency ?? 'Allow',
            startingDeadline: null,
            row: spec.scheduleRow ?? 'k8s-cronjob-schedule',
            at,
          },
        ]
      : [],
    dormant: spec.dormant ?? null,
    freshProcess: spec.cron !== undefined,
    lifecycle: spec.lifecycle ? { ...LIFECYCLE, ...spec.lifecycle } : null,
    overrides: {
      ...(spec.run === undefined ? {} : { run: { value: spec.run, because } }),
      ...(spec.startup === undefined ? {} : { startup: { value: spec.startup, because } }),
      ...(spec.takes === undefined
        ? {}
        : {
            action: {
              does: 'turn the lamp',
              takes: spec.takes,
              parallel: spec.parallel ?? 'all',
              contact: null,
              because,
            },
          }),
    },
    at,
    because,
  };
}

const LIFECYCLE: Lifecycle = {
  strategy: 'rolling',
  maxSurge: null,
  maxUnavailable: null,
  startup: null,
  minReady: 0,
  grace: 30,
  at,
};

function pathsOf(spec: EstateSpec, consumer: ConsumerSpec, dependency: Dependency | null): readonly PropagationPath[] {
  return readsOf(spec, consumer).map((berth) => {
    const chain = berth === null ? [] : chainTo(spec, berth);
    return {
      id: `path:${consumer.name}:${berth ?? 'store'}`,
      credential: CREDENTIAL,
      carriers: [STORE, ...chain.map(({ to }) => to)] as const,
      derivations: chain,
      consumer: consumerId(consumer.name),
      container: 'lamp',
      role: consumer.role ?? 'presents',
      dependency: dependency?.id ?? null,
      delivery: {
        form: consumer.mounted ? 'volume' : 'env',
        variable: null,
        path: null,
        row: consumer.mounted ? 'k8s-secret-volume' : null,
        optional: false,
        at,
      },
      because,
    };
  });
}

/** Berths the consumer reads: as said, else the first there is; null: the store itself. */
function readsOf({ berths }: EstateSpec, { reads }: ConsumerSpec): readonly (string | null)[] {
  const named = reads ?? Object.keys(berths ?? {}).slice(0, 1);
  return named.length > 0 ? named : [null];
}

function chainTo(spec: EstateSpec, name: string): readonly Derivation[] {
  const from = spec.berths?.[name]?.from;
  return [...(from ? chainTo(spec, from) : []), derivationOf(spec, name)];
}

function connectionsOf({ name, lifetime, connectionRow }: ConsumerSpec): readonly Connection[] {
  if (lifetime === undefined && connectionRow === undefined) return [];
  const row = connectionRow ?? null;
  return [{ consumer: consumerId(name), credential: null, container: null, row, lifetime: lifetime ?? null, because }];
}

function triggersOf(spec: EstateSpec, consumer: ConsumerSpec): readonly RestartTrigger[] {
  const { name, mode, intent } = consumer;
  if (mode !== 'restart-on-change') return [];
  const watches = new Set(readsOf(spec, consumer).map((berth) => (berth === null ? STORE : berthId(berth))));
  return [{ consumer: consumerId(name), row: 'reloader-auto', watches, controllerSeen: !intent, because }];
}

function refreshOf(estate: EstateSpec, spec: ConsumerSpec): readonly (readonly [string, PathRefresh])[] {
  const refresh: PathRefresh = {
    mode: spec.mode,
    because,
    mechanism: `declared:${spec.mode}`,
    intent: spec.intent ?? false,
    interval: spec.interval === undefined ? null : { value: spec.interval, jitter: spec.jitter ?? 0, because },
  };
  const reads = readsOf(estate, spec);
  return reads.map((berth) => [`path:${spec.name}:${berth ?? 'store'}`, refresh] as const);
}

function configurationOf({ delays, nodes }: EstateSpec): Configuration {
  return {
    ...DEFAULT_CONFIGURATION,
    delays: Object.entries(delays ?? {}).map(([row, law]) => ({ row, law, reason: 'measured', at, within: '' })),
    clusters: nodes
      ? [{ name: 'harbour', environment: null, region: null, paths: [], controllers: [], nodes, at, within: '' }]
      : [],
  };
}

function row(
  id: string,
  stage: RefreshRow['stage'],
  delay: Partial<RowDelay>,
  more: Partial<RefreshRow> = {},
): RefreshRow {
  return {
    id,
    stage,
    technology: 'Lamp works',
    setting: id,
    default: 'as the table says',
    delay: { kind: 'unknown', min: null, max: null, per: 'instance', trigger: 'own-clock', ...delay },
    whenSet: null,
    refreshMode: null,
    unit: null,
    off: [],
    modifies: null,
    bestEffort: false,
    fraction: null,
    jitter: null,
    onPath: true,
    watches: null,
    needsController: null,
    whenLabelled: null,
    retired: null,
    takes: null,
    freshProcess: null,
    effect: '',
    source: 'https://example.org/lamps',
    confidence: 'high',
    ...more,
  };
}

const ROWS: readonly RefreshRow[] = [
  row('eso-refresh-interval', 'store-sync', { kind: 'uniform', min: 0, max: 3600, per: 'carrier' }),
  row('k8s-secret-volume', 'node-sync', { kind: 'uniform', min: 0, max: 90, per: 'instance' }),
  row('k8s-cronjob-schedule', 'schedule', { kind: 'schedule' }, { effect: 'each run lights a lamp of its own' }),
  row('gha-schedule', 'schedule', { kind: 'schedule' }, { bestEffort: true }),
  row('gitlab-schedule', 'schedule', { kind: 'schedule', max: 600 }),
  row(
    'reloader-auto',
    'restart-trigger',
    { kind: 'never' },
    {
      whenSet: {
        kind: 'rollout',
        min: null,
        max: null,
        per: 'instance',
        trigger: 'event',
        refreshMode: 'restart-on-change',
      },
    },
  ),
  row(
    'hikaricp-max-lifetime',
    'connection-lifetime',
    { kind: 'uniform', min: 0, max: 1800, per: 'connection' },
    { off: [0] },
  ),
  row('ioredis-single-connection', 'connection-lifetime', { kind: 'unbounded', per: 'connection' }),
  row(
    'pgbouncer-server-lifetime',
    'connection-lifetime',
    { kind: 'uniform', min: 0, max: 3600, per: 'connection' },
    {
      technology: 'PgBouncer',
    },
  ),
  row(
    'cert-manager-renew-before',
    'lease',
    { kind: 'uniform', min: 0, max: 5_184_000, per: 'carrier' },
    { fraction: 0.5 },
  ),
];

/** A few rows of the fact tables, as far as the tests name them. */
export const KNOWLEDGE: Knowledge = {
  refresh: new Map(ROWS.map((entry) => [entry.id, entry])),
  kinds: new Map(),
  controllers: [],
  judgeName: () => ({ is: 'unknown', strength: 'medium', row: 'none' }),
  kindsOfName: () => [],
};
