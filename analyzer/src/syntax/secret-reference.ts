/**
 * Secret references inside a custom resource, found by their shape (`name` with `key`, or a field called `…SecretRef`), because
 * every provider of External Secrets nests them in its own way. It must never follow a reference to a ServiceAccount.
 */
import type { Scalar, Tree } from './tree.ts';
import { entriesAt, itemsAt, scalarAt, textAt } from './tree.ts';

export interface SecretReference {
  readonly type: 'kubernetes-secret' | 'config-map';
  readonly name: Scalar;
  readonly key: string | null;
  /** null: the namespace of the object that refers. */
  readonly namespace: string | null;
  /** Field it stands in: `tokenSecretRef`, `caProvider`. */
  readonly field: string;
}

const MOST_DEPTH = 12;
const NOT_A_SECRET = /^service_?account(?:ref)?$|^(?:remote|store|configmap\w*)ref$/i;

/** Every reference below `tree`, in the order written. */
export function secretReferencesIn(tree: Tree | null, field = '', depth = 0): readonly SecretReference[] {
  if (!tree || depth > MOST_DEPTH || NOT_A_SECRET.test(field)) return [];
  if (tree.kind === 'sequence') return itemsAt(tree).flatMap((item) => secretReferencesIn(item, field, depth + 1));
  if (tree.kind !== 'mapping') return [];
  const own = referenceAt(tree, field);
  if (own) return [own];
  return entriesAt(tree).flatMap(({ key, value }) => secretReferencesIn(value, key.text, depth + 1));
}

function referenceAt(tree: Tree, field: string): SecretReference | null {
  const name = scalarAt(tree, 'name');
  const key = textAt(tree, 'key');
  if (!name?.text || !(key || /secretref$/i.test(field))) return null;
  if (entriesAt(tree).some(({ value }) => value.kind !== 'scalar')) return null;
  const type = textAt(tree, 'type') === 'ConfigMap' ? 'config-map' : 'kubernetes-secret';
  return { type, name, key: key || null, namespace: textAt(tree, 'namespace') || null, field };
}
