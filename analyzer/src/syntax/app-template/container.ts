/**
 * Containers of an app-template controller as Kubernetes would get them: variables from a map or a list, envFrom by name or
 * identifier, the start-up probe. Source: bjw-s-labs/helm-charts, charts/library/common/templates/lib/container/fields/.
 */
import { madeMapping, madeSequence, madeText, mappingOf } from '../made-tree.ts';
import { fillTemplate, type Release } from '../release.ts';
import {
  at,
  type Entry,
  entriesAt,
  isTrue,
  itemsAt,
  numberAt,
  type Scalar,
  scalarAt,
  type Tree,
  textAt,
} from '../tree.ts';
import { nameOfIdentifier, referredName } from './names.ts';

/** The container, without its volume mounts. */
export function containerFields(release: Release, entry: Entry): Readonly<Record<string, Tree | null>> {
  const { key, value: own } = entry;
  const option = (field: string) => optionOf(release, own, field);
  const name = scalarAt(own, 'nameOverride');
  return {
    name: name?.text ? fillTemplate(name, release) : key,
    image: imageOf(option('image')),
    command: option('command'),
    args: option('args'),
    env: madeSequence(own, [...variables(release, own)]),
    envFrom: madeSequence(
      own,
      itemsAt(option('envFrom')).map((item) => wholeReference(release, item)),
    ),
    startupProbe: startupProbe(own),
  };
}

/** `defaultContainerOptions` stand in for what the container leaves out; with the strategy `merge` both hold. */
function optionOf({ values }: Release, own: Tree, field: string): Tree | null {
  return at(own, field) ?? at(values, 'defaultContainerOptions', field);
}

function variables(release: Release, own: Tree): readonly Tree[] {
  const shared = at(release.values, 'defaultContainerOptions', 'env');
  const merged = textAt(release.values, 'defaultContainerOptionsStrategy') === 'merge';
  const written = at(own, 'env');
  return [...(merged || !written ? [shared] : []), written].flatMap((env) => variablesOf(release, env));
}

function variablesOf(release: Release, env: Tree | null): readonly Tree[] {
  if (env?.kind === 'sequence')
    return env.items.flatMap((item) => {
      const name = scalarAt(item, 'name');
      return name?.text ? [variable(release, name, item)] : [];
    });
  return entriesAt(env).map(({ key, value }) => variable(release, key, value));
}

const KEY_REFERENCES: Readonly<Record<string, string>> = { secretKeyRef: 'secrets', configMapKeyRef: 'configMaps' };

/** A value may be a scalar, `{ value }`, `{ valueFrom: { secretKeyRef } }` or `{ secretKeyRef }`. */
function variable(release: Release, name: Scalar, written: Tree): Tree {
  const literal = written.kind === 'scalar' ? written : scalarAt(written, 'value');
  if (literal) return madeMapping(written, { name, value: fillTemplate(literal, release) });
  const from = at(written, 'valueFrom') ?? written;
  const fields = Object.entries(KEY_REFERENCES).map(([field, section]): [string, Tree | null] => {
    const reference = at(from, field);
    return [field, reference ? keyReference(release, section, reference) : null];
  });
  return madeMapping(written, { name, valueFrom: madeMapping(from, Object.fromEntries(fields)) });
}

function keyReference(release: Release, section: string, reference: Tree): Tree {
  const key = scalarAt(reference, 'key');
  return madeMapping(reference, {
    name: referredName(release, section, reference),
    key: key ? fillTemplate(key, release) : null,
    optional: at(reference, 'optional'),
  });
}

/** Short form → the field of Kubernetes and the section of the values its identifier belongs to. */
const SHORT_FORMS: ReadonlyArray<readonly [string, string, string]> = [
  ['secret', 'secretRef', 'secrets'],
  ['configMap', 'configMapRef', 'configMaps'],
];

function wholeReference(release: Release, item: Tree): Tree {
  const fields = SHORT_FORMS.map(([short, field, section]): [string, Tree | null] => {
    const named = scalarAt(item, short);
    const reference = at(item, field);
    const name = named?.text ? nameOfIdentifier(release, section, named) : referredName(release, section, reference);
    return [field, name ? madeMapping(item, { name, optional: at(reference, 'optional') }) : null];
  });
  const external = scalarAt(item, 'externalSecretRef', 'identifier');
  const secretRef = external?.text
    ? { secretRef: madeMapping(item, { name: nameOfIdentifier(release, 'externalSecrets', external) }) }
    : {};
  return madeMapping(item, { ...Object.fromEntries(fields), ...secretRef, prefix: at(item, 'prefix') });
}

function imageOf(image: Tree | null): Tree | null {
  const repository = scalarAt(image, 'repository');
  if (!image || image.kind === 'scalar' || !repository?.text) return image?.kind === 'scalar' ? image : null;
  const [tag, digest] = [textAt(image, 'tag'), textAt(image, 'digest')];
  return madeText(`${repository.text}${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`, repository);
}

/** Probes are off unless switched on; one that is not `custom` gets the chart's defaults (0, 3, 10), which are those of Kubernetes. */
function startupProbe(own: Tree): Tree | null {
  const probe = at(own, 'probes', 'startup');
  if (!isTrue(probe, 'enabled')) return null;
  const spec = at(probe, 'spec');
  return spec?.kind === 'mapping' ? spec : mappingOf(probe ?? own, []);
}

/** Whether the controller runs it at all. */
export function isOn({ value }: Entry): boolean {
  return value.kind === 'mapping' && (textAt(value, 'enabled') === null || isTrue(value, 'enabled'));
}

/** Containers in the order of the chart: by `order`, then by name. */
export function containersIn(controller: Tree, section: 'containers' | 'initContainers'): readonly Entry[] {
  const order = ({ value }: Entry) => numberAt(value, 'order') ?? 99;
  return entriesAt(controller, section)
    .filter(isOn)
    .sort((a, b) => order(a) - order(b));
}
