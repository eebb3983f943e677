/**
 * VolSync: replications and their upkeep as backups. Each synchronisation is a mover Job that gets the whole repository Secret as its
 * environment; what the Secret must hold differs by mover, so every key of it is delivered.
 */
import {
  type FieldRule,
  holdsTechnology,
  type ResourceRule,
  readTechnology,
  type Technology,
} from '../syntax/custom-resource.ts';
import { defineReader } from './contract.ts';

const ROW = 'volsync-repository-secret';

/** Fields that hold a Secret's name, by mover (volsync.readthedocs.io, "Usage"; kopia is in the perfectra1n fork). */
const FIELDS: readonly FieldRule[] = [
  { at: 'spec.restic.repository', is: 'name', form: 'env-from', row: ROW },
  { at: 'spec.kopia.repository', is: 'name', form: 'env-from', row: ROW },
  { at: 'spec.repository.repository', is: 'name', form: 'env-from', row: ROW },
  { at: 'spec.rclone.rcloneConfig', is: 'name', form: 'volume', row: ROW },
  { at: 'spec.rsync.sshKeys', is: 'name', form: 'volume', row: ROW },
  { at: 'spec.rsyncTLS.keySecret', is: 'name', form: 'volume', row: ROW },
  { at: 'spec.*.customCA', is: 'ignore' },
  { at: 'spec.*.customCA.**', is: 'ignore' },
];

const REPLICATION: ResourceRule = {
  kind: 'backup',
  fields: FIELDS,
  schedule: ['spec', 'trigger', 'schedule'],
  freshProcess: true,
};

const VOLSYNC: Technology = {
  groups: ['volsync.backube'],
  kinds: {
    ReplicationSource: REPLICATION,
    ReplicationDestination: REPLICATION,
    KopiaMaintenance: { ...REPLICATION, kind: 'cron' },
  },
  otherwise: null,
};

export default defineReader({
  id: 'volsync',
  reads: 'VolSync replications and Kopia maintenance: repository Secrets and their schedules',
  syntax: 'yaml',
  accepts: (unit) => holdsTechnology(unit.content, VOLSYNC),
  read: (unit) => readTechnology(unit.content, VOLSYNC),
});
