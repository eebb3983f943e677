/**
 * A Compose project as its readers see it: services with what they are called, and the secrets and configs mounted into them. It knows
 * the shape of the file and nothing about what the names mean. https://docs.docker.com/reference/compose-file/
 */
import type { CarrierRef, ConsumerRef, ValueSeen } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import { findInterpolations, type Interpolation, withDefaults } from './interpolation.ts';
import { baseName, folderOf } from './path.ts';
import { at, type Entry, entriesAt, itemsAt, type Scalar, scalarAt, type Tree, textAt } from './tree.ts';
import type { Unit } from './unit.ts';

export interface ComposeService {
  readonly consumer: ConsumerRef;
  /** What the whole project is called; null for an unnamed one in the root folder. */
  readonly project: string | null;
  readonly tree: Tree;
  readonly at: Span;
}

/** The services of a project, in order. */
export function composeServices(unit: Unit<'compose'>): readonly ComposeService[] {
  const folder = folderOf(unit.file);
  const project = withDefaults(textAt(unit.content, 'name') ?? '') || baseName(folder) || null;
  return entriesAt(unit.content, 'services').flatMap(({ key, value }) =>
    value.kind === 'mapping'
      ? [
          {
            consumer: { kind: 'compose-service', namespace: folder, name: key.text },
            project,
            tree: value,
            at: key.span,
          },
        ]
      : [],
  );
}

/** A variable that Compose fills before it starts anything; `.env` of the folder holds it, or whoever starts Compose does. */
export function variableOf(unit: Unit, name: string): CarrierRef {
  return { type: 'environment', scope: folderOf(unit.context.root), name, key: null };
}

/** A secret or config of the project. */
export function composeSecretOf(unit: Unit, name: string): CarrierRef {
  return { type: 'compose-secret', scope: folderOf(unit.file), name, key: null };
}

/** A text written in the Compose file itself, named by where it goes. */
export function writtenIn(scalar: Scalar, ...path: readonly string[]): CarrierRef {
  return { type: 'file', scope: null, name: scalar.span.file, key: path.join('.') };
}

/** The variables of a text, each once, the first place of each. */
export function variablesIn(text: string): readonly Interpolation[] {
  const first = new Map<string, Interpolation>();
  for (const found of findInterpolations(text)) if (!first.has(found.name)) first.set(found.name, found);
  return [...first.values()];
}

/** What is known of a value that is kept elsewhere. */
export const NOT_HERE: ValueSeen = {
  state: 'not-here',
  form: 'unknown',
  kind: null,
  valueAt: null,
  encoding: 'plain',
  host: null,
};

/** Sections whose entries become files in containers, and where those land when nothing says otherwise. */
const MOUNT_FOLDERS = { secrets: '/run/secrets/', configs: '/' } as const;
export type MountedSection = keyof typeof MOUNT_FOLDERS;

export interface Mounted {
  readonly name: string;
  /** Where it lands in the container. */
  readonly path: string;
  /** The variable that points to it (`POSTGRES_PASSWORD_FILE: /run/secrets/…`); null: none does. */
  readonly pointer: Entry | null;
  readonly at: Span;
}

/** What one section mounts into a service, from the short and the long form. */
export function mountedInto(service: Tree, section: MountedSection): readonly Mounted[] {
  const byValue = new Map(entriesAt(service, 'environment').map((entry) => [textAt(entry.value), entry]));
  return itemsAt(service, section).flatMap((item) => {
    const source = scalarAt(item) ?? scalarAt(item, 'source');
    if (!source?.text) return [];
    const target = textAt(item, 'target') ?? source.text;
    const path = target.startsWith('/') ? target : `${MOUNT_FOLDERS[section]}${target}`;
    return [{ name: source.text, path, pointer: byValue.get(path) ?? null, at: source.span }];
  });
}

/** Variables of a service that only say where a mounted secret or config is. */
export function pointersOf(service: Tree): ReadonlySet<string> {
  const mounted = [...mountedInto(service, 'secrets'), ...mountedInto(service, 'configs')];
  const paths = new Set(mounted.map(({ path }) => path));
  const pointers = entriesAt(service, 'environment').filter(({ value }) => paths.has(textAt(value) ?? ''));
  return new Set(pointers.map(({ key }) => key.text));
}

/** Whether the project itself does not hold it: `external: true`, or the old `external: { name }`. */
export function isExternal(project: Tree, section: MountedSection, name: string): boolean {
  const external = at(project, section, name, 'external');
  return external?.kind === 'mapping' || textAt(external)?.toLowerCase() === 'true';
}
