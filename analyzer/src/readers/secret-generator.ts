/**
 * Generators of External Secrets: each makes values of its own, so it is an origin carrier. Its name is all that is known of
 * what it makes.
 */
import type { CarrierFact } from '../model/fact.ts';
import { type Kinds, type KubernetesObject, mayHold, readObjects, unseen } from '../syntax/kubernetes.ts';
import { defineReader } from './contract.ts';

const GROUP = ['generators.external-secrets.io'];

/** external-secrets.io, "Generators". */
const KINDS: Kinds = {
  ACRAccessToken: GROUP,
  CloudsmithAccessToken: GROUP,
  ClusterGenerator: GROUP,
  ECRAuthorizationToken: GROUP,
  Fake: GROUP,
  GCRAccessToken: GROUP,
  GithubAccessToken: GROUP,
  Grafana: GROUP,
  MFA: GROUP,
  Password: GROUP,
  QuayAccessToken: GROUP,
  SSHKey: GROUP,
  STSSessionToken: GROUP,
  UUID: GROUP,
  VaultDynamicSecret: GROUP,
  Webhook: GROUP,
};

export default defineReader({
  id: 'secret-generator',
  reads: 'generators of External Secrets as origins of what they make',
  syntax: 'yaml',
  accepts: (unit) => mayHold(unit.content, KINDS),
  read: (unit) => readObjects(unit.content, KINDS, (object) => ({ facts: [origin(object)] })),
});

function origin({ kind, name, at }: KubernetesObject): CarrierFact {
  return {
    fact: 'carrier',
    carrier: { type: 'external-store', scope: `${kind}/${name}`, name: 'generated', key: null },
    value: unseen('not-here'),
    secretType: null,
    frozen: null,
    at,
  };
}
