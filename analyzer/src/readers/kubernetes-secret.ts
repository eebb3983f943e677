/**
 * Secrets written in a file: every key is a carrier. A value is only looked at through `Sight`; one that SOPS encrypted is a
 * carrier like any other, whose value is not here to read.
 */
import type { CarrierFact, ValueSeen } from '../model/fact.ts';
import {
  isEncrypted,
  type Kinds,
  type KubernetesObject,
  mayHold,
  readObjects,
  secretOf,
  unseen,
} from '../syntax/kubernetes.ts';
import { reloadLabels } from '../syntax/reload-labels.ts';
import { at, type Entry, entriesAt, isTrue, textAt } from '../syntax/tree.ts';
import { defineReader, type Sight } from './contract.ts';

const KINDS: Kinds = { Secret: [''] };

export default defineReader({
  id: 'kubernetes-secret',
  reads: 'Kubernetes Secrets, plain or encrypted by SOPS',
  syntax: 'yaml',
  accepts: (unit) => mayHold(unit.content, KINDS),
  read: (unit, sight) => readObjects(unit.content, KINDS, (object) => ({ facts: carriersOf(object, sight) })),
});

/** Keys that the control plane fills in by the type of the Secret (kubernetes.io, "Types of Secret"). */
const FILLED_BY_TYPE: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/service-account-token': ['token', 'ca.crt', 'namespace'],
};

function carriersOf(object: KubernetesObject, sight: Sight): readonly CarrierFact[] {
  const type = textAt(object.tree, 'type');
  const carrier = (key: string | null, value: ValueSeen, place: CarrierFact['at']): CarrierFact => ({
    fact: 'carrier',
    carrier: secretOf(object, object.name, key),
    value,
    secretType: type,
    frozen: isTrue(object.tree, 'immutable') ? 'immutable: true' : null,
    ...reloadLabels(at(object.tree, 'metadata')),
    at: place,
  });
  const plain = entriesAt(object.tree, 'stringData');
  // stringData wins over data of the same key (core/v1 Secret).
  const overridden = new Set(plain.map(({ key }) => key.text));
  const written = [
    ...entriesAt(object.tree, 'data')
      .filter(({ key }) => !overridden.has(key.text))
      .map((entry) => carrier(entry.key.text, look(entry, sight, 'base64'), entry.key.span)),
    ...plain.map((entry) => carrier(entry.key.text, look(entry, sight, 'plain'), entry.key.span)),
  ];
  if (written.length > 0) return written;
  const filled = (type !== null && Object.hasOwn(FILLED_BY_TYPE, type) && FILLED_BY_TYPE[type]) || [null];
  return filled.map((key) => carrier(key, unseen('not-here'), object.at));
}

function look({ key, value }: Entry, sight: Sight, encoding: 'plain' | 'base64'): ValueSeen {
  if (value.kind !== 'scalar') return unseen('not-here');
  if (isEncrypted(value.text)) return unseen('encrypted');
  return sight.look(value.text, value.span, key.text, encoding);
}
