/** The view of coverage: what was not read or not followed, and why. Silence here is the claim that everything was read. */
import * as vscode from 'vscode';
import type { FolderOverview } from '../../../language-server/src/protocol.ts';
import type { Estate } from '../estate.ts';
import { sayPlace } from '../places.ts';
import { count } from '../words.ts';
import { compare } from './grouping.ts';
import { plainIcon } from './icons.ts';
import type { Row } from './row.ts';

export function coverageRows(estate: Estate): readonly Row[] {
  const folders = estate.folders().filter(({ scanned }) => scanned);
  const [only] = folders;
  if (only && folders.length === 1) return rowsOf(only);
  return folders.map((folder) => ({
    id: folder.folder,
    label: folder.name,
    icon: plainIcon('folder'),
    children: () => rowsOf(folder),
  }));
}

function rowsOf(folder: FolderOverview): readonly Row[] {
  const { filesRead, skipped, unresolved } = folder.coverage;
  return [
    {
      id: `${folder.folder} read`,
      label: count(vscode.l10n.t('file read'), vscode.l10n.t('files read'), filesRead),
      icon: plainIcon('check'),
    },
    ...folder.configurationProblems.map(
      ({ message, location }, at): Row => ({
        id: `${folder.folder} problem ${at}`,
        label: message,
        description: 'keyturn.yaml',
        icon: plainIcon('error', 'problemsErrorIcon.foreground'),
        location,
      }),
    ),
    ...section(folder, vscode.l10n.t('Not followed'), 'question', unresolved.length, () =>
      unresolved.map(({ what, location }, at) => ({
        id: `${folder.folder} unresolved ${at}`,
        label: what,
        ...(location ? { description: sayPlace(location) } : {}),
        tooltip: what,
        location,
      })),
    ),
    ...section(folder, vscode.l10n.t('Not read'), 'circle-slash', skipped.length, () => byReason(folder)),
  ];
}

function section(
  folder: FolderOverview,
  label: string,
  icon: string,
  size: number,
  children: () => readonly Row[],
): readonly Row[] {
  if (size === 0) return [];
  return [{ id: `${folder.folder} ${icon}`, label, description: String(size), icon: plainIcon(icon), children }];
}

function byReason(folder: FolderOverview): readonly Row[] {
  const reasons = new Map<string, FolderOverview['coverage']['skipped'][number][]>();
  for (const one of folder.coverage.skipped) reasons.set(one.reason, [...(reasons.get(one.reason) ?? []), one]);
  return [...reasons]
    .sort(([a], [b]) => compare(a, b))
    .map(([reason, files]) => ({
      id: `${folder.folder} reason ${reason}`,
      label: reason,
      description: String(files.length),
      children: () =>
        files.map(({ file, uri }) => ({
          id: `${folder.folder} skipped ${reason} ${file}`,
          label: file,
          tooltip: reason,
          location: uri === null ? null : { uri, range: TOP },
        })),
    }));
}

const TOP = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
