/**
 * The texts of the workspace with what an editor changed laid over them. A buffer that does not parse is answered with the
 * text that last did, and named stale: half a typed line must not make a consumer vanish. No disk here.
 */
import { compareText } from '../model/place.ts';
import type { ArchivingFiles } from '../rendering/contract.ts';

/** The files of a workspace as they were read; every path relative to the root, with `/`. */
export interface SessionSource {
  /** Sorted. */
  readonly paths: readonly string[];
  /** Texts of files worth a reader's look on their own. */
  readonly candidates: ReadonlyMap<string, string>;
  /** Text of any of the paths; null where it cannot be had. */
  text(path: string): string | null;
  /** The tar inside a packed chart; left out: archives cannot be opened here. */
  tar?(path: string): Uint8Array | null;
}

/** A file as an editor has it; `text: null`: it is gone. */
export interface Change {
  readonly file: string;
  readonly text: string | null;
}

export interface Texts extends ArchivingFiles {
  paths(): readonly string[];
  /** Text of a file that may be worth reading on its own, else null; whoever edits a file has chosen it. */
  candidate(path: string): string | null;
  /** Text of a file as it was edited, null where it is gone; undefined: as it was read. */
  edited(path: string): string | null | undefined;
  /** Files whose last edit does not parse, sorted. */
  stale(): readonly string[];
  /** Takes an edit in; false where nothing changed. */
  apply(change: Change): boolean;
}

/** Lays edits over a source. `parses` says whether a text can take the place of one that does. */
export function layOver(source: SessionSource, parses: (path: string, text: string) => boolean): Texts {
  const edits = new Map<string, string | null>();
  const stale = new Set<string>();
  const original = new Set(source.paths);
  let paths: readonly string[] = source.paths;
  let folders: ReadonlyMap<string, readonly string[]> | null = null;

  const has = (path: string) => (edits.has(path) ? edits.get(path) !== null : original.has(path));
  // The source is asked even for a path it did not list: it may be a link to one that it did.
  const text = (path: string) => (edits.has(path) ? (edits.get(path) ?? null) : source.text(path));

  /** Whether the file's text is still the one it had before. */
  function settle(file: string, next: string | null): boolean {
    const before = has(file) ? text(file) : null;
    const wasStale = stale.delete(file);
    if (next === before) return wasStale;
    if (next !== null && before !== null && !parses(file, next) && parses(file, before)) {
      stale.add(file);
      return true;
    }
    edits.set(file, next);
    if ((next === null) !== (before === null)) {
      paths = [...new Set([...source.paths, ...edits.keys()])].filter(has).sort(compareText);
      folders = null;
    }
    return true;
  }

  return {
    paths: () => paths,
    has,
    text,
    list(folder) {
      folders ??= childrenByFolder(paths);
      return folders.get(folder) ?? [];
    },
    tar: (path) => (edits.has(path) ? null : (source.tar?.(path) ?? null)),
    candidate: (path) => (edits.has(path) ? edits.get(path) : source.candidates.get(path)) ?? null,
    edited: (path) => edits.get(path),
    stale: () => [...stale].sort(compareText),
    apply: ({ file, text: next }) => settle(file, next),
  };
}

/** Files and folders directly below each folder, by their whole path, sorted. */
function childrenByFolder(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const children = new Map<string, Set<string>>([['', new Set()]]);
  for (const path of paths) {
    for (let child = path; child !== ''; ) {
      const folder = child.slice(0, Math.max(0, child.lastIndexOf('/')));
      const known = children.get(folder);
      if (known?.has(child)) break;
      if (known) known.add(child);
      else children.set(folder, new Set([child]));
      child = folder;
    }
  }
  return new Map([...children].map(([folder, below]) => [folder, [...below].sort(compareText)]));
}
