/** How the server is started, and what the client tells it at the start. */
import { join } from 'node:path';
import * as vscode from 'vscode';
import {
  type ErrorHandler,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node';
import { COMMANDS, type InitializationOptions } from '../../../language-server/src/protocol.ts';

/**
 * The editor's own Node runs the server, over a channel of its own, so that nothing it prints can break the protocol. A
 * runtime that somebody names is a program: VS Code takes it from a trusted workspace only (`restrictedConfigurations`).
 */
export function serverOptions(context: vscode.ExtensionContext): ServerOptions {
  const module = join(context.extensionPath, 'dist/server/language-server.mjs');
  const runtime = vscode.workspace.getConfiguration('keyturn').get<string | null>('server.runtime') ?? null;
  return {
    module,
    transport: TransportKind.ipc,
    ...(runtime === null ? {} : { runtime }),
    // The parser of TypeScript is WebAssembly with WASI, which Node announces as experimental once per start.
    options: { env: { ...process.env, NODE_NO_WARNINGS: '1' } },
  };
}

export function clientOptions(log: vscode.LogOutputChannel, errorHandler: ErrorHandler): LanguageClientOptions {
  const initializationOptions: InitializationOptions = { clientCommands: Object.values(COMMANDS) };
  return {
    // Any text file may hold code or manifests: the server knows which it reads.
    documentSelector: [{ scheme: 'file' }],
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions,
    errorHandler,
    // Hovers link to places with `command:` nowhere; plain file links need no trust.
    markdown: { isTrusted: false, supportHtml: false },
    diagnosticPullOptions: { onChange: true, onSave: true, onTabs: false },
  };
}
