/**
 * One Compose project put together: its files read, `extends` resolved in each, then laid over each other. Whatever is missing
 * or goes in circles ends in a note. It asks only for the files the project names.
 */
import type { Note } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import { withDefaults } from '../syntax/interpolation.ts';
import { fileStart } from '../syntax/line-index.ts';
import { folderOf, resolvePath } from '../syntax/path.ts';
import { at, type Entry, entriesAt, itemsAt, type Mapping, scalarAt, type Tree, textAt } from '../syntax/tree.ts';
import { parseYaml } from '../syntax/yaml.ts';
import { mergeCompose, normaliseService, takenOver } from './compose-merge.ts';
import type { Files } from './contract.ts';

/** Another project that is part of this one. */
export interface Inclusion {
  /** Laid over each other, in order. */
  readonly files: readonly string[];
  readonly envFiles: readonly string[];
  readonly at: Span;
}

/** Reads Compose files for one root; remembers what it read. */
export interface ComposeReading {
  /** The model of the files laid over each other, `extends` resolved; null where none of them is a Compose file. */
  model(files: readonly string[]): Mapping | null;
  /** The projects that `include` of these files names. */
  inclusions(files: readonly string[]): readonly Inclusion[];
  /** Files of `files` that another of them takes from: parts, not layers. */
  takenFrom(files: readonly string[]): ReadonlySet<string>;
  /** Every service of the file has an image or a build of its own: it runs without another file. */
  standsAlone(file: string): boolean;
  readonly inputs: () => readonly string[];
  readonly notes: Note[];
}

/** Services may build on each other this far. */
const MOST_EXTENDS = 50;

export function readCompose(files: Files): ComposeReading {
  const texts = new Map<string, Mapping | null>();
  const notes: Note[] = [];

  function load(file: string, askedAt: Span | null): Mapping | null {
    const known = texts.get(file);
    if (known !== undefined) return known;
    const text = files.text(file);
    if (text === null && askedAt) unresolved(`a Compose file that is not here: ${file}`, askedAt);
    const model = text === null ? null : parse(file, text);
    texts.set(file, model);
    return model;
  }

  function parse(file: string, text: string): Mapping | null {
    const documents = parseYaml(file, text);
    notes.push(...documents.flatMap((document) => document.notes));
    const models = documents.flatMap(({ tree }) => (tree?.kind === 'mapping' ? [withLongServices(tree)] : []));
    const model = models.reduce<Tree | null>((under, over) => (under ? mergeCompose(under, over) : over), null);
    return model?.kind === 'mapping' && (at(model, 'services') || at(model, 'include')) ? model : null;
  }

  function unresolved(what: string, place: Span): void {
    notes.push({ note: 'unresolved', what, at: place });
  }

  /** A path written in `place.file`, from the root; a note where it cannot be followed. */
  function follow(written: string, place: Span): string | null {
    const plain = withDefaults(written);
    const path = plain === null ? null : resolvePath(folderOf(place.file), plain);
    if (path === null) unresolved('a path of another Compose file that this repository does not hold', place);
    return path;
  }

  function extended(file: string, name: string, service: Tree, stack: readonly string[]): Tree {
    const extend = at(service, 'extends');
    if (!extend) return service;
    const other = scalarAt(extend) ?? scalarAt(extend, 'service');
    const written = scalarAt(extend, 'file');
    const otherFile = written ? follow(written.text, written.span) : file;
    if (!other || otherFile === null) return service;
    const step = `${otherFile}#${other.text}`;
    if (stack.includes(step) || step === `${file}#${name}` || stack.length > MOST_EXTENDS) {
      unresolved('services that extend each other in a circle', extend.span);
      return service;
    }
    const model = load(otherFile, extend.span);
    const found = at(model, 'services', other.text);
    if (!found) {
      if (model) unresolved(`extends a service that is not there: ${other.text}`, extend.span);
      return service;
    }
    const base = extended(otherFile, other.text, found, [...stack, `${file}#${name}`]);
    return mergeCompose(takenOver(base, extend.span), service);
  }

  function extendedModel(file: string): Mapping | null {
    const model = load(file, null);
    return model && mapServices(model, (name, service) => extended(file, name, service, []));
  }

  function includedBy(file: string): readonly Inclusion[] {
    return itemsAt(load(file, null), 'include').map((item) => {
      const path = scalarAt(item) ? [item] : asItems(at(item, 'path'));
      return {
        files: path.flatMap((one) => follow(textAt(one) ?? '', one.span) ?? []),
        envFiles: asItems(at(item, 'env_file')).flatMap((one) => follow(textAt(one) ?? '', one.span) ?? []),
        at: item.span,
      };
    });
  }

  return {
    notes,
    inputs: () => [...texts.keys()],
    inclusions: (from) => from.flatMap(includedBy),
    model(from) {
      const models = from.flatMap((file) => extendedModel(file) ?? []);
      const merged = models.reduce<Tree | null>((under, over) => (under ? mergeCompose(under, over) : over), null);
      return merged?.kind === 'mapping' ? merged : null;
    },
    takenFrom(from) {
      const extendsFiles = from.flatMap((file) =>
        entriesAt(load(file, null), 'services').flatMap(({ value }) => {
          const written = scalarAt(value, 'extends', 'file');
          const other = written && resolvePath(folderOf(file), withDefaults(written.text) ?? '');
          return other !== null && other !== file ? [other] : [];
        }),
      );
      const included = from.flatMap((file) => includedBy(file).flatMap((inclusion) => inclusion.files));
      return new Set([...extendsFiles, ...included]);
    },
    standsAlone(file) {
      const services = entriesAt(load(file, fileStart(file)), 'services');
      return services.length > 0 && services.every(({ value }) => at(value, 'image') || at(value, 'build'));
    },
  };
}

function asItems(tree: Tree | null): readonly Tree[] {
  return tree === null ? [] : tree.kind === 'sequence' ? tree.items : [tree];
}

function withLongServices(model: Mapping): Mapping {
  return mapServices(model, (_, service) => normaliseService(service));
}

function mapServices(model: Mapping, change: (name: string, service: Tree) => Tree): Mapping {
  const services = model.entries.get('services');
  if (services?.value.kind !== 'mapping') return model;
  const changed = [...services.value.entries].map(([name, { key, value }]): [string, Entry] => [
    name,
    { key, value: change(name, value) },
  ]);
  const value = { ...services.value, entries: new Map(changed) };
  return { ...model, entries: new Map(model.entries).set('services', { key: services.key, value }) };
}
