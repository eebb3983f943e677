/** The timeline as bars: adoption and draining by consumer, then N. Seconds after publication; what has no bound has no bar. */
import type { Bar, Silence } from './plan.ts';
import { isRare, nameOf, type Subject, secondsOf, type User } from './subject.ts';

/** More bars than this are no picture; the slowest are kept, the table holds all. */
const MOST = 24;

/** Bars of the consumers, the slowest first, then of the observation. */
export function timelineOf(subject: Subject, silence: Silence): readonly Bar[] {
  const bars = subject.users
    .map((user) => ({ user, end: endOf(user) }))
    .filter(({ end }) => end > 0)
    .sort((a, b) => b.end - a.end)
    .slice(0, MOST)
    .flatMap(({ user }) => barsOf(subject, user));
  const converged = Math.max(0, ...subject.users.map(endOf));
  const n = secondsOf(silence.n);
  const section = subject.pattern.coexist ? 'Phase 5' : 'Close';
  return n === null || n === 0
    ? bars
    : [...bars, { section, label: 'silence of N observed', from: converged, to: converged + n }];
}

function endOf({ timing }: User): number {
  return secondsOf(timing.withActions.settled.bound) ?? secondsOf(timing.withActions.adopted.bound) ?? 0;
}

function barsOf(subject: Subject, user: User): readonly Bar[] {
  const adopted = secondsOf(user.timing.withActions.adopted.bound) ?? 0;
  const settled = secondsOf(user.timing.withActions.settled.bound) ?? adopted;
  const section = user.outside
    ? 'Outside'
    : isRare(user)
      ? 'Low-frequency'
      : user.needsAction
        ? 'With an action'
        : 'By themselves';
  const name = nameOf(subject, user);
  return [
    ...(adopted > 0 ? [{ section, label: `${name} adopts`, from: 0, to: adopted }] : []),
    ...(settled > adopted ? [{ section, label: `${name} drains`, from: adopted, to: settled }] : []),
  ];
}
