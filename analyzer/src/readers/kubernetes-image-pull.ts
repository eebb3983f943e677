/** Pull secrets of pods. The kubelet presents them, at some later pull; the containers never see them. */
import type { DeliveryFact } from '../model/fact.ts';
import { consumerOf, secretOf } from '../syntax/kubernetes.ts';
import { mayHoldWorkload, readWorkloads, type Workload } from '../syntax/kubernetes-pod.ts';
import { itemsAt, scalarAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'kubernetes-image-pull',
  reads: 'imagePullSecrets of pods',
  syntax: 'yaml',
  accepts: (unit) => mayHoldWorkload(unit.content),
  read: (unit) => readWorkloads(unit.content, (workload) => ({ facts: pullDeliveries(workload) })),
});

function pullDeliveries(workload: Workload): readonly DeliveryFact[] {
  return itemsAt(workload.pod, 'imagePullSecrets').flatMap((item): readonly DeliveryFact[] => {
    const name = scalarAt(item, 'name');
    if (!name?.text) return [];
    const delivery: DeliveryFact = {
      fact: 'delivery',
      consumer: consumerOf(workload),
      container: null,
      from: secretOf(workload, name.text),
      form: 'image-pull',
      variable: null,
      path: null,
      optional: false,
      role: 'presents',
      row: 'k8s-image-pull-secrets',
      value: null,
      at: name.span,
    };
    return [delivery];
  });
}
