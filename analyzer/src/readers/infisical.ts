/** Infisical operator: a path of a project as Secrets, the identity it is fetched with, and workloads that ask to be redeployed. */
import type { DerivationFact, Fact, RestartTriggerFact } from '../model/fact.ts';
import { type ResourceRule, resourceFacts } from '../syntax/custom-resource.ts';
import {
  annotationsOf,
  consumerOf,
  type Kinds,
  type KubernetesObject,
  mayHold,
  readObjects,
  secretOf,
} from '../syntax/kubernetes.ts';
import { copied, intervalOf, itemOf, storeName, storeOf } from '../syntax/synced-secret.ts';
import { at, entriesAt, itemsAt, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

const KINDS: Kinds = {
  InfisicalSecret: ['secrets.infisical.com'],
  Deployment: ['apps'],
  StatefulSet: ['apps'],
  DaemonSet: ['apps'],
};

/** secrets.infisical.com/v1alpha1 API. */
const LOGIN: ResourceRule = {
  kind: 'service',
  fields: [
    { at: 'spec.authentication.*.credentialsRef', is: 'name', role: 'presents' },
    { at: 'spec.authentication.*.serviceTokenSecretReference', is: 'name', keys: ['infisicalToken'], role: 'presents' },
    { at: 'spec.tls.caRef', is: 'name' },
    { at: 'spec.**', is: 'ignore' },
  ],
};
const RELOAD = 'secrets.infisical.com/auto-reload';

export default defineReader({
  id: 'infisical',
  reads: 'InfisicalSecrets, their log-ins, and workloads annotated for an automatic reload',
  syntax: 'yaml',
  accepts: (unit) => mayHold(unit.content, KINDS),
  read: (unit) =>
    readObjects(unit.content, KINDS, (object) => ({
      facts: object.kind === 'InfisicalSecret' ? syncFacts(object) : reloads(object),
    })),
});

function syncFacts(object: KubernetesObject): readonly Fact[] {
  const method = entriesAt(object.tree, 'spec', 'authentication').find(({ value }) => at(value, 'secretsScope'));
  const scope = at(method?.value, 'secretsScope');
  const store = storeOf(object, 'infisical', [textAt(scope, 'projectSlug'), textAt(scope, 'envSlug')]);
  const targets = [
    at(object.tree, 'spec', 'managedSecretReference'),
    ...itemsAt(object.tree, 'spec', 'managedKubeSecretReferences'),
  ];
  return [store, ...targets.flatMap((target) => filling(object, scope, target)), ...resourceFacts(object, LOGIN)];
}

function filling(object: KubernetesObject, scope: Tree | null, target: Tree | null): readonly DerivationFact[] {
  const name = scalarAt(target, 'secretName');
  if (!name?.text) return [];
  const owner = { ...object, namespace: textAt(target, 'secretNamespace') || object.namespace };
  const spec = at(object.tree, 'spec');
  const interval = textAt(spec, 'syncConfig', 'resyncInterval') ?? textAt(spec, 'resyncInterval');
  return [
    copied('infisical-operator', {
      from: itemOf(storeName(object), textAt(scope, 'secretsPath') || '/'),
      to: secretOf(owner, name.text),
      at: name.span,
      row: 'infisical-resync-interval',
      interval: intervalOf(interval),
    }),
  ];
}

function reloads(object: KubernetesObject): readonly RestartTriggerFact[] {
  const found = annotationsOf(object.tree).find(({ key }) => key.text === RELOAD);
  if (found?.value.kind !== 'scalar' || found.value.text !== 'true') return [];
  const consumer = consumerOf(object);
  return [
    {
      fact: 'restart-trigger',
      consumer,
      row: 'infisical-auto-reload',
      watches: 'references',
      except: [],
      at: found.key.span,
    },
  ];
}
