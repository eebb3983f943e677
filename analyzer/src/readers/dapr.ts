/**
 * Dapr components: what they connect with, from Kubernetes Secrets or from the secret store they name. The sidecars of every scoped
 * application present it; which applications those are is told elsewhere.
 */
import type { Fact } from '../model/fact.ts';
import { type ResourceRule, resourceFacts } from '../syntax/custom-resource.ts';
import { type Kinds, type KubernetesObject, mayHold, readObjects } from '../syntax/kubernetes.ts';
import { itemOf } from '../syntax/synced-secret.ts';
import { textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

const KINDS: Kinds = { Component: ['dapr.io'], Configuration: ['dapr.io'], HTTPEndpoint: ['dapr.io'] };
const COMPONENT: ResourceRule = { kind: 'service', fields: [{ at: 'spec.**', role: 'presents' }] };

export default defineReader({
  id: 'dapr',
  reads: 'Dapr components and endpoints: secretKeyRef in Kubernetes or in the store that auth names',
  syntax: 'yaml',
  accepts: (unit) => mayHold(unit.content, KINDS),
  read: (unit) => readObjects(unit.content, KINDS, (object) => ({ facts: componentFacts(object) })),
});

/** docs.dapr.io, "Reference secrets in components": `auth.secretStore` is Kubernetes where it is not written. */
function componentFacts(object: KubernetesObject): readonly Fact[] {
  const store = textAt(object.tree, 'auth', 'secretStore');
  const facts = resourceFacts(object, COMPONENT);
  if (!store || store === 'kubernetes') return facts;
  return facts.map((fact) =>
    fact.fact === 'delivery' ? { ...fact, from: itemOf(`DaprStore/${store}`, fact.from.name, fact.from.key) } : fact,
  );
}
