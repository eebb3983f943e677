/** Velero: the credentials that backups are written and read with. */
import { holdsTechnology, readTechnology, type Technology } from '../syntax/custom-resource.ts';
import { defineReader } from './contract.ts';

const VELERO: Technology = { groups: ['velero.io'], kinds: {}, otherwise: { kind: 'backup' } };

export default defineReader({
  id: 'velero',
  reads: 'Velero backup and snapshot locations and backup repositories: credentials',
  syntax: 'yaml',
  accepts: (unit) => holdsTechnology(unit.content, VELERO),
  read: (unit) => readTechnology(unit.content, VELERO),
});
