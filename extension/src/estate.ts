/**
 * What is known of the workspace, as the server told it last. Views read it and never ask the server themselves; it asks once per
 * new snapshot, however many arrive meanwhile.
 */
import * as vscode from 'vscode';
import type {
  ConsumerSummary,
  CredentialParams,
  CredentialSummary,
  FindingSummary,
  FolderOverview,
  Requests,
  Unanswered,
} from '../../language-server/src/protocol.ts';
import type { Server } from './server/server.ts';

/** `stopped`: the server does not run · `scanning`: no folder has been read to its end. */
export type EstateState = 'scanning' | 'ready' | 'stopped';

/** A credential and the folder that knows it. */
export interface Held {
  readonly folder: FolderOverview;
  readonly credential: CredentialSummary;
}

export interface Estate extends vscode.Disposable {
  readonly onChanged: vscode.Event<void>;
  state(): EstateState;
  folders(): readonly FolderOverview[];
  credentials(): readonly Held[];
  find(params: CredentialParams): Held | null;
  consumer(folder: FolderOverview, id: string): ConsumerSummary | null;
  findingsIn(uri: string): readonly FindingSummary[];
  ask: Server['ask'];
  /** Resolves when every folder has been read once. */
  ready(): Promise<void>;
}

export function openEstate(server: Server): Estate {
  const changed = new vscode.EventEmitter<void>();
  let folders: readonly FolderOverview[] = [];
  let consumers = new Map<string, ConsumerSummary>();
  let running = true;
  let asking = false;
  let again = false;

  const subscriptions = [
    server.onChanged(() => void refresh()),
    server.onStatus(() => void refresh()),
    server.onRunning((now) => {
      running = now;
      if (now) void refresh();
      else tell();
    }),
  ];

  async function refresh(): Promise<void> {
    again = true;
    if (asking) return;
    asking = true;
    while (again) {
      again = false;
      const overview = await server.ask('keyturn/overview', null);
      if ('folders' in overview) take(overview);
    }
    asking = false;
  }

  function take(overview: Requests['keyturn/overview']['result']): void {
    folders = overview.folders;
    consumers = new Map(
      folders.flatMap((folder) => folder.consumers.map((one) => [key(folder, one.id), one] as const)),
    );
    tell();
  }

  function tell(): void {
    void vscode.commands.executeCommand('setContext', 'keyturn.state', state());
    changed.fire();
  }

  function state(): EstateState {
    if (!running) return 'stopped';
    return folders.length > 0 && folders.every(({ scanned }) => scanned) ? 'ready' : 'scanning';
  }

  const credentials = (): readonly Held[] =>
    folders.flatMap((folder) => folder.credentials.map((credential) => ({ folder, credential })));

  tell();
  return {
    onChanged: changed.event,
    state,
    folders: () => folders,
    credentials,
    find: (params) =>
      credentials().find(
        ({ folder, credential }) =>
          credential.id === params.credential && (params.folder === undefined || params.folder === folder.folder),
      ) ?? null,
    consumer: (folder, id) => consumers.get(key(folder, id)) ?? null,
    findingsIn: (uri) =>
      folders.flatMap(({ findings }) =>
        findings.filter(({ location }) => location !== null && sameFile(location.uri, uri)),
      ),
    ask: server.ask,
    ready: () =>
      new Promise((resolve) => {
        if (state() === 'ready') return resolve();
        const waiting = changed.event(() => {
          if (state() !== 'ready') return;
          waiting.dispose();
          resolve();
        });
      }),
    dispose() {
      for (const one of [...subscriptions, changed]) one.dispose();
    },
  };
}

const key = (folder: FolderOverview, id: string): string => `${folder.folder} ${id}`;

/** Editors and servers escape URIs differently. */
export function sameFile(one: string, other: string): boolean {
  return one === other || vscode.Uri.parse(one).toString() === vscode.Uri.parse(other).toString();
}

export function isUnanswered(answer: object): answer is Unanswered {
  return 'unanswered' in answer;
}
