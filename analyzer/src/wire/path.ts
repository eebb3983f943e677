/** A propagation path with its refresh mode and delays, as the wire format writes it. */
import { confidenceOf, weakest } from '../model/evidence.ts';
import type { PropagationPath } from '../model/graph.ts';
import type { PathRefresh, PathTiming } from '../model/timing.ts';
import { becauseToWire } from './evidence.ts';
import { delayToWire, milestonesToWire, UNMEASURED } from './times.ts';
import type { WirePath } from './types.ts';

/** A path no later stage judged is `unknown` in refresh and unmeasured in time: said, never dropped. */
export function pathToWire(
  path: PropagationPath,
  refresh: PathRefresh | undefined,
  timing: PathTiming | undefined,
): WirePath {
  const { id, credential, carriers, consumer, container, role, dependency, delivery } = path;
  const refreshBecause = refresh?.because ?? path.because;
  return {
    id,
    credential,
    carriers,
    consumer,
    container,
    role,
    dependency,
    delivery: { form: delivery.form, variable: delivery.variable, path: delivery.path },
    refresh: {
      mode: refresh?.mode ?? 'unknown',
      confidence: refresh ? confidenceOf(refresh.because) : 'assumed',
      because: becauseToWire(refreshBecause),
      mechanism: refresh?.mechanism ?? 'none',
      intent: refresh?.intent ?? false,
    },
    ...milestonesToWire(timing?.typical ?? UNMEASURED),
    delays: (timing?.delays ?? []).map(delayToWire),
    confidence: weakest(confidenceOf(path.because), confidenceOf(refreshBecause)),
    because: becauseToWire(path.because),
    ...(timing?.connection ? { connection: delayToWire(timing.connection) } : {}),
  };
}
