/**
 * An app-template release as the Kubernetes objects its chart makes, so that every reader of Kubernetes reads them as if they were
 * written out: workloads, Secrets, ConfigMaps, Ingresses, raw resources. The chart is known by the shape of its values, since
 * a release may name it through another object. Objects that cannot hold or use a secret are left out.
 */
import { madeMapping, madeSequence, madeText, mappingOf } from '../made-tree.ts';
import { fillTemplate, type Release, releaseOf } from '../release.ts';
import { at, type Entry, entriesAt, itemsAt, type Mapping, type Scalar, scalarAt, type Tree, textAt } from '../tree.ts';
import { controllerObject } from './controller.ts';
import { enabledEntries, objectName } from './names.ts';

const KNOWN = new WeakMap<Tree, readonly Tree[]>();

/** The objects of the release that `tree` asks for; none where it is no release of this chart. */
export function appTemplateObjects(tree: Tree): readonly Tree[] {
  const known = KNOWN.get(tree);
  if (known) return known;
  const release = releaseOf(tree);
  const objects = release && isAppTemplate(release) ? objectsOf(release) : [];
  KNOWN.set(tree, objects);
  return objects;
}

/** Whether the values have the shape of the chart: a controller that maps names to containers. */
export function isAppTemplate({ values }: Release): boolean {
  return entriesAt(values, 'controllers').some(({ value }) => at(value, 'containers')?.kind === 'mapping');
}

/** Names of the Secrets that the values define: the chart hashes them into every pod template (lib/pod/metadata/_annotations.tpl). */
export function hashedSecrets(release: Release): readonly Scalar[] {
  return enabledEntries(release.values, 'secrets')
    .filter(({ value }) => textAt(value, 'includeInChecksum') !== 'false')
    .map((entry) => objectName(release, 'secrets', entry));
}

function objectsOf(release: Release): readonly Tree[] {
  const { values } = release;
  return [
    ...enabledEntries(values, 'controllers').flatMap((entry) => controllerObject(release, entry) ?? []),
    ...enabledEntries(values, 'secrets').map((entry) => stored(release, 'secrets', 'Secret', entry)),
    ...enabledEntries(values, 'configMaps').map((entry) => stored(release, 'configMaps', 'ConfigMap', entry)),
    ...enabledEntries(values, 'ingress').map((entry) => ingress(release, entry)),
    ...enabledEntries(values, 'rawResources').flatMap((entry) => rawResource(release, entry) ?? []),
  ];
}

interface Made {
  readonly section: string;
  readonly kind: string;
  readonly apiVersion: string;
}

function object(release: Release, { section, kind, apiVersion }: Made, entry: Entry, rest: readonly Entry[]): Mapping {
  const { key, value } = entry;
  const head = madeMapping(value, {
    apiVersion: madeText(apiVersion, key),
    kind: madeText(kind, key),
    metadata: madeMapping(value, {
      name: objectName(release, section, entry),
      namespace: release.namespace === null ? null : madeText(release.namespace, key),
      labels: at(value, 'labels'),
      annotations: at(value, 'annotations'),
    }),
  });
  return mappingOf(value, [...head.entries.values(), ...rest]);
}

const STORED: readonly string[] = ['data', 'stringData', 'type', 'immutable'];

/** A Secret or ConfigMap written in the values; its texts are templates of the chart. */
function stored(release: Release, section: string, kind: string, entry: Entry): Tree {
  const rest = entriesAt(entry.value).filter(({ key }) => STORED.includes(key.text));
  return object(release, { section, kind, apiVersion: 'v1' }, entry, rest);
}

function ingress(release: Release, entry: Entry): Tree {
  const items = itemsAt(entry.value, 'tls').map((item) => {
    const name = scalarAt(item, 'secretName');
    return madeMapping(item, { secretName: name ? fillTemplate(name, release) : null });
  });
  const spec = madeMapping(entry.value, { tls: madeSequence(entry.value, items) });
  const made = { section: 'ingress', kind: 'Ingress', apiVersion: 'networking.k8s.io/v1' };
  return object(release, made, entry, [{ key: madeText('spec', entry.key), value: spec }]);
}

/** `manifest` (version 4) or `spec` hold what stands below the metadata. */
function rawResource(release: Release, entry: Entry): Tree | null {
  const [kind, apiVersion] = [textAt(entry.value, 'kind'), textAt(entry.value, 'apiVersion')];
  if (!kind || !apiVersion) return null;
  const spec = at(entry.value, 'spec');
  const wrapped = at(entry.value, 'manifest') ?? (kind === 'Secret' || at(spec, 'spec') ? spec : null);
  const rest = wrapped ? entriesAt(wrapped) : entriesAt(entry.value).filter(({ key }) => key.text === 'spec');
  return object(release, { section: 'rawResources', kind, apiVersion }, entry, rest);
}
