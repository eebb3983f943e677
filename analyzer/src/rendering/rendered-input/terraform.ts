/**
 * What `terraform show -json` prints of Kubernetes: manifests, Secrets and ConfigMaps that Terraform keeps. What Terraform marks as
 * sensitive is dropped, and of a Secret only the names of its keys stay. https://developer.hashicorp.com/terraform/internals/json-format
 */
import type { Note } from '../../model/fact.ts';
import { madeMapping, madeText } from '../../syntax/made-tree.ts';
import { at, type Entry, isTrue, itemsAt, type Tree, textAt } from '../../syntax/tree.ts';
import { emptied } from './strip.ts';

export interface TerraformObjects {
  readonly objects: readonly Tree[];
  readonly notes: readonly Note[];
}

/** Modules in modules; resources of one state. */
const MOST_DEPTH = 20;

/** Whether a document is a state or a plan. */
export function isTerraform(tree: Tree): boolean {
  return textAt(tree, 'format_version') !== null && modulesOf(tree).length > 0;
}

function modulesOf(tree: Tree): readonly Tree[] {
  const root = at(tree, 'planned_values', 'root_module') ?? at(tree, 'values', 'root_module');
  return root ? below(root, 0) : [];
}

function below(module: Tree, depth: number): readonly Tree[] {
  if (depth > MOST_DEPTH) return [];
  return [module, ...itemsAt(module, 'child_modules').flatMap((child) => below(child, depth + 1))];
}

type Make = (values: Tree) => Tree | null;

/** Resources that are objects of Kubernetes, by type. */
const RESOURCES: Readonly<Record<string, Make>> = {
  kubernetes_manifest: (values) => at(values, 'manifest'),
  kubernetes_secret: named('Secret'),
  kubernetes_secret_v1: named('Secret'),
  kubernetes_config_map: named('ConfigMap'),
  kubernetes_config_map_v1: named('ConfigMap'),
};

/** The objects of a state or plan; a kind of resource that is not read is named once. */
export function objectsOfTerraform(tree: Tree): TerraformObjects {
  const objects: Tree[] = [];
  const unread = new Map<string, Tree>();
  for (const resource of modulesOf(tree).flatMap((module) => itemsAt(module, 'resources'))) {
    if (textAt(resource, 'mode') === 'data') continue;
    const type = textAt(resource, 'type') ?? '';
    const make = Object.hasOwn(RESOURCES, type) ? RESOURCES[type] : undefined;
    const object = make?.(withoutSensitive(resource, type)) ?? null;
    if (object) objects.push(object);
    else if (!make && !unread.has(type)) unread.set(type, resource);
  }
  const notes = [...unread].map(([type, resource]): Note => {
    return {
      note: 'unresolved',
      what: `Terraform resources of type ${type} are not read from a state`,
      at: (at(resource, 'type') ?? resource).span,
    };
  });
  return { objects, notes };
}

/** `sensitive_values` has a truth value, or a tree of them, in the place of each value that must not be shown. */
function withoutSensitive(resource: Tree, type: string): Tree {
  const values = at(resource, 'values') ?? resource;
  return dropped(values, at(resource, 'sensitive_values'), type.includes('secret')) ?? values;
}

/** null: all of it is sensitive. The names of a Secret's keys are no values. */
function dropped(tree: Tree, marks: Tree | null, isSecret: boolean): Tree | null {
  if (isTrue(marks)) return null;
  if (tree.kind === 'sequence')
    return { ...tree, items: tree.items.flatMap((item, index) => dropped(item, at(marks, index), false) ?? []) };
  if (tree.kind !== 'mapping') return tree;
  const entries = [...tree.entries].flatMap(([name, { key, value }]): readonly (readonly [string, Entry])[] => {
    const keeps = isSecret && /^(?:data|binary_data)$/.test(name);
    const left = keeps ? emptied(value) : dropped(value, at(marks, name), false);
    return left === null ? [] : [[name, { key, value: left }]];
  });
  return { ...tree, entries: new Map(entries) };
}

/** `metadata` is a list of one; data and type stand beside it. */
function named(kind: string): Make {
  return (values) => {
    const metadata = at(values, 'metadata', 0);
    if (metadata?.kind !== 'mapping' || !textAt(metadata, 'name')) return null;
    return madeMapping(values, {
      apiVersion: madeText('v1', values),
      kind: madeText(kind, values),
      metadata,
      type: at(values, 'type'),
      immutable: at(values, 'immutable'),
      data: at(values, 'data'),
    });
  };
}
