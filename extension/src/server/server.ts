/**
 * The language server as the extension sees it: started, asked, started again when it ends by itself, and given up with a clear
 * message when that does not help. No request may fail loudly because the server is away.
 */
import * as vscode from 'vscode';
import { LanguageClient, State } from 'vscode-languageclient/node';
import type { Notifications, Requests, Unanswered } from '../../../language-server/src/protocol.ts';
import { clientOptions, serverOptions } from './options.ts';
import { openRestarts } from './restarts.ts';

type Method = keyof Requests;

export interface Server extends vscode.Disposable {
  start(): Promise<void>;
  stop(): Promise<void>;
  restart(): Promise<void>;
  showLog(): void;
  /** Fires when the server answers, and with false when it does not any more. */
  readonly onRunning: vscode.Event<boolean>;
  readonly onChanged: vscode.Event<Notifications['keyturn/changed']>;
  readonly onStatus: vscode.Event<Notifications['keyturn/status']>;
  /** Asks; what cannot be answered comes back as `Unanswered`, never as an error. */
  ask<M extends Method>(method: M, params: Requests[M]['params']): Promise<Requests[M]['result'] | Unanswered>;
}

export function openServer(context: vscode.ExtensionContext): Server {
  const log = vscode.window.createOutputChannel('Keyturn', { log: true });
  const running = new vscode.EventEmitter<boolean>();
  const changed = new vscode.EventEmitter<Notifications['keyturn/changed']>();
  const status = new vscode.EventEmitter<Notifications['keyturn/status']>();
  const restarts = openRestarts({ now: () => Date.now(), recovered, gaveUp });
  const client = new LanguageClient(
    'keyturn',
    'Keyturn',
    serverOptions(context),
    clientOptions(log, restarts.errorHandler),
  );
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) running.fire(true);
    if (newState === State.Stopped) running.fire(false);
  });
  client.onNotification('keyturn/changed', (params: Notifications['keyturn/changed']) => changed.fire(params));
  client.onNotification('keyturn/status', (params: Notifications['keyturn/status']) => status.fire(params));

  function recovered(): void {
    const text = vscode.l10n.t('Keyturn’s analysis ended unexpectedly and was started again.');
    void offer(vscode.window.showWarningMessage, text, false);
  }

  function gaveUp(): void {
    const text = vscode.l10n.t('Keyturn’s analysis keeps ending and was not started again.');
    void offer(vscode.window.showErrorMessage, text, true);
  }

  async function offer(show: typeof vscode.window.showErrorMessage, text: string, again: boolean): Promise<void> {
    const showLog = vscode.l10n.t('Show Log');
    const restart = vscode.l10n.t('Start Again');
    const chosen = await show(text, ...(again ? [restart, showLog] : [showLog]));
    if (chosen === showLog) log.show();
    if (chosen === restart) await act(restartClient);
  }

  /** Starting may fail for reasons outside of us (a runtime that is not there): it is said, not thrown. */
  async function act(what: () => Promise<void>): Promise<void> {
    try {
      await what();
    } catch (error) {
      log.error(String(error));
      running.fire(false);
      gaveUp();
    }
  }

  async function restartClient(): Promise<void> {
    restarts.forget();
    if (client.isRunning()) await client.stop();
    await client.start();
  }

  return {
    start: () => act(() => client.start()),
    stop: async () => {
      restarts.end();
      if (client.isRunning()) await client.stop();
    },
    restart: () => act(restartClient),
    showLog: () => log.show(),
    onRunning: running.event,
    onChanged: changed.event,
    onStatus: status.event,
    async ask(method, params) {
      const away: Unanswered = {
        unanswered: 'not-possible',
        reason: vscode.l10n.t('The analysis does not run. Start it again, or see the log.'),
      };
      if (!client.isRunning()) return away;
      try {
        return await client.sendRequest(method, params);
      } catch (error) {
        log.warn(`${method}: ${String(error)}`);
        return away;
      }
    },
    dispose() {
      for (const one of [running, changed, status, log]) one.dispose();
    },
  };
}
