/** A small real client: it starts the real server process, speaks LSP over its standard input and output, and remembers what comes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic, InitializeParams, InitializeResult, WorkspaceEdit } from 'vscode-languageserver';
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

const PROJECT = join(import.meta.dirname, '../..');

/** A folder of one's own, with the files given or a copy of a sample. */
export function makeFolder(from: Readonly<Record<string, string>> | string): {
  readonly path: string;
  uri(file: string): string;
  write(file: string, text: string): void;
  read(file: string): string;
  remove(): void;
} {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'keyturn-lsp-')));
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), text);
  };
  if (typeof from === 'string') cpSync(join(PROJECT, from), path, { recursive: true });
  else for (const [file, text] of Object.entries(from)) write(file, text);
  return {
    path,
    uri: (file) => (file === '' ? pathToFileURL(path).href : pathToFileURL(join(path, file)).href),
    write,
    read: (file) => readFileSync(join(path, file), 'utf8'),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

export interface Client {
  readonly connection: ProtocolConnection;
  readonly server: ChildProcess;
  readonly initialized: InitializeResult;
  /** Pushed diagnostics, by URI. */
  readonly diagnostics: Map<string, readonly Diagnostic[]>;
  readonly log: string[];
  /** Edits that the server asked to apply. */
  readonly edits: WorkspaceEdit[];
  request<R>(method: string, params: unknown): Promise<R>;
  notify(method: string, params: unknown): void;
  open(uri: string, text: string, languageId?: string): void;
  /** Replaces the whole text. */
  replace(uri: string, text: string): void;
  /** Replaces a stretch. */
  edit(uri: string, range: unknown, text: string): void;
  /** Resolves when the server is done with everything sent so far. */
  settled(): Promise<void>;
  stop(): Promise<number | null>;
}

export interface ClientOptions {
  readonly folders: readonly string[];
  readonly capabilities?: InitializeParams['capabilities'];
  readonly options?: unknown;
  /** Answers nothing that the server asks. */
  readonly silent?: boolean;
}

const CAPABILITIES: InitializeParams['capabilities'] = {
  workspace: {
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ['create'], changeAnnotationSupport: {} },
  },
  textDocument: {
    hover: { contentFormat: ['markdown', 'plaintext'] },
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true },
  },
};

export async function startClient(options: ClientOptions): Promise<Client> {
  const cache = mkdtempSync(join(tmpdir(), 'keyturn-lsp-cache-'));
  const server = spawn(process.execPath, [join(PROJECT, 'analyzer/bin/keyturn.mjs'), 'lsp', '--stdio'], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, KEYTURN_CACHE: cache },
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const diagnostics = new Map<string, readonly Diagnostic[]>();
  const log: string[] = [];
  const edits: WorkspaceEdit[] = [];
  const versions = new Map<string, number>();
  server.stderr.on('data', (bytes: Buffer) => log.push(bytes.toString()));
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => void log.push(message));
  connection.onNotification(
    'textDocument/publishDiagnostics',
    (sent: { uri: string; diagnostics: Diagnostic[] }) => void diagnostics.set(sent.uri, sent.diagnostics),
  );
  const answers: Readonly<Record<string, (params: { edit: WorkspaceEdit }) => unknown>> = {
    'client/registerCapability': () => null,
    'window/workDoneProgress/create': () => null,
    'window/showDocument': () => ({ success: true }),
    'workspace/configuration': () => [null],
    'workspace/applyEdit': ({ edit }) => {
      edits.push(edit);
      return { applied: true };
    },
  };
  for (const [method, answer] of Object.entries(answers))
    connection.onRequest(method, options.silent ? () => new Promise<never>(() => {}) : answer);
  connection.listen();
  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: options.folders.map((uri) => ({ uri, name: uri.slice(uri.lastIndexOf('/') + 1) })),
    capabilities: options.capabilities ?? CAPABILITIES,
    initializationOptions: options.options,
  });
  void connection.sendNotification('initialized', {});

  const request = <R>(method: string, params: unknown) => connection.sendRequest<R>(method, params);
  const notify = (method: string, params: unknown) => void connection.sendNotification(method, params);
  const change = (uri: string, contentChanges: readonly unknown[]) => {
    const version = (versions.get(uri) ?? 0) + 1;
    versions.set(uri, version);
    notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  };
  return {
    connection,
    server,
    initialized,
    diagnostics,
    log,
    edits,
    request,
    notify,
    open(uri, text, languageId = 'yaml') {
      versions.set(uri, 1);
      notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    },
    replace: (uri, text) => change(uri, [{ text }]),
    edit: (uri, range, text) => change(uri, [{ range, text }]),
    async settled() {
      for (let quiet = 0; quiet < 3; ) {
        await new Promise((resolve) => setTimeout(resolve, 40));
        const { state } = await request<{ state: string }>('keyturn/status', null);
        quiet = state === 'ready' ? quiet + 1 : 0;
      }
    },
    async stop() {
      const ended = new Promise<number | null>((resolve) => server.once('exit', (code) => resolve(code)));
      await connection.sendRequest('shutdown').catch(() => {});
      notify('exit', undefined);
      const code = await ended;
      connection.dispose();
      rmSync(cache, { recursive: true, force: true });
      return code;
    },
  };
}

/** Position of the first `text` in a document, `offset` characters into it. */
export function positionOf(document: string, text: string, offset = 0): { line: number; character: number } {
  const at = document.indexOf(text);
  if (at < 0) throw new Error(`no ${text} in the document`);
  const before = document.slice(0, at + offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
