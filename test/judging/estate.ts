/** Builds small graphs for the tests of refresh, radius and rules. Only what a test says differs from a plain default. */

import { converge } from '../../analyzer/src/convergence/converge.ts';
import { observe } from '../../analyzer/src/convergence/observability.ts';
import { loadKnowledge } from '../../analyzer/src/knowledge/load.ts';
import { type Configuration, DEFAULT_CONFIGURATION } from '../../analyzer/src/model/configuration.ts';
import { type Because, seen } from '../../analyzer/src/model/evidence.ts';
import type {
  Carrier,
  CodeRead,
  Consumer,
  Credential,
  Delivery,
  Dependency,
  Derivation,
  Graph,
  PropagationPath,
} from '../../analyzer/src/model/graph.ts';
import type { Layers } from '../../analyzer/src/model/inventory.ts';
import type { Span } from '../../analyzer/src/model/place.ts';
import type { Role } from '../../analyzer/src/model/vocabulary.ts';
import { measureRadii } from '../../analyzer/src/radius/measure.ts';
import { upkeepOf } from '../../analyzer/src/radius/upkeep.ts';
import { decideRefresh } from '../../analyzer/src/refresh/decide.ts';

export const knowledge = loadKnowledge();
export const CREDENTIAL = 'cred:heron';

export function line(number: number, file = 'weir/sluice.yaml'): Span {
  return { file, line: number, column: 5, endLine: number, endColumn: 19 };
}
export const because: Because = [seen(line(1), 'written at the weir')];

export function carrier(id: string, says: Partial<Carrier> = {}): Carrier {
  const plain = {
    type: 'kubernetes-secret',
    name: id,
    key: 'plume',
    cluster: null,
    namespace: 'weir',
    environment: null,
  } as const;
  return { id, ...plain, declaredAt: null, objectDeclaredAt: null, frozen: null, plaintextAt: null, because, ...says };
}

export function derivation(from: string, to: string, says: Partial<Derivation> = {}): Derivation {
  return { from, to, by: 'external-secret', row: 'eso-refresh-interval', interval: 97, frozen: null, because, ...says };
}

export function consumer(name: string, says: Partial<Consumer> = {}): Consumer {
  return {
    id: `consumer:${name}`,
    name,
    kind: 'service',
    objectKind: 'Deployment',
    application: null,
    cluster: null,
    namespace: 'weir',
    environment: null,
    owner: null,
    instances: { min: 1, max: 1, declared: true },
    connections: null,
    schedules: [],
    dormant: null,
    freshProcess: false,
    lifecycle: null,
    overrides: {},
    at: line(20),
    because,
    ...says,
  };
}

/** `every` third hour at half past: a schedule no default has. */
export const TIDAL: Consumer['schedules'][number] = {
  cron: '30 */3 * * *',
  timeZone: null,
  concurrency: 'Allow',
  startingDeadline: null,
  row: 'k8s-cronjob-schedule',
  at: line(33),
};

export interface UseSpec {
  readonly by: Consumer;
  readonly delivery?: Partial<Delivery>;
  readonly carriers?: readonly [string, ...string[]];
  readonly derivations?: readonly Derivation[];
  readonly credential?: string;
  readonly role?: Role;
  readonly reads?: readonly CodeRead[];
}

export function path({
  by,
  delivery = {},
  carriers,
  derivations = [],
  credential = CREDENTIAL,
  role = 'presents',
  reads,
}: UseSpec): PropagationPath {
  const form = {
    form: 'env',
    variable: 'PLUME',
    path: null,
    row: 'k8s-secret-env-var',
    optional: false,
    at: line(41),
  } as const;
  const via = carriers ?? ['carrier:nest'];
  return {
    id: `path:${credential} > ${by.id} > ${via.join(' > ')} > ${delivery.form ?? 'env'}`,
    credential,
    carriers: via,
    derivations,
    consumer: by.id,
    container: null,
    role,
    dependency: null,
    delivery: { ...form, ...delivery },
    ...(reads ? { reads } : {}),
    because,
  };
}

/** Code reads a file of the consumer here. */
export function read(says: Partial<CodeRead> = {}): CodeRead {
  return {
    source: { kind: 'file', path: '/etc/weir/plume' },
    moment: 'watch',
    interval: null,
    stages: { observes: null, validates: null, swaps: null, drains: null },
    because: [seen(line(77, 'src/wade.ts'), 'reads the plume')],
    ...says,
  };
}

export function credential(says: Partial<Credential> = {}): Credential {
  return {
    id: CREDENTIAL,
    name: 'heron',
    kind: null,
    kindBecause: [],
    carriers: ['carrier:nest'],
    environments: [],
    owners: [],
    dependency: null,
    slots: 1,
    privilege: { value: 'read-write', because },
    reach: { value: 'production', because },
    overlapWindow: null,
    lastRotated: null,
    cadence: null,
    because,
    ...says,
  };
}

export interface Weir {
  readonly uses: readonly UseSpec[];
  readonly credential?: Partial<Credential>;
  readonly carriers?: readonly Carrier[];
  readonly dependency?: Dependency;
  readonly graph?: Partial<Graph>;
  readonly configuration?: Partial<Configuration>;
  readonly today?: string;
}

export function graphOf({
  uses,
  credential: says = {},
  carriers = [carrier('carrier:nest')],
  dependency,
  graph = {},
}: Weir): Graph {
  const own = credential({ ...(dependency ? { dependency: dependency.id } : {}), ...says });
  return {
    credentials: new Map([[own.id, own]]),
    carriers: new Map(carriers.map((item) => [item.id, item])),
    derivations: uses.flatMap(({ derivations = [] }) => derivations),
    consumers: new Map(uses.map(({ by }) => [by.id, by])),
    dependencies: new Map(dependency ? [[dependency.id, dependency]] : []),
    paths: uses.map(path).sort((a, b) => (a.id < b.id ? -1 : 1)),
    connections: [],
    triggers: [],
    holes: [],
    copies: [],
    mayFetch: [],
    unresolved: [],
    teams: { parents: new Map(), related: [] },
    ...graph,
  };
}

/** The weir with every layer the stages make of it. */
export function layersOf(weir: Weir): Layers {
  const graph = graphOf(weir);
  const configuration = { ...DEFAULT_CONFIGURATION, ...weir.configuration };
  const refresh = decideRefresh(graph, knowledge);
  const { timing, convergence } = converge(graph, refresh, knowledge, configuration);
  const radii = measureRadii(graph, refresh, convergence, knowledge, configuration, timing);
  const observability = observe(graph, refresh);
  const upkeep = upkeepOf(graph, convergence, radii);
  return {
    configuration,
    graph,
    refresh,
    timing,
    convergence,
    radii,
    observability,
    upkeep,
    today: weir.today ?? null,
  };
}
