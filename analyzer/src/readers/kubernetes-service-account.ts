/** ServiceAccounts: the pull secrets they add to every pod that runs as them. Which pods those are is for linking. */
import type { ServiceAccountFact } from '../model/fact.ts';
import { type Kinds, type KubernetesObject, mayHold, readObjects } from '../syntax/kubernetes.ts';
import { itemsAt, scalarAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

const KINDS: Kinds = { ServiceAccount: [''] };

export default defineReader({
  id: 'kubernetes-service-account',
  reads: 'ServiceAccounts and their default pull secrets',
  syntax: 'yaml',
  accepts: (unit) => mayHold(unit.content, KINDS),
  read: (unit) => readObjects(unit.content, KINDS, (object) => ({ facts: [accountFact(object)] })),
});

function accountFact({ name, namespace, tree, at }: KubernetesObject): ServiceAccountFact {
  const pullSecrets = itemsAt(tree, 'imagePullSecrets').flatMap((item) => {
    const secret = scalarAt(item, 'name');
    return secret?.text ? [{ name: secret.text, at: secret.span }] : [];
  });
  return { fact: 'service-account', namespace, name, pullSecrets, at };
}
