/**
 * Rendering joins files that are one text to their tool into units. A renderer finds its roots among the paths of the
 * workspace, then reads what it needs through `Files`, which records every question so that the result can be cached and
 * undone. A file claimed by a root is not read on its own: a base included by an overlay is no consumer by itself.
 * No disk here: the session answers.
 */
import type { Note } from '../model/fact.ts';
import type { Unit } from '../syntax/unit.ts';

/** The files of the workspace, as the session knows them. Every path is relative to the root, with `/`. */
export interface Files {
  /** Text of a file; null where it is missing, skipped, ignored or outside the root. */
  text(path: string): string | null;
  /** Whether it can be read. */
  has(path: string): boolean;
  /** Paths directly below a folder (`''`: the root), sorted. */
  list(folder: string): readonly string[];
}

/** Files of a workspace that can open archives as well; whoever cannot leaves `tar` out, and says that they were not read. */
export interface ArchivingFiles extends Files {
  /** The tar archive inside a `.tgz`; null where it is missing, no gzip, or swells beyond what a chart can be. */
  tar?(path: string): Uint8Array | null;
}

export interface Root {
  /** Stable: the folder or file the tool would be pointed at. */
  readonly id: string;
  /** Files the tool would be given, in order. */
  readonly entries: readonly string[];
}

export interface Rendered {
  readonly units: readonly Unit[];
  /** Files that must not be read on their own. */
  readonly claims: readonly string[];
  /** What could not be rendered, and why. */
  readonly notes: readonly Note[];
}

export interface Renderer {
  readonly id: string;
  /** One line for the docs: what it joins. */
  readonly joins: string;
  /** Renderers whose roots are part of a root of this one that claims the file they are named by. */
  readonly takesIn?: readonly string[];
  roots(paths: readonly string[], files: Files): readonly Root[];
  render(root: Root, files: Files): Rendered;
}

/** Declares a renderer; the registry collects every default export of `rendering/*.ts`. */
export function defineRenderer(renderer: Renderer): Renderer {
  return renderer;
}
