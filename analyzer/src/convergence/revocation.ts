/**
 * When the old value may die: for availability, for exposure, and never where the dependency holds one value at a
 * time, because there the change is the revocation. It claims only what the graph can tell and names what is missing.
 */

import type { Seconds } from '../model/duration.ts';
import type { Credential, Dependency } from '../model/graph.ts';
import type { Convergence, Milestones, Outage } from '../model/timing.ts';
import type { SessionClass } from '../model/vocabulary.ts';
import { isCutover, missingConditions } from './conditions.ts';
import type { ConsumerCourse, Course } from './course.ts';
import type { Estate } from './estate.ts';
import type { Known } from './latest.ts';
import { startOf } from './laws.ts';
import { milestonesOf } from './milestones.ts';
import { rolloutOf } from './rollout.ts';

/** What revocation waits for, and until when the old value still opens something. */
interface Waits {
  readonly availability: 'adopted' | 'settled';
  readonly exposure: 'adopted' | 'settled';
}

/** By session class (design, section 6, Sessions); an unknown class needs settled. */
const WAITS: Readonly<Record<SessionClass | 'unknown', Waits>> = {
  'per-request': { availability: 'adopted', exposure: 'adopted' },
  survives: { availability: 'adopted', exposure: 'settled' },
  // Revoking cuts the sessions, so nothing outlives it.
  'killed-client-reconnects': { availability: 'adopted', exposure: 'adopted' },
  'killed-no-reconnect': { availability: 'settled', exposure: 'settled' },
  artefacts: { availability: 'settled', exposure: 'settled' },
  unknown: { availability: 'settled', exposure: 'settled' },
};

/** Classes after which a window needs to last until adopted only: no old session is left to strand. */
const ADOPTED_IS_ENOUGH = new Set<SessionClass | 'unknown'>(['per-request', 'killed-client-reconnects']);

/** Bounds once everybody has acted; null: none. */
interface Bounds {
  readonly adopted: Seconds | null;
  readonly settled: Seconds | null;
}

export interface Revoked {
  readonly overlapMinimum: Seconds | null;
  readonly figures: Convergence['revocation'];
}

/** The moments of one credential; `withActions`: its own milestones. */
export function revocationOf(
  estate: Estate,
  credential: Credential,
  consumers: readonly ConsumerCourse[],
  withActions: Milestones,
): Revoked {
  const dependency = estate.graph.dependencies.get(credential.dependency ?? '') ?? null;
  const awake = consumers.filter(({ consumer }) => consumer.dormant === null);
  const sessions = dependency?.sessionClass ?? 'unknown';
  const bounds = boundsOf(dependency, awake, withActions);
  const cutover = isCutover(credential, dependency);
  const missing = missingConditions({ credential, dependency, consumers });
  return {
    overlapMinimum: cutover ? null : bounds[ADOPTED_IS_ENOUGH.has(sessions) ? 'adopted' : 'settled'],
    figures: {
      availability: cutover ? null : bounds[WAITS[sessions].availability],
      exposureEnds: cutover && WAITS[sessions].exposure === 'adopted' ? 0 : bounds[WAITS[sessions].exposure],
      outages: cutover ? awake.map(cutOff) : awake.flatMap((consumer) => restartOutage(estate, consumer)),
      verdict: verdictOf(dependency, cutover, missing),
      missing,
    },
  };
}

/**
 * Acceptors of a two-sided credential all take the new value before the first presenter uses it: the two times add up.
 */
function boundsOf(dependency: Dependency | null, awake: readonly ConsumerCourse[], all: Milestones): Bounds {
  const courses = awake.flatMap((consumer) => consumer.courses);
  const acceptors = courses.filter(({ route }) => route.path.role !== 'presents');
  const presenters = courses.filter(({ route }) => route.path.role !== 'accepts');
  if (dependency?.sided !== 'two' || acceptors.length === 0 || presenters.length === 0)
    return { adopted: all.adopted.bound, settled: all.settled.bound };
  const first = acted(acceptors).adopted.bound;
  const then = acted(presenters);
  return { adopted: sum(first, then.adopted.bound), settled: sum(first, then.settled.bound) };
}

function acted(courses: readonly Course[]): Milestones {
  const known: Known = new Map();
  return milestonesOf(
    courses.map(({ withActions }) => withActions),
    known,
  ).milestones;
}

function sum(a: Seconds | null, b: Seconds | null): Seconds | null {
  return a === null || b === null ? null : a + b;
}

function cutOff({ consumer, timing }: ConsumerCourse): Outage {
  return { consumer: consumer.id, from: 0, to: timing.automatic.adopted.bound };
}

/** A restart in which no instance serves: from the earliest moment it can begin to the latest it can end. */
function restartOutage({ configuration }: Estate, { consumer, courses, timing }: ConsumerCourse): readonly Outage[] {
  const restarted = courses.filter(({ route }) => route.refresh.mode === 'restart-on-change' && !route.refresh.intent);
  if (restarted.length === 0 || rolloutOf(consumer, configuration).outage === null) return [];
  const starts = restarted.map(({ automatic }) =>
    automatic.delays
      .filter(({ hop }) => hop !== 'rollout' && hop !== 'drain')
      .reduce((total, { law }) => total + startOf(law), 0),
  );
  return [{ consumer: consumer.id, from: Math.min(...starts), to: timing.automatic.adopted.bound }];
}

function verdictOf(dependency: Dependency | null, cutover: boolean, missing: readonly string[]) {
  if (cutover) return 'cutover';
  if (!dependency?.acceptance) return null;
  return missing.length > 0 ? 'partial' : 'zero-downtime';
}
