/** Where VS Code starts us: opens the parts and ties them together. It decides nothing, and must return before the server has answered. */
import type * as vscode from 'vscode';
import { registerCommands } from './commands/register.ts';
import { openEstate } from './estate.ts';
import { openGraphPanels } from './panels/graph-panel.ts';
import { openPlannerPanels } from './panels/planner-panel.ts';
import { watchRunbooks } from './runbook/watch.ts';
import { openServer, type Server } from './server/server.ts';
import { showStatusBar } from './status-bar.ts';
import { openViews } from './views/views.ts';

let server: Server | null = null;

/** What tests of the extension may ask for. */
export interface Api {
  /** Resolves when every folder has been read. */
  readonly ready: () => Promise<void>;
  readonly server: Server;
}

export async function activate(context: vscode.ExtensionContext): Promise<Api> {
  const started = openServer(context);
  server = started;
  const estate = openEstate(started);
  const views = openViews(estate, context.workspaceState);
  const graphs = openGraphPanels(estate, context.extensionUri);
  const planners = openPlannerPanels(estate, context.extensionUri);
  context.subscriptions.push(
    started,
    estate,
    views,
    graphs,
    planners,
    showStatusBar(estate),
    watchRunbooks(estate),
    ...registerCommands({ estate, server: started, views, graphs, planners, context }),
  );
  void started.start();
  return { ready: () => estate.ready(), server: started };
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
