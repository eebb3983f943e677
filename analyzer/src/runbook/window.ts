/**
 * The overlap window that is proposed, held against what really has to happen in it. Too short, it is fiction: said before anything
 * else, with whom it strands and how surely. The verdict stays what the six conditions make it.
 */
import { checkWindow, type Stranded } from '../convergence/window.ts';
import { sayStranded } from '../explain/stranded.ts';
import { plural, sayIso, sayList } from '../explain/words.ts';
import { formatDuration, type Seconds } from '../model/duration.ts';
import { groupBy } from '../model/group.ts';
import { compareText } from '../model/place.ts';
import { readRotation } from '../wire/rotation.ts';
import type { Window } from './plan.ts';
import { namesOf, type Subject, secondsOf, type User } from './subject.ts';

/** The window of `--window`, else the declared one, judged with the actions of the plan taken. */
export function windowOf(subject: Subject): Window {
  const { credential, users, options, pattern } = subject;
  const proposed = options.window ?? secondsOf(credential.overlapWindow.declared);
  const called = `the ${options.window === null ? 'declared' : 'proposed'} window of ${sayIso(formatDuration(proposed ?? 0))}`;
  if (!pattern.coexist) {
    const least = 'no overlap window: one value is valid at a time';
    if (proposed === null) return { says: least, stranded: [], fiction: null, chances: [] };
    const fiction = `FICTION: ${called} cannot exist: one value is valid at a time, and publication cuts off every consumer.`;
    return { says: `${least}; ${called} is fiction`, stranded: namesOf(subject, users), fiction, chances: [] };
  }
  const least = leastOf(credential.overlapWindow.minimum);
  if (proposed === null) return { says: least, stranded: [], fiction: null, chances: [] };
  const late = users.filter((user) => isLate(user, proposed));
  const stranded = namesOf(subject, late).toSorted(compareText);
  if (late.length === 0)
    return { says: `${least}; ${called} is longer than every path`, stranded, fiction: null, chances: [] };
  return {
    says: `${least}; ${called} is fiction: it strands ${stranded.join(', ')}`,
    stranded,
    fiction: `FICTION: ${called} strands, or may strand, ${plural(late.length, 'consumer')} of ${users.length}.`,
    chances: chancesOf(subject, proposed, late),
  };
}

function leastOf(minimum: string | null): string {
  if (minimum === null) return 'no overlap window can be stated: somebody never settles, or how is not known';
  if (secondsOf(minimum) === 0) return 'no overlap is waited for: each takes the new value at its next use';
  return `the overlap window must be at least ${sayIso(minimum)}`;
}

function isLate({ timing }: User, window: Seconds): boolean {
  const bound = secondsOf(timing.withActions.settled.bound);
  return bound === null || bound >= window;
}

/** One line for all with one fate; then who is saved only by an action in time, and what adoption alone leaves. */
function chancesOf(subject: Subject, window: Seconds, late: readonly User[]): readonly string[] {
  const { settled, adopted } = checkWindow(readRotation(subject.view.inventory, subject.credential), window);
  const fates = groupBy(late, ({ consumer }) => fateOf(settled.find((one) => one.consumer.id === consumer.id)));
  const acted = subject.users.filter(
    (user) => !late.includes(user) && settled.some(({ consumer }) => consumer.id === user.consumer.id),
  );
  return [
    ...[...fates].map(([fate, users]) => `${listed(subject, users)}: ${fate}`),
    ...(acted.length === 0 ? [] : [`not stranded only if their actions end in time: ${listed(subject, acted)}`]),
    adopted.length === 0
      ? 'everybody presents the new value by then: only sessions made with the old one are left'
      : `may still present the old value then: ${adoptedNames(subject, adopted)}`,
  ];
}

function fateOf(found: Stranded | undefined): string {
  return found === undefined ? 'asleep: it wakes with the old value' : sayStranded(found);
}

function adoptedNames(subject: Subject, adopted: readonly Stranded[]): string {
  const ids = new Set(adopted.map(({ consumer }) => consumer.id));
  return listed(
    subject,
    subject.users.filter(({ consumer }) => ids.has(consumer.id)),
  );
}

/** Names a first screen holds; all of them stand in the summary below it. */
const SHOWN = 8;

function listed(subject: Subject, users: readonly User[]): string {
  return sayList(namesOf(subject, users), SHOWN);
}
