/**
 * How long sessions and artefacts made with the old value live on once an instance presents the new one (design,
 * section 6). Keyed by consumer and dependency, or by the proxy that holds the connections. Unknown stays unknown: a
 * pool nobody saw has no default.
 */
import type { RefreshRow } from '../knowledge/tables.ts';
import type { Seconds } from '../model/duration.ts';
import type { Because } from '../model/evidence.ts';
import type { Connection, Dependency } from '../model/graph.ts';
import type { Delay, Law } from '../model/timing.ts';
import type { DeliveryForm, RefreshMode } from '../model/vocabulary.ts';
import type { Estate, Route } from './estate.ts';
import { hopOfRow, withJitter } from './rows.ts';

/** Modes in which the old process, and every connection with it, is gone once the new value is in use. */
const FRESH_MODES = new Set<RefreshMode>(['restart-on-change', 'startup', 'build', 'manual', 'scheduled']);

/** Of them: a process that runs on with the old value until it is replaced. */
const RESTARTED = new Set<RefreshMode>(['restart-on-change', 'startup', 'build', 'manual']);

/** Deliveries used for one call at a time: nothing is kept open. */
const SESSIONLESS = new Set<DeliveryForm>(['image-pull', 'build-arg']);

/** The drain of a path; null where nothing made with the old value can be left. */
export function drainOf(estate: Estate, route: Route): Delay | null {
  const { path, consumer, refresh, dependency } = route;
  if (path.role === 'accepts') return null;
  const artefacts = dependency?.sessionClass === 'artefacts' ? artefactsOf(dependency) : null;
  if (artefacts) return { ...delayOf(route, artefacts.law, artefacts.because), per: 'instance' };
  if (consumer.freshProcess || FRESH_MODES.has(refresh.mode) || SESSIONLESS.has(path.delivery.form)) return null;
  if (dependency?.sessionClass === 'per-request' || dependency?.sessionClass === 'artefacts') return null;
  return (
    heldOpen(estate, route) ??
    delayOf(route, { kind: 'unknown', reason: 'connection-lifetime-unknown' }, refresh.because)
  );
}

/**
 * How long a connection of a process lives that keeps the old value until a restart: nothing is left to drain after the restart,
 * yet until then it may be silent for as long. Null where a drain says so already, nothing is kept open, or nobody saw a pool.
 */
export function connectionOfStale(estate: Estate, route: Route): Delay | null {
  const { path, consumer, refresh, dependency } = route;
  const sessions = dependency?.sessionClass;
  if (path.role === 'accepts' || consumer.freshProcess || !RESTARTED.has(refresh.mode)) return null;
  if (sessions === 'per-request' || sessions === 'artefacts' || SESSIONLESS.has(path.delivery.form)) return null;
  return heldOpen(estate, route);
}

const ENDLESS: Law = { kind: 'unbounded', reason: 'connections-never-retired' };

function heldOpen(estate: Estate, route: Route): Delay | null {
  const proxy = proxyOf(estate, route.dependency);
  const connection = connectionOf(estate, route);
  if (proxy) return delayOf(route, ...lawOf(estate, proxy.id, null, proxy.because));
  if (connection?.endless) return delayOf(route, ENDLESS, connection.because);
  if (connection) return delayOf(route, ...lawOf(estate, connection.row, connection.lifetime, connection.because));
  return null;
}

function delayOf({ path, consumer, dependency }: Route, law: Law, because: Because): Delay {
  const draw = ['drain:connection', consumer.id, path.container ?? '', dependency?.behind ?? dependency?.id ?? ''].join(
    ':',
  );
  return { hop: 'drain', law, per: 'connection', draw, trigger: 'own-clock', because };
}

/** The longest artefact is made at the last moment before adoption, so it lives its whole life after it. */
function artefactsOf({ artefactLife, because }: Dependency): { readonly law: Law; readonly because: Because } | null {
  if (artefactLife === null) return null;
  if (artefactLife === 'declared') return { law: { kind: 'unknown', reason: 'artefact-life-unknown' }, because };
  return { law: { kind: 'fixed', at: artefactLife }, because };
}

/** The connection the path is used over: the one that names its credential and container most closely. */
function connectionOf({ connections }: Estate, { path, consumer }: Route): Connection | undefined {
  const closeness = ({ credential, container }: Connection) =>
    (credential === null ? 0 : 2) + (container === null ? 0 : 1);
  return (connections.get(consumer.id) ?? [])
    .filter(({ credential }) => credential === null || credential === path.credential)
    .filter(({ container }) => container === null || container === path.container)
    .reduce<Connection | undefined>(
      (best, next) => (best && closeness(best) >= closeness(next) ? best : next),
      undefined,
    );
}

/** The connection row of the proxy in front of the dependency: its connections are the ones the dependency sees. */
function proxyOf({ knowledge, graph }: Estate, dependency: Dependency | null) {
  if (!dependency?.behind) return null;
  const name = plain(graph.dependencies.get(dependency.behind)?.name ?? dependency.behind);
  const rows = [...knowledge.refresh.values()].filter(
    ({ stage, technology, onPath }) => stage === 'connection-lifetime' && onPath && plain(technology) === name,
  );
  const [row] = rows;
  return row ? { id: row.id, because: dependency.because } : null;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function lawOf(estate: Estate, id: string | null, lifetime: Seconds | null, because: Because): readonly [Law, Because] {
  const row = id === null ? undefined : estate.knowledge.refresh.get(id);
  if (lifetime !== null && !(row && isOff(row, lifetime)))
    return [{ kind: 'uniform', min: 0, max: row ? withJitter(row, lifetime) : lifetime }, because];
  if (lifetime !== null) return [ENDLESS, because];
  const hop = hopOfRow(estate, id, { interval: null, because });
  if (!hop) return [{ kind: 'unknown', reason: 'connection-lifetime-unknown' }, because];
  return [sessionLaw(hop.law), hop.because];
}

/** On a connection row, never and unbounded both mean that nothing ends a connection. */
function sessionLaw(law: Law): Law {
  if (law.kind === 'never' || law.kind === 'unbounded') return ENDLESS;
  return law.kind === 'unknown' ? { kind: 'unknown', reason: 'connection-lifetime-unknown' } : law;
}

function isOff({ off }: RefreshRow, lifetime: Seconds): boolean {
  return off.some((value) => Number(value) === lifetime);
}
