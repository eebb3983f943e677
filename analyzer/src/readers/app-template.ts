/**
 * Releases of the bjw-s app-template chart, beyond what readers of Kubernetes see in the objects they become: the chart hashes the
 * Secrets its values define into every pod template, so an upgrade that changes one restarts all pods of the release.
 */
import type { RestartTriggerFact } from '../model/fact.ts';
import { hashedSecrets, isAppTemplate } from '../syntax/app-template/objects.ts';
import { consumerOf, secretOf } from '../syntax/kubernetes.ts';
import { readWorkloads } from '../syntax/kubernetes-pod.ts';
import { asksForRelease, releaseOf } from '../syntax/release.ts';
import { textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'app-template',
  reads: 'app-template releases: restarts by the hash of Secrets that the values define',
  syntax: 'yaml',
  accepts: (unit) => asksForRelease(textAt(unit.content, 'kind') ?? ''),
  read: (unit) => {
    const release = releaseOf(unit.content);
    const secrets = release && isAppTemplate(release) ? hashedSecrets(release) : [];
    const [first] = secrets;
    return readWorkloads(unit.content, (workload) => {
      if (!first) return { facts: [] };
      const trigger: RestartTriggerFact = {
        fact: 'restart-trigger',
        consumer: consumerOf(workload),
        row: 'helm-checksum-annotation',
        watches: secrets.map(({ text }) => secretOf(workload, text)),
        except: [],
        at: first.span,
      };
      return { facts: [trigger] };
    });
  },
});
