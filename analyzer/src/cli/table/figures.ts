/** The short figures of one credential: what fits a cell. Escaped, without colour. */

import { escapeTerminal } from '../../explain/escape.ts';
import { sayReasonBriefly } from '../../explain/reasons.ts';
import { consumersOf, pathsOf, type View } from '../../explain/view.ts';
import { plural, sayIso, sayList, sayTotal } from '../../explain/words.ts';
import type { WireCredential, WireRadius } from '../../wire/types.ts';
import { SEVERITIES } from '../../wire/words.ts';

/** `80 critical`: rounded down, so that the number never reads as the next band. */
export function radiusCell(radius: WireRadius): string {
  return `${String(Math.floor(radius.score)).padStart(2)} ${radius.band}`;
}

/** What the second line of a row tells, most telling first. */
export function detailParts(view: View, credential: WireCredential): readonly string[] {
  const parts = [
    credential.kind ?? 'kind not known',
    instancesPart(view, credential),
    refreshPart(view, credential),
    boundPart(view, credential),
    credential.pattern.lowRisk ? 'low risk: a coordinated restart is enough' : null,
    credential.owners.length > 0 ? `owners: ${sayList(credential.owners)}` : 'no owner',
    findingsPart(view, credential),
  ];
  return parts.filter((part) => part !== null).map(escapeTerminal);
}

function instancesPart(view: View, credential: WireCredential): string | null {
  const consumers = consumersOf(view, credential).flatMap((id) => view.consumers.get(id) ?? []);
  return consumers.length === 0 ? null : sayTotal(consumers);
}

function refreshPart(view: View, credential: WireCredential): string | null {
  const counts = new Map<string, number>();
  for (const { refresh } of pathsOf(view, credential)) counts.set(refresh.mode, (counts.get(refresh.mode) ?? 0) + 1);
  return counts.size === 0 ? null : [...counts].map(([mode, count]) => `${count} ${mode}`).join(', ');
}

function boundPart(view: View, credential: WireCredential): string | null {
  const { automatic, withActions, neverWithoutAction } = credential.convergence;
  if (consumersOf(view, credential).length === 0) return null;
  if (neverWithoutAction.length === 0) {
    return automatic.settled.bound === null ? `no bound: ${sayReasonBriefly(automatic.settled.reason)}` : null;
  }
  return withActions.settled.bound === null
    ? `with actions no bound: ${sayReasonBriefly(withActions.settled.reason)}`
    : `with actions ${sayIso(withActions.settled.bound)}`;
}

function findingsPart(view: View, credential: WireCredential): string | null {
  const findings = view.findings.get(credential.id) ?? [];
  const counts = SEVERITIES.map((severity) => ({
    severity,
    count: findings.filter((one) => one.severity === severity).length,
  }));
  const some = counts.filter(({ count }) => count > 0).map(({ severity, count }) => plural(count, severity));
  return some.length > 0 ? some.join(', ') : null;
}
