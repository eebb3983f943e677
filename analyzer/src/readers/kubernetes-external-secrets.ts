/**
 * ExternalSecrets of the archived kubernetes-external-secrets controller (GoDaddy), which name a backend instead of a store.
 * Backend and account together stand for the store; its polling is set on the controller and not told here.
 */
import type { CarrierRef, DerivationFact, Fact, StoreFact } from '../model/fact.ts';
import { type Kinds, type KubernetesObject, mayHold, readObjects, secretOf } from '../syntax/kubernetes.ts';
import { at, itemsAt, type Scalar, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

const KINDS: Kinds = { ExternalSecret: ['kubernetes-client.io'] };

export default defineReader({
  id: 'kubernetes-external-secrets',
  reads: 'ExternalSecrets of the archived kubernetes-external-secrets controller',
  syntax: 'yaml',
  accepts: (unit) => mayHold(unit.content, KINDS),
  read: (unit) => readObjects(unit.content, KINDS, (object) => ({ facts: readBackend(object) })),
});

interface Backend {
  readonly provider: string;
  /** Field that tells accounts apart. */
  readonly account: string;
}

/** external-secrets/kubernetes-external-secrets, README, "Backends". */
const BACKENDS: Readonly<Record<string, Backend>> = {
  secretsManager: { provider: 'aws-sm', account: 'roleArn' },
  systemManager: { provider: 'aws-ssm', account: 'roleArn' },
  azureKeyVault: { provider: 'azure-kv', account: 'keyVaultName' },
  gcpSecretsManager: { provider: 'gcp-sm', account: 'projectId' },
  vault: { provider: 'vault', account: 'vaultMountPoint' },
};

function readBackend(object: KubernetesObject): readonly Fact[] {
  const spec = at(object.tree, 'spec') ?? at(object.tree, 'secretDescriptor');
  const type = textAt(spec, 'backendType') || 'unknown';
  const backend = Object.hasOwn(BACKENDS, type) ? BACKENDS[type] : undefined;
  const account = backend ? textAt(spec, backend.account) || null : null;
  const store = `kubernetes-external-secrets/${account === null ? type : `${type}@${account}`}`;
  const fact: StoreFact = {
    fact: 'store',
    store,
    namespace: null,
    provider: backend?.provider ?? type,
    account: /^arn:[\w-]+:iam::(\d+):/.exec(account ?? '')?.[1] ?? account,
    at: object.at,
  };
  return [fact, ...entries(object, spec, store)];
}

function entries(object: KubernetesObject, spec: Tree | null, store: string): readonly DerivationFact[] {
  const keyed = itemsAt(spec, 'data').flatMap((entry) => {
    const item = scalarAt(entry, 'key');
    const key = textAt(entry, 'name');
    if (!item?.text || !key) return [];
    const version = textAt(entry, 'version') ?? textAt(entry, 'versionId');
    const frozen = version && version !== 'latest' ? `pinned version ${version}` : null;
    return [derive(object, { store, item, property: textAt(entry, 'property') || null, key, frozen })];
  });
  const whole = itemsAt(spec, 'dataFrom').flatMap((entry) => {
    const item = scalarAt(entry);
    return item?.text ? [derive(object, { store, item, property: null, key: null, frozen: null })] : [];
  });
  return [...whole, ...keyed];
}

interface Filled {
  readonly store: string;
  readonly item: Scalar;
  readonly property: string | null;
  readonly key: string | null;
  readonly frozen: string | null;
}

function derive(object: KubernetesObject, { store, item, property, key, frozen }: Filled): DerivationFact {
  const from: CarrierRef = { type: 'external-store', scope: store, name: item.text, key: property };
  return {
    fact: 'derivation',
    from,
    to: secretOf(object, object.name, key),
    by: 'kubernetes-external-secrets',
    row: null,
    interval: null,
    frozen,
    embedded: 'whole',
    alternatives: [],
    confidence: 'exact',
    at: item.span,
  };
}
