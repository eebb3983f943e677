/**
 * What an exporter is: one file in `formats/`, a pure function from an inventory to texts in one format. It escapes every name for
 * its medium, and must never hold more of a large export than the piece it is making.
 */
import type { WireInventory } from '../wire/types.ts';

export interface ExportedFile {
  /** Below the folder of the export, with `/`; made of lower-case letters, digits, `.`, `-` and `_`, so that no name leads elsewhere. */
  readonly path: string;
  /** Pieces that make the text, each made when it is asked for. */
  readonly text: Iterable<string>;
}

export interface Exporter {
  /** As typed after `--as`; the name of its file. */
  readonly id: string;
  /** For whom and what, in a few words. */
  readonly writes: string;
  /** Several files, so a folder to put them into. */
  readonly folder: boolean;
  /** The same files for the same inventory. Where it is no folder, exactly one. */
  files(inventory: WireInventory): Iterable<ExportedFile>;
}

/** Declares an exporter; the registry finds it by this call. */
export function defineExporter(exporter: Exporter): Exporter {
  return exporter;
}
