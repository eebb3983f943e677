/** What is one thing in every repository, and what only looks like it. */
import { describe, expect, it } from 'vitest';
import { identityOf } from '../../analyzer/src/sharing/identity.ts';
import type { WireCarrier } from '../../analyzer/src/wire/types.ts';

const own = new Set(['lockkeeper', 'delta-eu']);

function carrier(id: string, type: string, cluster: string | null = null): WireCarrier {
  const key = id.includes('#') ? id.slice(id.lastIndexOf('#') + 1) : null;
  return { id: `carrier:${id}`, type, name: id, cluster, namespace: null, key, environment: null, because: [] };
}

describe('one carrier in every repository', () => {
  it.each([
    ['aws-sm:771177117711/eu-west-1:sluice/gate#password', 'external-store'],
    ['vault:https://vault.delta.example:8200/kv:sluice/gate#password', 'external-store'],
    ['bitwarden:b0454365-17bc-4e08-93e3-b3a20046988b:sluice', 'external-store'],
    // A name that begins like the repository's is not the repository's.
    ['gcp-sm:lockkeeper-prod:sluice', 'external-store'],
  ])('%s', (id, type) => {
    const item = id.includes('#') ? id.slice(0, id.lastIndexOf('#')) : null;
    expect(identityOf(carrier(id, type), own)).toMatchObject({ key: id, whole: item, confidence: 'exact' });
  });

  it('a Secret of a cluster that keyturn.yaml names, by inference', () => {
    const secret = carrier('k8s:delta-eu/locks/sluice#password', 'kubernetes-secret', 'delta-eu');
    expect(identityOf(secret, own)).toMatchObject({
      confidence: 'inferred',
      says: expect.stringContaining('delta-eu'),
    });
  });
});

describe('known in its repository only', () => {
  it.each([
    ['a store nobody describes', 'store:lockkeeper/SecretStore/main:sluice#password', 'external-store'],
    ['a store without an account', 'aws-sm:lockkeeper/SecretStore/main:sluice#password', 'external-store'],
    ['the same, by environment', 'aws-sm:lockkeeper@production/SecretStore/main:sluice', 'external-store'],
    ['the same, by cluster', 'aws-sm:delta-eu/ClusterSecretStore/main:sluice', 'external-store'],
    ['code that names no account', 'aws-sm:lockkeeper:sluice', 'external-store'],
    ['a Vault of the cluster', 'vault:http://vault.vault.svc:8200/kv:sluice', 'external-store'],
    ['the same, in full', 'vault:http://vault.vault.svc.cluster.local:8200/kv:sluice', 'external-store'],
    ['a host without a domain', 'onepassword:http://connect:8080:sluice#password', 'external-store'],
    ['this machine', 'vault:http://127.0.0.1:8200/kv:sluice', 'external-store'],
    ['this machine, version 6', 'vault:http://[::1]:8200/kv:sluice', 'external-store'],
    ['an account that is filled in later', `vault:https://$${'{VAULT_HOST}'}/kv:sluice`, 'external-store'],
    ['an item that is filled in later', 'aws-sm:771177117711:{{ .Values.item }}', 'external-store'],
    ['a Secret without a cluster', 'k8s:lockkeeper/locks/sluice#password', 'kubernetes-secret'],
    ['a secret of a pipeline', 'ci:lockkeeper/SLUICE_TOKEN', 'ci-secret'],
  ])('%s', (_, id, type) => expect(identityOf(carrier(id, type), own)).toBeNull());
});
