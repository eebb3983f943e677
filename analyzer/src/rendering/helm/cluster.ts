/**
 * The cluster a chart is told of: a plain one, with nothing of its own installed. Charts ask it before they print an object of a
 * controller; the answer "no" is noted, because nobody can know here.
 */
import { capabilities } from '../../syntax/go-template/objects.ts';
import { asDict, bool, dict, list, object, text } from '../../syntax/go-template/trace.ts';
import type { Traced } from '../../syntax/go-template/types.ts';

const KUBERNETES = 'v1.31.0';
const HELM = 'v3.16.0';

/** Groups that every cluster of that version serves, with the kinds charts ask for. https://v1-31.docs.kubernetes.io/docs/reference/generated/kubernetes-api/v1.31/ */
const SERVED: Readonly<Record<string, string>> = {
  v1: 'ConfigMap Endpoints Namespace Node PersistentVolume PersistentVolumeClaim Pod ReplicationController Secret Service ServiceAccount',
  'admissionregistration.k8s.io/v1':
    'MutatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingWebhookConfiguration',
  'apiextensions.k8s.io/v1': 'CustomResourceDefinition',
  'apiregistration.k8s.io/v1': 'APIService',
  'apps/v1': 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet',
  'authentication.k8s.io/v1': 'TokenReview',
  'authorization.k8s.io/v1': 'SubjectAccessReview',
  'autoscaling/v1': 'HorizontalPodAutoscaler',
  'autoscaling/v2': 'HorizontalPodAutoscaler',
  'batch/v1': 'CronJob Job',
  'certificates.k8s.io/v1': 'CertificateSigningRequest',
  'coordination.k8s.io/v1': 'Lease',
  'discovery.k8s.io/v1': 'EndpointSlice',
  'events.k8s.io/v1': 'Event',
  'flowcontrol.apiserver.k8s.io/v1': 'FlowSchema PriorityLevelConfiguration',
  'networking.k8s.io/v1': 'Ingress IngressClass NetworkPolicy',
  'node.k8s.io/v1': 'RuntimeClass',
  'policy/v1': 'PodDisruptionBudget',
  'rbac.authorization.k8s.io/v1': 'ClusterRole ClusterRoleBinding Role RoleBinding',
  'scheduling.k8s.io/v1': 'PriorityClass',
  'storage.k8s.io/v1': 'CSIDriver StorageClass VolumeAttachment',
};

const API_VERSIONS = Object.entries(SERVED).flatMap(([version, kinds]) => [
  version,
  ...kinds.split(' ').map((kind) => `${version}/${kind}`),
]);

/** Groups of Kubernetes itself: that an old version of one is not served is no question. */
const BUILT_IN = /^(?:v\d\w*|[a-z]+\/v\d\w*|[\w.-]+\.k8s\.io\/v\d\w*)(?:\/\w+)?$/;

/** `.Capabilities`; `denied` is told every API that a chart asks for and that only a controller would bring. */
export function clusterObject(denied: (api: string) => void): Traced {
  const all = capabilities({ kubeVersion: KUBERNETES, apiVersions: API_VERSIONS, helmVersion: HELM });
  const served = new Set(API_VERSIONS);
  const versions = list([...served].map((api) => text(api)));
  const Has = (args: readonly Traced[]): Traced => {
    const api = args[0]?.kind === 'string' ? args[0].text : '';
    if (!served.has(api) && !BUILT_IN.test(api)) denied(api);
    return bool(served.has(api));
  };
  const entries = [...(asDict(all)?.entries ?? [])].map(([name, { value }]) => [name, value] as const);
  return dict([...entries, ['APIVersions', object('chartutil.VersionSet', versions, { Has })]]);
}
