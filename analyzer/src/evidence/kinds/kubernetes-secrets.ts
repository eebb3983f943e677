/** `kubectl get externalsecrets,secrets -o json`: when a Secret was filled. Its data is never looked at. */
import { defineEvidence } from '../contract.ts';
import { type JsonObject, textAt } from '../json.ts';
import { dataWritten, holds, objectsOf, whole } from '../kubernetes.ts';
import { latest, momentOf } from '../moments.ts';
import type { CarrierFilled } from '../observation.ts';

const KINDS = ['ExternalSecret', 'Secret'] as const;

export default defineEvidence({
  id: 'kubernetes-secrets',
  shows: 'when each ExternalSecret was refreshed and each Secret was written',
  export:
    'kubectl --context "$CONTEXT" -n "$NAMESPACE" get externalsecrets,secrets -o json --show-managed-fields | jq "del(.items[].data)"',
  form: 'json',
  accepts: (json) => objectsOf(json, ...KINDS).length > 0,
  read: (json) => whole(json, objectsOf(json, ...KINDS).flatMap(filledBy)),
});

/** An ExternalSecret tells its last refresh, which hides those before; a Secret tells when its data changed. */
function filledBy(item: JsonObject): readonly CarrierFilled[] {
  const own = textAt(item, 'metadata', 'name');
  const external = textAt(item, 'kind') === 'ExternalSecret';
  const name = external ? (textAt(item, 'spec', 'target', 'name') ?? own) : own;
  const moment = external ? momentOf(textAt(item, 'status', 'refreshTime')) : writtenAt(item);
  if (name === null || moment === null) return [];
  const namespace = textAt(item, 'metadata', 'namespace');
  return [
    {
      is: 'filled',
      at: moment,
      cluster: null,
      namespace,
      name,
      worked: !external || holds(item, 'Ready'),
      changed: !external,
    },
  ];
}

/** A Secret that was made anew was written then; a later change shows only in its managed fields. */
function writtenAt(secret: JsonObject): number | null {
  const made = momentOf(textAt(secret, 'metadata', 'creationTimestamp'));
  return latest([made, dataWritten(secret)].filter((moment) => moment !== null));
}
