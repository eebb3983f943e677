/**
 * What the thread that talks to the editor and the thread that analyses say to each other. Snapshots travel as what changed,
 * in small pieces, so that taking one in never holds up an answer. Texts stay on the side that needs them; no value travels.
 */
import type { BufferChange, DiskChange, Mark, Problem, WireInventory } from '../../analyzer/src/index.ts';

/** A buffer with the version that the editor gave it. */
export interface VersionedBuffer extends BufferChange {
  readonly version: number;
}

export interface FolderToOpen {
  /** As the editor names it; the key of everything below. */
  readonly folder: string;
  /** Absolute path. */
  readonly path: string;
  readonly buffers: readonly VersionedBuffer[];
}

export type ToWorker =
  | { readonly to: 'open'; readonly folders: readonly FolderToOpen[]; readonly cache: boolean }
  | { readonly to: 'close'; readonly folder: string }
  | {
      readonly to: 'buffers';
      readonly folder: string;
      readonly turn: number;
      readonly changes: readonly VersionedBuffer[];
    }
  | { readonly to: 'disk'; readonly folder: string; readonly turn: number; readonly changes: readonly DiskChange[] }
  | {
      readonly to: 'ask';
      readonly id: number;
      readonly folder: string;
      readonly what: string;
      readonly params: unknown;
    }
  /** Nobody waits for the answer any more: it is not worked out unless that has begun. */
  | { readonly to: 'cancel'; readonly id: number };

/** Lists of the inventory, which travel item by item. */
export const LISTS = [
  'credentials',
  'dependencies',
  'carriers',
  'derivations',
  'consumers',
  'paths',
  'findings',
] as const satisfies ReadonlyArray<keyof WireInventory>;
export type List = (typeof LISTS)[number];

/** Items under their keys; `text: null`: it is gone. */
export interface Pieces {
  readonly list: List | 'marks';
  readonly items: ReadonlyArray<readonly [key: string, text: string | null]>;
}

/** With this the pieces sent before it are one snapshot. */
export interface Commit {
  readonly folder: string;
  /** Name of the repository or folder. */
  readonly name: string;
  /** Keys in order; absent: as before. */
  readonly orders: Partial<Record<List, readonly string[]>>;
  readonly rest: Pick<WireInventory, 'schemaVersion' | 'tool' | 'source' | 'coverage'>;
  /** Versions of the buffers whose places the snapshot tells. */
  readonly versions: ReadonlyArray<readonly [file: string, version: number]>;
  readonly stale: readonly string[];
  /** The last change that was taken in. */
  readonly turn: number;
  readonly problems: readonly Problem[];
}

export type FromWorker =
  | { readonly from: 'progress'; readonly folder: string; readonly done: number; readonly total: number }
  /** Marks of open files, told before the estate is known. */
  | {
      readonly from: 'first';
      readonly folder: string;
      readonly marks: ReadonlyArray<readonly [file: string, marks: readonly FirstMark[]]>;
    }
  | { readonly from: 'pieces'; readonly folder: string; readonly pieces: Pieces }
  | { readonly from: 'commit'; readonly commit: Commit }
  | { readonly from: 'failed'; readonly folder: string; readonly message: string }
  | { readonly from: 'answer'; readonly id: number; readonly result: unknown }
  | { readonly from: 'log'; readonly message: string };

/** What one file says on its own: nothing is joined yet. */
export interface FirstMark extends Pick<Mark, 'what' | 'span' | 'names'> {
  readonly says: string;
}
