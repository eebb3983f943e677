/** The status bar item: the worst open finding of the active file. Nothing is shown where there is none. */
import * as vscode from 'vscode';
import type { FindingSummary, Severity } from '../../language-server/src/protocol.ts';
import type { Estate } from './estate.ts';
import { opening } from './places.ts';
import { aboutFinding } from './views/tooltips.ts';

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };
const ICON: Readonly<Record<Severity, string>> = { error: '$(error)', warning: '$(warning)', note: '$(info)' };

export function showStatusBar(estate: Estate): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('keyturn.finding', vscode.StatusBarAlignment.Left, 0);
  item.name = vscode.l10n.t('Keyturn: worst finding of this file');

  function update(): void {
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    const wanted = vscode.workspace.getConfiguration('keyturn').get<boolean>('statusBar.enable', true);
    const [worst, ...rest] = uri === undefined || !wanted ? [] : worstFirst(estate.findingsIn(uri));
    if (worst) show(worst, rest.length);
    else item.hide();
  }

  function show(worst: FindingSummary, more: number): void {
    const about = aboutFinding(worst);
    if (more > 0) about.appendMarkdown('\n\n').appendText(vscode.l10n.t('{0} more in this file', more));
    item.text = `${ICON[worst.severity]} ${worst.rule}${more > 0 ? ` +${more}` : ''}`;
    item.tooltip = about;
    item.accessibilityInformation = { label: `Keyturn: ${worst.message}` };
    item.command = opening(worst.location);
    item.show();
  }

  update();
  return vscode.Disposable.from(
    item,
    estate.onChanged(update),
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('keyturn.statusBar')) update();
    }),
  );
}

/** Errors first, then by place as they come. */
export function worstFirst(findings: readonly FindingSummary[]): readonly FindingSummary[] {
  return findings.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
}
