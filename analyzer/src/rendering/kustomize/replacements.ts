/** `replacements`: a field of one object copied into fields of others, whole or as a part between delimiters. */
import { resolvePath } from '../../syntax/path.ts';
import { at, isTrue, itemsAt, numberAt, type Scalar, scalarAt, type Tree, textAt } from '../../syntax/tree.ts';
import { decidedBy, mayBeCopied } from './edit.ts';
import { changeField, findField, splitFieldPath } from './field-path.ts';
import type { Reading } from './patches.ts';
import { changed, type Resource } from './resource.ts';
import { selectorOf } from './selector.ts';

/** The resources after the `replacements` of a kustomization, in order. */
export function applyReplacements(resources: readonly Resource[], model: Tree, reading: Reading): readonly Resource[] {
  return itemsAt(model, 'replacements')
    .flatMap((item) => (textAt(item, 'path') ? fromFile(item, reading) : [item]))
    .reduce((all, replacement) => replace(all, replacement, reading), resources);
}

/** A file holds one replacement or a list of them. */
function fromFile(item: Tree, { folder, sources }: Reading): readonly Tree[] {
  const file = resolvePath(folder, textAt(item, 'path') ?? '');
  const documents = file === null ? null : sources.documents(file);
  if (!documents) sources.unresolved('a file of replacements that is not here', item.span);
  return (documents ?? []).flatMap(({ tree }) => (tree?.kind === 'sequence' ? tree.items : (tree ?? [])));
}

function replace(resources: readonly Resource[], replacement: Tree, { sources }: Reading): readonly Resource[] {
  const source = at(replacement, 'source');
  const value = source ? sourceValue(resources, source) : scalarAt(replacement, 'sourceValue');
  if (!value || !mayBeCopied(value)) {
    sources.unresolved('a replacement whose source is not here', replacement.span);
    return resources;
  }
  return itemsAt(replacement, 'targets').reduce((all, target) => intoTarget(all, target, value), resources);
}

function sourceValue(resources: readonly Resource[], source: Tree): Tree | null {
  const resource = resources.find(selectorOf(source, false));
  const path = splitFieldPath(textAt(source, 'fieldPath') ?? 'metadata.name');
  const found = resource ? findField(resource.tree, path) : null;
  const delimiter = textAt(source, 'options', 'delimiter');
  if (found?.kind !== 'scalar' || !delimiter) return found;
  const part = found.text.split(delimiter)[numberAt(source, 'options', 'index') ?? 0];
  return part === undefined ? null : { ...found, text: part, value: part };
}

function intoTarget(resources: readonly Resource[], target: Tree, value: Tree): readonly Resource[] {
  const selects = selectorOf(at(target, 'select'));
  const rejects = itemsAt(target, 'reject').map((reject) => selectorOf(reject));
  const paths = itemsAt(target, 'fieldPaths').flatMap((path) => textAt(path) ?? []);
  const options = at(target, 'options');
  const create = isTrue(options, 'create') ? target.span : null;
  return resources.map((resource) => {
    if (!selects(resource) || rejects.some((reject) => reject(resource))) return resource;
    const tree = (paths.length > 0 ? paths : ['metadata.name']).reduce(
      (now, path) => changeField(now, splitFieldPath(path), create, (old) => placed(old, value, options)),
      resource.tree,
    );
    return changed(resource, tree);
  });
}

/** The value in its place: alone, or as one part of a text cut at a delimiter (before the first at -1, behind the last). */
function placed(old: Tree | null, value: Tree, options: Tree | null): Tree {
  const delimiter = textAt(options, 'delimiter');
  if (!delimiter || old?.kind !== 'scalar' || value.kind !== 'scalar') return old ? decidedBy(value, old.span) : value;
  return decidedBy(asPart(old, value.text, delimiter, numberAt(options, 'index') ?? 0), value.span);
}

function asPart(old: Scalar, value: string, delimiter: string, index: number): Scalar {
  const parts = old.text.split(delimiter);
  if (index < 0) parts.unshift(value);
  else if (index >= parts.length) parts.push(value);
  else parts[index] = value;
  const text = parts.join(delimiter);
  return { ...old, text, value: text };
}
