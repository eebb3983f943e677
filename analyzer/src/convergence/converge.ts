/**
 * The convergence stage: when each path, consumer and credential stops presenting the old value (design, section 6).
 * Pure: no clock, no file; equal input gives equal figures.
 */
import type { Knowledge } from '../knowledge/tables.ts';
import type { Configuration } from '../model/configuration.ts';
import type { Graph } from '../model/graph.ts';
import { compareText } from '../model/place.ts';
import type { Convergence, PathRefresh, PathTiming } from '../model/timing.ts';
import { convergeCredential } from './credential.ts';
import { surveyEstate } from './estate.ts';
import type { Known } from './latest.ts';

export interface Converged {
  /** By path id. */
  readonly timing: ReadonlyMap<string, PathTiming>;
  /** By credential id. */
  readonly convergence: ReadonlyMap<string, Convergence>;
}

/**
 * Times are seconds after publication at the origin carrier. Total: a path whose consumer or refresh mode is missing
 * has no timing.
 */
export function converge(
  graph: Graph,
  refresh: ReadonlyMap<string, PathRefresh>,
  knowledge: Knowledge,
  configuration: Configuration,
): Converged {
  const estate = surveyEstate(graph, refresh, knowledge, configuration);
  const known: Known = new Map();
  const timing = new Map<string, PathTiming>();
  const convergence = new Map<string, Convergence>();
  for (const credential of [...graph.credentials.values()].sort((a, b) => compareText(a.id, b.id))) {
    const converged = convergeCredential(estate, credential, known);
    for (const path of converged.timing) timing.set(path.path, path);
    convergence.set(credential.id, converged.convergence);
  }
  return { timing, convergence };
}
