/**
 * `secretGenerator` and `configMapGenerator`: Secrets and ConfigMaps made, merged into or replaced. The hash in a generated name is
 * not made up: an annotation says that there is one.
 */
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
import { changeAt, mapping, scalar, withEntry } from './edit.ts';
import { generatedValues, type Values } from './generator-values.ts';
import type { Reading } from './patches.ts';
import { changed, identitiesOf, type Resource } from './resource.ts';

/** On a generated object: `hashed` or `fixed`. */
const GENERATED_NAME = 'keyturn/generated-name';

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

/** One generator, read. */
interface Generator {
  readonly sort: Sort;
  readonly item: Tree;
  readonly name: Scalar;
  readonly values: Values;
  /** Those of all generators first, then its own. */
  readonly options: readonly (Tree | null)[];
}

/** The resources with what the generators of the kustomization make, merge into or replace. */
export function applyGenerators(resources: readonly Resource[], model: Tree, reading: Reading): readonly Resource[] {
  const generators = SORTS.flatMap((sort) =>
    itemsAt(model, sort.field).flatMap((item): readonly Generator[] => {
      const name = scalarAt(item, 'name');
      const options = [at(model, 'generatorOptions'), at(item, 'options')];
      if (name?.text) return [{ sort, item, name, values: generatedValues(item, reading), options }];
      reading.sources.unresolved(`${sort.field} without a name`, item.span);
      return [];
    }),
  );
  return generators.reduce(generate, resources);
}

function generate(resources: readonly Resource[], generator: Generator): readonly Resource[] {
  const { sort, item, name, options } = generator;
  const behavior = textAt(item, 'behavior') ?? 'create';
  const isOld = (one: Resource) => identitiesOf(one).some((id) => id.kind === sort.kind && id.name === name.text);
  const old = behavior === 'create' ? undefined : resources.find(isOld);
  if (old) {
    const tree = laidOver(old.tree, generator, behavior === 'merge');
    return resources.map((one) => (one === old ? changed(old, tree) : one));
  }
  const generated = options.some((one) => isTrue(one, 'disableNameSuffixHash')) ? 'fixed' : 'hashed';
  const tree = objectOf(generator, generated);
  return [...resources, { tree, file: item.span.file, number: 0, was: [], generated }];
}

/** What `behavior: merge` and `replace` make of the object that is there. */
function laidOver(tree: Tree, generator: Generator, merges: boolean): Tree {
  const { sort, item, values } = generator;
  const filled = changeAt(tree, [sort.values], item.span, (old) =>
    withAll(merges && old?.kind === 'mapping' ? old : mapping([], item.span), values),
  );
  return METADATA.reduce((now, field) => {
    const set = optionEntries(generator, field);
    if (set.length === 0) return now;
    return changeAt(now, ['metadata', field], item.span, (old) =>
      withAll(old?.kind === 'mapping' ? old : mapping([], item.span), set),
    );
  }, filled);
}

const METADATA = ['labels', 'annotations'] as const;

function optionEntries({ options }: Generator, field: (typeof METADATA)[number]): Values {
  return options.flatMap((one) => entriesAt(one, field).map(({ key, value }) => [key, value] as const));
}

function withAll(under: Mapping, values: Values): Mapping {
  return values.reduce((now, [key, value]) => withEntry(now, key.text, value, key), under);
}

function objectOf(generator: Generator, generated: 'hashed' | 'fixed'): Mapping {
  const { sort, item, name, values, options } = generator;
  const { span } = item;
  const none = mapping([], span);
  const given = (field: string, tree: Tree | null) => (tree ? ([[field, tree]] as const) : []);
  const annotations = withAll(none, optionEntries(generator, 'annotations'));
  const metadata = [
    ['name', name] as const,
    ...given('namespace', scalarAt(item, 'namespace')),
    ['labels', withAll(none, optionEntries(generator, 'labels'))] as const,
    ['annotations', withEntry(annotations, GENERATED_NAME, scalar(generated, span))] as const,
  ];
  return mapping(
    [
      ['apiVersion', scalar('v1', span)],
      ['kind', scalar(sort.kind, span)],
      ['metadata', mapping(metadata, span)],
      ...given('type', sort.kind === 'Secret' ? scalarAt(item, 'type') : null),
      ...given('immutable', options.map((one) => scalarAt(one, 'immutable')).findLast((one) => one !== null) ?? null),
      [sort.values, withAll(none, values)],
    ],
    span,
  );
}
