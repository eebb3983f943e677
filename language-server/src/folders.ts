/**
 * The folders of the workspace and the thread that analyses them: changes go out, snapshots come in, questions are answered.
 * It never waits for anything itself, and a folder whose analysis fails leaves the others alone.
 */
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CancellationToken } from 'vscode-languageserver';
import type { DiskChange } from '../../analyzer/src/index.ts';
import type { FirstMark, FromWorker, ToWorker, VersionedBuffer } from './messages.ts';
import { type Assembly, assembleSnapshots, type Snapshot } from './snapshot.ts';

/** A file of a folder of the workspace. */
export interface Placed {
  readonly folder: Folder;
  /** Relative to the folder, with `/`. */
  readonly file: string;
}

export interface Folder {
  /** As the client wrote it. */
  readonly uri: string;
  readonly path: string;
  readonly snapshot: Snapshot | null;
  /** Marks of open files before the first snapshot. */
  readonly first: ReadonlyMap<string, readonly FirstMark[]>;
  /** Changes sent so far. */
  readonly turn: number;
  /** Why there is no snapshot and will be none; null: nothing is wrong. */
  readonly failure: string | null;
}

export interface Events {
  /** There is a new snapshot. */
  changed(folder: Folder): void;
  first(folder: Folder): void;
  progress(folder: Folder, done: number, total: number): void;
  failed(folder: Folder): void;
  log(message: string): void;
}

export interface Folders {
  all(): readonly Folder[];
  /** Grows with every snapshot. */
  revision(): number;
  open(uris: readonly string[], buffersOf: (folder: Folder) => readonly VersionedBuffer[], cache: boolean): void;
  close(uri: string): void;
  /** The folder that a document lies in, the deepest where folders nest; null: none. */
  place(uri: string): Placed | null;
  setBuffer(placed: Placed, text: string | null, version: number): void;
  diskChanged(changes: ReadonlyArray<readonly [Placed, DiskChange['kind']]>): void;
  /** Asks the other thread; null: it failed, or nobody waits for it any more. */
  ask(folder: Folder, what: string, params: unknown, waits?: CancellationToken): Promise<unknown>;
  take(message: FromWorker): void;
}

type Standing = { -readonly [K in keyof Folder]: Folder[K] } & { readonly assembly: Assembly };

/** `post` sends to the other thread. */
export function openFolders(post: (message: ToWorker) => void, events: Events): Folders {
  const folders = new Map<string, Standing>();
  const questions = new Map<number, (result: unknown) => void>();
  let asked = 0;
  let revision = 0;

  const TAKE: { readonly [K in FromWorker['from']]: (message: Extract<FromWorker, { from: K }>) => void } = {
    progress({ folder, done, total }) {
      withFolder(folder, (standing) => events.progress(standing, done, total));
    },
    first({ folder, marks }) {
      withFolder(folder, (standing) => {
        standing.first = new Map(marks);
        events.first(standing);
      });
    },
    pieces({ folder, pieces }) {
      withFolder(folder, ({ assembly }) => assembly.take(pieces));
    },
    commit({ commit }) {
      withFolder(commit.folder, (standing) => {
        standing.snapshot = standing.assembly.commit(commit);
        standing.first = new Map();
        standing.failure = null;
        revision += 1;
        events.changed(standing);
      });
    },
    failed({ folder, message }) {
      withFolder(folder, (standing) => {
        standing.failure = message;
        events.failed(standing);
      });
    },
    answer: ({ id, result }) => answered(id, result),
    log: ({ message }) => events.log(message),
  };

  function answered(id: number, result: unknown): void {
    questions.get(id)?.(result);
    questions.delete(id);
  }

  function withFolder(uri: string, act: (standing: Standing) => void): void {
    const standing = folders.get(uri);
    if (standing) act(standing);
  }

  function nextTurn(uri: string): number {
    const standing = folders.get(uri);
    if (standing) standing.turn += 1;
    return standing?.turn ?? 0;
  }

  return {
    all: () => [...folders.values()],
    revision: () => revision,
    open(uris, buffersOf, cache) {
      const fresh = uris.flatMap((uri): Standing[] => {
        const path = pathOf(uri);
        if (path === null || folders.has(uri)) return [];
        return [{ uri, path, snapshot: null, first: new Map(), turn: 0, failure: null, assembly: assembleSnapshots() }];
      });
      for (const folder of fresh) folders.set(folder.uri, folder);
      const messages = fresh.map((folder) => ({ folder: folder.uri, path: folder.path, buffers: buffersOf(folder) }));
      if (messages.length > 0) post({ to: 'open', folders: messages, cache });
    },
    close(uri) {
      if (folders.delete(uri)) post({ to: 'close', folder: uri });
    },
    place(uri) {
      const path = pathOf(uri);
      if (path === null) return null;
      const around = [...folders.values()].filter((folder) => isBelow(path, folder.path));
      const [folder] = around.sort((a, b) => b.path.length - a.path.length);
      return folder ? { folder, file: path.slice(prefixOf(folder.path).length).replaceAll('\\', '/') } : null;
    },
    setBuffer({ folder, file }, text, version) {
      post({ to: 'buffers', folder: folder.uri, turn: nextTurn(folder.uri), changes: [{ file, text, version }] });
    },
    diskChanged(changes) {
      for (const folder of folders.values()) {
        const ours = changes.filter(([placed]) => placed.folder.uri === folder.uri);
        const told = ours.map(([{ file }, kind]) => ({ file, kind }));
        if (told.length > 0) post({ to: 'disk', folder: folder.uri, turn: nextTurn(folder.uri), changes: told });
      }
    },
    ask(folder, what, params, waits) {
      if (waits?.isCancellationRequested) return Promise.resolve(null);
      asked += 1;
      const id = asked;
      return new Promise((resolve) => {
        const listening = waits?.onCancellationRequested(() => {
          post({ to: 'cancel', id });
          answered(id, null);
        });
        questions.set(id, (result) => {
          listening?.dispose();
          resolve(result);
        });
        post({ to: 'ask', id, folder: folder.uri, what, params });
      });
    },
    take: (message) => TAKE[message.from](message as never),
  };
}

/** Absolute path of a file URI; null: it is none. */
export function pathOf(uri: string): string | null {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : null;
  } catch {
    return null;
  }
}

/** URI of a file of a folder. */
export function uriOf(folder: Pick<Folder, 'path'>, file: string): string {
  return pathToFileURL(`${prefixOf(folder.path)}${file}`).href;
}

function prefixOf(path: string): string {
  return /[/\\]$/.test(path) ? path : `${path}/`;
}

function isBelow(path: string, folder: string): boolean {
  return path.length > folder.length && path.replaceAll('\\', '/').startsWith(prefixOf(folder).replaceAll('\\', '/'));
}
