/**
 * CloudNativePG: the Cluster as the server that accepts passwords of its roles and presents its certificates and backup credentials. A
 * Secret without the label `cnpg.io/reload` is not looked at again; the label stands on the Secret, and linking joins the two.
 */
import { type FieldRule, holdsTechnology, readTechnology, type Technology } from '../syntax/custom-resource.ts';
import { defineReader } from './contract.ts';

const ROW = 'cnpg-cluster-secret';
const LOGIN: readonly string[] = ['username', 'password'];

/** postgresql.cnpg.io/v1 API: ClusterSpec. An authority is checked against and, where its key is there, signed with: the whole Secret. */
const CLUSTER: readonly FieldRule[] = [
  { at: 'spec.certificates.serverTLSSecret', is: 'name', form: 'tls', row: ROW, keys: ['tls.key'] },
  { at: 'spec.certificates.replicationTLSSecret', is: 'name', form: 'tls', row: ROW, keys: ['tls.key'] },
  { at: 'spec.certificates.serverCASecret', is: 'name', form: 'tls', row: ROW, role: 'accepts' },
  { at: 'spec.certificates.clientCASecret', is: 'name', form: 'tls', row: ROW, role: 'accepts' },
  { at: 'spec.superuserSecret', is: 'name', row: ROW, role: 'accepts', keys: LOGIN },
  { at: 'spec.bootstrap.*.secret', is: 'name', row: ROW, role: 'accepts', keys: LOGIN },
  { at: 'spec.managed.roles.passwordSecret', is: 'name', row: ROW, role: 'accepts', keys: LOGIN },
  { at: 'spec.**', row: ROW, role: 'presents' },
];

const BARMAN: readonly FieldRule[] = [{ at: 'spec.configuration.**', role: 'presents' }];

const CLOUDNATIVE_PG: Technology = {
  groups: ['postgresql.cnpg.io', 'barmancloud.cnpg.io'],
  kinds: {
    Cluster: {
      kind: 'service',
      fields: CLUSTER,
      // "Applications should use the app user": the operator makes it unless the bootstrap names a Secret.
      makes: [{ secret: '{name}-app', unless: ['spec', 'bootstrap', 'initdb', 'secret'] }],
    },
    Pooler: { kind: 'service', fields: [{ at: 'spec.pgbouncer.authQuerySecret', is: 'name', keys: LOGIN }] },
    ObjectStore: { kind: 'backup', fields: BARMAN },
  },
  otherwise: { kind: 'service' },
};

export default defineReader({
  id: 'cloudnative-pg',
  reads: 'CloudNativePG Clusters, Poolers and object stores: role passwords, certificates, backup credentials',
  syntax: 'yaml',
  accepts: (unit) => holdsTechnology(unit.content, CLOUDNATIVE_PG),
  read: (unit) => readTechnology(unit.content, CLOUDNATIVE_PG),
});
