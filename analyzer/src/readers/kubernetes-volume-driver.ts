/**
 * Secrets that a volume driver takes to mount a volume: read on the node, never seen by a container. What a
 * SecretProviderClass mounts is not in the pod and is said to be unresolved.
 */
import type { DeliveryFact, Note } from '../model/fact.ts';
import { consumerOf, secretOf } from '../syntax/kubernetes.ts';
import { mayHoldWorkload, readWorkloads, type Workload } from '../syntax/kubernetes-pod.ts';
import { itemsAt, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'kubernetes-volume-driver',
  reads: 'Secrets of CSI and in-tree volume drivers, Secrets Store CSI volumes',
  syntax: 'yaml',
  accepts: (unit) => mayHoldWorkload(unit.content),
  read: (unit) =>
    readWorkloads(unit.content, (workload) => ({
      facts: itemsAt(workload.pod, 'volumes').flatMap((volume) => driverDeliveries(workload, volume)),
      notes: itemsAt(workload.pod, 'volumes').flatMap((volume) => providerClassNotes(volume)),
    })),
});

interface DriverSource {
  readonly path: readonly string[];
  readonly form: DeliveryFact['form'];
}

/** Volume sources whose driver takes a Secret of its own to mount: read by the node at mount time, never by the container (core/v1). */
const DRIVER_SOURCES: readonly DriverSource[] = [
  { path: ['csi', 'nodePublishSecretRef', 'name'], form: 'csi' },
  { path: ['flexVolume', 'secretRef', 'name'], form: 'volume' },
  { path: ['iscsi', 'secretRef', 'name'], form: 'volume' },
  { path: ['cephfs', 'secretRef', 'name'], form: 'volume' },
  { path: ['rbd', 'secretRef', 'name'], form: 'volume' },
  { path: ['scaleIO', 'secretRef', 'name'], form: 'volume' },
  { path: ['storageos', 'secretRef', 'name'], form: 'volume' },
  { path: ['azureFile', 'secretName'], form: 'volume' },
];

function driverDeliveries(workload: Workload, volume: Tree): readonly DeliveryFact[] {
  return DRIVER_SOURCES.flatMap(({ path, form }): readonly DeliveryFact[] => {
    const name = scalarAt(volume, ...path);
    if (!name?.text) return [];
    const delivery: DeliveryFact = {
      fact: 'delivery',
      consumer: consumerOf(workload),
      container: null,
      from: secretOf(workload, name.text),
      form,
      variable: null,
      path: null,
      optional: false,
      role: 'presents',
      row: null,
      value: null,
      at: name.span,
    };
    return [delivery];
  });
}

/** A SecretProviderClass says elsewhere what it mounts; until that is read, the files are known to be unknown. */
function providerClassNotes(volume: Tree): readonly Note[] {
  const name = scalarAt(volume, 'csi', 'volumeAttributes', 'secretProviderClass');
  if (!name?.text || textAt(volume, 'csi', 'driver') !== 'secrets-store.csi.k8s.io') return [];
  const what = `the files that SecretProviderClass ${name.text} mounts`;
  return [{ note: 'unresolved', what, at: name.span }];
}
