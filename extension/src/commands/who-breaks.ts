/** *Who breaks*: the moment is asked, the answer is shown as Markdown: who fails, how, for how long, and who nobody can judge. */
import * as vscode from 'vscode';
import type { Breaking, WhoBreaks } from '../../../language-server/src/protocol.ts';
import { parseDuration } from '../planner/duration.ts';
import { askFor } from './ask.ts';
import type { Shelf } from './documents.ts';
import { escapeMarkdown } from './markdown.ts';
import type { Parts } from './parts.ts';
import { subjectOf } from './subject.ts';

export async function showWhoBreaks({ estate }: Parts, shelf: Shelf, argument: unknown): Promise<void> {
  const subject = await subjectOf(estate, argument);
  if (!subject) return;
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('The old value dies this long after the new one is published'),
    value: '0',
    prompt: vscode.l10n.t('A duration: 15m, 1h30m; 0 is at once'),
    validateInput: (text) =>
      parseDuration(text) === null ? vscode.l10n.t('Not a duration: write 15m or 1h30m') : null,
  });
  if (typed === undefined) return;
  const answer = await askFor(estate, 'keyturn/whoBreaks', { ...subject, at: parseDuration(typed) ?? 0 });
  if (!answer) return;
  const name = estate.find(subject)?.credential.label ?? subject.credential;
  await shelf.preview(vscode.l10n.t('Who breaks: {0}', name), whoBreaksMarkdown(name, typed, answer));
}

function whoBreaksMarkdown(name: string, at: string, answer: WhoBreaks): string {
  const title = at === '0' ? vscode.l10n.t('at once') : vscode.l10n.t('after {0}', at);
  return [
    `# ${escapeMarkdown(vscode.l10n.t('If the old value of {0} dies {1}', name, title))}`,
    section(vscode.l10n.t('Breaks'), answer.breaks),
    section(vscode.l10n.t('Nobody can tell: never count them as safe'), answer.unjudged),
    section(vscode.l10n.t('Would not fail, but nothing has proven it'), answer.unproven),
    section(vscode.l10n.t('Safe'), answer.safe),
    dormant(answer),
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

function section(title: string, found: readonly Breaking[]): string {
  if (found.length === 0) return '';
  return [`## ${title} (${found.length})`, ...found.map(line)].join('\n\n');
}

function line({ name, kind, owner, fails, chance, instances, heals, reasons, action }: Breaking): string {
  const words: Readonly<Record<Breaking['fails'], string>> = {
    'at-once': vscode.l10n.t('at once'),
    'next-connection': vscode.l10n.t('at the next connection'),
    'next-run': vscode.l10n.t('at the next run'),
    'on-restart': vscode.l10n.t('on restart or scale-out'),
  };
  const said = [
    kind,
    owner,
    vscode.l10n.t('{0} instances', instances),
    words[fails],
    chance === null ? null : vscode.l10n.t('chance {0} %', (chance * 100).toFixed(0)),
    heals === null ? vscode.l10n.t('not by itself') : vscode.l10n.t('works again within {0}', heals),
    action?.does,
  ].filter((word) => word !== null && word !== undefined);
  const why = reasons.map((reason) => `  - ${escapeMarkdown(reason)}`);
  return [`- **${escapeMarkdown(name)}**: ${escapeMarkdown(said.join(' · '))}`, ...why].join('\n');
}

function dormant({ dormant: asleep }: WhoBreaks): string {
  if (asleep.length === 0) return '';
  const lines = asleep.map(({ name, reason }) => `- **${escapeMarkdown(name)}**: ${escapeMarkdown(reason)}`);
  return [`## ${vscode.l10n.t('Asleep: comes back with the old value')}`, lines.join('\n')].join('\n\n');
}
