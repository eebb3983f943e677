/**
 * The wiring: what the client says goes to documents, folders and settings, every request to its file in `requests/`. Nothing
 * is decided here, and no request waits for an analysis: each answers from the last snapshot.
 */
import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type FileEvent,
  type InitializeParams,
} from 'vscode-languageserver';
import { TOOL } from '../../analyzer/src/index.ts';
import { answerRequests } from './answering.ts';
import { carryBuffers } from './buffers.ts';
import { type Agreed, agree, capabilitiesFor } from './capabilities.ts';
import type { Context } from './context.ts';
import { openConverter, textOnDisk } from './convert.ts';
import { openDocuments } from './documents.ts';
import { type Folder, openFolders, pathOf } from './folders.ts';
import { describeError, guarded } from './log.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import type { Changed } from './protocol.ts';
import { openPublisher } from './publish.ts';
import { DEFAULTS, type Resolved, resolveSettings } from './settings.ts';
import { openTeller } from './status.ts';

/** Milliseconds after `initialized` in which a client opens its documents: these are looked at first. */
const FIRST_DOCUMENTS = 30;
/** Milliseconds in which new snapshots are told to the client once. */
const REFRESH = 150;

/** Serves one client; gives what takes the messages of the other thread. */
export function serve(connection: Connection, post: (message: ToWorker) => void): (message: FromWorker) => void {
  let agreed: Agreed = agree({ capabilities: {}, processId: null, rootUri: null } as InitializeParams);
  let settings: Resolved = DEFAULTS;
  let refreshing = false;
  const waiting = new Set<() => void>();
  const log = (line: string) => connection.console.log(`keyturn: ${line}`);
  const documents = openDocuments(() => agreed.encoding);
  const folders = openFolders(post, {
    changed,
    first: () => teller.tell(),
    progress: (folder, done, total) => teller.progress(folder, done, total),
    failed: (folder) => {
      log(folder.failure ?? 'a folder failed');
      teller.tell();
    },
    log,
  });
  const buffers = carryBuffers(documents, folders, () => teller.tell());
  const context: Context = {
    documents,
    folders,
    convert: openConverter(documents, folders.place, () => agreed.encoding),
    settings: () => settings,
    client: () => agreed.abilities,
  };
  const teller = openTeller(connection, folders);
  const publisher = openPublisher(context, connection);

  function changed(folder: Folder): void {
    for (const [file, version] of folder.snapshot?.versions ?? [])
      documents.forget(context.convert.uri(folder, file), version);
    teller.tell();
    const told: Changed = { revision: folders.revision() };
    void connection.sendNotification('keyturn/changed', told);
    void publisher.publish(folder).catch((error) => log(`publishing failed: ${describeError(error)}`));
    refreshSoon();
  }

  function refreshSoon(): void {
    if (refreshing) return;
    refreshing = true;
    setTimeout(refresh, REFRESH);
  }

  /** A client that never answers is not waited for. */
  function refresh(): void {
    refreshing = false;
    for (const wake of waiting) wake();
    waiting.clear();
    const { can } = agreed;
    const asked = [
      can.refreshLenses ? connection.sendRequest('workspace/codeLens/refresh') : null,
      can.refreshHints ? connection.sendRequest('workspace/inlayHint/refresh') : null,
      can.refreshDiagnostics && agreed.abilities.pullDiagnostics
        ? connection.sendRequest('workspace/diagnostic/refresh')
        : null,
    ];
    for (const one of asked) one?.catch(() => {});
  }

  connection.onInitialize((params) => {
    agreed = agree(params);
    settings = resolveSettings(agreed.options.settings);
    return capabilitiesFor(agreed, TOOL.version);
  });

  connection.onInitialized(() => {
    register();
    if (agreed.can.askConfiguration) void askConfiguration();
    setTimeout(() => openFolder(agreed.folders), FIRST_DOCUMENTS);
    if (agreed.can.changeFolders)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const { uri } of removed) closeFolder(uri);
        openFolder(added.map(({ uri }) => uri));
      });
  });

  function openFolder(uris: readonly string[]): void {
    folders.open(uris, buffers.of, settings.cache);
    teller.begin(agreed.can.showProgress);
  }

  function closeFolder(uri: string): void {
    const folder = folders.all().find((one) => one.uri === uri);
    if (folder) publisher.withdraw(folder);
    folders.close(uri);
    teller.tell();
  }

  function register(): void {
    const { can } = agreed;
    const asked = [
      can.watchFiles
        ? connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*' }] })
        : null,
      can.registerConfiguration
        ? connection.client.register(DidChangeConfigurationNotification.type, { section: 'keyturn' })
        : null,
    ];
    for (const one of asked) one?.catch(() => {});
  }

  async function askConfiguration(): Promise<void> {
    const sent = await connection.workspace.getConfiguration('keyturn').catch(() => null);
    if (sent) applySettings(sent);
  }

  function applySettings(sent: unknown): void {
    const before = JSON.stringify(settings);
    settings = resolveSettings(sent);
    if (JSON.stringify(settings) === before) return;
    for (const folder of folders.all()) if (folder.snapshot) void publisher.publish(folder, true);
    refreshSoon();
  }

  connection.onDidChangeConfiguration(({ settings: sent }) => {
    if (agreed.can.askConfiguration) void askConfiguration();
    else applySettings(sent?.keyturn ?? sent);
  });

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    documents.open(uri, languageId, version, text, folders.place(uri) !== null && textOnDisk(pathOf(uri)) === text);
    touch(uri);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    documents.change(uri, version, contentChanges);
    touch(uri);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    documents.close(uri);
    buffers.close(uri);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const placed = changes.flatMap(({ uri, type }) => {
      const at = folders.place(uri);
      return at ? [[at, KIND[type] ?? 'changed'] as const] : [];
    });
    folders.diskChanged(placed);
    teller.tell();
  });

  function touch(uri: string): void {
    if (!folders.place(uri)) return;
    buffers.touch(uri);
  }

  answerRequests(connection, context, {
    log,
    status: teller.now,
    pull: publisher.pull,
    nextChange: () => new Promise((resolve) => waiting.add(resolve)),
    guard: (name, empty, act) => guarded(name, empty, log, act),
  });
  connection.listen();
  return (message) => {
    try {
      folders.take(message);
    } catch (error) {
      log(`a snapshot could not be taken in: ${describeError(error)}`);
    }
  };
}

const KIND: Readonly<Record<FileEvent['type'], 'created' | 'changed' | 'deleted'>> = {
  1: 'created',
  2: 'changed',
  3: 'deleted',
};
