/** Settings of the client, made whole: what is left out or not understood has its default. */
import type { Settings, Severity } from './protocol.ts';

export interface Resolved {
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
  readonly diagnostics: boolean;
  /** Findings below it are not shown. */
  readonly severity: Severity;
  readonly cache: boolean;
}

export const DEFAULTS: Resolved = {
  codeLens: true,
  inlayHints: false,
  diagnostics: true,
  severity: 'note',
  cache: true,
};

/** Reads the section `keyturn` of whatever a client sent. */
export function resolveSettings(sent: unknown): Resolved {
  const settings = isObject(sent) ? (sent as Settings) : {};
  return {
    codeLens: flag(settings.codeLens, DEFAULTS.codeLens),
    inlayHints: flag(settings.inlayHints, DEFAULTS.inlayHints),
    diagnostics: flag(settings.diagnostics, DEFAULTS.diagnostics),
    severity: severityOf(settings.diagnostics),
    cache: flag(settings.cache, DEFAULTS.cache),
  };
}

function flag(section: unknown, initial: boolean): boolean {
  const enable = isObject(section) && 'enable' in section ? section.enable : undefined;
  return typeof enable === 'boolean' ? enable : initial;
}

function severityOf(section: unknown): Severity {
  const severity = isObject(section) && 'severity' in section ? section.severity : undefined;
  return severity === 'error' || severity === 'warning' ? severity : DEFAULTS.severity;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
