/** Labels and annotations for every object, and for its pods. Selectors stay as they are: nothing about a secret depends on them. */
import { at, entriesAt, isTrue, itemsAt, type Mapping, type Tree } from '../../syntax/tree.ts';
import { changeAt, mapping, withEntry } from './edit.ts';
import { changed, type Resource } from './resource.ts';

/** Where a kind keeps its pod templates (kustomize, builtinpluginconsts/commonannotations.go). */
const TEMPLATES: readonly (readonly string[])[] = [
  ['spec', 'template'],
  ['spec', 'jobTemplate'],
  ['spec', 'jobTemplate', 'spec', 'template'],
];

/** Every object with the `commonLabels`, `labels` and `commonAnnotations` of the kustomization. */
export function applyLabels(resources: readonly Resource[], model: Tree): readonly Resource[] {
  const labels = itemsAt(model, 'labels').map((item) => ({
    set: at(item, 'pairs'),
    pods: isTrue(item, 'includeSelectors') || isTrue(item, 'includeTemplates'),
  }));
  return [
    { field: 'labels' as const, set: at(model, 'commonLabels'), pods: true },
    ...labels.map((one) => ({ field: 'labels' as const, ...one })),
    { field: 'annotations' as const, set: at(model, 'commonAnnotations'), pods: true },
  ].reduce(addMetadata, resources);
}

export interface Addition {
  readonly field: 'labels' | 'annotations';
  readonly set: Tree | null;
  /** Pod templates too. */
  readonly pods: boolean;
}

/** Every object with one more set of labels or annotations. */
export function addMetadata(resources: readonly Resource[], { field, set, pods }: Addition): readonly Resource[] {
  if (set?.kind !== 'mapping' || set.entries.size === 0) return resources;
  return resources.map((resource) => {
    const templates = pods ? TEMPLATES.filter((path) => at(resource.tree, ...path)?.kind === 'mapping') : [];
    const tree = [[], ...templates].reduce((now, path) => addAt(now, [...path, 'metadata', field], set), resource.tree);
    return changed(resource, tree);
  });
}

function addAt(tree: Tree, path: readonly string[], set: Mapping): Tree {
  return changeAt(tree, path, set.span, (old) => {
    const under = old?.kind === 'mapping' ? old : mapping([], set.span);
    return entriesAt(set).reduce((now, { key, value }) => withEntry(now, key.text, value, key), under);
  });
}
