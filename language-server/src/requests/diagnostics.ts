/**
 * Diagnostics: the findings of one file with related places and the page of the rule, and what is wrong in `keyturn.yaml`.
 * The same list whether the client pulls it or has it pushed.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { escapeTerminal, findingKey, type WireFinding } from '../../../analyzer/src/index.ts';
import type { Context } from '../context.ts';
import type { Folder } from '../folders.ts';
import type { Severity } from '../protocol.ts';

/** Related places of one finding; GitHub shows a hundred, and an editor's list is read by people. */
const MOST_RELATED = 20;

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  note: DiagnosticSeverity.Information,
};
const ORDER: readonly Severity[] = ['note', 'warning', 'error'];

/** What a code action finds its way back by. */
export interface FindingData {
  readonly key: string;
  readonly credential: string | null;
}

/** The diagnostics of one file of a folder; empty before its first snapshot. */
export function diagnosticsOf(context: Context, folder: Folder, file: string): Diagnostic[] {
  const { snapshot } = folder;
  const { diagnostics, severity } = context.settings();
  if (!snapshot || !diagnostics) return [];
  const findings = (snapshot.findings.get(file) ?? []).filter(
    (one) => ORDER.indexOf(one.severity) >= ORDER.indexOf(severity),
  );
  return [
    ...findings.flatMap((finding) => diagnosticOf(context, folder, finding)),
    ...problemsOf(context, folder, file),
  ];
}

/** Files of a folder that have any. */
export function filesWithDiagnostics({ snapshot }: Folder): readonly string[] {
  if (!snapshot) return [];
  return [...new Set([...snapshot.findings.keys(), ...snapshot.problems.map(({ at }) => at.file)])].sort();
}

/** Tells lists apart, for clients that ask what changed. */
export function resultIdOf(diagnostics: readonly Diagnostic[]): string {
  return createHash('sha1').update(JSON.stringify(diagnostics)).digest('base64url');
}

function diagnosticOf(context: Context, folder: Folder, finding: WireFinding): Diagnostic[] {
  const place = context.convert.evidence(folder, finding.place);
  if (!place) return [];
  const { rule, credential } = finding;
  const data: FindingData = { key: findingKey(finding), credential };
  const page = rulePage(rule);
  const related = context.client().relatedPlaces ? relatedOf(context, folder, finding) : [];
  return [
    {
      range: place.range,
      severity: SEVERITY[finding.severity],
      code: rule,
      source: 'keyturn',
      message: escapeTerminal(finding.message),
      data,
      ...(page && context.client().rulePages ? { codeDescription: { href: page } } : {}),
      ...(related.length > 0 ? { relatedInformation: related } : {}),
    },
  ];
}

function relatedOf(
  context: Context,
  folder: Folder,
  finding: WireFinding,
): NonNullable<Diagnostic['relatedInformation']> {
  return finding.related.slice(0, MOST_RELATED).flatMap((evidence) => {
    const location = context.convert.evidence(folder, evidence);
    return location ? [{ location, message: escapeTerminal(evidence.says) }] : [];
  });
}

function problemsOf(context: Context, folder: Folder, file: string): Diagnostic[] {
  return (folder.snapshot?.problems ?? []).flatMap(({ at, message }) => {
    const range = at.file === file ? context.convert.range(folder, at) : null;
    return range
      ? [
          {
            range,
            severity: DiagnosticSeverity.Error,
            source: 'keyturn',
            code: 'configuration',
            message: escapeTerminal(message),
          },
        ]
      : [];
  });
}

/** Pages lie beside the server, so that they open without a network; null: this rule has none. */
export function rulePage(rule: string): string | null {
  if (!/^[a-z-]+$/.test(rule)) return null;
  const page = new URL(`rules/${rule}.md`, import.meta.url);
  return existsSync(page) ? page.href : null;
}
