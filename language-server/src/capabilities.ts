/** What the server says it can do, and what it understands of what the client says. */
import {
  type ClientCapabilities,
  CodeActionKind,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { ClientAbilities } from './context.ts';
import { chooseEncoding, type Encoding } from './encoding.ts';
import { COMMANDS, type InitializationOptions } from './protocol.ts';

/** What holds for one client. */
export interface Agreed {
  readonly abilities: ClientAbilities;
  readonly encoding: Encoding;
  readonly folders: readonly string[];
  readonly options: InitializationOptions;
  readonly can: {
    readonly watchFiles: boolean;
    readonly askConfiguration: boolean;
    readonly registerConfiguration: boolean;
    readonly showProgress: boolean;
    readonly changeFolders: boolean;
    readonly refreshLenses: boolean;
    readonly refreshHints: boolean;
    readonly refreshDiagnostics: boolean;
  };
}

export function agree(params: InitializeParams): Agreed {
  const { workspace, textDocument, window, general }: ClientCapabilities = params.capabilities ?? {};
  const options = (params.initializationOptions ?? {}) as InitializationOptions;
  const edits = workspace?.workspaceEdit;
  return {
    encoding: chooseEncoding(general?.positionEncodings),
    folders: foldersOf(params),
    options,
    abilities: {
      markdown: textDocument?.hover?.contentFormat?.[0] === 'markdown',
      annotations: (edits?.documentChanges ?? false) && edits?.changeAnnotationSupport !== undefined,
      createFiles: (edits?.documentChanges ?? false) && (edits?.resourceOperations ?? []).includes('create'),
      pullDiagnostics: textDocument?.diagnostic !== undefined,
      relatedPlaces:
        textDocument?.publishDiagnostics?.relatedInformation ?? textDocument?.diagnostic?.relatedInformation ?? false,
      rulePages:
        textDocument?.publishDiagnostics?.codeDescriptionSupport ??
        textDocument?.diagnostic?.codeDescriptionSupport ??
        false,
      commands: new Set(Array.isArray(options.clientCommands) ? options.clientCommands : []),
    },
    can: {
      watchFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
      askConfiguration: workspace?.configuration ?? false,
      registerConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
      showProgress: window?.workDoneProgress ?? false,
      changeFolders: workspace?.workspaceFolders ?? false,
      refreshLenses: workspace?.codeLens?.refreshSupport ?? false,
      refreshHints: workspace?.inlayHint?.refreshSupport ?? false,
      refreshDiagnostics: workspace?.diagnostics?.refreshSupport ?? false,
    },
  };
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  return rootUri ? [rootUri] : [];
}

export function capabilitiesFor({ encoding, abilities }: Agreed, version: string): InitializeResult {
  const own = Object.values(COMMANDS).filter((command) => !abilities.commands.has(command));
  return {
    serverInfo: { name: 'keyturn', version },
    capabilities: {
      positionEncoding: encoding,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      codeLensProvider: {},
      inlayHintProvider: true,
      definitionProvider: true,
      implementationProvider: true,
      referencesProvider: true,
      documentLinkProvider: {},
      workspaceSymbolProvider: true,
      callHierarchyProvider: true,
      completionProvider: { triggerCharacters: [':', ' ', '"', "'", '.', '{', '$'] },
      renameProvider: { prepareProvider: true },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor] },
      executeCommandProvider: { commands: own },
      ...(abilities.pullDiagnostics
        ? { diagnosticProvider: { identifier: 'keyturn', interFileDependencies: true, workspaceDiagnostics: true } }
        : {}),
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}
