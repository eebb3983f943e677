/**
 * The workload objects and the pods they make: where each kind keeps its pod template, and the containers inside it. It must
 * never forget a sort of container: init and ephemeral ones hold secrets as well.
 */
import { type Kinds, type KubernetesObject, mayHold, readObjects } from './kubernetes.ts';
import { at, itemsAt, type Tree, textAt } from './tree.ts';

interface PodPlace {
  readonly groups: readonly string[];
  /** Path to the pod template: the node that has `metadata` and `spec`. */
  readonly template: readonly string[];
}

/** Custom resources whose controller makes pods of a template in them (argo-rollouts, knative, OpenShift, KEDA, grafana-operator). */
const CUSTOM: Readonly<Record<string, PodPlace>> = {
  Rollout: { groups: ['argoproj.io'], template: ['spec', 'template'] },
  DeploymentConfig: { groups: ['apps.openshift.io'], template: ['spec', 'template'] },
  Service: { groups: ['serving.knative.dev'], template: ['spec', 'template'] },
  ScaledJob: { groups: ['keda.sh'], template: ['spec', 'jobTargetRef', 'template'] },
  Grafana: { groups: ['grafana.integreatly.org'], template: ['spec', 'deployment', 'spec', 'template'] },
  AutoscalingRunnerSet: { groups: ['actions.github.com'], template: ['spec', 'template'] },
};

/** Kubernetes API reference, "Workload Resources"; `extensions` is where apps objects lived before 1.16. */
const WORKLOADS: Readonly<Record<string, PodPlace>> = {
  Pod: { groups: [''], template: [] },
  ReplicationController: { groups: [''], template: ['spec', 'template'] },
  Deployment: { groups: ['apps', 'extensions'], template: ['spec', 'template'] },
  ReplicaSet: { groups: ['apps', 'extensions'], template: ['spec', 'template'] },
  StatefulSet: { groups: ['apps'], template: ['spec', 'template'] },
  DaemonSet: { groups: ['apps', 'extensions'], template: ['spec', 'template'] },
  Job: { groups: ['batch'], template: ['spec', 'template'] },
  CronJob: { groups: ['batch'], template: ['spec', 'jobTemplate', 'spec', 'template'] },
  ...CUSTOM,
};

const WORKLOAD_KINDS: Kinds = Object.fromEntries(Object.entries(WORKLOADS).map(([kind, { groups }]) => [kind, groups]));

export interface Workload extends KubernetesObject {
  /** Metadata and spec of its pods; null: none written. */
  readonly template: Tree | null;
  /** The pod spec; null: none written. */
  readonly pod: Tree | null;
  readonly containers: readonly Container[];
}

export interface Container {
  readonly name: string | null;
  /** Field of the pod spec it stands in. */
  readonly sort: (typeof CONTAINER_FIELDS)[number];
  readonly tree: Tree;
}

const CONTAINER_FIELDS = ['initContainers', 'containers', 'ephemeralContainers'] as const;

/** Cheap: whether the document is a workload, or a List that may hold one. */
export function mayHoldWorkload(tree: Tree): boolean {
  return mayHold(tree, WORKLOAD_KINDS);
}

/** Reads every workload of the tree (see `readObjects`). */
export function readWorkloads(
  tree: Tree,
  read: (workload: Workload) => ReturnType<Parameters<typeof readObjects>[2]>,
): ReturnType<typeof readObjects> {
  return readObjects(tree, WORKLOAD_KINDS, (object) => read(asWorkload(object)));
}

function asWorkload(object: KubernetesObject): Workload {
  const template = at(object.tree, ...(WORKLOADS[object.kind]?.template ?? []));
  const pod = at(template, 'spec');
  const containers = CONTAINER_FIELDS.flatMap((sort) =>
    itemsAt(pod, sort).map((tree) => ({ name: textAt(tree, 'name'), sort, tree })),
  );
  return { ...object, template, pod, containers };
}
