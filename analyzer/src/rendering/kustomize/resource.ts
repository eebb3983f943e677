/**
 * One object of a build: its tree as it is now, where it was written, and every identity it had on the way, because patches
 * and replacements may call it by any of them (kustomize, api/resource/resource.go, PrevIds).
 */
import { scalarAt, type Tree, textAt } from '../../syntax/tree.ts';

export interface Identity {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  /** null: none written. */
  readonly namespace: string | null;
}

export interface Resource {
  readonly tree: Tree;
  readonly file: string;
  /** Place among the documents of the file, from 1; 0: made by a generator. */
  readonly number: number;
  /** What it was called before. */
  readonly was: readonly Identity[];
  /** Made by a generator: whether its name changes with its content. */
  readonly generated: 'hashed' | 'fixed' | null;
}

/** Who the object is as its text says. */
export function identityOf(tree: Tree): Identity {
  const apiVersion = textAt(tree, 'apiVersion') ?? '';
  const cut = apiVersion.indexOf('/');
  return {
    group: cut < 0 ? '' : apiVersion.slice(0, cut),
    version: apiVersion.slice(cut + 1),
    kind: textAt(tree, 'kind') ?? '',
    name: nameOf(tree),
    namespace: textAt(tree, 'metadata', 'namespace') || null,
  };
}

function nameOf(tree: Tree): string {
  return (scalarAt(tree, 'metadata', 'name') ?? scalarAt(tree, 'metadata', 'generateName'))?.text ?? '';
}

/** All identities, the present one first. */
export function identitiesOf(resource: Resource): readonly Identity[] {
  return [identityOf(resource.tree), ...resource.was];
}

/** The resource with another tree; an identity that this changes is kept. */
export function changed(resource: Resource, tree: Tree): Resource {
  if (tree === resource.tree) return resource;
  const before = identityOf(resource.tree);
  const now = identityOf(tree);
  const same = before.kind === now.kind && before.name === now.name && before.namespace === now.namespace;
  return { ...resource, tree, was: same ? resource.was : [before, ...resource.was] };
}

/** Whether the document is an object of Kubernetes at all. */
export function isObject(tree: Tree): boolean {
  return tree.kind === 'mapping' && Boolean(textAt(tree, 'kind')) && textAt(tree, 'apiVersion') !== null;
}

/** Kinds without a namespace (kubernetes.io, `kubectl api-resources --namespaced=false`). */
const CLUSTER_KINDS = new Set(
  (
    'Namespace Node PersistentVolume StorageClass CSIDriver CSINode VolumeAttachment PriorityClass RuntimeClass IngressClass ' +
    'GatewayClass CustomResourceDefinition APIService MutatingWebhookConfiguration ValidatingWebhookConfiguration ' +
    'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ' +
    'VolumeSnapshotClass ComponentStatus CertificateSigningRequest FlowSchema PriorityLevelConfiguration'
  ).split(' '),
);

/** Of operators, by their own documentation: kustomize would write a namespace into them, and the API server would drop it. */
const OPERATOR_KINDS = new Set(
  (
    'ClusterRole ClusterRoleBinding ClusterIssuer ClusterSecretStore ClusterExternalSecret ClusterPushSecret ClusterGenerator ' +
    'ClusterTriggerAuthentication ClusterPolicy ClusterCleanupPolicy ClusterAuthPolicy ClusterTrustBundle ClusterImageCatalog'
  ).split(' '),
);

/** Whether objects of this kind live outside any namespace. */
export function isClusterKind(kind: string): boolean {
  return CLUSTER_KINDS.has(kind) || OPERATOR_KINDS.has(kind);
}

/** Kinds whose fields kustomize knows: those of Kubernetes itself. Of any other it merges no list by name. */
export function isNative(tree: Tree): boolean {
  const { group } = identityOf(tree);
  return !group.includes('.') || group.endsWith('.k8s.io') ? group !== 'gateway.networking.k8s.io' : false;
}
