/**
 * Secrets that a volume driver takes to mount a volume: read on the node, never seen by a container. What a
 * SecretProviderClass mounts is not in the pod: the class is named, and linking finds its files.
 */
import type { DeliveryFact } from '../model/fact.ts';
import { consumerOf, secretOf } from '../syntax/kubernetes.ts';
import { mayHoldWorkload, readWorkloads, type Workload } from '../syntax/kubernetes-pod.ts';
import { classFiles } from '../syntax/synced-secret.ts';
import { itemsAt, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'kubernetes-volume-driver',
  reads: 'Secrets of CSI and in-tree volume drivers, Secrets Store CSI volumes',
  syntax: 'yaml',
  accepts: (unit) => mayHoldWorkload(unit.content),
  read: (unit) =>
    readWorkloads(unit.content, (workload) => ({
      facts: itemsAt(workload.pod, 'volumes').flatMap((volume) => [
        ...driverDeliveries(workload, volume),
        ...providerClassDeliveries(workload, volume),
      ]),
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

/**
 * The files of a Secrets Store CSI volume are those its SecretProviderClass names, in the same namespace: the class fills a carrier of
 * its own (`classFiles`), and every mount of the volume delivers all of it. A subPath is never written again (row csi-subpath).
 */
function providerClassDeliveries(workload: Workload, volume: Tree): readonly DeliveryFact[] {
  const name = scalarAt(volume, 'csi', 'volumeAttributes', 'secretProviderClass');
  if (!name?.text || textAt(volume, 'csi', 'driver') !== 'secrets-store.csi.k8s.io') return [];
  const mounts = workload.containers.flatMap((container) =>
    itemsAt(container.tree, 'volumeMounts')
      .filter((mount) => textAt(mount, 'name') === textAt(volume, 'name'))
      .map((mount) => ({ container: container.name, mount })),
  );
  const places = mounts.length > 0 ? mounts : [{ container: null, mount: null }];
  return places.map(({ container, mount }): DeliveryFact => {
    const subPath = textAt(mount, 'subPath') || null;
    return {
      fact: 'delivery',
      consumer: consumerOf(workload),
      container,
      from: { ...classFiles(name.text), key: subPath },
      form: 'csi',
      variable: null,
      path: textAt(mount, 'mountPath') || null,
      optional: false,
      role: null,
      row: subPath === null ? null : 'csi-subpath',
      value: null,
      at: name.span,
    };
  });
}
