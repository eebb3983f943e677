/** The short figures of one credential: what fits a cell. Escaped, without colour. */
import { escapeTerminal } from '../../explain/escape.ts';
import { consumersOf, pathsOf, type View } from '../../explain/view.ts';
import { plural, sayIso, sayList, sayReason, sayTotal } from '../../explain/words.ts';
import type { WireCredential, WireRadius } from '../../wire/types.ts';
import { SEVERITIES } from '../../wire/words.ts';

/** `81 critical`. */
export function radiusCell(radius: WireRadius): string {
  return `${String(Math.round(radius.score)).padStart(2)} ${radius.band}`;
}

/** `37 min`, `never by itself: 3`, or that there is no bound. */
export function convergenceCell(credential: WireCredential): string {
  const { automatic, neverWithoutAction } = credential.convergence;
  if (neverWithoutAction.length > 0) return `never by itself: ${neverWithoutAction.length}`;
  return automatic.settled.bound === null ? 'no bound' : sayIso(automatic.settled.bound);
}

/** What the second line of a row tells, most telling first. */
export function detailParts(view: View, credential: WireCredential): readonly string[] {
  const parts = [
    credential.kind ?? 'kind not known',
    instancesPart(view, credential),
    refreshPart(view, credential),
    boundPart(credential),
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

function boundPart({ convergence: { automatic, withActions, neverWithoutAction } }: WireCredential): string | null {
  if (neverWithoutAction.length === 0) {
    return automatic.settled.bound === null ? `no bound: ${sayReason(automatic.settled.reason)}` : null;
  }
  return withActions.settled.bound === null
    ? `with actions no bound: ${sayReason(withActions.settled.reason)}`
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
