/**
 * Secrets and ConfigMaps as files of Kubernetes pods. It never drops a volume that no container mounts: the pod does not
 * start without it.
 */
import type { CarrierRef, DeliveryFact, Fact } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import { configMapOf, consumerOf, secretOf } from '../syntax/kubernetes.ts';
import { mayHoldWorkload, readWorkloads, type Workload } from '../syntax/kubernetes-pod.ts';
import { at, isTrue, itemsAt, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { defineReader } from './contract.ts';

export default defineReader({
  id: 'kubernetes-volume',
  reads: 'secret, configMap and projected volumes and their mounts, subPath included',
  syntax: 'yaml',
  accepts: (unit) => mayHoldWorkload(unit.content),
  read: (unit) =>
    readWorkloads(unit.content, (workload) => ({
      facts: itemsAt(workload.pod, 'volumes').flatMap((volume) => fileDeliveries(workload, volume)),
    })),
});

/** One key of an object as a file of a volume, or the whole object (`file` null: every key is a file of its own name). */
interface VolumeFile {
  readonly from: CarrierRef;
  readonly file: string | null;
  readonly optional: boolean;
  readonly row: string;
  readonly at: Span;
}

interface VolumeSource {
  readonly field: string;
  readonly name: string;
  readonly carrier: (workload: Workload, name: string, key?: string | null) => CarrierRef;
}

/** A plain volume names its Secret by `secretName`, all others by `name` (core/v1 SecretVolumeSource, SecretProjection). */
const PLAIN: readonly VolumeSource[] = [
  { field: 'secret', name: 'secretName', carrier: secretOf },
  { field: 'configMap', name: 'name', carrier: configMapOf },
];
const PROJECTED: readonly VolumeSource[] = [
  { field: 'secret', name: 'name', carrier: secretOf },
  { field: 'configMap', name: 'name', carrier: configMapOf },
];

function filesOf(workload: Workload, volume: Tree): readonly VolumeFile[] {
  return [
    ...PLAIN.flatMap((source) => sourceFiles(workload, volume, source, 'k8s-secret-volume')),
    ...itemsAt(volume, 'projected', 'sources').flatMap((projection) =>
      PROJECTED.flatMap((source) => sourceFiles(workload, projection, source, 'k8s-projected-secret-volume')),
    ),
  ];
}

function sourceFiles(workload: Workload, tree: Tree, source: VolumeSource, row: string): readonly VolumeFile[] {
  const object = at(tree, source.field);
  const name = scalarAt(object, source.name);
  if (!name?.text) return [];
  const whole: VolumeFile = {
    from: source.carrier(workload, name.text),
    file: null,
    optional: isTrue(object, 'optional'),
    row,
    at: name.span,
  };
  const items = itemsAt(object, 'items').flatMap((item) => {
    const key = scalarAt(item, 'key');
    if (!key?.text) return [];
    return [{ ...whole, from: source.carrier(workload, name.text, key.text), file: textAt(item, 'path') ?? key.text }];
  });
  return items.length > 0 ? items : [whole];
}

interface Mount {
  readonly container: string | null;
  readonly path: string;
  /** null: the whole volume. */
  readonly subPath: string | null;
}

function mountsOf(workload: Workload, volume: string): readonly Mount[] {
  return workload.containers.flatMap(({ name, tree }) =>
    itemsAt(tree, 'volumeMounts').flatMap((mount) => {
      if (textAt(mount, 'name') !== volume) return [];
      const subPath = textAt(mount, 'subPath') || textAt(mount, 'subPathExpr') || null;
      return [{ container: name, path: textAt(mount, 'mountPath') ?? '', subPath }];
    }),
  );
}

function fileDeliveries(workload: Workload, volume: Tree): readonly Fact[] {
  const files = filesOf(workload, volume);
  const mounted = mountsOf(workload, textAt(volume, 'name') ?? '').flatMap((mount) =>
    mountFiles(files, mount).map((placed) => ({ ...placed, container: mount.container })),
  );
  return files.flatMap((file) => {
    const places = mounted.filter(({ source }) => source === file);
    if (places.length === 0) return [delivery(workload, file, { container: null, form: 'volume', path: null })];
    return places.map(({ found, ...place }) => delivery(workload, found, place));
  });
}

interface Placed {
  /** The file of the volume it comes from. */
  readonly source: VolumeFile;
  readonly found: VolumeFile;
  readonly form: 'volume' | 'sub-path';
  readonly path: string;
}

/** What a container sees of a volume through one mount. */
function mountFiles(files: readonly VolumeFile[], mount: Mount): readonly Placed[] {
  const { subPath, path } = mount;
  if (subPath === null)
    return files.map((source) => ({ source, found: source, form: 'volume', path: join(path, source.file) }));
  return filesBelow(files, subPath).map(({ source, found, rest }) => ({
    source,
    found: { ...found, row: 'k8s-secret-subpath' },
    form: 'sub-path',
    path: join(path, rest),
  }));
}

type Below = Pick<Placed, 'source' | 'found'> & { readonly rest: string | null };

/**
 * The files a subPath leads to: one file (`rest` null) or those of the folder it names. The keys of an object without `items`
 * are its files, so a subPath of one step names a key, unless several such objects could hold it.
 */
function filesBelow(files: readonly VolumeFile[], subPath: string): readonly Below[] {
  const wanted = subPath.replace(/^(?:\.?\/)+|\/+$/g, '');
  if (wanted.includes('$(') || wanted === '' || wanted === '.')
    return files.map((source) => ({ source, found: source, rest: source.file }));
  const listed = files.flatMap((source): readonly Below[] => {
    if (source.file === wanted) return [{ source, found: source, rest: null }];
    if (!source.file?.startsWith(`${wanted}/`)) return [];
    return [{ source, found: source, rest: source.file.slice(wanted.length + 1) }];
  });
  if (listed.length > 0 || wanted.includes('/')) return listed;
  const wholes = files.filter(({ file }) => file === null);
  return wholes.map((source) => ({ source, found: wholes.length > 1 ? source : keyed(source, wanted), rest: null }));
}

function keyed(file: VolumeFile, key: string): VolumeFile {
  return { ...file, from: { ...file.from, key } };
}

function join(folder: string, file: string | null): string {
  const trimmed = folder.replace(/\/+$/, '');
  return file === null ? trimmed || folder : `${trimmed}/${file}`;
}

function delivery(
  workload: Workload,
  source: Pick<DeliveryFact, 'from' | 'optional' | 'row' | 'at'>,
  place: Pick<DeliveryFact, 'container' | 'form' | 'path'>,
): DeliveryFact {
  return {
    fact: 'delivery',
    consumer: consumerOf(workload),
    container: place.container,
    from: source.from,
    form: place.form,
    variable: null,
    path: place.path,
    optional: source.optional,
    role: null,
    row: source.row,
    value: null,
    at: source.at,
  };
}
