/** Every request and its file, one line each. What fails answers empty (`guard`), so that an editor never sees an error of ours. */
import type { CancellationToken, Connection, DocumentDiagnosticReport } from 'vscode-languageserver';
import type { Context } from './context.ts';
import type { Handler } from './log.ts';
import type { Status } from './protocol.ts';
import type { Publisher } from './publish.ts';
import { explain, registryExport, review, runbook, timeline, whoBreaks } from './requests/asked.ts';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from './requests/call-hierarchy.ts';
import { codeAction } from './requests/code-action.ts';
import { codeLens } from './requests/code-lens.ts';
import { completion } from './requests/completion.ts';
import { definition, implementation } from './requests/definition.ts';
import { diagnosticsOf, resultIdOf } from './requests/diagnostics.ts';
import { documentLink } from './requests/document-link.ts';
import { executeCommand } from './requests/execute-command.ts';
import { file } from './requests/file.ts';
import { graph } from './requests/graph.ts';
import { hover } from './requests/hover.ts';
import { inlayHint } from './requests/inlay-hint.ts';
import { overview } from './requests/overview.ts';
import { references } from './requests/references.ts';
import { prepareRename, rename } from './requests/rename.ts';
import { workspaceSymbol } from './requests/workspace-symbol.ts';

interface Means {
  readonly log: (line: string) => void;
  readonly status: () => Status;
  readonly pull: Publisher['pull'];
  /** Resolves at the next snapshot or change of settings. */
  readonly nextChange: () => Promise<void>;
  readonly guard: <P, R>(
    name: string,
    empty: R,
    act: (params: P, waits?: CancellationToken) => R | Promise<R>,
  ) => Handler<P, R>;
}

export function answerRequests(connection: Connection, context: Context, means: Means): void {
  const { guard } = means;
  connection.onHover(guard('hover', null, (params) => hover(context, params)));
  connection.onCodeLens(guard('code lens', [], (params) => codeLens(context, params)));
  connection.languages.inlayHint.on(guard('inlay hint', [], (params) => inlayHint(context, params)));
  connection.onDefinition(guard('definition', [], (params) => definition(context, params)));
  connection.onImplementation(guard('implementation', [], (params) => implementation(context, params)));
  connection.onReferences(guard('references', [], (params) => references(context, params)));
  connection.onDocumentLinks(guard('document links', [], (params) => documentLink(context, params)));
  connection.onWorkspaceSymbol(guard('workspace symbols', [], (params) => workspaceSymbol(context, params)));
  connection.languages.callHierarchy.onPrepare(
    guard('call hierarchy', null, (params) => prepareCallHierarchy(context, params)),
  );
  connection.languages.callHierarchy.onIncomingCalls(
    guard('incoming calls', [], ({ item }) => incomingCalls(context, item)),
  );
  connection.languages.callHierarchy.onOutgoingCalls(
    guard('outgoing calls', [], ({ item }) => outgoingCalls(context, item)),
  );
  connection.onCompletion(guard('completion', [], (params) => completion(context, params)));
  connection.onPrepareRename(guard('prepare rename', null, (params) => prepareRename(context, params)));
  connection.onRenameRequest(guard('rename', null, (params, waits) => rename(context, params, waits)));
  connection.onCodeAction(guard('code action', [], (params, waits) => codeAction(context, params, waits)));
  connection.onExecuteCommand(guard('command', null, (params) => executeCommand(context, connection, params)));
  answerDiagnostics(connection, context, means);
  answerOwn(connection, context, means);
}

function answerDiagnostics(connection: Connection, context: Context, { guard, pull, nextChange }: Means): void {
  const NOTHING: DocumentDiagnosticReport = { kind: 'full', items: [] };
  connection.languages.diagnostics.on(
    guard('diagnostics', NOTHING, ({ textDocument: { uri }, previousResultId }): DocumentDiagnosticReport => {
      const placed = context.folders.place(uri);
      const items = placed ? diagnosticsOf(context, placed.folder, placed.file) : [];
      const resultId = resultIdOf(items);
      return resultId === previousResultId ? { kind: 'unchanged', resultId } : { kind: 'full', resultId, items };
    }),
  );
  connection.languages.diagnostics.onWorkspace(
    guard('workspace diagnostics', { items: [] }, async ({ previousResultIds }) => {
      const known = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
      const report = await pull(known);
      if (report.items.length > 0) return report;
      // Nothing new: the client would only ask again at once (LSP 3.17, workspace/diagnostic).
      await nextChange();
      return pull(known);
    }),
  );
}

/** The requests of `protocol.ts`. */
function answerOwn(connection: Connection, context: Context, { guard, status }: Means): void {
  const FAILED = { unanswered: 'not-possible', reason: 'it could not be worked out: see the log' } as const;
  const own = new Map<string, (params: never, waits?: CancellationToken) => unknown>([
    ['keyturn/overview', () => overview(context, status())],
    ['keyturn/status', () => status()],
    ['keyturn/graph', (params: Parameters<typeof graph>[1]) => graph(context, params)],
    ['keyturn/timeline', (params: Parameters<typeof timeline>[1], waits) => timeline(context, params, waits)],
    ['keyturn/whoBreaks', (params: Parameters<typeof whoBreaks>[1], waits) => whoBreaks(context, params, waits)],
    ['keyturn/runbook', (params: Parameters<typeof runbook>[1], waits) => runbook(context, params, waits)],
    ['keyturn/explain', (params: Parameters<typeof explain>[1], waits) => explain(context, params, waits)],
    ['keyturn/review', (params: Parameters<typeof review>[1], waits) => review(context, params, waits)],
    [
      'keyturn/registryExport',
      (params: Parameters<typeof registryExport>[1], waits) => registryExport(context, params, waits),
    ],
    ['keyturn/file', (params: Parameters<typeof file>[1]) => file(context, params)],
  ]);
  for (const [method, act] of own)
    connection.onRequest(
      method,
      guard<never, unknown>(method, FAILED, (params, waits) => act(params, waits)),
    );
}
