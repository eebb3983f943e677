/** Objects as `kubectl get … -o json` prints them: a list or one. Looks at names, times and states; never at data. */

import { type Reading, unusable } from './contract.ts';
import { at, isObject, type JsonObject, listAt, textAt } from './json.ts';
import { latest, momentOf } from './moments.ts';
import type { Observation, Party } from './observation.ts';

/** Objects of these kinds in a document; empty: it is no answer of kubectl, or about other kinds. */
export function objectsOf(json: unknown, ...kinds: readonly string[]): readonly JsonObject[] {
  const items =
    textAt(json, 'apiVersion') !== null && Array.isArray(at(json, 'items')) ? listAt(json, 'items') : [json];
  return items.filter(isObject).filter((item) => kinds.includes(textAt(item, 'kind') ?? ''));
}

/**
 * Observations of a whole answer. A page of a longer one is refused: what is missing in it may be on the next
 * (https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks).
 */
export function whole(json: unknown, observations: readonly Observation[]): Reading {
  return textAt(json, 'metadata', 'continue') === null
    ? { observations, covers: [], problems: [] }
    : unusable('it is one page of a longer answer (metadata.continue): export it without --limit');
}

/** The object as a party of this name. */
export function partyOf(item: JsonObject, name: string | null): Party {
  return { cluster: null, namespace: textAt(item, 'metadata', 'namespace'), name, address: null };
}

/** The controller that owns it. */
export function ownerOf(item: JsonObject): { readonly kind: string; readonly name: string } | null {
  const owners = listAt(item, 'metadata', 'ownerReferences');
  const owner = owners.find((one) => at(one, 'controller') === true) ?? owners[0];
  const [kind, name] = [textAt(owner, 'kind'), textAt(owner, 'name')];
  return kind === null || name === null ? null : { kind, name };
}

/** Whether a condition of its status is True. */
export function holds(item: JsonObject, condition: string): boolean {
  return listAt(item, 'status', 'conditions').some(
    (one) => textAt(one, 'type') === condition && textAt(one, 'status') === 'True',
  );
}

/** When its data was last written, by the manager of the field; null: `--show-managed-fields` was not asked for. */
export function dataWritten(item: JsonObject): number | null {
  const writers = listAt(item, 'metadata', 'managedFields').filter(
    (one) => at(one, 'fieldsV1', 'f:data') !== undefined || at(one, 'fieldsV1', 'f:stringData') !== undefined,
  );
  return latest(writers.flatMap((one) => momentOf(at(one, 'time')) ?? []));
}
