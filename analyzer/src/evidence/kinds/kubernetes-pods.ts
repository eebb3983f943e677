/** `kubectl get pods -o json`: which instance is younger than the value, by the youngest start of any of its containers. */
import { defineEvidence } from '../contract.ts';
import { at, type JsonObject, listAt, textAt } from '../json.ts';
import { holds, objectsOf, ownerOf, partyOf, whole } from '../kubernetes.ts';
import { earliest, momentOf } from '../moments.ts';
import type { InstanceSeen } from '../observation.ts';

export default defineEvidence({
  id: 'kubernetes-pods',
  shows: 'start, readiness, owner and address of each pod',
  export: 'kubectl --context "$CONTEXT" -n "$NAMESPACE" get pods -o json',
  form: 'json',
  accepts: (json) => objectsOf(json, 'Pod').length > 0,
  read: (json) => whole(json, objectsOf(json, 'Pod').flatMap(instanceOf)),
});

/** Pods of finished runs hold nothing any more. */
const DONE: ReadonlySet<string> = new Set(['Succeeded', 'Failed']);

function instanceOf(pod: JsonObject): readonly InstanceSeen[] {
  const started = startOf(pod);
  if (started === null || DONE.has(textAt(pod, 'status', 'phase') ?? '')) return [];
  const party = { ...partyOf(pod, workloadOf(pod)), address: textAt(pod, 'status', 'podIP') };
  return [{ is: 'instance', at: started, party, ready: holds(pod, 'Ready') }];
}

/** Any container may be the one that holds the value: the one that has run longest decides. */
function startOf(pod: JsonObject): number | null {
  const containers = listAt(pod, 'status', 'containerStatuses').flatMap(
    (one) => momentOf(at(one, 'state', 'running', 'startedAt')) ?? [],
  );
  return earliest(containers) ?? momentOf(textAt(pod, 'status', 'startTime'));
}

/** The workload behind the ReplicaSet or Job that owns the pod, by the hash or number that its controller appends. */
function workloadOf(pod: JsonObject): string | null {
  const owner = ownerOf(pod);
  if (owner === null) return textAt(pod, 'metadata', 'name');
  const labels = at(pod, 'metadata', 'labels');
  const hash = textAt(labels, 'pod-template-hash') ?? textAt(labels, 'rollouts-pod-template-hash');
  if (owner.kind === 'ReplicaSet' && hash !== null && owner.name.endsWith(`-${hash}`))
    return owner.name.slice(0, -hash.length - 1);
  return owner.kind === 'Job' ? owner.name.replace(/-\d{7,}$/, '') : owner.name;
}
