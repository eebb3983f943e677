/** What a command may reach. */
import type * as vscode from 'vscode';
import type { Estate } from '../estate.ts';
import type { GraphPanels } from '../panels/graph-panel.ts';
import type { PlannerPanels } from '../panels/planner-panel.ts';
import type { Server } from '../server/server.ts';
import type { Views } from '../views/views.ts';

export interface Parts {
  readonly estate: Estate;
  readonly server: Server;
  readonly views: Views;
  readonly graphs: GraphPanels;
  readonly planners: PlannerPanels;
  readonly context: vscode.ExtensionContext;
}

/** Runs with the argument that a menu, lens or link gives; `undefined` from the palette. */
export type Command = (parts: Parts, argument: unknown) => unknown;
