/**
 * Annotations of GitHub Actions: workflow commands, at most ten of a kind, for GitHub drops the rest of a step without a word.
 * https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
import { escapeTerminal } from '../explain/escape.ts';
import { plural } from '../explain/words.ts';
import type { WireSeverity } from '../wire/types.ts';
import { SEVERITIES } from '../wire/words.ts';
import type { Report, Reported } from './report.ts';

const MOST_OF_A_KIND = 10;

const COMMAND: Readonly<Record<WireSeverity, string>> = { error: 'error', warning: 'warning', note: 'notice' };

/** One line per annotation, the worst first. */
export function toGithub({ findings }: Report): string {
  const lines = SEVERITIES.flatMap((severity) => {
    const all = findings.filter((finding) => finding.severity === severity);
    const more = all.length - MOST_OF_A_KIND;
    return [
      ...all.slice(0, MOST_OF_A_KIND).map(annotation),
      ...(more > 0 ? [`keyturn: ${plural(more, `more ${severity}`)}, see the job summary`] : []),
    ];
  });
  return lines.map((line) => `${line}\n`).join('');
}

function annotation({ severity, rule, message, place }: Reported): string {
  const properties = {
    ...(place === null ? {} : { file: place.file, line: place.line, endLine: place.endLine }),
    title: `keyturn: ${rule}`,
  };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  return `::${COMMAND[severity]} ${written.join(',')}::${data(message)}`;
}

/** As the toolkit escapes them (actions/toolkit, packages/core/src/command.ts). */
function data(text: string): string {
  return escapeTerminal(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
