/**
 * What is known of one folder, as the thread that talks to the editor has it: immutable, put together from the pieces that
 * the other thread sends. A snapshot is whole or not there.
 */
import { type Mark, type View, viewOf, type WireFinding, type WireInventory } from '../../analyzer/src/index.ts';
import { type Commit, LISTS, type List, type Pieces } from './messages.ts';

export interface Snapshot {
  readonly folder: string;
  readonly name: string;
  readonly wire: WireInventory;
  readonly view: View;
  /** By file. */
  readonly marks: ReadonlyMap<string, readonly Mark[]>;
  /** By file. */
  readonly findings: ReadonlyMap<string, readonly WireFinding[]>;
  /** Versions of the buffers whose places it tells. */
  readonly versions: ReadonlyMap<string, number>;
  readonly stale: ReadonlySet<string>;
  /** The last change that it takes in. */
  readonly turn: number;
  readonly problems: Commit['problems'];
}

export interface Assembly {
  take(pieces: Pieces): void;
  commit(commit: Commit): Snapshot;
}

/** Puts snapshots together. */
export function assembleSnapshots(): Assembly {
  const items = new Map<List, Map<string, object>>(LISTS.map((list) => [list, new Map()]));
  const orders = new Map<List, readonly string[]>();
  const marks = new Map<string, readonly Mark[]>();
  let lists: Partial<Record<List, readonly object[]>> = {};

  return {
    take({ list, items: pieces }) {
      if (list === 'marks') {
        for (const [file, text] of pieces) {
          if (text === null) marks.delete(file);
          else marks.set(file, JSON.parse(text));
        }
        return;
      }
      lists = { ...lists, [list]: undefined };
      for (const [key, text] of pieces) {
        if (text === null) items.get(list)?.delete(key);
        else items.get(list)?.set(key, JSON.parse(text));
      }
    },
    commit({ orders: changed, ...commit }) {
      for (const list of LISTS) {
        const order = changed[list];
        if (order) orders.set(list, order);
        const known = order ? undefined : lists[list];
        lists = {
          ...lists,
          [list]: known ?? (orders.get(list) ?? []).flatMap((key) => items.get(list)?.get(key) ?? []),
        };
      }
      const wire = { ...commit.rest, ...lists } as WireInventory;
      return {
        folder: commit.folder,
        name: commit.name,
        wire,
        view: viewOf(wire),
        marks: new Map(marks),
        findings: findingsByFile(wire),
        versions: new Map(commit.versions),
        stale: new Set(commit.stale),
        turn: commit.turn,
        problems: commit.problems,
      };
    },
  };
}

function findingsByFile({ findings }: WireInventory): ReadonlyMap<string, readonly WireFinding[]> {
  const files = new Map<string, WireFinding[]>();
  for (const finding of findings) {
    const { file } = finding.place;
    if (file === null) continue;
    const known = files.get(file);
    if (known) known.push(finding);
    else files.set(file, [finding]);
  }
  return files;
}
