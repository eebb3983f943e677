/** How the view of credentials is arranged: by what, and which of them. */
import * as vscode from 'vscode';
import { GROUPINGS, type GroupBy } from '../views/grouping.ts';
import { groupIcon } from '../views/icons.ts';
import type { Parts } from './parts.ts';

export async function chooseGrouping({ views }: Parts): Promise<void> {
  const words: Readonly<Record<GroupBy, string>> = {
    rollout: vscode.l10n.t('Rollout radius'),
    environment: vscode.l10n.t('Environment'),
    owner: vscode.l10n.t('Owner'),
    refresh: vscode.l10n.t('Refresh mode'),
  };
  const now = views.shown().by;
  const items = GROUPINGS.map((by) => ({
    by,
    label: words[by],
    iconPath: groupIcon(by),
    ...(by === now ? { description: vscode.l10n.t('now') } : {}),
  }));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('Group credentials by') });
  if (chosen) views.groupBy(chosen.by);
}

export async function chooseFilter({ views }: Parts): Promise<void> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Show credentials with these words'),
    prompt: vscode.l10n.t('Name, kind, owner, environment, consumer or refresh mode'),
    value: views.shown().filter,
  });
  if (typed !== undefined) views.filter(typed);
}
