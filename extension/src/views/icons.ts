/** Icons of rows: the editor's own, in the colours its themes give to problems, so that high contrast works by itself. */
import * as vscode from 'vscode';
import type { Band, FileMark, RefreshMode, Severity } from '../../../language-server/src/protocol.ts';

const themed = (icon: string, colour?: string) =>
  colour === undefined ? new vscode.ThemeIcon(icon) : new vscode.ThemeIcon(icon, new vscode.ThemeColor(colour));

const BAND: Readonly<Record<Band, string>> = {
  critical: 'charts.red',
  wide: 'charts.orange',
  moderate: 'charts.yellow',
  contained: 'charts.green',
};

export const credentialIcon = (band: Band) => themed('key', BAND[band]);

const SEVERITY: Readonly<Record<Severity, vscode.ThemeIcon>> = {
  error: themed('error', 'problemsErrorIcon.foreground'),
  warning: themed('warning', 'problemsWarningIcon.foreground'),
  note: themed('info', 'problemsInfoIcon.foreground'),
};

export const severityIcon = (severity: Severity) => SEVERITY[severity];

const KIND: Readonly<Record<string, string>> = {
  service: 'server-process',
  worker: 'gear',
  cron: 'watch',
  job: 'run-all',
  script: 'terminal',
  ci: 'rocket',
  dashboard: 'dashboard',
  backup: 'archive',
  build: 'package',
  test: 'beaker',
  daemon: 'server',
  client: 'device-mobile',
  vendor: 'organization',
  person: 'person',
};

export const consumerIcon = (kind: string) => themed(KIND[kind] ?? 'circle-outline');

const MARK: Readonly<Record<FileMark['what'], string>> = {
  declaration: 'key',
  derivation: 'arrow-swap',
  delivery: 'arrow-right',
  read: 'symbol-variable',
  consumer: 'server-process',
  connection: 'plug',
  other: 'circle-small',
};

export const markIcon = (what: FileMark['what']) => themed(MARK[what]);

const GROUP: Readonly<Record<string, string>> = {
  rollout: 'pulse',
  environment: 'globe',
  owner: 'organization',
  refresh: 'sync',
};

export const groupIcon = (by: string) => themed(GROUP[by] ?? 'folder');

const MODE: Readonly<Record<RefreshMode, string>> = {
  'per-call': 'zap',
  watch: 'eye',
  poll: 'sync',
  'restart-on-change': 'debug-restart',
  scheduled: 'watch',
  lease: 'clock',
  startup: 'debug-start',
  build: 'package',
  manual: 'person',
  unknown: 'question',
};

export const modeIcon = (mode: RefreshMode) => themed(MODE[mode]);
export const plainIcon = themed;
