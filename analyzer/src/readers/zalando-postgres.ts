/** Zalando Postgres operator: the Secrets it makes for users, and what clusters are given for pods, certificates and clones. */
import { holdsTechnology, readTechnology, type Technology } from '../syntax/custom-resource.ts';
import { defineReader } from './contract.ts';

const SUFFIX = '{name}.credentials.postgresql.acid.zalan.do';

/** postgres-operator.readthedocs.io, "Administrator Guide", secret_name_template; the superuser and the standby are always made. */
const ZALANDO: Technology = {
  groups: ['acid.zalan.do'],
  kinds: {
    postgresql: {
      kind: 'service',
      makes: [
        { secret: `postgres.${SUFFIX}` },
        { secret: `standby.${SUFFIX}` },
        { secret: `{each}.${SUFFIX}`, each: ['spec', 'users'] },
      ],
      fields: [{ at: 'spec.tls.secretName', is: 'name', form: 'tls', keys: ['tls.key'] }],
    },
  },
  otherwise: { kind: 'service' },
};

export default defineReader({
  id: 'zalando-postgres',
  reads: 'Zalando postgresql clusters: user Secrets, certificates, environment of the pods',
  syntax: 'yaml',
  accepts: (unit) => holdsTechnology(unit.content, ZALANDO),
  read: (unit) => readTechnology(unit.content, ZALANDO),
});
