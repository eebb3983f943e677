/**
 * How often each credential should be rotated, by what its leaked value can reach, and what that costs people. What takes a new
 * value by itself costs nobody anything: a shorter cadence is bought with refresh, never with overtime.
 */
import type { Seconds } from '../model/duration.ts';
import type { Credential, Graph } from '../model/graph.ts';
import type { Band, Radii } from '../model/radius.ts';
import type { ConsumerTiming, Convergence } from '../model/timing.ts';
import type { Upkeep } from '../model/upkeep.ts';

const DAY: Seconds = 86_400;
const YEAR: Seconds = 365 * DAY;

/**
 * By the band of the scope radius. The middle is what benchmarks ask of access keys, 90 days (CIS AWS Foundations 3.0, 1.14), the end the
 * usual cryptoperiod of a year (NIST SP 800-57 part 1 rev. 5, 5.3.6); the steps between are ours.
 */
const CADENCE: Readonly<Record<Band, Seconds>> = {
  critical: 30 * DAY,
  wide: 90 * DAY,
  moderate: 180 * DAY,
  contained: YEAR,
};

/** What an action takes of which nobody said how long; the same assumption as in a runbook. */
const ASSUMED_MINUTES = 5;

/** Upkeep of every credential, by id. */
export function upkeepOf(
  graph: Graph,
  convergence: ReadonlyMap<string, Convergence>,
  radii: ReadonlyMap<string, Radii>,
): ReadonlyMap<string, Upkeep> {
  return new Map(
    [...graph.credentials.values()].map((credential): [string, Upkeep] => [
      credential.id,
      oneUpkeep(graph, credential, convergence.get(credential.id)?.consumers ?? [], radii.get(credential.id)),
    ]),
  );
}

function oneUpkeep(
  graph: Graph,
  credential: Credential,
  consumers: readonly ConsumerTiming[],
  radii: Radii | undefined,
): Upkeep {
  const acting = consumers.filter(({ action }) => action !== null).map((timing) => minutesOf(graph, timing));
  const minutes = Math.round(acting.reduce((sum, one) => sum + one.minutes, 0));
  const assumed = Math.round(acting.filter((one) => one.assumed).reduce((sum, one) => sum + one.minutes, 0));
  const issued = graph.dependencies.get(credential.dependency ?? '')?.acceptance === 'lease';
  const recommended = issued || consumers.length === 0 || !radii ? null : CADENCE[radii.scope.band];
  const cadences = new Set([...Object.values(CADENCE), ...(credential.cadence ? [credential.cadence] : [])]);
  return {
    credential: credential.id,
    minutes,
    assumed,
    recommended,
    costs: [...cadences]
      .sort((a, b) => b - a)
      .map((cadence) => ({ cadence, minutesAYear: Math.round((minutes * YEAR) / cadence) })),
  };
}

/** People act one by one; a workload is restarted by one person, whatever it runs. */
function minutesOf(graph: Graph, { consumer: id, action }: ConsumerTiming) {
  const consumer = graph.consumers.get(id);
  const each = action?.takes == null ? ASSUMED_MINUTES : action.takes / 60;
  const times = consumer?.kind === 'person' ? Math.max(1, consumer.instances.max ?? consumer.instances.min) : 1;
  return { minutes: each * times, assumed: action?.takes == null };
}
