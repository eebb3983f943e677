/**
 * What a runbook was made from, as short lines, so that a later scan can say what changed since. The digest is over these
 * lines: places are left out, because a moved line breaks no plan.
 */
import { compareText } from '../model/place.ts';
import type { Fact, Plan } from './plan.ts';
import type { Subject, User } from './subject.ts';

/** The record of one credential. */
export function madeFrom(subject: Subject): Plan['madeFrom'] {
  const facts = factsOf(subject);
  return { digest: digest(facts.map(({ about, says }) => `${about}\n${says}`).join('\n')), facts };
}

/** The parts of a subject that are recorded. */
type Recorded = Pick<Subject, 'view' | 'credential' | 'dependency'> & { readonly users: readonly User[] };

/** The record line by line: what must stay true for the plan to hold. */
export function factsOf({ view, credential, dependency, users }: Recorded): readonly Fact[] {
  const { revocation, convergence, overlapWindow } = credential;
  const held = new Set(credential.carriers);
  return [
    fact('credential', [
      credential.kind,
      revocation.verdict,
      ...revocation.missing,
      `minimum ${overlapWindow.minimum}`,
      `declared ${overlapWindow.declared}`,
      `settled ${convergence.withActions.settled.bound}`,
    ]),
    fact('dependency', [
      dependency?.id,
      dependency?.acceptance,
      `slots ${dependency?.slots}`,
      dependency?.sessionClass,
    ]),
    ...credential.carriers.map((id) => fact(id, ['carrier', view.carriers.get(id)?.frozen])),
    ...view.inventory.derivations
      .filter(({ from, to }) => held.has(from) && held.has(to))
      .map(({ from, to, by, delay }) => fact(`${from} to ${to}`, [`filled by ${by}`, `every ${delay}`])),
    ...users.map(({ consumer, paths, timing, action }) =>
      fact(consumer.id, [
        consumer.kind,
        `${consumer.instances.min} to ${consumer.instances.max} instances`,
        `owner ${consumer.owner}`,
        consumer.dormant ? 'dormant' : 'running',
        ...(consumer.schedules ?? []).map(({ cron, timeZone }) => `runs ${cron} ${timeZone}`),
        ...paths
          .map(({ role, delivery, refresh, settled }) => `${role} ${delivery.form} ${refresh.mode} ${settled.bound}`)
          .toSorted(compareText),
        `settled ${timing.withActions.settled.bound}`,
        action === null ? null : `${action.does} ${action.takes}`,
      ]),
    ),
  ].toSorted((a, b) => compareText(a.about, b.about) || compareText(a.says, b.says));
}

function fact(about: string, parts: ReadonlyArray<string | null | undefined>): Fact {
  return { about, says: parts.filter((part) => part !== null && part !== undefined).join('; ') };
}

const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/** FNV-1a over UTF-16 units, twice with different starts, as 16 hex digits: tells change apart, protects nothing. */
function digest(text: string): string {
  return [OFFSET, OFFSET ^ 0x5bd1e995].map((start) => fnv(text, start)).join('');
}

function fnv(text: string, start: number): string {
  let hash = start;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
