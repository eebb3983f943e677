/** *Write the runbook*: an unsaved Markdown document with its preview beside it. Nothing is written to disk unless a person saves it. */
import * as vscode from 'vscode';
import type { RunbookParams } from '../../../language-server/src/protocol.ts';
import { askFor } from './ask.ts';
import type { Parts } from './parts.ts';
import { subjectOf } from './subject.ts';

export async function writeRunbook({ estate }: Parts, argument: unknown): Promise<void> {
  const subject = await subjectOf(estate, argument);
  if (!subject) return;
  const params: RunbookParams = { ...subject, format: 'md', ...windowOf(argument) };
  const answer = await askFor(estate, 'keyturn/runbook', params);
  if (!answer) return;
  const { folder } = estate.find(subject)?.folder ?? {};
  const document = await untitled(folder, answer.fileName, answer.text);
  await vscode.window.showTextDocument(document, { preview: false, viewColumn: vscode.ViewColumn.Active });
  await vscode.commands.executeCommand('markdown.showPreviewToSide', document.uri);
}

/** The planner gives the overlap window that somebody chose there. */
function windowOf(argument: unknown): { readonly window?: number } {
  const window = typeof argument === 'object' && argument !== null && 'window' in argument ? argument.window : null;
  return typeof window === 'number' && window > 0 ? { window } : {};
}

/** Under the path where saving puts it; a file that is there already is not replaced: the new one has no path then. */
async function untitled(folder: string | undefined, name: string, text: string): Promise<vscode.TextDocument> {
  const path = folder === undefined ? null : vscode.Uri.joinPath(vscode.Uri.parse(folder), 'runbooks', name);
  if (path !== null && !(await exists(path))) {
    const document = await vscode.workspace.openTextDocument(path.with({ scheme: 'untitled' }));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
    await vscode.workspace.applyEdit(edit);
    return document;
  }
  return vscode.workspace.openTextDocument({ language: 'markdown', content: text });
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    // FileNotFound.
    return false;
  }
}
