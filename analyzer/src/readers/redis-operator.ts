/** Redis and Dragonfly operators: the password the servers accept, and their certificates. */
import {
  type FieldRule,
  holdsTechnology,
  type ResourceRule,
  readTechnology,
  type Technology,
} from '../syntax/custom-resource.ts';
import { defineReader } from './contract.ts';

/** OT-CONTAINER-KIT/redis-operator `kubernetesConfig.redisSecret`; spotahome `auth.secretPath`; dragonfly `authentication`. */
const FIELDS: readonly FieldRule[] = [
  { at: 'spec.kubernetesConfig.redisSecret', is: 'name', form: 'env', row: 'k8s-secret-env-var', role: 'accepts' },
  {
    at: 'spec.auth.secretPath',
    is: 'name',
    form: 'env',
    row: 'k8s-secret-env-var',
    keys: ['password'],
  },
  { at: 'spec.authentication.passwordFromSecret', is: 'name', form: 'env', row: 'k8s-secret-env-var', role: 'accepts' },
  { at: 'spec.authentication.clientCaCertSecret', is: 'name', form: 'tls', keys: ['ca.crt'] },
  { at: 'spec.tlsSecretRef', is: 'name', form: 'tls', keys: ['tls.key'] },
  { at: 'spec.TLS.secret', is: 'name', form: 'tls', keys: ['tls.key'] },
];
const SERVER: ResourceRule = { kind: 'service', fields: FIELDS };

const REDIS: Technology = {
  groups: ['redis.redis.opstreelabs.in', 'databases.spotahome.com', 'dragonflydb.io'],
  kinds: {},
  otherwise: SERVER,
};

export default defineReader({
  id: 'redis-operator',
  reads: 'Redis, RedisCluster, RedisReplication, RedisFailover and Dragonfly resources: passwords and certificates',
  syntax: 'yaml',
  accepts: (unit) => holdsTechnology(unit.content, REDIS),
  read: (unit) => readTechnology(unit.content, REDIS),
});
