/**
 * SecretStores: which provider and account stand behind a store's name, and the Secrets the operator opens it with, as its
 * own credentials. It never joins two stores: that the account is the same is for linking to see.
 */
import type { ConsumerFact, DeliveryFact, Fact, StoreFact } from '../model/fact.ts';
import { consumerOf, type Kinds, type KubernetesObject, mayHold, readObjects } from '../syntax/kubernetes.ts';
import { type SecretReference, secretReferencesIn } from '../syntax/secret-reference.ts';
import { at, entriesAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

const KINDS: Kinds = { SecretStore: ['external-secrets.io'], ClusterSecretStore: ['external-secrets.io'] };

export default defineReader({
  id: 'secret-store',
  reads: 'SecretStores and ClusterSecretStores: provider, account, and the credentials they open it with',
  syntax: 'yaml',
  accepts: (unit) => mayHold(unit.content, KINDS),
  read: (unit) =>
    readObjects(unit.content, KINDS, (object) => {
      const deliveries = secretReferencesIn(at(object.tree, 'spec', 'provider')).map((found) =>
        delivery(object, found),
      );
      return { facts: [storeFact(object), ...consumer(object, deliveries)] };
    }),
});

/**
 * Fields of a provider block that say whose items they are, never how to open them (external-secrets.io/v1 API). The first
 * one tells accounts apart; without it the others tell nothing.
 */
interface Provider {
  readonly id: string;
  readonly account: readonly (readonly string[])[];
  /** A list by name that is the account where it has one entry. */
  readonly only?: readonly string[];
}

const PROVIDERS: Readonly<Record<string, Provider>> = {
  akeyless: { id: 'akeyless', account: [['akeylessGWApiURL']] },
  aws: { id: 'aws-sm', account: [['role'], ['region']] },
  azurekv: { id: 'azure-kv', account: [['vaultUrl']] },
  bitwardensecretsmanager: { id: 'bitwarden', account: [['organizationID'], ['projectID']] },
  conjur: { id: 'conjur', account: [['url']] },
  delinea: { id: 'delinea', account: [['tenant']] },
  doppler: { id: 'doppler', account: [['project'], ['config']] },
  fake: { id: 'fake', account: [] },
  fortanix: { id: 'fortanix', account: [['apiUrl']] },
  gcpsm: { id: 'gcp-sm', account: [['projectID'], ['location']] },
  github: { id: 'github', account: [['organization'], ['repository'], ['environment']] },
  gitlab: { id: 'gitlab', account: [['projectID'], ['url'], ['environment']] },
  ibm: { id: 'ibm-sm', account: [['serviceUrl']] },
  infisical: {
    id: 'infisical',
    account: [
      ['secretsScope', 'projectSlug'],
      ['hostAPI'],
      ['secretsScope', 'environmentSlug'],
      ['secretsScope', 'secretsPath'],
    ],
  },
  keepersecurity: { id: 'keeper', account: [['folderID']] },
  kubernetes: { id: 'kubernetes', account: [['server', 'url'], ['remoteNamespace']] },
  onboardbase: { id: 'onboardbase', account: [['project'], ['environment']] },
  onepassword: { id: 'onepassword', account: [['connectHost']], only: ['vaults'] },
  onepasswordSDK: { id: 'onepassword', account: [['vault']] },
  oracle: { id: 'oracle-vault', account: [['region'], ['vault']] },
  passbolt: { id: 'passbolt', account: [['host']] },
  passworddepot: { id: 'password-depot', account: [['host'], ['database']] },
  pulumi: { id: 'pulumi', account: [['organization'], ['project'], ['environment']] },
  scaleway: { id: 'scaleway', account: [['region'], ['projectId']] },
  secretserver: { id: 'delinea-server', account: [['serverURL']] },
  senhasegura: { id: 'senhasegura', account: [['url'], ['module']] },
  vault: { id: 'vault', account: [['server'], ['namespace'], ['path']] },
  webhook: { id: 'webhook', account: [['url']] },
  yandexcertificatemanager: { id: 'yandex-certificates', account: [['apiEndpoint']] },
  yandexlockbox: { id: 'yandex-lockbox', account: [['apiEndpoint']] },
};

function storeFact(object: KubernetesObject): StoreFact {
  const [entry] = entriesAt(object.tree, 'spec', 'provider');
  const name = entry?.key.text ?? 'unknown';
  const provider = Object.hasOwn(PROVIDERS, name) ? PROVIDERS[name] : undefined;
  const parameters = name === 'aws' && textAt(entry?.value, 'service') === 'ParameterStore';
  return {
    fact: 'store',
    store: `${object.kind}/${object.name}`,
    namespace: object.kind === 'SecretStore' ? object.namespace : null,
    provider: parameters ? 'aws-ssm' : (provider?.id ?? name),
    account: accountOf(entry?.value ?? null, provider),
    at: object.at,
  };
}

/** Parts of the account, in the table's order; null where the first is not written. */
function accountOf(block: Tree | null, provider: Provider | undefined): string | null {
  const [only, more] = provider?.only ? entriesAt(block, ...provider.only) : [];
  if (only && !more) return only.key.text;
  const [first = null, ...others] = (provider?.account ?? []).map((path) => textAt(block, ...path) || null);
  return first === null ? null : [first, ...others.filter((part) => part !== null)].map(accountPart).join('/');
}

/** A role stands for the account it is in; user, password and query of a URL are no part of a name. */
function accountPart(text: string): string {
  const account = /^arn:[\w-]+:iam::(\d+):/.exec(text)?.[1];
  return account ?? text.replace(/\/\/[^/@\s]*@/, '//').replace(/[?#].*$/, '');
}

/** A store that is opened with a Secret is a consumer of it: whoever rotates that one closes the store. */
function consumer(object: KubernetesObject, deliveries: readonly DeliveryFact[]): readonly Fact[] {
  if (deliveries.length === 0) return [];
  const fact: ConsumerFact = {
    fact: 'consumer',
    consumer: storeConsumer(object),
    kind: 'service',
    application: null,
    instances: { min: 1, max: 1, declared: false },
    schedules: [],
    dormant: null,
    freshProcess: false,
    lifecycle: null,
    images: [],
    serviceAccount: null,
    owner: null,
    at: object.at,
  };
  return [fact, ...deliveries];
}

function storeConsumer(object: KubernetesObject): DeliveryFact['consumer'] {
  return { ...consumerOf(object), namespace: object.kind === 'SecretStore' ? object.namespace : null };
}

function delivery(object: KubernetesObject, found: SecretReference): DeliveryFact {
  return {
    fact: 'delivery',
    consumer: storeConsumer(object),
    container: null,
    from: { type: found.type, scope: found.namespace ?? object.namespace, name: found.name.text, key: found.key },
    form: 'api',
    variable: null,
    path: null,
    optional: false,
    // A certificate authority is what the operator checks the server with; all else it shows to the store.
    role: found.field === 'caProvider' ? null : 'presents',
    row: 'eso-secretstore-auth',
    value: null,
    at: found.name.span,
  };
}
