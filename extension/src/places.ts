/** From the protocol's places to VS Code's, and to the line itself. */
import * as vscode from 'vscode';
import type { Location, Range } from '../../language-server/src/protocol.ts';

export function rangeOf({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

export function locationOf({ uri, range }: Location): vscode.Location {
  return new vscode.Location(vscode.Uri.parse(uri), rangeOf(range));
}

/** `manifests/store.yaml:37`, relative to the workspace. */
export function sayPlace({ uri, range }: Location): string {
  return `${vscode.workspace.asRelativePath(vscode.Uri.parse(uri))}:${range.start.line + 1}`;
}

/** Opens a file at a line; the cursor stands at its start, so that a long block is not selected. */
export async function openPlace(location: Location, beside = false): Promise<void> {
  const start = rangeOf(location.range).start;
  await vscode.window.showTextDocument(vscode.Uri.parse(location.uri), {
    selection: new vscode.Range(start, start),
    preview: true,
    ...(beside ? { viewColumn: vscode.ViewColumn.One } : {}),
  });
}

/** The command of a tree item or lens that opens a place. */
export function opening(location: Location | null): vscode.Command | undefined {
  if (location === null) return undefined;
  const { start } = location.range;
  const at = new vscode.Range(start.line, start.character, start.line, start.character);
  return {
    command: 'vscode.open',
    title: vscode.l10n.t('Open'),
    arguments: [vscode.Uri.parse(location.uri), { selection: at }],
  };
}
