/**
 * `secretGenerator` and `configMapGenerator`: Secrets and ConfigMaps made of files, env files and literals, every key at the
 * place it is written. The hash in a generated name is not made up: an annotation says that there is one.
 */
import type { Span } from '../../model/place.ts';
import { parseEnv } from '../../syntax/env.ts';
import { createLineIndex, narrow } from '../../syntax/line-index.ts';
import { baseName, resolvePath } from '../../syntax/path.ts';
import {
  at,
  entriesAt,
  isTrue,
  itemsAt,
  type Mapping,
  type Scalar,
  scalarAt,
  type Tree,
  textAt,
} from '../../syntax/tree.ts';
import { mapping, scalar, withEntry } from './edit.ts';
import type { Reading } from './patches.ts';
import { changed, identitiesOf, type Resource } from './resource.ts';

/** On a generated object: `hashed` or `fixed`. */
export const GENERATED_NAME = 'keyturn/generated-name';

interface Sort {
  readonly field: 'secretGenerator' | 'configMapGenerator';
  readonly kind: string;
  /** Field its values are put into, as plain text. */
  readonly values: 'stringData' | 'data';
}

const SORTS: readonly Sort[] = [
  { field: 'configMapGenerator', kind: 'ConfigMap', values: 'data' },
  { field: 'secretGenerator', kind: 'Secret', values: 'stringData' },
];

/** The resources with what the generators of the kustomization make, merge into or replace. */
export function applyGenerators(resources: readonly Resource[], model: Tree, reading: Reading): readonly Resource[] {
  return SORTS.flatMap((sort) => itemsAt(model, sort.field).map((item) => ({ sort, item }))).reduce(
    (all, { sort, item }) => generate(all, sort, item, { model, reading }),
    resources,
  );
}

interface Generating {
  readonly model: Tree;
  readonly reading: Reading;
}

function generate(
  resources: readonly Resource[],
  sort: Sort,
  item: Tree,
  { model, reading }: Generating,
): readonly Resource[] {
  const name = scalarAt(item, 'name');
  if (!name?.text) {
    reading.sources.unresolved(`${sort.field} without a name`, item.span);
    return resources;
  }
  const values = valuesOf(item, reading);
  const options = [at(item, 'options'), at(model, 'generatorOptions')];
  const hashed = !options.some((one) => isTrue(one, 'disableNameSuffixHash'));
  const behavior = textAt(item, 'behavior') ?? 'create';
  const old =
    behavior === 'create'
      ? undefined
      : resources.find((one) => identitiesOf(one).some((id) => id.kind === sort.kind && id.name === name.text));
  if (old)
    return resources.map((one) =>
      one === old ? changed(old, withValues(old.tree, sort, values, behavior === 'merge', item.span)) : one,
    );
  const generated = hashed ? 'hashed' : 'fixed';
  const tree = objectOf(sort, item, name, { values, options, generated });
  return [...resources, { tree, file: item.span.file, number: 0, was: [], generated }];
}

type Values = readonly (readonly [Scalar, Tree])[];

function withValues(tree: Tree, sort: Sort, values: Values, merges: boolean, asked: Span): Tree {
  if (tree.kind !== 'mapping') return tree;
  const old = at(tree, sort.values);
  const under = merges && old?.kind === 'mapping' ? old : mapping([], asked);
  return withEntry(tree, sort.values, valueMapping(under, values));
}

function valueMapping(under: Mapping, values: Values): Mapping {
  return values.reduce((now, [key, value]) => withEntry(now, key.text, value, key), under);
}

interface Made {
  readonly values: Values;
  /** Those of the generator first, then those of all generators. */
  readonly options: readonly (Tree | null)[];
  readonly generated: 'hashed' | 'fixed';
}

function objectOf(sort: Sort, item: Tree, name: Scalar, { values, options, generated }: Made): Mapping {
  const { span } = item;
  const namespace = scalarAt(item, 'namespace');
  const set = (field: 'labels' | 'annotations') =>
    [...options].reverse().flatMap((one) => entriesAt(one, field).map(({ key, value }) => [key.text, value] as const));
  const metadata: (readonly [string, Tree])[] = [
    ['name', name],
    ...(namespace?.text ? [['namespace', namespace] as const] : []),
    ['labels', mapping(set('labels'), span)],
    ['annotations', mapping([...set('annotations'), [GENERATED_NAME, scalar(generated, span)]], span)],
  ];
  const type = scalarAt(item, 'type');
  const immutable = options.map((one) => scalarAt(one, 'immutable')).find((one) => one !== null);
  return mapping(
    [
      ['apiVersion', scalar('v1', span)],
      ['kind', scalar(sort.kind, span)],
      ['metadata', mapping(metadata, span)],
      ...(type?.text && sort.kind === 'Secret' ? [['type', type] as const] : []),
      ...(immutable ? [['immutable', immutable] as const] : []),
      [sort.values, valueMapping(mapping([], span), values)],
    ],
    span,
  );
}

/** Values of env files first, then of files, then literals (kustomize, api/kv/kv.go). */
function valuesOf(item: Tree, reading: Reading): Values {
  const env = scalarAt(item, 'env');
  const envFiles = [...(env ? [env] : []), ...scalarsOf(item, 'envs')];
  return [
    ...envFiles.flatMap((path) => envValues(path, reading)),
    ...scalarsOf(item, 'files').map((entry) => fileValue(entry, reading)),
    ...scalarsOf(item, 'literals').flatMap(literalValue),
  ];
}

function scalarsOf(item: Tree, field: string): readonly Scalar[] {
  return itemsAt(item, field).flatMap((one) => (one.kind === 'scalar' && one.text !== '' ? [one] : []));
}

function envValues(path: Scalar, { folder, sources }: Reading): Values {
  const file = resolvePath(folder, path.text);
  const text = file === null ? null : sources.text(file);
  if (file === null || text === null) {
    sources.unresolved('an env file of a generator that is not here: its keys are not known', path.span);
    return [];
  }
  return parseEnv(createLineIndex(file, text)).map(({ name, nameSpan, value, valueSpan }) => [
    scalar(name, nameSpan, [path.span]),
    scalar(value, valueSpan, [path.span]),
  ]);
}

/** `path` or `key=path`. A file that is not here (it is often ignored by git) leaves a key without a value. */
function fileValue(entry: Scalar, { folder, sources }: Reading): readonly [Scalar, Tree] {
  const cut = entry.text.indexOf('=');
  const path = entry.text.slice(cut + 1);
  const key = cut < 0 ? baseName(path) : entry.text.slice(0, cut);
  const keyAt = scalar(
    key,
    narrow(entry.span, entry.text, cut < 0 ? entry.text.length - key.length : 0, cut < 0 ? entry.text.length : cut),
  );
  const file = resolvePath(folder, path);
  const text = file === null ? null : sources.text(file);
  if (file === null || text === null) return [keyAt, mapping([], entry.span)];
  return [keyAt, scalar(text, createLineIndex(file, text).span(0, text.length), [entry.span])];
}

/** `key=value`, the value perhaps in quotes. */
function literalValue(entry: Scalar): Values {
  const cut = entry.text.indexOf('=');
  if (cut <= 0) return [];
  const quoted = /^(["'])(.*)\1$/s.exec(entry.text.slice(cut + 1));
  const start = cut + (quoted ? 2 : 1);
  const end = entry.text.length - (quoted ? 1 : 0);
  return [
    [
      scalar(entry.text.slice(0, cut), narrow(entry.span, entry.text, 0, cut)),
      scalar(entry.text.slice(start, end), narrow(entry.span, entry.text, start, end)),
    ],
  ];
}
