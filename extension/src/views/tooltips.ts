/** The why of a row, as Markdown. Names come from repositories: they are appended as text, never as markup. */
import * as vscode from 'vscode';
import type { CredentialSummary, FindingSummary } from '../../../language-server/src/protocol.ts';
import { count, sayBand, sayMode, saySeverity } from '../words.ts';

/** A table of facts under a bold title. */
function facts(title: string, rows: ReadonlyArray<readonly [string, string | null]>): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendMarkdown('**').appendText(title).appendMarkdown('**\n\n');
  for (const [name, value] of rows)
    if (value !== null && value !== '') text.appendText(`${name}: ${value}`).appendMarkdown('  \n');
  return text;
}

export function aboutCredential(credential: CredentialSummary): vscode.MarkdownString {
  const { rollout, scope, refresh } = credential;
  const text = facts(credential.label, [
    [vscode.l10n.t('Kind'), credential.kind],
    [vscode.l10n.t('Rollout radius'), `${rollout.score} ${sayBand(rollout.band)}`],
    [vscode.l10n.t('Scope radius'), `${scope.score} ${sayBand(scope.band)}`],
    [
      vscode.l10n.t('Consumers'),
      `${credential.consumers.length} (${credential.saidInstances}), ${count('path', 'paths', credential.paths)}`,
    ],
    [vscode.l10n.t('Takes a new value'), refresh.map(({ mode, paths }) => `${paths} ${sayMode(mode)}`).join(', ')],
    [vscode.l10n.t('Settles'), credential.saidSettles],
    [vscode.l10n.t('Accepted by'), credential.dependency],
    [vscode.l10n.t('Owners'), credential.owners.join(', ')],
    [vscode.l10n.t('Environments'), credential.environments.join(', ')],
  ]);
  text.appendMarkdown('\n→ ').appendText(credential.nextStep);
  return text;
}

export function aboutFinding(finding: FindingSummary): vscode.MarkdownString {
  const text = facts(finding.rule, [
    [vscode.l10n.t('Severity'), saySeverity(finding.severity)],
    [vscode.l10n.t('Confidence'), finding.confidence],
  ]);
  text.appendMarkdown('\n').appendText(finding.message).appendMarkdown('\n\n');
  for (const { says } of finding.related) text.appendMarkdown('- ').appendText(says).appendMarkdown('\n');
  return text;
}
