/** akv2k8s: objects of Azure Key Vault as Secrets. What its injector puts into environments is not told by these objects. */
import type { Fact } from '../model/fact.ts';
import { type Kinds, type KubernetesObject, mayHold, readObjects, secretOf } from '../syntax/kubernetes.ts';
import { copied, itemOf, storeName, storeOf } from '../syntax/synced-secret.ts';
import { scalarAt, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

const KINDS: Kinds = { AzureKeyVaultSecret: ['spv.no'] };

export default defineReader({
  id: 'akv2k8s',
  reads: 'AzureKeyVaultSecrets of the akv2k8s controller',
  syntax: 'yaml',
  accepts: (unit) => mayHold(unit.content, KINDS),
  read: (unit) => readObjects(unit.content, KINDS, (object) => ({ facts: factsOf(object) })),
});

/** akv2k8s.io, "Azure Key Vault Secret"; `dataKey` is left out for objects that hold several values. */
function factsOf(object: KubernetesObject): readonly Fact[] {
  const vault = textAt(object.tree, 'spec', 'vault', 'name');
  const item = scalarAt(object.tree, 'spec', 'vault', 'object', 'name');
  const secret = textAt(object.tree, 'spec', 'output', 'secret', 'name');
  if (!item?.text || !secret) return [];
  const version = textAt(object.tree, 'spec', 'vault', 'object', 'version');
  const filling = copied('akv2k8s', {
    from: itemOf(storeName(object), item.text),
    to: secretOf(object, secret, textAt(object.tree, 'spec', 'output', 'secret', 'dataKey') || null),
    at: item.span,
    row: 'akv2k8s-resync',
    frozen: version ? `pinned version ${version}` : null,
  });
  return [storeOf(object, 'azure-kv', [vault === null ? null : `https://${vault}.vault.azure.net`]), filling];
}
