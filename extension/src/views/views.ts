/** The views of the side bar: which rows each shows, what changes them, and the badge. */
import * as vscode from 'vscode';
import type { Estate } from '../estate.ts';
import { count } from '../words.ts';
import { coverageRows } from './coverage.ts';
import { credentialRows, filtered, type Shown } from './credentials.ts';
import { findingRows } from './findings.ts';
import { GROUPINGS, type GroupBy } from './grouping.ts';
import { openReviewView, type ReviewView } from './review.ts';
import { provideRows, type Row } from './row.ts';
import { openThisFile } from './this-file.ts';

export interface Views extends vscode.Disposable {
  shown(): Shown;
  groupBy(by: GroupBy): void;
  filter(text: string): void;
  readonly review: ReviewView;
}

const GROUP_KEY = 'keyturn.groupBy';

export function openViews(estate: Estate, memory: vscode.Memento): Views {
  const changed = new vscode.EventEmitter<void>();
  const remembered = GROUPINGS.find((by) => by === memory.get(GROUP_KEY));
  let shown: Shown = { by: remembered ?? 'rollout', filter: '' };
  const thisFile = openThisFile(estate);
  const review = openReviewView();
  const view = (id: string, rows: () => readonly Row[], when: vscode.Event<void>) =>
    vscode.window.createTreeView(id, { treeDataProvider: provideRows(rows, when), showCollapseAll: true });

  const credentials = view('keyturn.credentials', () => credentialRows(estate, shown), changed.event);
  const findings = view('keyturn.findings', () => findingRows(estate), changed.event);
  const trees = [
    credentials,
    findings,
    view('keyturn.coverage', () => coverageRows(estate), changed.event),
    view('keyturn.thisFile', () => thisFile.rows(), thisFile.onChanged),
    view('keyturn.review', () => review.rows(), review.onChanged),
  ];

  function update(): void {
    const all = estate.credentials().length;
    const left = filtered(estate, shown.filter).length;
    const severe = estate.folders().flatMap((folder) => folder.findings.filter(({ severity }) => severity !== 'note'));
    credentials.description =
      shown.filter === '' ? String(all) : vscode.l10n.t('{0} of {1}: {2}', left, all, shown.filter);
    credentials.badge =
      severe.length === 0
        ? undefined
        : { value: severe.length, tooltip: count(vscode.l10n.t('warning'), vscode.l10n.t('warnings'), severe.length) };
    void vscode.commands.executeCommand('setContext', 'keyturn.filtered', shown.filter !== '');
    changed.fire();
  }

  const listening = estate.onChanged(update);
  return {
    shown: () => shown,
    groupBy(by) {
      shown = { ...shown, by };
      void memory.update(GROUP_KEY, by);
      update();
    },
    filter(text) {
      shown = { ...shown, filter: text.trim() };
      update();
    },
    review,
    dispose() {
      for (const one of [listening, changed, thisFile, review, ...trees]) one.dispose();
    },
  };
}
