/** The view of the active file: what stands in it, by place. */
import * as vscode from 'vscode';
import type { CredentialParams, FileContents, FileMark } from '../../../language-server/src/protocol.ts';
import { type Estate, isUnanswered } from '../estate.ts';
import { sayMark, sayMode } from '../words.ts';
import { markIcon, plainIcon } from './icons.ts';
import type { Row } from './row.ts';

export interface ThisFile extends vscode.Disposable {
  readonly onChanged: vscode.Event<void>;
  rows(): readonly Row[];
}

/** Asks when another file is shown and when the estate changed; an answer about a file that is not shown any more is dropped. */
export function openThisFile(estate: Estate): ThisFile {
  const changed = new vscode.EventEmitter<void>();
  let contents: FileContents | null = null;

  async function ask(): Promise<void> {
    const uri = shownUri();
    const answer = uri === null ? null : await estate.ask('keyturn/file', { uri });
    if (uri !== shownUri()) return;
    contents = answer === null || isUnanswered(answer) ? null : answer;
    changed.fire();
  }

  const subscriptions = [
    estate.onChanged(() => void ask()),
    vscode.window.onDidChangeActiveTextEditor(() => void ask()),
  ];
  void ask();
  return {
    onChanged: changed.event,
    rows: () => (contents ? [...staleRow(contents), ...contents.marks.flatMap(rowOf(contents.uri, estate))] : []),
    dispose() {
      for (const one of [...subscriptions, changed]) one.dispose();
    },
  };
}

function shownUri(): string | null {
  const document = vscode.window.activeTextEditor?.document;
  return document?.uri.scheme === 'file' ? document.uri.toString() : null;
}

function staleRow({ stale }: FileContents): readonly Row[] {
  if (!stale) return [];
  return [
    { id: 'stale', label: vscode.l10n.t('The text does not parse: shown as it last did'), icon: plainIcon('history') },
  ];
}

function rowOf(uri: string, estate: Estate): (mark: FileMark, at: number) => readonly Row[] {
  return (mark, at) => {
    const [credential] = mark.credentials;
    const subject: CredentialParams | null = credential === undefined ? null : { credential };
    const names = mark.credentials.map((id) => nameOf(estate, id)).join(', ');
    const mode = mark.refresh === null ? [] : [sayMode(mark.refresh)];
    return [
      {
        id: `${at} ${mark.says}`,
        label: names === '' ? mark.says : `${names} ${sayMark(mark.what)}`,
        description: [String(mark.range.start.line + 1), ...mode].join(' · '),
        tooltip: mark.says,
        icon: markIcon(mark.what),
        context: subject ? 'mark' : 'row',
        location: { uri, range: mark.range },
        ...(subject ? { subject } : {}),
      },
    ];
  };
}

function nameOf(estate: Estate, id: string): string {
  return estate.find({ credential: id })?.credential.label ?? id;
}
