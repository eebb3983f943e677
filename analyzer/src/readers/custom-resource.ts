/**
 * Custom resources of any other operator: the Secrets their spec names by shape, with the object as consumer. How the operator
 * takes a new value is not known, so no row is named.
 */
import { type ResourceRule, resourceFacts } from '../syntax/custom-resource.ts';
import { isUnknownGroup } from '../syntax/exact-groups.ts';
import { type KubernetesObject, mayHoldChosen, readChosen } from '../syntax/kubernetes.ts';
import { textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

/** A kind called after backups does a backup's work; what has a cron text runs by it, whoever the operator is. */
const SCHEDULE: readonly string[] = ['spec', 'schedule'];
const BACKUP: ResourceRule = { kind: 'backup', schedule: SCHEDULE };
const SCHEDULED: ResourceRule = { kind: 'cron', schedule: SCHEDULE };
const ANY: ResourceRule = { kind: 'service' };

function ruleOf({ kind, tree }: KubernetesObject): ResourceRule {
  if (/backup|restore/i.test(kind)) return BACKUP;
  return textAt(tree, ...SCHEDULE) ? SCHEDULED : ANY;
}

export default defineReader({
  id: 'custom-resource',
  reads: 'custom resources without a reader of their own: Secrets named by shape',
  syntax: 'yaml',
  accepts: (unit) => mayHoldChosen(unit.content, isUnknownGroup),
  read: (unit) =>
    readChosen(unit.content, isUnknownGroup, (object) => ({
      facts: resourceFacts(object, ruleOf(object)),
    })),
});
