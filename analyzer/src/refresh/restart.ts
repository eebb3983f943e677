/**
 * Restart triggers: which of a consumer's triggers fire for a change of one path, and which only look as if they did. A trigger counts
 * only where it watches a carrier of this path; one that watches rendered manifests fires at a deploy, so only for a value kept in the repository.
 */
import { absent, type Because, joinBecause, seen } from '../model/evidence.ts';
import type { Carrier, Consumer, PropagationPath, RestartTrigger } from '../model/graph.ts';
import { compareText } from '../model/place.ts';
import type { CarrierType } from '../model/vocabulary.ts';
import type { BehaviourOf } from './behaviour.ts';

export interface Restart {
  readonly row: string;
  /** The controller it needs was not seen: nothing restarts until it runs. */
  readonly intent: boolean;
  readonly because: Because;
}

/** What triggers do for one path: a restart, or the reasons why there is none. */
export type Restarting = { readonly fires: Restart } | { readonly fires: null; readonly because: Because };

/** Carriers whose value stands in a file, so that changing it is a commit and reaches the cluster by a deploy. */
const IN_REPOSITORY: ReadonlySet<CarrierType> = new Set<CarrierType>([
  'kubernetes-secret',
  'config-map',
  'env-file',
  'file',
]);

/** Judges the consumer's triggers for one path; the surest first, then by row. */
export function restartingOf(
  path: PropagationPath,
  consumer: Consumer,
  origin: Carrier | undefined,
  triggers: readonly RestartTrigger[],
  behaviourOf: BehaviourOf,
): Restarting {
  const watching = triggers
    .filter(({ row, watches }) => isSet(behaviourOf, row) && path.carriers.some((id) => watches.has(id)))
    .sort(
      (a, b) => Number(a.controllerSeen === false) - Number(b.controllerSeen === false) || compareText(a.row, b.row),
    );
  const changedByDeploy = origin !== undefined && IN_REPOSITORY.has(origin.type) && origin.declaredAt !== null;
  const firing = watching.find(({ row }) => changedByDeploy || !firesAtDeploy(behaviourOf, row));
  return firing ? { fires: restartBy(firing) } : { fires: null, because: withoutRestart(consumer, watching) };
}

function isSet(behaviourOf: BehaviourOf, row: string): boolean {
  return behaviourOf(row)?.whenSet === 'restart-on-change';
}

function firesAtDeploy(behaviourOf: BehaviourOf, row: string): boolean {
  return behaviourOf(row)?.watches === 'rendered-manifest';
}

/** With the controller found, what was read is exact (design, section 5); without it the annotation is an intent. */
function restartBy({ row, controllerSeen, because }: RestartTrigger): Restart {
  if (controllerSeen !== false) return { row, intent: false, because };
  const [first] = because;
  const says = `${row} needs a controller that is neither found nor declared here: an intent`;
  const unseen = first.from === 'default' ? { ...first, says } : absent(first.span, says, 'assumed');
  return { row, intent: true, because: joinBecause(because, [unseen]) };
}

function withoutRestart(consumer: Consumer, deployOnly: readonly RestartTrigger[]): Because {
  const none = absent(consumer.at, 'no restart trigger fires for a change of this path');
  const idle = deployOnly.flatMap(({ row, because: [first] }) =>
    first.from === 'default'
      ? []
      : [seen(first.span, `${row} fires at a deploy only; this value changes outside of one`)],
  );
  return [none, ...idle];
}
