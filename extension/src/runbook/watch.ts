/** Flags runbooks that are out of date: a problem at the first line, with what changed, while the runbook is open. */
import * as vscode from 'vscode';
import { type Estate, isUnanswered } from '../estate.ts';
import { differences, readRecord } from './record.ts';

/** More names than these are no help. */
const MOST = 5;

export function watchRunbooks(estate: Estate): vscode.Disposable {
  const problems = vscode.languages.createDiagnosticCollection('keyturn-runbook');

  async function check(document: vscode.TextDocument): Promise<void> {
    if (document.languageId !== 'markdown' || document.uri.scheme !== 'file') return;
    const version = document.version;
    const said = estate.state() === 'ready' ? await staleness(estate, document.getText()) : null;
    if (document.isClosed || document.version !== version) return;
    const end = document.lineAt(0).range.end;
    problems.set(document.uri, said === null ? [] : [problem(new vscode.Range(0, 0, 0, end.character), said)]);
  }

  const checkAll = () => {
    for (const document of vscode.workspace.textDocuments) void check(document);
  };
  checkAll();
  return vscode.Disposable.from(
    problems,
    estate.onChanged(checkAll),
    vscode.workspace.onDidOpenTextDocument((document) => void check(document)),
    vscode.workspace.onDidSaveTextDocument((document) => void check(document)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => problems.delete(uri)),
  );
}

function problem(range: vscode.Range, message: string): vscode.Diagnostic {
  const found = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Warning);
  found.source = 'keyturn';
  found.code = 'stale-runbook';
  return found;
}

/** Why the runbook does not hold any more; null: it does, or it is none. */
async function staleness(estate: Estate, text: string): Promise<string | null> {
  const then = readRecord(text);
  if (then === null) return null;
  const answer = await estate.ask('keyturn/runbook', { credential: then.credential, format: 'md' });
  if (isUnanswered(answer))
    return answer.unanswered === 'not-found'
      ? vscode.l10n.t('This runbook is out of date: its credential is not there any more.')
      : null;
  const now = readRecord(answer.text);
  if (now === null || now.digest === then.digest) return null;
  const changed = differences(then, now);
  const names = changed.slice(0, MOST).join(', ') + (changed.length > MOST ? ' …' : '');
  return vscode.l10n.t('This runbook is out of date: {0} changed since it was made. Write it again.', names);
}
