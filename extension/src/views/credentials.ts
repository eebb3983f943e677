/** The view of credentials: headings, credentials, and under each who uses it. */
import * as vscode from 'vscode';
import type { FindingSummary } from '../../../language-server/src/protocol.ts';
import type { Estate, Held } from '../estate.ts';
import { BANDS, count, MODES, sayBand, sayMode } from '../words.ts';
import { findingRow } from './findings.ts';
import { type GroupBy, groupCredentials, matchesFilter } from './grouping.ts';
import { consumerIcon, credentialIcon, groupIcon, modeIcon, plainIcon } from './icons.ts';
import type { Row } from './row.ts';
import { aboutCredential } from './tooltips.ts';

export interface Shown {
  readonly by: GroupBy;
  readonly filter: string;
}

const ORDER: Readonly<Record<GroupBy, readonly string[]>> = {
  rollout: BANDS,
  environment: ['production', 'staging'],
  owner: [],
  refresh: MODES,
};

/** The credentials that pass the filter. */
export function filtered(estate: Estate, filter: string): readonly Held[] {
  if (filter.trim() === '') return estate.credentials();
  return estate.credentials().filter(({ folder, credential }) =>
    matchesFilter(
      credential,
      credential.consumers.flatMap((id) => estate.consumer(folder, id) ?? []),
      filter,
    ),
  );
}

export function credentialRows(estate: Estate, { by, filter }: Shown): readonly Row[] {
  const several = estate.folders().length > 1;
  return groupCredentials(filtered(estate, filter), by, ORDER[by]).map(({ key, members }) => ({
    id: `${by} ${key ?? ''}`,
    label: sayKey(by, key),
    description: String(members.length),
    icon: by === 'refresh' && key !== null ? (modeIcon(key as (typeof MODES)[number]) ?? groupIcon(by)) : groupIcon(by),
    open: true,
    children: () => members.map((held) => credentialRow(estate, held, `${by} ${key ?? ''}`, several)),
  }));
}

function sayKey(by: GroupBy, key: string | null): string {
  if (key === null)
    return { owner: vscode.l10n.t('Nobody named'), environment: vscode.l10n.t('No environment') }[by as string] ?? '–';
  const band = BANDS.find((one) => one === key);
  const mode = MODES.find((one) => one === key);
  return by === 'rollout' && band ? sayBand(band) : by === 'refresh' && mode ? sayMode(mode) : key;
}

function credentialRow(estate: Estate, { folder, credential }: Held, under: string, several: boolean): Row {
  const { rollout, consumers } = credential;
  const users = count(vscode.l10n.t('consumer'), vscode.l10n.t('consumers'), consumers.length);
  return {
    id: `${under} ${folder.folder} ${credential.id}`,
    label: credential.label,
    description: [String(Math.round(rollout.score)), users, ...(several ? [folder.name] : [])].join(' · '),
    tooltip: aboutCredential(credential),
    icon: credentialIcon(rollout.band),
    context: 'credential',
    location: credential.location,
    subject: { folder: folder.folder, credential: credential.id },
    children: () => usersOf(estate, { folder, credential }, under),
  };
}

/** Who uses it, those first that never take a new value by themselves; then what is wrong with it. */
function usersOf(estate: Estate, { folder, credential }: Held, under: string): readonly Row[] {
  const stuck = new Set(credential.neverWithoutAction);
  const users = credential.consumers.flatMap((id) => estate.consumer(folder, id) ?? []);
  const rows = users.map(
    (consumer): Row => ({
      id: `${under} ${folder.folder} ${credential.id} ${consumer.id}`,
      label: consumer.name,
      description: [consumer.saidInstances, consumer.environment, consumer.owner]
        .filter((word) => word !== null)
        .join(' · '),
      tooltip: stuck.has(consumer.id)
        ? vscode.l10n.t('{0} never takes a new value without an action.', consumer.name)
        : vscode.l10n.t('{0} ({1}) takes a new value by itself.', consumer.name, consumer.kind),
      icon: stuck.has(consumer.id)
        ? plainIcon('circle-slash', 'problemsWarningIcon.foreground')
        : consumerIcon(consumer.kind),
      context: 'consumer',
      location: consumer.location,
      subject: { folder: folder.folder, credential: credential.id },
      consumer: consumer.id,
    }),
  );
  const isStuck = ({ consumer }: Row) => (stuck.has(consumer ?? '') ? 0 : 1);
  const findings = folder.findings.filter((finding: FindingSummary) => finding.credential === credential.id);
  return [
    ...rows.sort((a, b) => isStuck(a) - isStuck(b)),
    ...findings.map((finding, at) => findingRow(folder, finding, `${under} ${credential.id} finding ${at}`)),
  ];
}
