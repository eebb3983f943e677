/**
 * The folders of an editor, each analysed as it stands. Everything that arrives while something is computed is taken in before
 * the next computation, so that thousands of changes cost one. A folder that fails costs itself.
 */
import {
  advise,
  type Inventory,
  type Live,
  openLive,
  toWire,
  type WireInventory,
} from '../../../analyzer/src/index.ts';
import type { FolderToOpen, FromWorker, ToWorker, VersionedBuffer } from '../messages.ts';
import { answer } from './answers.ts';
import { firstMarks } from './first.ts';
import { createSending, type Sending } from './sending.ts';

export interface Estates {
  /** Takes a message in; what it asks for comes through `post`. */
  take(message: ToWorker): void;
}

interface Estate {
  readonly folder: string;
  readonly live: Live;
  readonly sending: Sending;
  /** By file: the version of the buffer, and of the last one that parsed. */
  readonly versions: Map<string, { readonly now: number; readonly shown: number }>;
  dirty: boolean;
  turn: number;
  /** The snapshot sent last has no advice yet. */
  unadvised: boolean;
  inventory: Inventory | null;
  wire: WireInventory | null;
}

/** Milliseconds without a message after which there is time for advice. */
const IDLE = 400;

/** A relink waits this often for changes that came after it was due: somebody who never stops typing sees results all the same. */
const MOST_PUT_OFF = 4;

/** `pause` lets messages arrive, for so many milliseconds. */
export function openEstates(
  post: (message: FromWorker) => void,
  pause: (milliseconds: number) => Promise<void>,
): Estates {
  const estates = new Map<string, Estate>();
  const cancelled = new Set<number>();
  let inbox: ToWorker[] = [];
  let running = false;
  let wake = () => {};

  /** The next message. */
  function arrival(): Promise<void> {
    return new Promise((resolve) => {
      wake = resolve;
    });
  }

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    let settledLast = false;
    let putOff = 0;
    for (let wait = 0; ; ) {
      await Promise.race([pause(wait), ...(wait > 0 ? [arrival()] : [])]);
      wait = 0;
      const messages = inbox;
      inbox = [];
      for (const message of messages) await guarded(message, () => handle(message));
      const dirty = [...estates.values()].find((estate) => estate.dirty);
      const unadvised = [...estates.values()].find((estate) => estate.unadvised);
      if (dirty) {
        await pause(0);
        putOff = isSuperseded(dirty) ? putOff + 1 : 0;
        if (putOff > 0 && putOff <= MOST_PUT_OFF) continue;
        putOff = 0;
        await guarded({ folder: dirty.folder }, async () => settle(dirty, false));
      } else if (inbox.length > 0) continue;
      else if (!unadvised) break;
      else if (messages.length > 0 || settledLast) wait = IDLE;
      else await guarded({ folder: unadvised.folder }, async () => settle(unadvised, true));
      settledLast = dirty !== undefined;
    }
    running = false;
  }

  /** Changes of the folder, or its end, are waiting. */
  function isSuperseded({ folder }: Estate): boolean {
    return inbox.some((message) => 'folder' in message && message.to !== 'ask' && message.folder === folder);
  }

  /** An error may quote a text, so only its kind is told. */
  async function guarded(about: object, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      const kind = error instanceof Error ? error.name : 'unknown';
      const what = 'to' in about ? `message ${String(about.to)}` : 'analysis';
      post({ from: 'log', message: `${what} failed (${kind})` });
      if ('folder' in about && !('id' in about))
        post({ from: 'failed', folder: String(about.folder), message: `the analysis failed (${kind})` });
      if ('id' in about) post({ from: 'answer', id: Number(about.id), result: null });
    }
  }

  async function handle(message: ToWorker): Promise<void> {
    if (message.to === 'open') {
      for (const folder of message.folders)
        post({ from: 'first', folder: folder.folder, marks: await firstMarks(folder.buffers) });
      for (const folder of message.folders) await guarded({ folder: folder.folder }, () => open(folder, message.cache));
      return;
    }
    if (message.to === 'cancel') {
      cancelled.delete(message.id);
      return;
    }
    const estate = estates.get(message.folder);
    if (message.to === 'close') estates.delete(message.folder);
    else if (message.to === 'ask') {
      // What arrived meanwhile may take this very question back.
      await pause(0);
      if (cancelled.delete(message.id)) return;
      const { live, wire, inventory } = estate ?? {};
      const known = live && wire && inventory;
      const result = known ? await answer(message.what, { live, wire, inventory, params: message.params }) : SCANNING;
      post({ from: 'answer', id: message.id, result });
    } else if (estate && message.to === 'buffers') await setBuffers(estate, message.changes, message.turn);
    else if (estate && message.to === 'disk') {
      estate.turn = message.turn;
      await estate.live.diskChanged(message.changes);
      estate.dirty = true;
    }
  }

  async function open({ folder, path, buffers }: FolderToOpen, cache: boolean): Promise<void> {
    const live = await openLive({
      root: path,
      buffers,
      cache,
      today: new Date().toISOString().slice(0, 10),
      onProgress: (done, total) => post({ from: 'progress', folder, done, total }),
      warn: (message) => post({ from: 'log', message }),
    });
    const versions = new Map(buffers.map(({ file, version }) => [file, { now: version, shown: version }]));
    const stale = new Set(live.stale());
    for (const file of stale) versions.set(file, { now: 0, shown: UNKNOWN });
    const estate: Estate = {
      folder,
      live,
      sending: createSending(post),
      versions,
      dirty: true,
      turn: 0,
      unadvised: true,
      inventory: null,
      wire: null,
    };
    estates.set(folder, estate);
    settle(estate, false);
  }

  /** Advice measures every split and change anew, so it comes when nobody types. */
  function settle(estate: Estate, advised: boolean): void {
    estate.dirty = false;
    // Whatever comes of it, it is not tried again without a change.
    if (advised) estate.unadvised = false;
    const { live, folder, versions } = estate;
    const inventory = live.inventory();
    const wire = wireOf(estate, inventory, advised);
    const stale = live.stale();
    estate.sending.send(inventory, wire, {
      folder,
      name: live.name,
      versions: [...versions].map(([file, { shown }]) => [file, shown] as const),
      stale,
      turn: estate.turn,
      problems: live.problems(),
    });
  }

  return {
    take(message) {
      // Known at once, although it is put in line behind its question; taking it in there forgets it.
      if (message.to === 'cancel') cancelled.add(message.id);
      inbox.push(message);
      wake();
      void run();
    },
  };
}

/** The wire form of the inventory; the one sent last where nothing changed. */
function wireOf(estate: Estate, inventory: Inventory, advised: boolean): WireInventory {
  if (estate.wire && estate.inventory === inventory && !advised) return estate.wire;
  estate.inventory = inventory;
  estate.unadvised = !advised;
  estate.wire = advised ? toWire(inventory, advise(inventory, estate.live.knowledge)) : toWire(inventory);
  return estate.wire;
}

/** The text that is shown is of no version that the editor knows: its places cannot be told. */
const UNKNOWN = -1;

const SCANNING = { unanswered: 'scanning', reason: 'the first scan has not ended' } as const;

async function setBuffers(estate: Estate, changes: readonly VersionedBuffer[], turn: number): Promise<void> {
  estate.turn = turn;
  const latest = [...new Map(changes.map((change) => [change.file, change])).values()];
  await estate.live.setBuffers(latest);
  const stale = new Set(estate.live.stale());
  for (const { file, text, version } of latest) {
    const before = estate.versions.get(file);
    if (text === null) estate.versions.delete(file);
    else estate.versions.set(file, { now: version, shown: stale.has(file) ? (before?.shown ?? UNKNOWN) : version });
  }
  estate.dirty = true;
}
