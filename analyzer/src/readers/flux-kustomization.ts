/**
 * Kustomizations of Flux as consumers: the key they decrypt with, the cluster they reach, and the objects they take variables
 * from. What a variable becomes in a manifest is told by the manifest, where it was filled in.
 */
import type { DeliveryFact, Fact } from '../model/fact.ts';
import type { Role } from '../model/vocabulary.ts';
import {
  configMapOf,
  type Kinds,
  type KubernetesObject,
  mayHold,
  readObjects,
  secretOf,
} from '../syntax/kubernetes.ts';
import { objectConsumer } from '../syntax/shaped-delivery.ts';
import { at, isTrue, itemsAt, type Scalar, scalarAt, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

const KINDS: Kinds = { Kustomization: ['kustomize.toolkit.fluxcd.io'] };

export default defineReader({
  id: 'flux-kustomization',
  reads: 'Kustomizations of Flux: decryption keys, kubeconfigs and variables taken from Secrets',
  syntax: 'yaml',
  accepts: (unit) => mayHold(unit.content, KINDS),
  read: (unit) =>
    readObjects(unit.content, KINDS, (object) => {
      const deliveries = [...named(object), ...variables(object)];
      return { facts: deliveries.length > 0 ? [consumerFact(object), ...deliveries] : ([] satisfies Fact[]) };
    }),
});

function consumerFact(object: KubernetesObject): Fact {
  const suspended = isTrue(object.tree, 'spec', 'suspend');
  return { ...objectConsumer(object, 'service'), dormant: suspended ? 'suspended' : null };
}

/** https://fluxcd.io/flux/components/kustomize/kustomizations/, "Decryption", "Remote clusters". */
const NAMED: ReadonlyArray<{ readonly path: readonly string[]; readonly role: Role | null }> = [
  { path: ['spec', 'decryption', 'secretRef'], role: null },
  { path: ['spec', 'kubeConfig', 'secretRef'], role: 'presents' },
];

function named(object: KubernetesObject): readonly DeliveryFact[] {
  return NAMED.flatMap(({ path, role }): readonly DeliveryFact[] => {
    const reference = at(object.tree, ...path);
    const name = scalarAt(reference, 'name');
    if (!name?.text) return [];
    return [{ ...delivery(object, name), from: secretOf(object, name.text, textAt(reference, 'key') || null), role }];
  });
}

/** "Post build variable substitution": every key of the object is a variable. */
function variables(object: KubernetesObject): readonly DeliveryFact[] {
  return itemsAt(object.tree, 'spec', 'postBuild', 'substituteFrom').flatMap((item): readonly DeliveryFact[] => {
    const name = scalarAt(item, 'name');
    const refer = { Secret: secretOf, ConfigMap: configMapOf }[textAt(item, 'kind') ?? ''];
    if (!name?.text || !refer) return [];
    return [{ ...delivery(object, name), from: refer(object, name.text), optional: isTrue(item, 'optional') }];
  });
}

function delivery(object: KubernetesObject, name: Scalar): DeliveryFact {
  return {
    fact: 'delivery',
    consumer: objectConsumer(object, 'service').consumer,
    container: null,
    from: secretOf(object, name.text),
    form: 'api',
    variable: null,
    path: null,
    optional: false,
    role: null,
    row: null,
    value: null,
    at: name.span,
  };
}
