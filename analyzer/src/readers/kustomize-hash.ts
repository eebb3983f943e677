/**
 * Pods that name a generated Secret or ConfigMap whose name changes with its content: the next apply rolls them. The rendering
 * says which they are; a value that changes in a store behind it rolls nothing.
 */
import type { CarrierRef, RestartTriggerFact } from '../model/fact.ts';
import { annotationsOf, configMapOf, consumerOf, secretOf } from '../syntax/kubernetes.ts';
import { mayHoldWorkload, readWorkloads, type Workload } from '../syntax/kubernetes-pod.ts';
import { defineReader } from './contract.ts';

/** Written by the kustomize rendering: `Secret/name` and `ConfigMap/name`, by commas. */
const HASHED_NAMES = 'keyturn/hashed-names';

export default defineReader({
  id: 'kustomize-hash',
  reads: 'workloads that name a Secret or ConfigMap of a Kustomize generator with a hashed name',
  syntax: 'yaml',
  accepts: (unit) => mayHoldWorkload(unit.content),
  read: (unit) => readWorkloads(unit.content, (workload) => ({ facts: triggers(workload) })),
});

function triggers(workload: Workload): readonly RestartTriggerFact[] {
  return annotationsOf(workload.tree).flatMap(({ key, value }): readonly RestartTriggerFact[] => {
    if (key.text !== HASHED_NAMES || value.kind !== 'scalar') return [];
    const watches = value.text.split(',').flatMap((name) => carrierOf(workload, name));
    const row = 'kustomize-secretgenerator-hash';
    return [{ fact: 'restart-trigger', consumer: consumerOf(workload), row, watches, except: [], at: value.span }];
  });
}

function carrierOf(workload: Workload, written: string): readonly CarrierRef[] {
  const [kind = '', name] = written.split('/');
  const refer = { Secret: secretOf, ConfigMap: configMapOf }[kind];
  return refer && name ? [refer(workload, name)] : [];
}
