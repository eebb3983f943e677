/** Words of the field as people read them, translatable. Sentences about evidence come from the server and are not made here. */
import * as vscode from 'vscode';
import type { Band, FileMark, RefreshMode, Severity } from '../../language-server/src/protocol.ts';

export const BANDS: readonly Band[] = ['critical', 'wide', 'moderate', 'contained'];

/** The least cooperative first (design, section 5). */
export const MODES: readonly RefreshMode[] = [
  'unknown',
  'manual',
  'build',
  'startup',
  'lease',
  'scheduled',
  'restart-on-change',
  'poll',
  'watch',
  'per-call',
];

export function sayBand(band: Band): string {
  const words: Readonly<Record<Band, string>> = {
    contained: vscode.l10n.t('contained'),
    moderate: vscode.l10n.t('moderate'),
    wide: vscode.l10n.t('wide'),
    critical: vscode.l10n.t('critical'),
  };
  return words[band];
}

export function sayMode(mode: RefreshMode): string {
  const words: Readonly<Record<RefreshMode, string>> = {
    'per-call': vscode.l10n.t('at the next call'),
    watch: vscode.l10n.t('when told'),
    poll: vscode.l10n.t('at the next poll'),
    'restart-on-change': vscode.l10n.t('after an automatic restart'),
    scheduled: vscode.l10n.t('at the next run'),
    lease: vscode.l10n.t('at re-issue'),
    startup: vscode.l10n.t('after a restart somebody causes'),
    build: vscode.l10n.t('after a rebuild'),
    manual: vscode.l10n.t('when somebody acts'),
    unknown: vscode.l10n.t('not established'),
  };
  return words[mode];
}

export function saySeverity(severity: Severity): string {
  const words: Readonly<Record<Severity, string>> = {
    error: vscode.l10n.t('error'),
    warning: vscode.l10n.t('warning'),
    note: vscode.l10n.t('note'),
  };
  return words[severity];
}

export function count(one: string, many: string, n: number): string {
  return `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;
}

export function sayMark(what: FileMark['what']): string {
  const words: Readonly<Record<FileMark['what'], string>> = {
    declaration: vscode.l10n.t('is made here'),
    derivation: vscode.l10n.t('is filled here'),
    delivery: vscode.l10n.t('is handed over here'),
    read: vscode.l10n.t('is read here'),
    consumer: vscode.l10n.t('is used here'),
    connection: vscode.l10n.t('is presented here'),
    other: vscode.l10n.t('is mentioned here'),
  };
  return words[what];
}
