/** The view of a review: what the files as they stand change for rotation, each change opening beside its text of before. */
import * as vscode from 'vscode';
import type { Review, ReviewChange } from '../../../language-server/src/protocol.ts';
import { sayPlace } from '../places.ts';
import { severityIcon } from './icons.ts';
import type { Row } from './row.ts';

export interface ReviewView extends vscode.Disposable {
  readonly onChanged: vscode.Event<void>;
  show(review: Review): void;
  last(): Review | null;
  rows(): readonly Row[];
}

export function openReviewView(): ReviewView {
  const changed = new vscode.EventEmitter<void>();
  let last: Review | null = null;
  return {
    onChanged: changed.event,
    show(review) {
      last = review;
      void vscode.commands.executeCommand('setContext', 'keyturn.reviewed', true);
      changed.fire();
    },
    last: () => last,
    rows: () => (last?.changes ?? []).map((change, at) => rowOf(last?.base ?? '', change, at)),
    dispose: () => changed.dispose(),
  };
}

function rowOf(base: string, change: ReviewChange, at: number): Row {
  const { rule, severity, message, location, credential, consumer } = change;
  return {
    id: `${at} ${rule}`,
    label: message,
    description: location ? sayPlace(location) : rule,
    tooltip: `${rule}: ${message}`,
    icon: severityIcon(severity),
    context: credential === null ? 'change' : 'finding-change',
    location,
    ...(credential === null ? {} : { subject: { credential } }),
    consumer,
    ...(location
      ? { command: { command: 'keyturn.showDiff', title: vscode.l10n.t('Compare'), arguments: [base, location] } }
      : {}),
  };
}
