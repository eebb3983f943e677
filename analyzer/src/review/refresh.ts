/** Whether an existing consumer takes a new value more slowly than before: another mode, another delivery, a longer hop. */
import { consumerName } from '../explain/view.ts';
import { HOP, REFRESH_SENTENCE, sayIso } from '../explain/words.ts';
import { parseDuration } from '../model/duration.ts';
import type { WireDelay, WireEvidence, WirePath, WireRefreshMode } from '../wire/types.ts';
import { REFRESH_MODES } from '../wire/words.ts';
import type { Seen } from './change.ts';
import { isLonger } from './longer.ts';
import { type Pairs, placeOfUse } from './pairs.ts';
import type { Use } from './sides.ts';

/** The least cooperative mode of its paths decides a use. */
export function worstMode({ paths }: Use): WireRefreshMode {
  const worst = Math.min(...paths.map(({ refresh }) => REFRESH_MODES.indexOf(refresh.mode)));
  return REFRESH_MODES[worst] ?? 'unknown';
}

/** Modes of what is started for each run. */
const STARTS: ReadonlySet<WireRefreshMode> = new Set(['per-call', 'scheduled']);

interface Regression {
  readonly says: string;
  readonly place: WireEvidence;
}
type Look = (before: Use, after: Use) => Regression | null;

/** The first that sees something speaks: one regression is one sentence. */
const LOOKS: readonly Look[] = [worseMode, coarserDelivery, longerHop];

export function refreshRegressions({ after, keptUses }: Pairs): readonly Seen[] {
  return keptUses.flatMap(([was, is]): Seen[] => {
    // A Job that became a CronJob reads at the start of each run, as before.
    if (after.consumers.get(is.consumer)?.freshProcess && STARTS.has(worstMode(was)) && STARTS.has(worstMode(is)))
      return [];
    const found = LOOKS.map((look) => look(was, is)).find((one) => one !== null);
    if (!found) return [];
    const consumer = consumerName(after, is.consumer);
    return [
      {
        rule: 'refresh-regression',
        credential: is.credential,
        consumer: is.consumer,
        says: (names) => `${consumer} refreshes ${names} worse: ${found.says}.`,
        place: found.place,
        related: [placeOfUse(is)],
      },
    ];
  });
}

/** Modes that wait for somebody: between two of them the order of the table is no regression of its own. */
const UNCOOPERATIVE: ReadonlySet<WireRefreshMode> = new Set(['unknown', 'manual', 'build', 'startup']);

/** Whether the later mode is worse news than the earlier. */
export function isWorseMode(before: WireRefreshMode, after: WireRefreshMode): boolean {
  if (REFRESH_MODES.indexOf(after) >= REFRESH_MODES.indexOf(before)) return false;
  // What was `startup` and is not established any more was no promise before.
  return !(UNCOOPERATIVE.has(before) && after === 'unknown');
}

function worseMode(before: Use, after: Use): Regression | null {
  const [was, is] = [worstMode(before), worstMode(after)];
  if (!isWorseMode(was, is)) return null;
  const path = after.paths.find(({ refresh }) => refresh.mode === is) ?? after.paths[0];
  const lost = was === 'restart-on-change' ? 'nothing restarts it on a change any more, ' : '';
  return { says: `${was} → ${is}, ${lost}it ${REFRESH_SENTENCE[is]}`, place: firstPlace(path.refresh.because, after) };
}

/** Deliveries that take more keys or follow no update, where the mode does not show it. */
const COARSE: Readonly<Partial<Record<WirePath['delivery']['form'], string>>> = {
  'sub-path': 'it is mounted by subPath, which is never updated in place',
  'env-from': 'it takes every key of the object, so a change of any of them concerns it',
};

function coarserDelivery(before: Use, after: Use): Regression | null {
  const had = new Set(before.paths.map(({ delivery }) => delivery.form));
  for (const path of after.paths) {
    const says = COARSE[path.delivery.form];
    if (says !== undefined && !had.has(path.delivery.form)) return { says, place: firstPlace(path.because, after) };
  }
  return null;
}

/** Hops a person sets; how a rollout or an action goes depends on how many instances there are, and is told by the convergence. */
const SET_BY_HAND: ReadonlySet<WireDelay['hop']> = new Set([
  'git-reconcile',
  'store-sync',
  'node-sync',
  'app-reload',
  'lease',
  'schedule',
  'drain',
]);

function longerHop(before: Use, after: Use): Regression | null {
  const was = slowestHops(before);
  for (const [hop, delay] of slowestHops(after)) {
    const earlier = was.get(hop);
    if (!earlier || !isLonger(earlier.max, delay.max)) continue;
    const says = `${HOP[hop]} ${sayMost(earlier)} → ${sayMost(delay)}`;
    return { says, place: firstPlace(delay.because, after) };
  }
  return null;
}

function sayMost({ max }: WireDelay): string {
  return max === null ? 'without a bound' : sayIso(max);
}

/** The slowest delay of each hop over all paths; one without a bound is the slowest. */
function slowestHops({ paths }: Use): ReadonlyMap<WireDelay['hop'], WireDelay> {
  const slowest = new Map<WireDelay['hop'], WireDelay>();
  for (const delay of paths.flatMap(({ delays }) => delays)) {
    if (!SET_BY_HAND.has(delay.hop)) continue;
    const known = slowest.get(delay.hop);
    if (!known || secondsOf(delay.max) > secondsOf(known.max)) slowest.set(delay.hop, delay);
  }
  return slowest;
}

function secondsOf(duration: string | null): number {
  return duration === null ? Number.POSITIVE_INFINITY : (parseDuration(duration) ?? 0);
}

function firstPlace(because: readonly WireEvidence[], use: Use): WireEvidence {
  return because.find(({ file }) => file !== null) ?? placeOfUse(use);
}
