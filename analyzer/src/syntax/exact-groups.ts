/**
 * API groups whose objects have readers of their own, so that the reader of unknown custom resources leaves them alone. A test
 * fails when a document is read by both.
 */

/** Groups of the API server itself: their objects are no custom resources. */
const BUILT_IN = /^[a-z]*$|^(?!.*gateway\.).*\.k8s\.io$/;

const READ_ELSEWHERE: ReadonlySet<string> = new Set([
  'acid.zalan.do',
  'actions.github.com',
  'apps.openshift.io',
  'argoproj.io',
  'barmancloud.cnpg.io',
  'bitnami.com',
  'build.openshift.io',
  'cert-manager.io',
  'certmanager.k8s.io',
  'config.kubernetes.io',
  'dapr.io',
  'databases.spotahome.com',
  'dragonflydb.io',
  'external-secrets.io',
  'fluxcd.controlplane.io',
  'gateway.envoyproxy.io',
  'gateway.networking.k8s.io',
  'gateway.networking.x-k8s.io',
  'generators.external-secrets.io',
  'grafana.integreatly.org',
  'helm.cattle.io',
  'helm.toolkit.fluxcd.io',
  'image.toolkit.fluxcd.io',
  'isindir.github.com',
  'k8s.bitwarden.com',
  'kafka.strimzi.io',
  'keda.sh',
  'kubernetes-client.io',
  'kustomize.config.k8s.io',
  'kustomize.toolkit.fluxcd.io',
  'monitoring.coreos.com',
  'networking.istio.io',
  'notification.toolkit.fluxcd.io',
  'onepassword.com',
  'postgres-operator.crunchydata.com',
  'postgresql.cnpg.io',
  'rabbitmq.com',
  'redis.redis.opstreelabs.in',
  'route.openshift.io',
  'secrets-store.csi.x-k8s.io',
  'secrets.doppler.com',
  'secrets.hashicorp.com',
  'secrets.infisical.com',
  'serving.knative.dev',
  'source.toolkit.fluxcd.io',
  'spv.no',
  'tekton.dev',
  'traefik.containo.us',
  'traefik.io',
  'triggers.tekton.dev',
  'velero.io',
  'volsync.backube',
]);

/** Whether a resource of the group is read by its shape alone. */
export function isUnknownGroup(group: string): boolean {
  return group.includes('.') && !BUILT_IN.test(group) && !READ_ELSEWHERE.has(group);
}
