/**
 * Where objects name each other: the fields that change when a name does (kustomize,
 * api/internal/konfig/builtinpluginconsts/namereference.go), told by their shape, so that custom resources are met as well.
 */
import { type Mapping, type Scalar, type Tree, textAt } from '../../syntax/tree.ts';
import { ITEM, mapNodes, withEntry } from './edit.ts';

interface Place {
  /** Names above the scalar, nearest last. */
  readonly ends: readonly string[];
  /** Kind of the object it names. */
  readonly kind: string;
}

const PLACES: readonly Place[] = [
  { ends: ['secretKeyRef', 'name'], kind: 'Secret' },
  { ends: ['secretRef', 'name'], kind: 'Secret' },
  { ends: ['secret', 'secretName'], kind: 'Secret' },
  { ends: ['secret', 'name'], kind: 'Secret' },
  { ends: ['imagePullSecrets', ITEM, 'name'], kind: 'Secret' },
  { ends: ['nodePublishSecretRef', 'name'], kind: 'Secret' },
  { ends: ['tls', ITEM, 'secretName'], kind: 'Secret' },
  { ends: ['configMapKeyRef', 'name'], kind: 'ConfigMap' },
  { ends: ['configMapRef', 'name'], kind: 'ConfigMap' },
  { ends: ['configMap', 'name'], kind: 'ConfigMap' },
  { ends: ['serviceAccountName'], kind: 'ServiceAccount' },
  { ends: ['serviceAccount'], kind: 'ServiceAccount' },
  { ends: ['persistentVolumeClaim', 'claimName'], kind: 'PersistentVolumeClaim' },
  { ends: ['secretStoreRef', 'name'], kind: 'SecretStore' },
];

/** References that write the kind beside the name: `valuesFrom` of a HelmRelease, subjects of a binding, the target of an autoscaler. */
const NAMED_KINDS = new Set([
  'valuesFrom',
  'subjects',
  'scaleTargetRef',
  'substituteFrom',
  'secretStoreRef',
  'roleRef',
]);

/** Calls `meet` for every reference of the object; a text it returns takes the place of the name. */
export function mapReferences(tree: Tree, meet: (kind: string, name: Scalar) => Scalar | null): Tree {
  return mapNodes(tree, (node, path) => {
    if (path[0] === 'metadata') return node;
    if (node.kind === 'mapping') return withKind(node, path, meet);
    const kind = node.kind === 'scalar' && node.text !== '' ? kindAt(path) : null;
    return node.kind === 'scalar' && kind ? (meet(kind, node) ?? node) : node;
  });
}

function kindAt(path: readonly string[]): string | null {
  return (
    PLACES.find(({ ends }) => ends.every((name, index) => path[path.length - ends.length + index] === name))?.kind ??
    null
  );
}

function withKind(
  node: Mapping,
  path: readonly string[],
  meet: (kind: string, name: Scalar) => Scalar | null,
): Mapping {
  const field = path.findLast((name) => name !== ITEM) ?? '';
  const kind = textAt(node, 'kind');
  const name = node.entries.get('name')?.value;
  if (!NAMED_KINDS.has(field) || !kind || name?.kind !== 'scalar') return node;
  const now = meet(kind, name);
  return now ? withEntry(node, 'name', now) : node;
}
