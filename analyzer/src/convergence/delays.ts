/**
 * A path as the delays between publication and the last old session: one table from refresh mode to the hops it adds.
 * Every delay says where it comes from; none is invented, and a hop without a known time stays a hop without an end.
 */
import { type Because, joinBecause } from '../model/evidence.ts';
import type { Delay, Law } from '../model/timing.ts';
import type { RefreshMode } from '../model/vocabulary.ts';
import { carrierDelays, place } from './carriers.ts';
import { drainOf } from './drain.ts';
import { type Estate, objectOf, type Route } from './estate.ts';
import { restartsOf } from './restart.ts';
import { hopOfRow, type RowHop } from './rows.ts';
import { overlapOf, scheduleHops } from './runs.ts';

/** Every delay of the path, in order; the drain last. */
export function delaysOf(estate: Estate, route: Route): readonly Delay[] {
  const upstream = carrierDelays(estate, route);
  const drain = drainOf(estate, route) ?? overlapOf(route);
  return [...upstream, ...BY_MODE[route.refresh.mode](estate, route, upstream), ...(drain ? [drain] : [])];
}

type HopsOfMode = (estate: Estate, route: Route, upstream: readonly Delay[]) => readonly Delay[];

const BY_MODE: Readonly<Record<RefreshMode, HopsOfMode>> = {
  unknown: (estate, route) => [...nodeSync(estate, route), reading(route, { kind: 'unknown', reason: NO_READER })],
  // A frozen carrier on the way already says that somebody must act: once is enough.
  manual: (_, route, upstream) =>
    upstream.some(({ law }) => law.kind === 'never') ? [] : [byHand(route, 'changed-by-hand')],
  build: (_, route) => [byHand(route, 'rebuild-needed')],
  startup: (_, route) => [byHand(route, 'restart-by-hand')],
  lease: (estate, route, upstream) => [...leaseHops(estate, route, upstream), ...nodeSync(estate, route)],
  scheduled: scheduleHops,
  'restart-on-change': restartsOf,
  poll: (estate, route) => [...nodeSync(estate, route), polling(estate, route)],
  watch: (estate, route) => [...nodeSync(estate, route), taking(estate, route)],
  'per-call': (estate, route) => [...nodeSync(estate, route), taking(estate, route)],
};

/** Reason of a path whose reading program was not found. */
export const NO_READER = 'reader-not-found';

function byHand({ consumer, refresh }: Route, reason: string): Delay {
  const draw = `action:consumer:${consumer.id}`;
  const law: Law = { kind: 'never', reason };
  return { hop: 'action', law, per: 'consumer', draw, trigger: 'event', because: refresh.because };
}

/** A mounted file is rewritten under a running instance; a new process finds it written already. */
function nodeSync(estate: Estate, route: Route): readonly Delay[] {
  const { path, consumer } = route;
  const found = hopOfRow(estate, path.delivery.row, { interval: null, because: path.because });
  if (consumer.freshProcess || !found || !hasEnd(found)) return [];
  const { stage } = found.row;
  if (stage !== 'node-sync' && stage !== 'store-sync') return [];
  const last = path.carriers.at(-1) ?? path.carriers[0];
  return [place(route, stage, found, objectOf(estate.graph.carriers.get(last), last))];
}

function hasEnd({ law }: RowHop): boolean {
  return law.kind === 'uniform' || law.kind === 'fixed';
}

/** The program's own step; each container reads with its own clock. */
function reading({ path, consumer, refresh }: Route, law: Law, because: Because = refresh.because): Delay {
  const draw = `app-reload:instance:${consumer.id}:${path.container ?? ''}`;
  const trigger = law.kind === 'uniform' ? 'own-clock' : 'event';
  return { hop: 'app-reload', law, per: 'instance', draw, trigger, because };
}

/** The row that says how the program reads: the delivery's own, else the one that decided the mode. */
function readerRow(estate: Estate, { path, refresh }: Route): RowHop | null {
  const stated = { interval: null, because: refresh.because };
  const rows = [path.delivery.row, refresh.mechanism].map((row) => hopOfRow(estate, row, stated));
  return rows.find((found) => found?.row.stage === 'app-reload' && hasEnd(found)) ?? null;
}

function byRow(route: Route, found: RowHop): Delay {
  if (found.per === 'instance') return reading(route, found.law, found.because);
  const last = route.path.carriers.at(-1) ?? route.path.carriers[0];
  return place(route, 'app-reload', found, last);
}

function polling(estate: Estate, route: Route): Delay {
  const { interval, because } = route.refresh;
  if (interval) {
    const law: Law = { kind: 'uniform', min: 0, max: interval.value * (1 + interval.jitter) };
    return reading(route, law, joinBecause(interval.because, because));
  }
  const found = readerRow(estate, route);
  return found ? byRow(route, found) : reading(route, { kind: 'unknown', reason: 'poll-interval-unknown' });
}

/** A watcher or a caller takes it at once, unless a row knows of a cache in between. */
function taking(estate: Estate, route: Route): Delay {
  const found = readerRow(estate, route);
  return found ? byRow(route, found) : reading(route, { kind: 'fixed', at: 0 });
}

/** The lease is a hop of the derivation where a broker fills a carrier; else the consumer's own. */
function leaseHops(estate: Estate, route: Route, upstream: readonly Delay[]): readonly Delay[] {
  if (upstream.some(({ hop }) => hop === 'lease')) return [];
  const { path, consumer, refresh } = route;
  const stated = { interval: refresh.interval?.value ?? null, because: refresh.interval?.because ?? refresh.because };
  const rows = [path.delivery.row, refresh.mechanism].map((row) => hopOfRow(estate, row, stated));
  const found = rows.find((hop) => hop?.row.stage === 'lease');
  const own: Law =
    stated.interval === null
      ? { kind: 'unknown', reason: 'lease-life-unknown' }
      : { kind: 'uniform', min: 0, max: stated.interval };
  const draw = `lease:instance:${consumer.id}:${path.container ?? ''}`;
  const because = found?.because ?? stated.because;
  return [{ hop: 'lease', law: found?.law ?? own, per: 'instance', draw, trigger: 'own-clock', because }];
}
