/**
 * A strategic merge patch laid over an object: mappings by name, a few lists of native kinds by the field that tells their
 * items apart, every other list whole. https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/
 */
import { type Mapping, type Sequence, type Tree, textAt } from '../../syntax/tree.ts';
import { decidedBy, withEntry, withoutEntry } from './edit.ts';

/** Lists of native kinds that are merged, by the name of their field (`patchMergeKey` of the Kubernetes API types). */
const MERGE_KEYS: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  env: ['name'],
  volumes: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  ports: ['containerPort', 'port'],
  imagePullSecrets: ['name'],
  secrets: ['name'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey'],
  volumeClaimTemplates: ['name'],
};

/** Directives of the patch language, no fields of the object. */
const DIRECTIVE = /^\$(?:patch|retainKeys|setElementOrder|deleteFromPrimitiveList)(?:\/|$)/;

/** Deeper patches are not written by people. */
const MOST_DEPTH = 100;

/** The object with the patch laid over it; null: the patch deletes it. `native`: lists are merged by name. */
export function strategicMerge(under: Tree, patch: Tree, native: boolean): Tree | null {
  return merge(under, patch, { native, field: '', depth: 0 });
}

interface Merging {
  readonly native: boolean;
  /** Name that both stand under. */
  readonly field: string;
  readonly depth: number;
}

function merge(under: Tree, patch: Tree, merging: Merging): Tree | null {
  if (merging.depth > MOST_DEPTH) return under;
  const directive = textAt(patch, '$patch');
  if (directive === 'delete') return null;
  if (under.kind === 'mapping' && patch.kind === 'mapping')
    return directive === 'replace'
      ? decidedBy(withoutDirectives(patch), under.span)
      : mergeMappings(under, patch, merging);
  if (under.kind === 'sequence' && patch.kind === 'sequence') return mergeLists(under, patch, merging);
  return decidedBy(withoutDirectives(patch), under.span);
}

function mergeMappings(under: Mapping, patch: Mapping, { native, depth }: Merging): Mapping {
  let merged: Mapping = under;
  for (const [name, { key, value }] of patch.entries) {
    if (DIRECTIVE.test(name)) continue;
    const old = merged.entries.get(name)?.value;
    const isNull = value.kind === 'scalar' && value.value === null;
    const now = isNull ? null : old ? merge(old, value, { native, field: name, depth: depth + 1 }) : added(value);
    merged = now ? withEntry(merged, name, now, key) : withoutEntry(merged, name);
  }
  return merged === under ? under : decidedBy(merged, patch.span);
}

/** What a patch brings along and the object lacks; null where it only deletes. */
function added(value: Tree): Tree | null {
  return textAt(value, '$patch') === 'delete' ? null : withoutDirectives(value);
}

/** The items the patch names come first, in its order (kustomize, kyaml `MergeOptionsListPrepend`). */
function mergeLists(under: Sequence, patch: Sequence, merging: Merging): Sequence {
  const keys = merging.native ? MERGE_KEYS[merging.field] : undefined;
  const replaces = patch.items.some((item) => textAt(item, '$patch') === 'replace');
  const key = keys?.find((name) => patch.items.some((item) => textAt(item, name) !== null));
  if (!key || replaces) return decidedBy(withoutDirectives(patch), under.span);
  const old = new Map(under.items.map((item) => [textAt(item, key), item]));
  const named = new Set(patch.items.map((item) => textAt(item, key)));
  const first = patch.items.flatMap((item) => {
    const below = old.get(textAt(item, key));
    const merged = below ? merge(below, item, { ...merging, field: '', depth: merging.depth + 1 }) : added(item);
    return merged ? [merged] : [];
  });
  const rest = under.items.filter((item) => !named.has(textAt(item, key)));
  return decidedBy({ ...under, items: [...first, ...rest] }, patch.span);
}

function withoutDirectives<T extends Tree>(tree: T, depth = 0): T {
  if (tree.kind === 'scalar' || depth > MOST_DEPTH) return tree;
  if (tree.kind === 'sequence') {
    const items = tree.items.filter(
      (item) => textAt(item, '$patch') === null || item.kind !== 'mapping' || item.entries.size > 1,
    );
    return { ...tree, items: items.map((item) => withoutDirectives(item, depth + 1)) };
  }
  const entries = [...tree.entries].flatMap(([name, { key, value }]) =>
    DIRECTIVE.test(name) ? [] : [[name, { key, value: withoutDirectives(value, depth + 1) }] as const],
  );
  return { ...tree, entries: new Map(entries) };
}
