/**
 * Both radii of one credential over everything that several repositories say about it, worked out by the same code as those of one scan. Where
 * repositories differ, the worse counts: a leak reaches what any of them says it reaches.
 */

import type { Knowledge } from '../knowledge/tables.ts';
import { DEFAULT_CONFIGURATION } from '../model/configuration.ts';
import { type Because, declared, type Evidence, seen } from '../model/evidence.ts';
import type { Consumer, Credential, Dependency, Graph, PropagationPath } from '../model/graph.ts';
import { compareText, type Span } from '../model/place.ts';
import type { Radii } from '../model/radius.ts';
import type { PathRefresh, PathTiming } from '../model/timing.ts';
import { ACCEPTANCES, type Acceptance, type Privilege, REACHES } from '../model/vocabulary.ts';
import { measureRadii } from '../radius/measure.ts';
import { nameAt, spanAt } from './place.ts';
import type { Use, UseConsumer, UsePath } from './use.ts';

/** Never none: nobody measures what nobody uses. */
export type Uses = readonly [Use, ...Use[]];

const ID = 'cred:together';
const DEPENDENCY = 'dependency:together';

/**
 * Radii of all the uses together. `here`: the repository whose places need no
 * repository's name before them; null: none.
 */
export function measureUses(uses: Uses, here: string | null, knowledge: Knowledge): Radii {
  const sorted = inOrder(uses);
  const spans = (use: Use, span: Span): Span => (use.repository === here ? span : spanAt(use, span));
  const consumers = firstOf(sorted.flatMap((use) => use.consumers.map((one) => consumerOf(one, spans(use, one.at)))));
  const paths = firstOf(
    sorted.flatMap((use) => use.paths.map((path) => ({ ...path, id: `${path.consumer} ${path.way}`, use }))),
  );
  const graph: Graph = {
    ...EMPTY,
    credentials: new Map([[ID, credentialOf(sorted, spans)]]),
    consumers,
    dependencies: new Map([[DEPENDENCY, dependencyOf(sorted, spans)]]),
    paths: [...paths.values()].map(pathOf),
    teams: { parents: new Map(), related: sorted.filter(({ ownersRelated }) => ownersRelated).map(ownersOf) },
  };
  const refresh = new Map([...paths].map(([id, path]) => [id, refreshOf(path, spans(path.use, path.use.at))]));
  const gaps = new Map(sorted.flatMap((use) => use.consumers.map(({ id, longestGap }) => [id, longestGap] as const)));
  const timing = new Map([...paths].map(([id, { consumer }]) => [id, timingOf(id, gaps.get(consumer) ?? null)]));
  const radii = measureRadii(graph, refresh, new Map(), knowledge, DEFAULT_CONFIGURATION, timing).get(ID);
  if (!radii) throw new Error('a credential that was given was not measured');
  return radii;
}

function inOrder([first, ...rest]: Uses): Uses {
  const [least = first, ...others] = [first, ...rest].sort(
    (a, b) => compareText(a.repository, b.repository) || compareText(a.credential, b.credential),
  );
  return [least, ...others];
}

const EMPTY = {
  carriers: new Map(),
  derivations: [],
  connections: [],
  triggers: [],
  holes: [],
  copies: [],
  mayFetch: [],
  unresolved: [],
} as const satisfies Partial<Graph>;

/** One workload that two repositories show is one. */
function firstOf<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.toReversed().map((item) => [item.id, item]));
}

function ownersOf({ consumers }: Use): ReadonlySet<string> {
  return new Set(consumers.flatMap(({ owner }) => owner ?? []));
}

type Spans = (use: Use, span: Span) => Span;

function credentialOf(uses: Uses, spans: Spans): Credential {
  const [privileged, reaching] = [worstOf(uses, PRIVILEGES, 'privilege'), worstOf(uses, REACHES, 'reach')];
  return {
    id: ID,
    name: privileged.name,
    kind: null,
    kindBecause: [],
    carriers: [...new Set(uses.flatMap(({ carriers }) => carriers))],
    environments: [],
    owners: [],
    dependency: DEPENDENCY,
    slots: 1,
    privilege: { value: privileged.privilege, because: [said(privileged, spans)] },
    reach: { value: reaching.reach, because: [said(reaching, spans)] },
    overlapWindow: null,
    lastRotated: null,
    cadence: null,
    because: becauseOf(uses, spans),
  };
}

function said(use: Use, spans: Spans): Evidence {
  return seen(spans(use, use.at), `as ${nameAt(use)} has it`);
}

function becauseOf([first, ...rest]: Uses, spans: Spans): Because {
  return [said(first, spans), ...rest.map((use) => said(use, spans))];
}

/** What earns most points comes first in the scope radius too; nobody knows better than the worst that is not known. */
const PRIVILEGES: readonly Privilege[] = [
  'superuser',
  'admin',
  'sign',
  'decrypt',
  'read-write',
  'unknown',
  'read-only',
  'send-only',
];

function worstOf<K extends 'privilege' | 'reach'>(uses: Uses, order: ReadonlyArray<Use[K]>, of: K): Use {
  return uses.reduce((worst, use) => (order.indexOf(use[of]) < order.indexOf(worst[of]) ? use : worst));
}

/** The least forgiving first. */
const UNFORGIVING: readonly Acceptance[] = ['cutover', 'identity-replacement', ...ACCEPTANCES];

function dependencyOf(uses: Uses, spans: Spans): Dependency {
  const acceptance = UNFORGIVING.find((word) => uses.some((use) => use.acceptance === word)) ?? null;
  const saying = uses.find((use) => use.acceptance === acceptance) ?? uses[0];
  return {
    id: DEPENDENCY,
    name: DEPENDENCY,
    kind: null,
    acceptance,
    slots: null,
    sessionClass: null,
    sided: 'one',
    artefactLife: null,
    behind: null,
    connectionLimit: null,
    because: [said(saying, spans)],
  };
}

function consumerOf(use: UseConsumer, at: Span): Consumer {
  const says = use.name;
  return {
    ...use,
    objectKind: use.declared ? 'declared' : use.kind,
    application: null,
    namespace: null,
    instances: { min: use.min, max: use.max, declared: false },
    connections: null,
    schedules:
      use.longestGap === null
        ? []
        : [{ cron: '', timeZone: null, concurrency: 'Allow', startingDeadline: null, row: '', at }],
    dormant: use.dormant ? 'dormant' : null,
    freshProcess: false,
    lifecycle: null,
    overrides: {},
    at,
    because: [use.declared ? declared(at, says) : seen(at, says)],
  };
}

function pathOf({ id, consumer, use }: UsePath & { readonly id: string; readonly use: Use }): PropagationPath {
  return {
    id,
    credential: ID,
    carriers: [use.carriers[0] ?? ID],
    derivations: [],
    consumer,
    container: null,
    role: 'presents',
    dependency: DEPENDENCY,
    delivery: { form: 'api', variable: null, path: null, row: null, optional: false, at: use.at },
    because: [seen(use.at, use.name)],
  };
}

function refreshOf({ mode, mechanism, intent }: UsePath, at: Span): PathRefresh {
  return { mode, mechanism, intent, interval: null, because: [seen(at, mechanism)] };
}

const NO_TIMES = { bound: null, p50: null, p99: null, reason: null, conditionalBound: null };
const NO_MILESTONES = { adopted: NO_TIMES, settled: NO_TIMES, confirmed: NO_TIMES };

function timingOf(path: string, gap: number | null): PathTiming {
  const because: Because = [{ from: 'default', row: '', says: 'schedule', confidence: 'assumed', unverified: false }];
  const law = { kind: 'schedule', gaps: gap === null ? [] : [gap], bestEffort: false } as const;
  return {
    path,
    delays: [{ hop: 'schedule', law, per: 'consumer', draw: path, trigger: 'own-clock', because }],
    typical: NO_MILESTONES,
  };
}
