/**
 * SecretProviderClasses of the Secrets Store CSI driver: which items of a store become files of a volume, and which files become keys of
 * a Secret. Whether the driver rotates is set where it is installed, not here.
 */
import type { CarrierRef, DerivationFact, Fact, Note } from '../model/fact.ts';
import { type Kinds, type KubernetesObject, mayHold, readObjects, secretOf } from '../syntax/kubernetes.ts';
import { type ClassObject, readClassObjects } from '../syntax/provider-class.ts';
import { classFiles, copied, itemOf, storeName, storeOf } from '../syntax/synced-secret.ts';
import { itemsAt, scalarAt, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

const KINDS: Kinds = { SecretProviderClass: ['secrets-store.csi.x-k8s.io'] };
const BY = 'secrets-store-csi';

export default defineReader({
  id: 'csi-secret-provider-class',
  reads: 'SecretProviderClasses of AWS, Azure, GCP and Vault: mounted items and mirrored Secrets',
  syntax: 'yaml',
  accepts: (unit) => mayHold(unit.content, KINDS),
  read: (unit) => readObjects(unit.content, KINDS, readClass),
});

function readClass(object: KubernetesObject): { readonly facts: readonly Fact[]; readonly notes: readonly Note[] } {
  const { provider, account, objects } = readClassObjects(object.tree);
  const store = storeOf(object, provider, account);
  const files = objects.map((each) => mounted(object, each));
  const notes: readonly Note[] =
    objects.length === 0
      ? [{ note: 'unresolved', what: `the objects of SecretProviderClass ${object.name}`, at: object.at }]
      : [];
  return { facts: [store, ...files, ...mirrored(object)], notes };
}

function mounted(object: KubernetesObject, { item, property, file, frozen, at }: ClassObject): DerivationFact {
  const from = itemOf(storeName(object), item, property);
  return copied(BY, { from, to: fileOf(object, file), at, row: 'csi-enable-secret-rotation', frozen });
}

function fileOf(object: KubernetesObject, file: string): CarrierRef {
  return { ...classFiles(object.name), key: file };
}

/** `secretObjects`: a Secret that exists while a pod mounts the class (secrets-store-csi-driver, "Sync as Kubernetes Secret"). */
function mirrored(object: KubernetesObject): readonly DerivationFact[] {
  return itemsAt(object.tree, 'spec', 'secretObjects').flatMap((secret) => {
    const name = textAt(secret, 'secretName');
    if (!name) return [];
    return itemsAt(secret, 'data').flatMap((entry): readonly DerivationFact[] => {
      const file = textAt(entry, 'objectName');
      const key = scalarAt(entry, 'key');
      if (!file || !key?.text) return [];
      const to = secretOf(object, name, key.text);
      return [copied(BY, { from: fileOf(object, file), to, at: key.span, row: 'csi-secret-objects' })];
    });
  });
}
