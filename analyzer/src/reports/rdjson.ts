/**
 * reviewdog's diagnostic format. Lines only: its columns count bytes of UTF-8, ours units of UTF-16.
 * https://github.com/reviewdog/reviewdog/blob/master/proto/rdf/reviewdog.proto
 */
import { escapeTerminal } from '../explain/escape.ts';
import type { WireSeverity } from '../wire/types.ts';
import type { Place, Report } from './report.ts';

const SEVERITY: Readonly<Record<WireSeverity, string>> = { error: 'ERROR', warning: 'WARNING', note: 'INFO' };
const MOST_PLACES = 20;

export function toRdjson({ tool, findings }: Report): string {
  const diagnostics = findings.map(({ rule, severity, message, place, related }) => ({
    message: escapeTerminal(message),
    location: place === null ? { path: 'keyturn.yaml' } : locationOf(place),
    severity: SEVERITY[severity],
    code: { value: rule },
    ...(related.length === 0
      ? {}
      : {
          related_locations: related
            .slice(0, MOST_PLACES)
            .map((one) => ({ message: escapeTerminal(one.says), location: locationOf(one) })),
        }),
  }));
  return `${JSON.stringify({ source: { name: tool.name }, diagnostics }, null, 2)}\n`;
}

function locationOf({ file, line, endLine }: Place) {
  return { path: file, range: { start: { line }, end: { line: endLine } } };
}
