/** The view of findings, under whoever must act; and the row of one finding, wherever it stands. */
import * as vscode from 'vscode';
import type { FindingSummary, FolderOverview } from '../../../language-server/src/protocol.ts';
import type { Estate } from '../estate.ts';
import { sayPlace } from '../places.ts';
import { compare } from './grouping.ts';
import { groupIcon, severityIcon } from './icons.ts';
import type { Row } from './row.ts';
import { aboutFinding } from './tooltips.ts';

interface Found {
  readonly folder: FolderOverview;
  readonly finding: FindingSummary;
}

/** By owner, nobody last; a finding of two owners stands under both. */
export function findingRows(estate: Estate): readonly Row[] {
  const groups = new Map<string | null, Found[]>();
  for (const folder of estate.folders())
    for (const finding of folder.findings)
      for (const owner of finding.owners.length > 0 ? finding.owners : [null])
        groups.set(owner, [...(groups.get(owner) ?? []), { folder, finding }]);
  return [...groups]
    .sort(([a], [b]) => Number(a === null) - Number(b === null) || compare(a ?? '', b ?? ''))
    .map(([owner, found]) => ({
      id: `owner ${owner ?? ''}`,
      label: owner ?? vscode.l10n.t('Nobody named'),
      description: String(found.length),
      icon: groupIcon('owner'),
      open: groups.size < 6,
      children: () => found.map(({ folder, finding }, at) => findingRow(folder, finding, `owner ${owner ?? ''} ${at}`)),
    }));
}

export function findingRow(folder: FolderOverview, finding: FindingSummary, id: string): Row {
  const { rule, message, severity, location, credential } = finding;
  return {
    id: `${id} ${folder.folder} ${rule}`,
    label: message,
    description: location ? sayPlace(location) : rule,
    tooltip: aboutFinding(finding),
    icon: severityIcon(severity),
    context: credential === null ? 'finding-alone' : 'finding',
    location,
    page: finding.page,
    ...(credential === null ? {} : { subject: { folder: folder.folder, credential } }),
    consumer: finding.consumer,
  };
}
