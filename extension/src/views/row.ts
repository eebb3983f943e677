/** One row of a tree, as plain data, and the provider that shows rows: the views only say which rows there are. */
import * as vscode from 'vscode';
import type { CredentialParams, Location } from '../../../language-server/src/protocol.ts';
import { opening } from '../places.ts';

export interface Row {
  /** Keeps a row open across snapshots. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly tooltip?: vscode.MarkdownString | string;
  readonly icon?: vscode.ThemeIcon;
  /** What menus ask for: `credential placed`, `finding placed`. */
  readonly context?: string;
  readonly location?: Location | null;
  /** What the row is about: commands take it from here. */
  readonly subject?: CredentialParams;
  /** A consumer to be shown in the graph of the subject. */
  readonly consumer?: string | null;
  /** A page about it. */
  readonly page?: string;
  readonly command?: vscode.Command;
  readonly children?: () => readonly Row[];
  readonly open?: boolean;
}

export function provideRows(rows: () => readonly Row[], changed: vscode.Event<void>): vscode.TreeDataProvider<Row> {
  return {
    onDidChangeTreeData: changed,
    getChildren: (row) => [...(row ? (row.children?.() ?? []) : rows())],
    getTreeItem: itemOf,
  };
}

function itemOf(row: Row): vscode.TreeItem {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(row.label, row.children ? (row.open ? Expanded : Collapsed) : None);
  item.id = row.id;
  if (row.description !== undefined) item.description = row.description;
  if (row.tooltip !== undefined) item.tooltip = row.tooltip;
  if (row.icon !== undefined) item.iconPath = row.icon;
  const placed = row.location ? ' placed' : '';
  item.contextValue = `${row.context ?? 'row'}${placed}`;
  const command = row.command ?? opening(row.location ?? null);
  if (command) item.command = command;
  return item;
}
