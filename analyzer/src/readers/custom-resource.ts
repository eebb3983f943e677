/**
 * Custom resources of any other operator: the Secrets their spec names by shape, with the object as consumer. How the operator
 * takes a new value is not known, so no row is named.
 */
import { type ResourceRule, resourceFacts } from '../syntax/custom-resource.ts';
import { isUnknownGroup } from '../syntax/exact-groups.ts';
import { mayHoldChosen, readChosen } from '../syntax/kubernetes.ts';
import { defineReader } from './contract.ts';

/** Upbound and others name the kind `ScheduledBackup`, `Backup…`: their work is a backup's. */
const BACKUP: ResourceRule = { kind: 'backup' };
const ANY: ResourceRule = { kind: 'service' };

export default defineReader({
  id: 'custom-resource',
  reads: 'custom resources without a reader of their own: Secrets named by shape',
  syntax: 'yaml',
  accepts: (unit) => mayHoldChosen(unit.content, isUnknownGroup),
  read: (unit) =>
    readChosen(unit.content, isUnknownGroup, (object) => ({
      facts: resourceFacts(object, /backup|restore/i.test(object.kind) ? BACKUP : ANY),
    })),
});
