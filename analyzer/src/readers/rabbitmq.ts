/** RabbitMQ operators: the default user's Secret of a cluster, its certificates, and the credentials of users and shovels. */
import { holdsTechnology, readTechnology, type Technology } from '../syntax/custom-resource.ts';
import { defineReader } from './contract.ts';

/** rabbitmq.com, "Using the RabbitMQ Kubernetes Operators": the operator makes `<name>-default-user`. */
const RABBITMQ: Technology = {
  groups: ['rabbitmq.com'],
  kinds: {
    RabbitmqCluster: {
      kind: 'service',
      makes: [{ secret: '{name}-default-user' }],
      fields: [
        { at: 'spec.tls.secretName', is: 'name', form: 'tls', keys: ['tls.key'] },
        { at: 'spec.tls.caSecretName', is: 'name', form: 'tls', keys: ['ca.crt'] },
        { at: 'spec.secretBackend.externalSecret', is: 'name', role: 'accepts' },
        { at: 'spec.imagePullSecrets', is: 'name', form: 'image-pull', row: 'k8s-image-pull-secrets' },
      ],
    },
    User: { kind: 'service', fields: [{ at: 'spec.importCredentialsSecret', is: 'name', role: 'accepts' }] },
  },
  otherwise: { kind: 'service' },
};

export default defineReader({
  id: 'rabbitmq',
  reads: 'RabbitmqClusters and the users, shovels and federations of the topology operator',
  syntax: 'yaml',
  accepts: (unit) => holdsTechnology(unit.content, RABBITMQ),
  read: (unit) => readTechnology(unit.content, RABBITMQ),
});
