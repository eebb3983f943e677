/** Doppler operator: a config as one Secret, the service token it is fetched with, and the workloads that ask to be reloaded. */
import type { Fact, RestartTriggerFact } from '../model/fact.ts';
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
import { scalarAt, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

const KINDS: Kinds = { DopplerSecret: ['secrets.doppler.com'], Deployment: ['apps'] };

/** secrets.doppler.com/v1alpha1 API. */
const LOGIN: ResourceRule = {
  kind: 'service',
  fields: [
    { at: 'spec.tokenSecret', is: 'name', keys: ['serviceToken'], role: 'presents' },
    { at: 'spec.**', is: 'ignore' },
  ],
};
const RELOAD = 'secrets.doppler.com/reload';

export default defineReader({
  id: 'doppler',
  reads: 'DopplerSecrets, their service tokens, and Deployments annotated for a reload',
  syntax: 'yaml',
  accepts: (unit) => mayHold(unit.content, KINDS),
  read: (unit) =>
    readObjects(unit.content, KINDS, (object) => ({
      facts: object.kind === 'DopplerSecret' ? syncFacts(object) : reloads(object),
    })),
});

/** A service token belongs to one config; project and config are written where a wider token is used. */
function syncFacts(object: KubernetesObject): readonly Fact[] {
  const managed = scalarAt(object.tree, 'spec', 'managedSecret', 'name');
  if (!managed?.text) return [];
  const [project, config] = [textAt(object.tree, 'spec', 'project'), textAt(object.tree, 'spec', 'config')];
  const owner = { ...object, namespace: textAt(object.tree, 'spec', 'managedSecret', 'namespace') || object.namespace };
  const filling = copied('doppler-operator', {
    from: itemOf(storeName(object), config ?? 'config'),
    to: secretOf(owner, managed.text),
    at: managed.span,
    row: 'doppler-resync-seconds',
    interval: intervalOf(textAt(object.tree, 'spec', 'resyncSeconds')),
  });
  return [storeOf(object, 'doppler', [project]), filling, ...resourceFacts(object, LOGIN)];
}

/** "The annotation is for Deployments in the namespace of the managed Secret" (DopplerHQ/kubernetes-operator, README). */
function reloads(object: KubernetesObject): readonly RestartTriggerFact[] {
  const found = annotationsOf(object.tree).find(({ key }) => key.text === RELOAD);
  if (found?.value.kind !== 'scalar' || found.value.text !== 'true') return [];
  const consumer = consumerOf(object);
  const at = found.key.span;
  return [
    { fact: 'restart-trigger', consumer, row: 'doppler-reload-annotation', watches: 'references', except: [], at },
  ];
}
