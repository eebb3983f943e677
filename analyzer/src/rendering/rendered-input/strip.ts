/**
 * The door of rendered input: what is a value by its place is taken out of an object, its keys stay. It must come before anything
 * else looks at the object.
 */
import { type Entry, type Mapping, type Tree, textAt } from '../../syntax/tree.ts';
import { changeAt, withoutEntry } from '../kustomize/edit.ts';

/** Annotations that repeat the whole object, values and all. */
const COPIES = [
  'kubectl.kubernetes.io/last-applied-configuration',
  'objectset.rio.cattle.io/applied',
  'kapp.k14s.io/original',
  'kapp.k14s.io/original-diff',
  'meta.crossplane.io/last-applied',
];

/** Fields of the API server's own. */
const OWN = ['status'];

/** Secrets in which a tool keeps its own state. */
const STATE = /^helm\.sh\/release/;

/** The object without its values; null: it is only some tool's state. */
export function strip(tree: Tree): Tree | null {
  if (tree.kind !== 'mapping') return null;
  if (STATE.test(textAt(tree, 'type') ?? '')) return null;
  const bare = OWN.reduce<Mapping>(withoutEntry, withoutCopies(tree));
  return textAt(tree, 'kind') === 'Secret' ? withoutValues(bare) : bare;
}

function withoutCopies(tree: Mapping): Mapping {
  const metadata = tree.entries.get('metadata')?.value;
  if (metadata?.kind !== 'mapping') return tree;
  const annotations = metadata.entries.get('annotations')?.value;
  const bare = withoutEntry(metadata, 'managedFields');
  const changed =
    annotations?.kind === 'mapping'
      ? changeAt(bare, ['annotations'], annotations.span, () => COPIES.reduce<Mapping>(withoutEntry, annotations))
      : bare;
  const made = changeAt(tree, ['metadata'], metadata.span, () => changed);
  return made.kind === 'mapping' ? made : tree;
}

/** An empty list stands where a value stood: no reader takes it for a text. */
function withoutValues(tree: Mapping): Mapping {
  const entries = new Map(tree.entries);
  for (const field of ['data', 'stringData']) {
    const entry = entries.get(field);
    if (entry) entries.set(field, { ...entry, value: emptied(entry.value) });
  }
  return { ...tree, entries };
}

/** Every entry's value gone; of anything but a mapping nothing stays. */
export function emptied(tree: Tree): Tree {
  if (tree.kind !== 'mapping') return { kind: 'mapping', entries: new Map(), span: tree.span, via: [] };
  const entries = [...tree.entries].map(([name, { key, value }]): [string, Entry] => [
    name,
    { key, value: { kind: 'sequence', items: [], span: value.span, via: [] } },
  ]);
  return { ...tree, entries: new Map(entries) };
}
