/** Which credential a command is about: what its argument names, else what stands in the cursor's line, else what a person picks. */
import * as vscode from 'vscode';
import type { CredentialParams } from '../../../language-server/src/protocol.ts';
import { type Estate, type Held, isUnanswered } from '../estate.ts';
import { count, sayBand } from '../words.ts';

/** null: nobody was picked. */
export async function subjectOf(estate: Estate, argument: unknown): Promise<CredentialParams | null> {
  return named(argument) ?? (argument === undefined ? await atCursor(estate) : null) ?? (await pick(estate));
}

/** Arguments are rows of a tree, or `CommandArgument` of a lens. Links of a document may hold anything. */
export function named(argument: unknown): CredentialParams | null {
  if (typeof argument !== 'object' || argument === null) return null;
  const about = 'subject' in argument ? argument.subject : argument;
  if (typeof about !== 'object' || about === null || !('credential' in about)) return null;
  const { credential } = about;
  if (typeof credential !== 'string') return null;
  const folder = 'folder' in about && typeof about.folder === 'string' ? { folder: about.folder } : {};
  return { credential, ...folder };
}

async function atCursor(estate: Estate): Promise<CredentialParams | null> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.uri.scheme !== 'file') return null;
  const answer = await estate.ask('keyturn/file', { uri: editor.document.uri.toString() });
  if (isUnanswered(answer)) return null;
  const { line } = editor.selection.active;
  const here = answer.marks.filter(({ range }) => range.start.line <= line && line <= range.end.line);
  const [credential, ...others] = new Set(here.flatMap(({ credentials }) => credentials));
  return credential !== undefined && others.length === 0 ? { credential } : null;
}

async function pick(estate: Estate): Promise<CredentialParams | null> {
  const items = estate.credentials().map((held) => ({ ...itemOf(held), held }));
  const [only] = items;
  if (only && items.length === 1) return { folder: only.held.folder.folder, credential: only.held.credential.id };
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Which credential?'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen ? { folder: chosen.held.folder.folder, credential: chosen.held.credential.id } : null;
}

function itemOf({ folder, credential }: Held): vscode.QuickPickItem {
  const { rollout, consumers } = credential;
  return {
    label: credential.label,
    description: `${Math.round(rollout.score)} ${sayBand(rollout.band)} · ${count(vscode.l10n.t('consumer'), vscode.l10n.t('consumers'), consumers.length)}`,
    detail: `${folder.name} · ${credential.id}`,
  };
}
