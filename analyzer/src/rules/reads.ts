/** Places in code where a consumer's paths are read, chosen by what the code does with a new value. It claims nothing. */
import type { Evidence } from '../model/evidence.ts';
import type { ReloadStages } from '../model/fact.ts';
import type { PropagationPath } from '../model/graph.ts';

/** The evidence of every read whose stages fit, the read's own place first. */
export function readsWhere(
  paths: readonly PropagationPath[],
  fits: (stages: ReloadStages) => boolean,
): readonly Evidence[] {
  return paths.flatMap(({ reads = [] }) =>
    reads.filter(({ stages }) => fits(stages)).flatMap(({ because }) => because.slice(0, 2)),
  );
}
