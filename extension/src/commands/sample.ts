/** *Open the sample*: a copy in a folder of the extension's own, so that people may change it. */
import * as vscode from 'vscode';
import type { Parts } from './parts.ts';

export async function openSample({ context }: Parts): Promise<void> {
  const copy = vscode.Uri.joinPath(context.globalStorageUri, 'sample');
  await vscode.workspace.fs.createDirectory(context.globalStorageUri);
  await vscode.workspace.fs.copy(vscode.Uri.joinPath(context.extensionUri, 'sample'), copy, { overwrite: true });
  await vscode.commands.executeCommand('vscode.openFolder', copy, {
    forceNewWindow: (vscode.workspace.workspaceFolders ?? []).length > 0,
  });
}
