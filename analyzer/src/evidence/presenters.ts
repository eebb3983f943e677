/**
 * Who still presents the old value, sorted as an investigation needs it: should have moved, not ours, stale as the plan
 * expects. A login counts at its own moment, a session at the moment of the sample.
 */

import type { Seconds } from '../model/duration.ts';
import { compareText } from '../model/place.ts';
import { type Case, dueOf, type Of } from './case.ts';
import { attemptsWithOld } from './gates.ts';
import { isOld } from './milestones/settled.ts';
import { latest } from './moments.ts';
import type { Party } from './observation.ts';

/** Worst first. */
export const SORTS = ['should-have-moved', 'unknown', 'stale-but-expected'] as const;

export interface Presenter {
  readonly sort: (typeof SORTS)[number];
  /** Id of the consumer; null: nobody of the runbook. */
  readonly consumer: string | null;
  /** As the evidence names it. */
  readonly name: string | null;
  readonly address: string | null;
  readonly logins: number;
  readonly refused: number;
  readonly sessions: number;
  readonly last: Seconds;
  /** When it should have moved; null: no bound, or nobody of the runbook. */
  readonly due: Seconds | null;
}

type Trace = (Of<'login'> | Of<'session'>) & { readonly is: 'login' | 'session' };

/** Everybody who presented the old value since publication; one line per consumer, per address where it is none. */
export function presentersOf(about: Case): readonly Presenter[] {
  const sessions = about.of('session').filter((session) => session.at >= about.published.at && isOld(about, session));
  const groups = new Map<string, Trace[]>();
  for (const trace of [...attemptsWithOld(about), ...sessions]) {
    const key = about.match(trace.party)?.id ?? `? ${trace.party.name ?? ''} ${trace.party.address ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), trace]);
  }
  return [...groups.values()].flatMap((traces) => presenterOf(about, traces)).toSorted(worstFirst);
}

function presenterOf(about: Case, traces: readonly Trace[]): readonly Presenter[] {
  const [first] = traces;
  if (first === undefined) return [];
  const consumer = about.match(first.party);
  const logins = traces.filter((trace) => trace.is === 'login');
  const refused = logins.filter(({ accepted }) => !accepted);
  const last = latest(traces.map(({ at }) => at)) ?? first.at;
  const milestone = logins.length > 0 ? 'adopted' : 'settled';
  const due = consumer === null ? null : dueOf(consumer, milestone, about);
  return [
    {
      sort: consumer === null ? 'unknown' : due !== null && last >= due ? 'should-have-moved' : 'stale-but-expected',
      consumer: consumer?.id ?? null,
      ...namesOf(first.party),
      logins: logins.reduce((sum, { count }) => sum + count, 0),
      refused: refused.reduce((sum, { count }) => sum + count, 0),
      sessions: openAtLast(traces),
      last,
      due,
    },
  ];
}

/** Sessions of the newest sample: an older one lists the same again. */
function openAtLast(traces: readonly Trace[]): number {
  const sessions = traces.filter((trace) => trace.is === 'session');
  const newest = latest(sessions.map(({ at }) => at));
  return sessions.filter(({ at }) => at === newest).length;
}

function namesOf({ name, address }: Party): Pick<Presenter, 'name' | 'address'> {
  return { name, address };
}

function worstFirst(a: Presenter, b: Presenter): number {
  return (
    SORTS.indexOf(a.sort) - SORTS.indexOf(b.sort) ||
    b.logins - a.logins ||
    compareText(a.consumer ?? '', b.consumer ?? '') ||
    compareText(a.name ?? '', b.name ?? '') ||
    compareText(a.address ?? '', b.address ?? '')
  );
}
