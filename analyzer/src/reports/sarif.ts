/**
 * SARIF 2.1.0 (OASIS Standard, 27 March 2020), within what GitHub code scanning shows: 5,000 results, 100 places each.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html
 */
import { escapeTerminal } from '../explain/escape.ts';
import type { Place, Report, Reported, ReportRule } from './report.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json';
const MOST_RESULTS = 5000;
const MOST_PLACES = 100;

/** The report as a SARIF log of one run. */
export function toSarif(report: Report): string {
  const used = new Set(report.findings.map(({ rule }) => rule));
  const rules = report.rules.filter(({ id }) => used.has(id));
  const indexes = new Map(rules.map(({ id }, at) => [id, at]));
  const run = {
    tool: {
      driver: {
        name: report.tool.name,
        semanticVersion: report.tool.version,
        rules: rules.map(ruleOf),
      },
    },
    automationDetails: { id: `keyturn/${report.of}/` },
    columnKind: 'utf16CodeUnits',
    results: report.findings.slice(0, MOST_RESULTS).map((finding) => resultOf(finding, indexes)),
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function ruleOf({ id, severity, claims, why, fix, owasp }: ReportRule) {
  return {
    id,
    name: id.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: claims },
    fullDescription: { text: why },
    help: { text: `${why} ${fix}`, markdown: `${why}\n\n${fix}` },
    defaultConfiguration: { level: severity },
    properties: { tags: ['secrets', 'rotation', ...(owasp === undefined ? [] : [owasp])] },
  };
}

function resultOf(finding: Reported, indexes: ReadonlyMap<string, number>) {
  const ruleIndex = indexes.get(finding.rule);
  return {
    ruleId: finding.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: finding.severity,
    message: { text: messageText(finding.message) },
    ...(finding.place === null ? {} : { locations: [locationOf(finding.place)] }),
    ...(finding.related.length === 0
      ? {}
      : {
          relatedLocations: finding.related
            .slice(0, MOST_PLACES)
            .map((place, at) => ({ id: at + 1, ...locationOf(place), message: { text: messageText(place.says) } })),
        }),
    partialFingerprints: { 'keyturn/v1': finding.fingerprint },
  };
}

function locationOf({ file, line, column, endLine, endColumn }: Place) {
  const end = endLine > line || endColumn > column ? { endLine, endColumn } : {};
  return {
    physicalLocation: {
      artifactLocation: { uri: file.split('/').map(encodeSegment).join('/'), uriBaseId: '%SRCROOT%' },
      region: { startLine: line, startColumn: column, ...end },
    },
  };
}

/** A lone surrogate, which is no text at all, cannot be encoded. */
function encodeSegment(name: string): string {
  return encodeURIComponent(name.replaceAll(/\p{Cs}/gu, '\uFFFD'));
}

/** Square brackets make links in messages (section 3.11.6). */
function messageText(text: string): string {
  return escapeTerminal(text).replaceAll(/[\\[\]]/g, '\\$&');
}
