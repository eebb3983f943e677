/**
 * GitLab's code quality report: a list of issues that it compares between branches by fingerprint.
 * https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
import { escapeTerminal } from '../explain/escape.ts';
import type { WireSeverity } from '../wire/types.ts';
import type { Report } from './report.ts';

const SEVERITY: Readonly<Record<WireSeverity, string>> = { error: 'critical', warning: 'major', note: 'info' };

/** Every issue needs a place: what stands in no file is shown where a person would declare it. */
const ELSEWHERE = { file: 'keyturn.yaml', line: 1 };

export function toGitlab({ findings }: Report): string {
  const issues = findings.map(({ rule, severity, message, place, fingerprint }) => {
    const { file, line } = place ?? ELSEWHERE;
    return {
      type: 'issue',
      check_name: rule,
      description: escapeTerminal(message),
      severity: SEVERITY[severity],
      fingerprint,
      location: { path: file, lines: { begin: line } },
    };
  });
  return `${JSON.stringify(issues, null, 2)}\n`;
}
