/** What one rendering of a chart collects on the way: charts read so far, and what could not be done. */
import type { Note } from '../../model/fact.ts';
import type { Span } from '../../model/place.ts';
import { fileStart } from '../../syntax/line-index.ts';
import type { Tree } from '../../syntax/tree.ts';
import { parseYaml } from '../../syntax/yaml.ts';
import type { ArchivingFiles, Files } from '../contract.ts';

export interface Loading {
  /** Of the workspace; a packed chart has its own. */
  readonly files: ArchivingFiles;
  /** The first mapping of a YAML file; null where there is none. What it holds wrongly is noted. */
  model(path: string, files: Files): Tree | null;
  /** Files read so far, of the workspace or an archive. */
  readonly inputs: Set<string>;
  unresolved(what: string, at: Span | string): void;
  add(notes: readonly Note[]): void;
  /** Each once. */
  notes(): readonly Note[];
}

export function openLoading(files: ArchivingFiles): Loading {
  const notes = new Map<string, Note>();
  const inputs = new Set<string>();
  function add(more: readonly Note[]): void {
    for (const note of more) {
      const { file, line, column } = note.at;
      notes.set(`${file}:${line}:${column} ${note.what}`, note);
    }
  }
  return {
    files,
    inputs,
    add,
    notes: () => [...notes.values()],
    unresolved: (what, at) => add([{ note: 'unresolved', what, at: typeof at === 'string' ? fileStart(at) : at }]),
    model(path, from) {
      const text = from.text(path);
      if (text === null) return null;
      inputs.add(path);
      const documents = parseYaml(path, text);
      add(documents.flatMap((document) => document.notes));
      return documents.find(({ tree }) => tree?.kind === 'mapping')?.tree ?? null;
    },
  };
}
