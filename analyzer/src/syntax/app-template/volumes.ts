/**
 * What the `persistence` of an app-template release mounts: a volume for each entry that holds a Secret, a ConfigMap or a written
 * volume, and where each container of each controller sees it. Source: bjw-s-labs/helm-charts,
 * charts/library/common/templates/lib/pod/fields/_volumes.tpl and lib/container/fields/_volumeMounts.tpl.
 */
import { madeMapping, madeText, mappingOf } from '../made-tree.ts';
import { fillTemplate, type Release } from '../release.ts';
import { at, type Entry, entriesAt, itemsAt, scalarAt, type Tree, textAt } from '../tree.ts';
import { enabledEntries, nameOfIdentifier, referredName } from './names.ts';

/** The volumes of a controller that can hold something secret; caches, claims and shares are left out. */
export function volumesOf(release: Release, controller: string): readonly Tree[] {
  return enabledEntries(release.values, 'persistence')
    .filter(({ value }) => isFor(value, controller))
    .flatMap((entry) => volume(release, entry) ?? []);
}

/** The mounts one container has of them. */
export function mountsOf(release: Release, controller: string, container: string): readonly Tree[] {
  return enabledEntries(release.values, 'persistence').flatMap((entry) => {
    const { key, value } = entry;
    if (!volume(release, entry) || !isFor(value, controller)) return [];
    const advanced = itemsAt(value, 'advancedMounts', controller, container);
    const mounts = [...globalMounts(entry), ...advanced];
    return mounts.map((mount) =>
      madeMapping(mount, {
        name: key,
        mountPath: scalarAt(mount, 'path') ?? scalarAt(mount, 'mountPath') ?? madeText(`/${key.text}`, key),
        subPath: filled(release, mount, 'subPath'),
      }),
    );
  });
}

/** Without any mount written, the chart mounts it everywhere, below its own name. */
function globalMounts({ key, value }: Entry): readonly Tree[] {
  const written = itemsAt(value, 'globalMounts');
  if (written.length > 0 || entriesAt(value, 'advancedMounts').length > 0) return written;
  // Versions before 2 of the chart wrote one mount beside the type.
  return [madeMapping(key, { path: at(value, 'mountPath'), subPath: at(value, 'subPath') })];
}

function isFor(persistence: Tree, controller: string): boolean {
  const everywhere = itemsAt(persistence, 'globalMounts').length > 0;
  const advanced = entriesAt(persistence, 'advancedMounts');
  return everywhere || advanced.length === 0 || advanced.some(({ key }) => key.text === controller);
}

function volume(release: Release, { key, value }: Entry): Tree | null {
  const type = textAt(value, 'type');
  if (type === 'custom') return custom(key, at(value, 'volumeSpec'));
  if (type === 'secret') {
    const external = scalarAt(value, 'externalSecretRef');
    const secretName = external?.text
      ? nameOfIdentifier(release, 'externalSecrets', external)
      : referredName(release, 'secrets', value);
    return source(key, 'secret', value, { secretName });
  }
  if (type === 'configMap')
    return source(key, 'configMap', value, { name: referredName(release, 'configMaps', value) });
  return null;
}

function source(name: Entry['key'], field: string, written: Tree, named: Readonly<Record<string, Tree | null>>): Tree {
  const object = madeMapping(written, { ...named, items: at(written, 'items'), optional: at(written, 'optional') });
  return madeMapping(written, { name, [field]: object });
}

function custom(name: Entry['key'], spec: Tree | null): Tree | null {
  if (spec?.kind !== 'mapping') return null;
  return mappingOf(spec, [...spec.entries.values(), { key: madeText('name', name), value: name }]);
}

function filled(release: Release, mount: Tree, field: string): Tree | null {
  const scalar = scalarAt(mount, field);
  return scalar ? fillTemplate(scalar, release) : null;
}
