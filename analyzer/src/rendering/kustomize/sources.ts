/**
 * What the files of one rendering root hold, each read and parsed once; which of them were used, and what could not be done.
 * Documents keep their number in the file, so that a person finds them. It must never read outside the workspace.
 */
import type { Note } from '../../model/fact.ts';
import type { Span } from '../../model/place.ts';
import { baseName } from '../../syntax/path.ts';
import type { Tree } from '../../syntax/tree.ts';
import { parseYaml, type YamlDocument } from '../../syntax/yaml.ts';
import type { Files, Rendered } from '../contract.ts';

export interface Sources {
  readonly files: Files;
  /** Documents of a file; null where it cannot be read. */
  documents(file: string): readonly YamlDocument[] | null;
  /** The first document of a file that is a mapping. */
  model(file: string): Tree | null;
  /** Text of a file, taken into use. */
  text(file: string): string | null;
  /** Says what could not be done, once for each place. */
  unresolved(what: string, at: Span): void;
  /** Takes over what somebody else rendered: its files and what it could not do. */
  use(rendered: Pick<Rendered, 'claims' | 'notes'>): void;
  /** Files used so far. */
  used(): readonly string[];
  notes(): readonly Note[];
}

/** Documents by file: what several sources over the same files may share, so that nothing is parsed twice. */
export type Parsed = Map<string, readonly YamlDocument[] | null>;

/** Reads through `files`, for one root. */
export function openSources(files: Files, parsed: Parsed = new Map()): Sources {
  const used = new Set<string>();
  const notes = new Map<string, Note>();
  const add = (note: Note): void => {
    notes.set(`${note.at.file}:${note.at.line}:${note.at.column} ${note.what}`, note);
  };
  function text(file: string): string | null {
    const found = files.text(file);
    if (found !== null) used.add(file);
    return found;
  }
  function documents(file: string): readonly YamlDocument[] | null {
    const met = used.has(file);
    const found = text(file);
    const read = found === null ? null : (parsed.get(file) ?? parseYaml(file, found));
    parsed.set(file, read);
    if (!met) for (const note of read?.flatMap((document) => document.notes) ?? []) add(note);
    return read;
  }
  return {
    files,
    documents,
    text,
    model: (file) => documents(file)?.find(({ tree }) => tree?.kind === 'mapping')?.tree ?? null,
    unresolved: (what, at) => add({ note: 'unresolved', what, at }),
    use(rendered) {
      for (const file of rendered.claims) used.add(file);
      rendered.notes.forEach(add);
    },
    used: () => [...used],
    notes: () => [...notes.values()],
  };
}

/** Names kustomize looks for, in its order (kustomize, api/konfig/general.go). */
const KUSTOMIZATION_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Whether a path has the name of a kustomization file. */
export function isKustomizationFile(path: string): boolean {
  return KUSTOMIZATION_NAMES.includes(baseName(path));
}

/** The kustomization file of a folder; null where it has none. */
export function kustomizationIn(folder: string, files: Files): string | null {
  const inside = folder === '' ? '' : `${folder}/`;
  return KUSTOMIZATION_NAMES.map((name) => inside + name).find((path) => files.has(path)) ?? null;
}

/** A path as a person would name its folder: never empty. */
export function sayFolder(folder: string): string {
  return folder === '' ? '.' : folder;
}
