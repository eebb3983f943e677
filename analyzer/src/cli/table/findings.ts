/** Findings, the worst first, one group per rule; a long group ends in how many more there are. */

import { cutMiddle, wrap } from '../../drawing/layout.ts';
import { escapeTerminal } from '../../explain/escape.ts';
import { placeOf, sayPlace } from '../../explain/explanation.ts';
import type { View } from '../../explain/view.ts';
import type { WireFinding, WireSeverity } from '../../wire/types.ts';
import { SEVERITIES } from '../../wire/words.ts';
import { type Look, SEVERITY_STYLE } from './look.ts';

/** Findings of one rule shown when not all are asked for: the worse, the more. */
const MOST_SHOWN: Readonly<Record<WireSeverity, number>> = { error: 5, warning: 2, note: 1 };
const INDENT = '    ';
const PLACE_INDENT = '      ';

export function findingLines(view: View, look: Look): readonly string[] {
  const { findings } = view.inventory;
  if (findings.length === 0) return [];
  const groups = SEVERITIES.flatMap((severity) =>
    groupsOf(findings.filter((finding) => finding.severity === severity)),
  );
  return [look.paint('Findings', 'bold'), ...groups.flatMap((group) => groupLines(group, look))];
}

/** Groups by rule in the order the rules first appear; never empty ones. */
function groupsOf(findings: readonly WireFinding[]): ReadonlyArray<readonly [WireFinding, ...WireFinding[]]> {
  const groups = new Map<string, [WireFinding, ...WireFinding[]]>();
  for (const finding of findings) {
    const group = groups.get(finding.rule);
    if (group) group.push(finding);
    else groups.set(finding.rule, [finding]);
  }
  return [...groups.values()];
}

function groupLines(group: readonly [WireFinding, ...WireFinding[]], look: Look): readonly string[] {
  const [{ severity, rule }] = group;
  const shown = look.all ? group : group.slice(0, MOST_SHOWN[severity]);
  const more = group.length - shown.length;
  return [
    `  ${look.paint(severity, SEVERITY_STYLE[severity])} ${escapeTerminal(rule)}${group.length > 1 ? ` (${group.length})` : ''}`,
    ...shown.flatMap((finding) => one(finding, look)),
    ...(more > 0 ? [look.paint(`${INDENT}… ${more} more`, 'dim')] : []),
  ];
}

function one(finding: WireFinding, { columns, paint }: Look): readonly string[] {
  const message = wrap(escapeTerminal(finding.message), columns - INDENT.length).map((text) => `${INDENT}${text}`);
  const place = placeOf(finding.place);
  if (place === null) return message;
  const shown = cutMiddle(escapeTerminal(sayPlace(place)), columns - PLACE_INDENT.length);
  return [...message, paint(`${PLACE_INDENT}${shown}`, 'dim')];
}
