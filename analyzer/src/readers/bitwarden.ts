/** Bitwarden Secrets Manager operator: secrets by id as keys of one Secret, and the access token it fetches them with. */
import type { CarrierRef, Fact } from '../model/fact.ts';
import { type ResourceRule, resourceFacts } from '../syntax/custom-resource.ts';
import { type Kinds, type KubernetesObject, mayHold, readObjects, secretOf } from '../syntax/kubernetes.ts';
import { copied, itemOf, storeName, storeOf } from '../syntax/synced-secret.ts';
import { itemsAt, scalarAt, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

const KINDS: Kinds = { BitwardenSecret: ['k8s.bitwarden.com'] };
const ROW = 'bitwarden-sm-refresh';

/** k8s.bitwarden.com/v1 API: `authToken` names the Secret and its key; `secretName` is the one that is made. */
const LOGIN: ResourceRule = {
  kind: 'service',
  fields: [
    { at: 'spec.authToken', is: 'name', role: 'presents' },
    { at: 'spec.**', is: 'ignore' },
  ],
};

export default defineReader({
  id: 'bitwarden',
  reads: 'BitwardenSecrets: mapped secrets and the access token',
  syntax: 'yaml',
  accepts: (unit) => mayHold(unit.content, KINDS),
  read: (unit) => readObjects(unit.content, KINDS, (object) => ({ facts: factsOf(object) })),
});

/** Without `onlyMappedSecrets` every secret the token may read becomes a key called by its id. */
function factsOf(object: KubernetesObject): readonly Fact[] {
  const secret = scalarAt(object.tree, 'spec', 'secretName');
  if (!secret?.text) return [];
  const store = storeOf(object, 'bitwarden', [textAt(object.tree, 'spec', 'organizationId')]);
  const fill = (from: CarrierRef, key: string | null, at = secret.span) =>
    copied('bitwarden-operator', { from, to: secretOf(object, secret.text, key), at, row: ROW });
  const mapped = itemsAt(object.tree, 'spec', 'map').flatMap((entry) => {
    const [id, key] = [scalarAt(entry, 'bwSecretId'), textAt(entry, 'secretKeyName')];
    return id?.text && key ? [fill(itemOf(storeName(object), id.text), key, id.span)] : [];
  });
  const all = mapped.length === 0 ? [fill(itemOf(storeName(object), '*'), null)] : [];
  return [store, ...mapped, ...all, ...resourceFacts(object, LOGIN)];
}
