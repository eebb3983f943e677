/**
 * Vault Secrets Operator: Secrets filled from Vault and HCP Vault Secrets, the workloads it restarts, and the Secrets it logs in
 * with. A VaultStaticSecret without `refreshAfter` is not read again: its fact row says so.
 */
import type { ConsumerRef, DerivationFact, Fact, RestartTriggerFact } from '../model/fact.ts';
import { holdsTechnology, readTechnology, type Technology } from '../syntax/custom-resource.ts';
import { type Kinds, type KubernetesObject, mayHold, readObjects, secretOf } from '../syntax/kubernetes.ts';
import { copied, intervalOf, itemOf, storeName, storeOf } from '../syntax/synced-secret.ts';
import { at, entriesAt, isTrue, itemsAt, scalarAt, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

const GROUP = 'secrets.hashicorp.com';

interface Source {
  readonly provider: string;
  /** Fields that make the item's path. */
  readonly path: readonly string[];
  readonly account: readonly string[];
  readonly row: string;
}

/** secrets.hashicorp.com/v1beta1 API. */
const SOURCES: Readonly<Record<string, Source>> = {
  VaultStaticSecret: {
    provider: 'vault',
    path: ['path'],
    account: ['mount', 'namespace'],
    row: 'vso-static-refresh-after',
  },
  VaultDynamicSecret: {
    provider: 'vault',
    path: ['path'],
    account: ['mount', 'namespace'],
    row: 'vso-dynamic-renewal-percent',
  },
  VaultPKISecret: { provider: 'vault', path: ['role'], account: ['mount', 'namespace'], row: 'vso-pki-expiry-offset' },
  HCPVaultSecretsApp: {
    provider: 'hcp-vault-secrets',
    path: ['appName'],
    account: ['hcpAuthRef'],
    row: 'vso-hvs-refresh-after',
  },
};

const KINDS: Kinds = Object.fromEntries(Object.keys(SOURCES).map((kind) => [kind, [GROUP]]));

/** `secretRef` of an auth method is a bare name (VaultAuth), or an object's (HCPAuth). */
const LOGINS: Technology = {
  groups: [GROUP],
  kinds: {
    VaultAuth: { kind: 'service', fields: [{ at: 'spec.*.secretRef', is: 'name', role: 'presents' }] },
    VaultAuthGlobal: { kind: 'service', fields: [{ at: 'spec.*.secretRef', is: 'name', role: 'presents' }] },
    VaultConnection: { kind: 'service', fields: [{ at: 'spec.caCertSecretRef', is: 'name', keys: ['ca.crt'] }] },
    HCPAuth: { kind: 'service', fields: [{ at: 'spec.servicePrincipal.secretRef', is: 'name', role: 'presents' }] },
  },
  otherwise: null,
};

export default defineReader({
  id: 'vault-secrets-operator',
  reads: 'Vault Secrets Operator: static, dynamic and PKI secrets, HCP apps, restart targets, log-ins',
  syntax: 'yaml',
  accepts: (unit) => mayHold(unit.content, KINDS) || holdsTechnology(unit.content, LOGINS),
  read: (unit) => {
    const synced = readObjects(unit.content, KINDS, (object) => ({ facts: syncedFacts(object) }));
    const logins = readTechnology(unit.content, LOGINS);
    return { facts: [...synced.facts, ...logins.facts], notes: [...synced.notes, ...logins.notes] };
  },
});

function syncedFacts(object: KubernetesObject): readonly Fact[] {
  const source = SOURCES[object.kind];
  const destination = scalarAt(object.tree, 'spec', 'destination', 'name');
  if (!source || !destination?.text) return [];
  const account = source.account.map((field) => textAt(object.tree, 'spec', field));
  const secret = destination.text;
  return [
    storeOf(object, source.provider, account),
    ...derivations(object, source, secret),
    ...restarts(object, secret),
  ];
}

function derivations(object: KubernetesObject, source: Source, secret: string): readonly DerivationFact[] {
  const spec = at(object.tree, 'spec');
  const path = source.path.map((field) => scalarAt(spec, field)).find((found) => found?.text);
  if (!path) return [];
  const refresh = textAt(spec, 'refreshAfter');
  const isEvent = isTrue(spec, 'syncConfig', 'instantUpdates');
  const version = textAt(spec, 'version');
  const from = itemOf(storeName(object), path.text);
  const common = {
    at: path.span,
    row: isEvent ? 'vso-static-instant-updates' : source.row,
    interval: isEvent ? 0 : refresh === '0s' ? null : intervalOf(refresh),
    frozen: version && version !== '0' ? `pinned version ${version}` : null,
  };
  const templates = entriesAt(spec, 'destination', 'transformation', 'templates').map(({ key }) =>
    copied('vault-secrets-operator', { ...common, from, to: secretOf(object, secret, key.text) }),
  );
  return [copied('vault-secrets-operator', { ...common, from, to: secretOf(object, secret) }), ...templates];
}

/** The operator ignores all of them when `hmacSecretData` is off: it cannot see a change then (row vso-static-hmac). */
function restarts(object: KubernetesObject, secret: string): readonly RestartTriggerFact[] {
  if (textAt(object.tree, 'spec', 'hmacSecretData') === 'false') return [];
  return itemsAt(object.tree, 'spec', 'rolloutRestartTargets').flatMap((target): readonly RestartTriggerFact[] => {
    const name = scalarAt(target, 'name');
    const kind = textAt(target, 'kind')?.replace(/^argo\./, '');
    if (!name?.text || !kind) return [];
    const consumer: ConsumerRef = { kind, namespace: object.namespace, name: name.text };
    const watches = [secretOf(object, secret)];
    return [
      { fact: 'restart-trigger', consumer, row: 'vso-rollout-restart-targets', watches, except: [], at: name.span },
    ];
  });
}
