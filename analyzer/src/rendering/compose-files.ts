/**
 * The Compose files one root asks for: each read once, its services in their long form. It remembers what was asked and what
 * could not be followed; a path never leads out of the workspace.
 */
import type { Note } from '../model/fact.ts';
import type { Span } from '../model/place.ts';
import { withDefaults } from '../syntax/interpolation.ts';
import { folderOf, resolvePath } from '../syntax/path.ts';
import { at, type Entry, type Mapping, type Tree } from '../syntax/tree.ts';
import { parseYaml } from '../syntax/yaml.ts';
import { mergeCompose, normaliseService } from './compose-merge.ts';
import type { Files } from './contract.ts';

export interface ComposeFiles {
  /** The model of a file, its documents laid over each other; null where it is missing or no Compose file. `askedAt`: who asks, for the note. */
  load(file: string, askedAt: Span | null): Mapping | null;
  /** A path as written at `place`, from the root; null, with a note, where it cannot be followed. */
  follow(written: string, place: Span): string | null;
  unresolved(what: string, place: Span): void;
  /** Files asked for so far. */
  inputs(): readonly string[];
  readonly notes: readonly Note[];
}

/** Reads through `files`, for one root. */
export function readComposeFiles(files: Files): ComposeFiles {
  const models = new Map<string, Mapping | null>();
  const notes: Note[] = [];
  const unresolved = (what: string, place: Span): void => {
    notes.push({ note: 'unresolved', what, at: place });
  };
  return {
    notes,
    unresolved,
    inputs: () => [...models.keys()],
    load(file, askedAt) {
      const known = models.get(file);
      if (known !== undefined) return known;
      const text = files.text(file);
      if (text === null && askedAt) unresolved(`a Compose file that is not here: ${file}`, askedAt);
      const model = text === null ? null : modelOf(file, text, notes);
      models.set(file, model);
      return model;
    },
    follow(written, place) {
      const plain = withDefaults(written);
      const path = plain === null ? null : resolvePath(folderOf(place.file), plain);
      if (path === null) unresolved('a path of another Compose file that this repository does not hold', place);
      return path;
    },
  };
}

function modelOf(file: string, text: string, notes: Note[]): Mapping | null {
  const documents = parseYaml(file, text);
  notes.push(...documents.flatMap((document) => document.notes));
  const model = layOver(documents.flatMap(({ tree }) => (tree?.kind === 'mapping' ? [tree] : [])).map(inLongForm));
  return model && (at(model, 'services') || at(model, 'include')) ? model : null;
}

function inLongForm(model: Mapping): Mapping {
  return mapServices(model, (_, service) => normaliseService(service));
}

/** The models laid over each other, the first lowest; null where there is none. */
export function layOver(models: readonly Mapping[]): Mapping | null {
  const merged = models.reduce<Tree | null>((under, over) => (under ? mergeCompose(under, over) : over), null);
  return merged?.kind === 'mapping' ? merged : null;
}

/** The same model with each of its services changed. */
export function mapServices(model: Mapping, change: (name: string, service: Tree) => Tree): Mapping {
  const services = model.entries.get('services');
  if (services?.value.kind !== 'mapping') return model;
  const changed = [...services.value.entries].map(([name, { key, value }]): [string, Entry] => [
    name,
    { key, value: change(name, value) },
  ]);
  const value = { ...services.value, entries: new Map(changed) };
  return { ...model, entries: new Map(model.entries).set('services', { key: services.key, value }) };
}
