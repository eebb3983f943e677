/** *Review changes*: the working tree against the merge base, as a view, in the diff editor, and as text. */
import * as vscode from 'vscode';
import type { Location, Review } from '../../../language-server/src/protocol.ts';
import { type Estate, isUnanswered } from '../estate.ts';
import { rangeOf } from '../places.ts';
import { askFor } from './ask.ts';
import { SCHEME, type Shelf } from './documents.ts';
import type { Parts } from './parts.ts';

export async function reviewChanges({ estate, views }: Parts): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Keyturn compares with git in a trusted folder only.'));
    return;
  }
  const folder = await chooseFolder(estate.folders().map(({ folder: uri, name }) => ({ label: name, uri })));
  if (folder === null) return;
  const review = await reviewOf(estate, folder);
  if (!review) return;
  views.review.show(review);
  await vscode.commands.executeCommand('keyturn.review.focus');
  const [worst] = review.changes;
  if (worst?.location) await showDiff(review.base, worst.location);
}

/** Against the default branch of the origin; where there is none, a person may name what to compare with. */
async function reviewOf(estate: Estate, folder: string): Promise<Review | null> {
  const answer = await estate.ask('keyturn/review', { folder });
  if (!isUnanswered(answer)) return answer;
  if (answer.unanswered !== 'not-possible') return askFor(estate, 'keyturn/review', { folder });
  const base = await vscode.window.showInputBox({
    title: vscode.l10n.t('Compare with which branch or commit?'),
    prompt: answer.reason,
    value: 'main',
  });
  return base ? askFor(estate, 'keyturn/review', { folder, base }) : null;
}

async function chooseFolder(
  folders: ReadonlyArray<{ readonly label: string; readonly uri: string }>,
): Promise<string | null> {
  const [only] = folders;
  if (folders.length <= 1) return only?.uri ?? null;
  return (await vscode.window.showQuickPick(folders, { placeHolder: vscode.l10n.t('Which folder?') }))?.uri ?? null;
}

export async function reviewAsText({ views }: Parts, shelf: Shelf): Promise<void> {
  const review = views.review.last();
  if (review) await shelf.preview(vscode.l10n.t('Review for rotation'), review.markdown);
}

/** What we use of the API of VS Code's own git extension (`extensions/git/src/api/git.d.ts`, version 1). */
interface Git {
  getAPI(version: 1): { toGitUri(uri: vscode.Uri, ref: string): vscode.Uri };
}

/** The file as it was beside the file as it is; without VS Code's git, the file alone. */
export async function showDiff(base: string, location: Location): Promise<void> {
  const now = vscode.Uri.parse(location.uri);
  const options: vscode.TextDocumentShowOptions = { selection: rangeOf(location.range), preview: true };
  const git = vscode.extensions.getExtension<Git>('vscode.git');
  if (!git) {
    await vscode.window.showTextDocument(now, options);
    return;
  }
  const before = await ifThere((await git.activate()).getAPI(1).toGitUri(now, base), now);
  const title = vscode.l10n.t('{0} (merge base ↔ working tree)', vscode.workspace.asRelativePath(now));
  await vscode.commands.executeCommand('vscode.diff', before, now, title, options);
}

/** A file that is new has no text of before: beside it stands an empty one. */
async function ifThere(before: vscode.Uri, now: vscode.Uri): Promise<vscode.Uri> {
  try {
    await vscode.workspace.openTextDocument(before);
    return before;
  } catch {
    // FileNotFound: it is not in that commit.
    return vscode.Uri.from({ scheme: SCHEME, path: now.path });
  }
}
