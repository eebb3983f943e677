/**
 * Files that SOPS encrypted value by value: each encrypted leaf is a carrier under its dotted path. Kubernetes Secrets and
 * ConfigMaps are left to their own readers; nothing is ever decrypted.
 */
import type { CarrierFact } from '../model/fact.ts';
import { isEncrypted, unseen } from '../syntax/kubernetes.ts';
import { at, entriesAt, itemsAt, type Scalar, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'sops',
  reads: 'YAML and JSON files encrypted by SOPS',
  syntax: 'yaml',
  accepts: (unit) => isSops(unit.content) && !HAVE_READERS.has(textAt(unit.content, 'kind') ?? ''),
  read: (unit) => ({
    facts: entriesAt(unit.content).flatMap(({ key, value }) =>
      key.text === 'sops' ? [] : encryptedIn(value, key.text, key).map(carrierFact),
    ),
    notes: [],
  }),
});

const HAVE_READERS: ReadonlySet<string> = new Set(['Secret', 'ConfigMap']);

/** SOPS keeps its own part under `sops`, always with a message authentication code (getsops.io). */
function isSops(tree: Tree): boolean {
  return at(tree, 'sops', 'mac') !== null || at(tree, 'sops', 'lastmodified') !== null;
}

interface Leaf {
  readonly path: string;
  /** The key it stands under; for an item of a list, the list's key. */
  readonly key: Scalar;
  readonly value: Scalar;
}

function encryptedIn(tree: Tree, path: string, key: Scalar): readonly Leaf[] {
  if (tree.kind === 'scalar') return isEncrypted(tree.text) ? [{ path, key, value: tree }] : [];
  if (tree.kind === 'sequence')
    return itemsAt(tree).flatMap((item, index) => encryptedIn(item, `${path}.${index}`, key));
  return entriesAt(tree).flatMap((entry) => encryptedIn(entry.value, `${path}.${entry.key.text}`, entry.key));
}

function carrierFact({ path, key, value }: Leaf): CarrierFact {
  return {
    fact: 'carrier',
    carrier: { type: 'file', scope: null, name: value.span.file, key: path },
    value: unseen('encrypted'),
    secretType: null,
    frozen: null,
    at: key.span,
  };
}
