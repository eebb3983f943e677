/** Strimzi: Secrets the user operator makes for KafkaUsers, and what Kafka, Connect and MirrorMaker authenticate and encrypt with. */
import { holdsTechnology, readTechnology, type Technology } from '../syntax/custom-resource.ts';
import { defineReader } from './contract.ts';

/** strimzi.io, "Using Strimzi": the Secret of a KafkaUser has its name; which keys depends on the authentication. */
const STRIMZI: Technology = {
  groups: ['kafka.strimzi.io'],
  kinds: {
    KafkaUser: { kind: 'service', makes: [{ secret: '{name}' }] },
  },
  otherwise: { kind: 'service' },
};

export default defineReader({
  id: 'strimzi',
  reads: 'Strimzi KafkaUsers and the Secrets of Kafka, Connect, MirrorMaker and Bridge',
  syntax: 'yaml',
  accepts: (unit) => holdsTechnology(unit.content, STRIMZI),
  read: (unit) => readTechnology(unit.content, STRIMZI),
});
