/**
 * One Compose project put together: `extends` resolved in each of its files, then the files laid over each other; and which
 * other files it draws on. What goes in circles ends in a note. https://docs.docker.com/reference/compose-file/services/#extends
 */
import type { Span } from '../model/place.ts';
import { withDefaults } from '../syntax/interpolation.ts';
import { fileStart } from '../syntax/line-index.ts';
import { folderOf, resolvePath } from '../syntax/path.ts';
import { at, entriesAt, itemsAt, type Mapping, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { type ComposeFiles, layOver, mapServices } from './compose-files.ts';
import { mergeCompose, takenOver } from './compose-merge.ts';

/** Another project that is part of this one. */
export interface Inclusion {
  /** Laid over each other, in order. */
  readonly files: readonly string[];
  readonly envFiles: readonly string[];
  readonly at: Span;
}

/** Services may build on each other this far. */
const MOST_EXTENDS = 50;

/** The model of the files laid over each other, `extends` resolved; null where none of them is a Compose file. */
export function projectModel(project: readonly string[], files: ComposeFiles): Mapping | null {
  return layOver(
    project.flatMap((file) => {
      const model = files.load(file, null);
      return model ? [mapServices(model, (name, service) => extend({ file, name, service }, files, []))] : [];
    }),
  );
}

interface Extending {
  readonly file: string;
  readonly name: string;
  readonly service: Tree;
}

/** The service on top of the one it extends; `stack` names those that extend it. */
function extend(extending: Extending, files: ComposeFiles, stack: readonly string[]): Tree {
  const { file, name, service } = extending;
  const written = at(service, 'extends');
  const other = written && extendedBy(file, written, files);
  if (!written || !other) return service;
  const path = [...stack, `${file}#${name}`];
  if (path.includes(`${other.file}#${other.name}`) || path.length > MOST_EXTENDS) {
    files.unresolved('services that extend each other in a circle', written.span);
    return service;
  }
  return mergeCompose(takenOver(extend(other, files, path), written.span), service);
}

/** The service that `extends` names, in its short or long form; null, with a note, where there is none. */
function extendedBy(file: string, written: Tree, files: ComposeFiles): Extending | null {
  const name = textAt(written) ?? textAt(written, 'service');
  const path = scalarAt(written, 'file');
  const otherFile = path ? files.follow(path.text, path.span) : file;
  const model = otherFile === null ? null : files.load(otherFile, written.span);
  if (name === null || otherFile === null || !model) return null;
  const service = at(model, 'services', name);
  if (!service) files.unresolved(`extends a service that is not there: ${name}`, written.span);
  return service && { file: otherFile, name, service };
}

/** The projects that `include` of these files names, from the short and the long form. */
export function inclusionsOf(project: readonly string[], files: ComposeFiles): readonly Inclusion[] {
  const follow = (tree: Tree | null) => asItems(tree).flatMap((one) => files.follow(textAt(one) ?? '', one.span) ?? []);
  return project.flatMap((file) =>
    itemsAt(files.load(file, null), 'include').map((item) => ({
      files: follow(item.kind === 'scalar' ? item : at(item, 'path')),
      envFiles: follow(at(item, 'env_file')),
      at: item.span,
    })),
  );
}

function asItems(tree: Tree | null): readonly Tree[] {
  return tree === null ? [] : tree.kind === 'sequence' ? tree.items : [tree];
}

/** Files that one of these takes services or whole projects from: parts, not layers. */
export function partsOf(project: readonly string[], files: ComposeFiles): ReadonlySet<string> {
  const follow = (file: string, tree: Tree | null) =>
    asItems(tree).flatMap((one) => resolvePath(folderOf(file), withDefaults(textAt(one) ?? '') ?? '') ?? []);
  const parts = project.flatMap((file) => {
    const model = files.load(file, null);
    const extended = entriesAt(model, 'services').flatMap(({ value }) => follow(file, at(value, 'extends', 'file')));
    const included = itemsAt(model, 'include').flatMap((item) =>
      follow(file, item.kind === 'scalar' ? item : at(item, 'path')),
    );
    return [...extended, ...included].filter((part) => part !== file);
  });
  return new Set(parts);
}

/** Every service of the file has an image or a build of its own: it runs without another file. */
export function standsAlone(file: string, files: ComposeFiles): boolean {
  const services = entriesAt(files.load(file, fileStart(file)), 'services');
  return services.length > 0 && services.every(({ value }) => at(value, 'image') || at(value, 'build'));
}
