/**
 * N: the longest time the old value may stay unseen although somebody still holds it. The evidence "no use of the old value"
 * counts only after N. Derived term by term; where a term cannot be stated, the consumer signs: a timer never replaces it.
 */
import { sayIso } from '../explain/words.ts';
import { formatDuration, type Seconds } from '../model/duration.ts';
import type { Silence, SilenceTerm } from './plan.ts';
import { isScheduled, longestGap, nameOf, type Subject, secondsOf, type User } from './subject.ts';

interface Term {
  readonly silent: Seconds | null;
  readonly says: string;
}

/** N of the credential with its terms. */
export function silenceOf(subject: Subject): Silence {
  const terms = subject.users.map((user) => ({ user, term: termOf(subject, user) }));
  const known = terms.flatMap(({ term }) => term.silent ?? []);
  return {
    n: known.length === 0 ? null : formatDuration(Math.max(...known)),
    terms: terms.map(({ user, term }) => shown(nameOf(subject, user), term)),
    uncovered: terms.filter(({ term }) => term.silent === null).map(({ user }) => nameOf(subject, user)),
  };
}

function shown(consumer: string, { silent, says }: Term): SilenceTerm {
  return { consumer, silent: silent === null ? null : formatDuration(silent), says };
}

/** The term of one consumer. */
export function termOf({ dependency }: Pick<Subject, 'dependency'>, user: User): Term {
  if (user.consumer.dormant) return { silent: null, says: 'dormant: silent until somebody wakes it' };
  if (user.outside) return { silent: null, says: `${user.consumer.kind}: nobody here knows how often it comes` };
  if (isScheduled(user)) return scheduledTerm(user);
  const drains = user.paths.flatMap(({ delays, connection }) => [
    ...delays.filter(({ hop }) => hop === 'drain'),
    ...(connection === undefined ? [] : [connection]),
  ]);
  const lives = drains.flatMap(({ max }) => secondsOf(max) ?? []);
  if (drains.length > 0 && lives.length === drains.length) {
    const life = Math.max(...lives);
    if (life > 0)
      return {
        silent: life,
        says: `opens a new connection after ${sayIso(formatDuration(life))} at the latest, while it has work`,
      };
  }
  if (user.consumer.freshProcess)
    return { silent: null, says: 'each use starts a process of its own, and nobody declared how often it is used' };
  if (dependency?.sessionClass === 'per-request')
    return { silent: null, says: 'presents it at each request, and nobody declared how long it may be idle' };
  return { silent: null, says: 'how long it keeps a connection is not known' };
}

/** The longest gap between runs, and the run itself, which may present the value only at its end. */
function scheduledTerm(user: User): Term {
  const gap = longestGap(user);
  if (gap === null) return { silent: null, says: 'its schedule promises no longest gap' };
  const run = runOf(user);
  const says = `longest gap between runs ${sayIso(formatDuration(gap))}`;
  return run > 0
    ? { silent: gap + run, says: `${says} + one run of ${sayIso(formatDuration(run))}` }
    : { silent: gap, says: `${says}; how long a run takes is not declared` };
}

/** The declared run: what lies between the start of a run and its success. */
function runOf({ timing: { automatic } }: User): Seconds {
  const [start, done] = [secondsOf(automatic.adopted.bound), secondsOf(automatic.confirmed.bound)];
  return start === null || done === null ? 0 : Math.max(0, done - start);
}
