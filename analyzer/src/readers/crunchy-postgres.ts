/** Crunchy Postgres for Kubernetes: the Secrets it makes for users, and the certificates and backup credentials a cluster is given. */
import { holdsTechnology, readTechnology, type Technology } from '../syntax/custom-resource.ts';
import { defineReader } from './contract.ts';

/** access.crunchydata.com, "Custom Resource Reference": without `users` one is made that is called like the cluster. */
const CRUNCHY: Technology = {
  groups: ['postgres-operator.crunchydata.com'],
  kinds: {
    PostgresCluster: {
      kind: 'service',
      makes: [
        { secret: '{name}-pguser-{name}', unless: ['spec', 'users'] },
        { secret: '{name}-pguser-{each}', each: ['spec', 'users'] },
      ],
      fields: [
        { at: 'spec.customTLSSecret', is: 'name', form: 'tls', keys: ['tls.key'] },
        { at: 'spec.customReplicationTLSSecret', is: 'name', form: 'tls', keys: ['tls.key'] },
        { at: 'spec.backups.pgbackrest.configuration.secret', is: 'name', role: 'presents' },
      ],
    },
  },
  otherwise: { kind: 'service' },
};

export default defineReader({
  id: 'crunchy-postgres',
  reads: 'Crunchy PostgresClusters: user Secrets, certificates, pgBackRest credentials',
  syntax: 'yaml',
  accepts: (unit) => holdsTechnology(unit.content, CRUNCHY),
  read: (unit) => readTechnology(unit.content, CRUNCHY),
});
