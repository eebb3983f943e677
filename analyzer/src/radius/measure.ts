/** Both blast radii of every credential (design, section 7): two questions, two scores, never one number. */
import type { Knowledge } from '../knowledge/tables.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Graph } from '../model/graph.ts';
import type { Radii } from '../model/radius.ts';
import type { Convergence, PathRefresh, PathTiming } from '../model/timing.ts';
import { footprints } from './footprint.ts';
import { rolloutRadius } from './rollout.ts';
import { scopeRadius } from './scope.ts';

const NO_TIMING: ReadonlyMap<string, PathTiming> = new Map();

/**
 * Radii by credential id, 0–100 each. With `timing`, low-frequency consumers are told by the gaps of their schedules; without it by their start
 * bound, which also holds the delays before the schedule.
 */
export function measureRadii(
  graph: Graph,
  refresh: ReadonlyMap<string, PathRefresh>,
  convergence: ReadonlyMap<string, Convergence>,
  knowledge: Knowledge,
  configuration: Configuration,
  timing: ReadonlyMap<string, PathTiming> = NO_TIMING,
): ReadonlyMap<string, Radii> {
  const measured = { graph, refresh, convergence, timing, knowledge, configuration };
  return new Map(
    footprints(measured).map((footprint): [string, Radii] => {
      const { id } = footprint.credential;
      return [id, { credential: id, scope: scopeRadius(footprint), rollout: rolloutRadius(footprint) }];
    }),
  );
}
