/** Steps that make consumers take the new value: by themselves, at their next run, by a person, or by somebody outside. */

import { sayReason } from '../explain/reasons.ts';
import { plural, REFRESH_SENTENCE, sayIso } from '../explain/words.ts';
import { compareText } from '../model/place.ts';
import { commandFor } from './commands.ts';
import { ASSUMED_MINUTES, type Draft, step, wait } from './steps.ts';
import { isRare, isScheduled, nameOf, namesOf, ownerOf, type Subject, secondsOf, type User } from './subject.ts';

/** The step a person takes for one consumer. */
export function actionStep(subject: Subject, user: User): Draft {
  const { consumer, action } = user;
  const { command, missing, check } = commandFor(consumer, subject.options.drill);
  const name = nameOf(subject, user);
  const does = action === null ? doubtful(user) : action.does;
  const takes = action?.takes ?? null;
  const unsaid = takes === null && user.outside ? 'how long it takes: nobody declared it' : null;
  return step(`${name}: ${does}`, {
    command: user.outside ? null : command,
    missing: [missing, unsaid].filter((part) => part !== null).join('; ') || null,
    check,
    who: [ownerOf(user), action?.contact].filter((part) => part !== null && part !== undefined).join(', contact '),
    takes,
    minutes: minutesOf(user),
  });
}

/** Those who verify it. */
export function acceptorsOf({ users }: Subject): readonly User[] {
  return users.filter(({ accepts }) => accepts);
}

/** The step with which one acceptor takes the new value. */
export function acceptorStep(subject: Subject, user: User): Draft {
  if (user.needsAction) return actionStep(subject, user);
  const says = `${nameOf(subject, user)}: takes it by itself; ${slowestOf([user])}`;
  return wait(says, { check: 'it accepts the new value and the old one', who: ownerOf(user) });
}

/** Consumers that present it and that somebody here must restart or rebuild. */
export function actingOn({ users }: Subject): readonly User[] {
  return users.filter((user) => user.needsAction && !user.outside && !isRare(user) && presents(user));
}

function presents({ paths }: User): boolean {
  return paths.some(({ role }) => role !== 'accepts');
}

function doubtful({ deciding: { refresh } }: User): string {
  if (refresh.mode === 'unknown') return 'how it takes a new value is not established: restart it, then look';
  return 'restart it by hand: the controller its annotation relies on was not found';
}

/** People act one by one; a workload is restarted by one person. */
function minutesOf({ consumer, action }: User): number {
  const seconds = secondsOf(action?.takes ?? null);
  const minutes = seconds === null ? ASSUMED_MINUTES : seconds / 60;
  return consumer.kind === 'person' ? minutes * Math.max(1, consumer.instances.max ?? consumer.instances.min) : minutes;
}

/** Those who take it by themselves, one step a cluster: nobody acts, somebody looks. */
export function automaticSteps(subject: Subject): readonly Draft[] {
  const alone = subject.users.filter((user) => !user.needsAction && !isRare(user) && presents(user));
  const clusters = [...new Set(alone.map(({ consumer }) => consumer.cluster ?? ''))].sort(compareText);
  return clusters.map((cluster) => {
    const here = alone.filter(({ consumer }) => (consumer.cluster ?? '') === cluster);
    const where = cluster === '' ? '' : `${cluster}: `;
    const latest = slowestOf(here);
    return wait(
      `${where}without an action: ${namesOf(subject, here).join(', ')} (${plural(here.length, 'consumer')}); ${latest}`,
      { check: 'gate G1 for these consumers' },
    );
  });
}

function slowestOf(users: readonly User[]): string {
  const bounds = users.map(({ timing }) => timing.automatic.adopted);
  const open = bounds.find(({ bound }) => bound === null);
  if (open !== undefined) return `no bound: ${sayReason(open.reason)}`;
  const worst = bounds.reduce((a, b) => ((secondsOf(a.bound) ?? 0) >= (secondsOf(b.bound) ?? 0) ? a : b));
  const latest = worst.bound ?? 'PT0S';
  return secondsOf(latest) === 0 ? 'each at its next use' : `all of them by ${sayIso(latest)} after publication`;
}

/** One step for each that comes seldom: wait for its run, or run it now. */
export function rareSteps(subject: Subject, nextRuns: ReadonlyMap<string, readonly string[]>): readonly Draft[] {
  return subject.users
    .filter((user) => isRare(user) && !user.outside)
    .map((user) => {
      const { command, missing, check } = commandFor(user.consumer, subject.options.drill);
      const who = ownerOf(user);
      const name = nameOf(subject, user);
      if (user.consumer.dormant) {
        const why = user.consumer.dormantReason ?? 'it is not running now';
        const does = `${name}: dormant (${why}); it comes back with the old value: give it the new one before the old one dies, or have its owner sign that it stays off`;
        return step(does, { missing: 'what wakes it, and when: ask its owner', who });
      }
      const [next] = nextRuns.get(user.consumer.id) ?? [];
      const wakes = next === undefined ? sayLatest(user) : `the first that is sure to is at ${next}`;
      return step(`${name}: wait for a run that starts after the value arrived (${wakes}), or run it now`, {
        command,
        missing,
        check,
        who,
      });
    });
}

function sayLatest({ timing }: User): string {
  const { bound, reason } = timing.automatic.adopted;
  return bound === null ? `no bound: ${sayReason(reason)}` : `by ${sayIso(bound)} after publication at the latest`;
}

/** Instances at most, people included. */
export function instancesIn(users: readonly User[]): number {
  return users.reduce((sum, { consumer: { instances } }) => sum + (instances.max ?? instances.min), 0);
}

/** Those nobody here controls: told first, because nothing else takes as long. */
export function contactSteps(subject: Subject): readonly Draft[] {
  return subject.users
    .filter(({ outside }) => outside)
    .map((user) => {
      const { action } = user;
      const takes = action?.takes ? `; it takes them ${sayIso(action.takes)}` : '';
      return step(
        `Contact ${nameOf(subject, user)} (${user.consumer.kind}) before anything changes: agree when they act${takes}`,
        {
          who: [ownerOf(user), action?.contact]
            .filter((part) => part !== null && part !== undefined)
            .join(', contact '),
          missing: action?.contact ? null : 'whom to contact: declare action.contact in keyturn.yaml',
        },
      );
    });
}

/** The turn of those outside. */
export function outsideSteps(subject: Subject): readonly Draft[] {
  return subject.users.filter(({ outside }) => outside).map((user) => actionStep(subject, user));
}

/** How a consumer takes a new value, for a cell. */
export function sayTaking(user: User): string {
  return isScheduled(user) ? REFRESH_SENTENCE.scheduled : REFRESH_SENTENCE[user.deciding.refresh.mode];
}
