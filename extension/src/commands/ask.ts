/** Asks the server for a person: with progress while it takes long, and with the reason when there is no answer. */
import * as vscode from 'vscode';
import type { Requests, Unanswered } from '../../../language-server/src/protocol.ts';
import { type Estate, isUnanswered } from '../estate.ts';

/** null: there is no answer, and the person has been told why. */
export async function askFor<M extends keyof Requests>(
  estate: Estate,
  method: M,
  params: Requests[M]['params'],
): Promise<Exclude<Requests[M]['result'], Unanswered> | null> {
  const answer = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: 'Keyturn' }, () =>
    estate.ask(method, params),
  );
  if (!isUnanswered(answer)) return answer as Exclude<Requests[M]['result'], Unanswered>;
  // A message renders links; a name of a repository shall be none.
  const reason = answer.reason.replaceAll('](', '] (');
  void vscode.window.showInformationMessage(vscode.l10n.t('Keyturn: {0}', reason));
  return null;
}
