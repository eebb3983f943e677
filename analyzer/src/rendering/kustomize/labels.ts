/** `commonLabels`, `labels` and `commonAnnotations`: which objects carry them, and whether their pods do. */
import { at, entriesAt, isTrue, itemsAt, type Mapping, type Tree } from '../../syntax/tree.ts';
import { changeAt, mapping, withEntry } from './edit.ts';
import { changed, type Resource } from './resource.ts';

/** Where a kind keeps its pod templates (kustomize, builtinpluginconsts/commonannotations.go). */
const TEMPLATES: readonly (readonly string[])[] = [
  ['spec', 'template'],
  ['spec', 'jobTemplate'],
  ['spec', 'jobTemplate', 'spec', 'template'],
];

/** Every object with the labels and annotations the kustomization asks for. */
export function applyLabels(resources: readonly Resource[], model: Tree): readonly Resource[] {
  const sets: readonly Addition[] = [
    { field: 'labels', set: at(model, 'commonLabels'), pods: true },
    ...itemsAt(model, 'labels').map((item) => ({
      field: 'labels' as const,
      set: at(item, 'pairs'),
      pods: isTrue(item, 'includeSelectors') || isTrue(item, 'includeTemplates'),
    })),
    { field: 'annotations', set: at(model, 'commonAnnotations'), pods: true },
  ];
  return sets.reduce((all, set) => all.map((resource) => changed(resource, added(resource.tree, set))), resources);
}

interface Addition {
  readonly field: 'labels' | 'annotations';
  readonly set: Tree | null;
  /** Pod templates too. */
  readonly pods: boolean;
}

function added(tree: Tree, { field, set, pods }: Addition): Tree {
  if (set?.kind !== 'mapping' || set.entries.size === 0) return tree;
  const templates = pods ? TEMPLATES.filter((path) => at(tree, ...path)?.kind === 'mapping') : [];
  return [[], ...templates].reduce((now, path) => addAt(now, [...path, 'metadata', field], set), tree);
}

function addAt(tree: Tree, path: readonly string[], set: Mapping): Tree {
  return changeAt(tree, path, set.span, (old) => {
    const under = old?.kind === 'mapping' ? old : mapping([], set.span);
    return entriesAt(set).reduce((now, { key, value }) => withEntry(now, key.text, value, key), under);
  });
}
