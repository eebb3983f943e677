/**
 * Releases of charts that are not here (Flux HelmRelease, Argo CD Application of a chart, k3s HelmChart): the Secrets that values come
 * from, that the chart is fetched and verified with, and what inline values name. It never renders a chart.
 */
import type { DeliveryFact, Fact } from '../model/fact.ts';
import { releaseFacts } from '../syntax/chart-facts.ts';
import {
  configMapOf,
  type Kinds,
  type KubernetesObject,
  mayHold,
  readObjects,
  secretOf,
} from '../syntax/kubernetes.ts';
import { releaseOf } from '../syntax/release.ts';
import { objectConsumer } from '../syntax/shaped-delivery.ts';
import { at, isTrue, itemsAt, type Scalar, scalarAt, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

const KINDS: Kinds = {
  HelmRelease: ['helm.toolkit.fluxcd.io'],
  Application: ['argoproj.io'],
  HelmChart: ['helm.cattle.io'],
};

export default defineReader({
  id: 'helm-release',
  reads:
    'releases of Flux, Argo CD and k3s: valuesFrom, chart credentials, and secrets that inline values name by shape',
  syntax: 'yaml',
  accepts: (unit) => mayHold(unit.content, KINDS),
  read: (unit) => readObjects(unit.content, KINDS, (object) => ({ facts: factsOf(object) })),
});

function factsOf(object: KubernetesObject): readonly Fact[] {
  const release = releaseOf(object.tree);
  const target = release?.namespace ?? (textAt(object.tree, 'spec', 'targetNamespace') || null);
  const namespace = target ?? object.namespace;
  const own = [...valuesFrom(object, namespace), ...read(object, namespace)];
  if (release) return releaseFacts(object, release, own);
  return own.length > 0 ? [objectConsumer(object, 'service', namespace), ...own] : [];
}

/** Flux reads these in the namespace of the HelmRelease at each reconcile and watches them (fluxcd.io, "Values references"). */
function valuesFrom(object: KubernetesObject, namespace: string | null): readonly DeliveryFact[] {
  return itemsAt(object.tree, 'spec', 'valuesFrom').flatMap((item): readonly DeliveryFact[] => {
    const name = scalarAt(item, 'name');
    const named = { Secret: secretOf, ConfigMap: configMapOf }[textAt(item, 'kind') ?? ''];
    if (!name?.text || !named) return [];
    const from = named(object, name.text, textAt(item, 'valuesKey') || 'values.yaml');
    const variable = textAt(item, 'targetPath') || null;
    return [{ ...delivery(object, namespace, name), from, variable, optional: isTrue(item, 'optional') }];
  });
}

/** Secrets the controller opens something with, before any chart is installed. */
const READ: ReadonlyArray<readonly string[]> = [
  ['spec', 'chart', 'spec', 'verify', 'secretRef'],
  ['spec', 'kubeConfig', 'secretRef'],
  ['spec', 'authSecret'],
  ['spec', 'dockerRegistrySecret'],
];

function read(object: KubernetesObject, namespace: string | null): readonly DeliveryFact[] {
  return READ.flatMap((path): readonly DeliveryFact[] => {
    const reference = at(object.tree, ...path);
    const name = scalarAt(reference, 'name');
    if (!name?.text) return [];
    const from = secretOf(object, name.text, textAt(reference, 'key') || null);
    return [{ ...delivery(object, namespace, name), from, role: path.includes('verify') ? 'accepts' : 'presents' }];
  });
}

function delivery(object: KubernetesObject, namespace: string | null, name: Scalar): DeliveryFact {
  return {
    fact: 'delivery',
    consumer: { kind: object.kind, namespace, name: object.name },
    container: null,
    from: secretOf(object, name.text),
    form: 'api',
    variable: null,
    path: null,
    optional: false,
    role: null,
    row: null,
    value: null,
    at: name.span,
  };
}
