/** KEDA: what scalers authenticate with to look at a queue or a database. The pods they scale are read elsewhere. */
import { type FieldRule, holdsTechnology, readTechnology, type Technology } from '../syntax/custom-resource.ts';
import { defineReader } from './contract.ts';

/** keda.sh, "Authentication": each entry names a parameter of the scaler, a Secret and its key. */
const FIELDS: readonly FieldRule[] = [
  { at: 'spec.secretTargetRef', is: 'name', role: 'presents' },
  { at: 'spec.configMapTargetRef', is: 'ignore' },
  { at: 'spec.**', role: 'presents' },
];

const KEDA: Technology = {
  groups: ['keda.sh'],
  kinds: {
    TriggerAuthentication: { kind: 'service', fields: FIELDS },
    ClusterTriggerAuthentication: { kind: 'service', fields: FIELDS },
  },
  otherwise: null,
};

export default defineReader({
  id: 'keda',
  reads: 'KEDA TriggerAuthentications: Secrets that scalers authenticate with',
  syntax: 'yaml',
  accepts: (unit) => holdsTechnology(unit.content, KEDA),
  read: (unit) => readTechnology(unit.content, KEDA),
});
