/**
 * Bounds on how many instances a workload has, written beside it: HorizontalPodAutoscaler and KEDA's ScaledObject. They win over
 * `replicas`; a bound of zero means that nothing may run when a credential changes.
 */
import type { ConsumerRef, ScalingFact } from '../model/fact.ts';
import { type Kinds, type KubernetesObject, mayHold, readObjects } from '../syntax/kubernetes.ts';
import { at, numberAt, scalarAt, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

interface Bounds {
  readonly groups: readonly string[];
  readonly min: readonly [field: string, otherwise: number];
  readonly max: readonly [field: string, otherwise: number | null];
}

/** Defaults: autoscaling/v2 HorizontalPodAutoscalerSpec; keda.sh, "ScaledObject specification". */
const SCALERS: Readonly<Record<string, Bounds>> = {
  HorizontalPodAutoscaler: { groups: ['autoscaling'], min: ['minReplicas', 1], max: ['maxReplicas', null] },
  ScaledObject: { groups: ['keda.sh'], min: ['minReplicaCount', 0], max: ['maxReplicaCount', 100] },
};

const KINDS: Kinds = Object.fromEntries(Object.entries(SCALERS).map(([kind, { groups }]) => [kind, groups]));

export default defineReader({
  id: 'kubernetes-scaling',
  reads: 'HorizontalPodAutoscalers and KEDA ScaledObjects: bounds on the instances of a workload',
  syntax: 'yaml',
  accepts: (unit) => mayHold(unit.content, KINDS),
  read: (unit) => readObjects(unit.content, KINDS, (object) => ({ facts: scaling(object) })),
});

function scaling(object: KubernetesObject): readonly ScalingFact[] {
  const scaler = SCALERS[object.kind];
  const spec = at(object.tree, 'spec');
  const name = scalarAt(spec, 'scaleTargetRef', 'name');
  if (!scaler || !name?.text) return [];
  // KEDA leaves the kind out for a Deployment.
  const kind = textAt(spec, 'scaleTargetRef', 'kind') || 'Deployment';
  const consumer: ConsumerRef = { kind, namespace: object.namespace, name: name.text };
  const min = whole(numberAt(spec, scaler.min[0])) ?? scaler.min[1];
  // KEDA goes below its minimum while nothing triggers it.
  const idle = whole(numberAt(spec, 'idleReplicaCount')) ?? min;
  const max = textAt(spec, scaler.max[0]) === null ? scaler.max[1] : whole(numberAt(spec, scaler.max[0]));
  return [{ fact: 'scaling', consumer, min: Math.min(min, idle), max, at: name.span }];
}

/** A count; null for a template or anything else that is none. */
function whole(count: number | null): number | null {
  return count !== null && Number.isSafeInteger(count) && count >= 0 ? count : null;
}
